import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '../core/actor.ts'
import {
  Invalid,
  type ItemViolation,
  type RefusalCode,
  Refused,
  type RuleUse,
  UsedByRules,
  type Violation,
} from '../core/errors.ts'
import { linksOf } from './links.ts'
import { BadQuery } from './query-string.ts'
import { fill, REFUSALS, VIOLATION_TEXTS } from './problem-texts.ts'
import { remedyText } from './remedy-texts.ts'
import { sentRequestIdOf } from './request-ids.ts'

/** The body of every error, as published. `detail` is always a string, `status` always a number. */
export type Problem = {
  'validation-errors'?: { request_id?: string; errors: { code: string; path: string; detail: string }[] }[]
  title: string
  type: string
  status: number
  detail: string
  retry_after?: number
  rules?: readonly RuleUse[]
}

const RETRY_AFTER_SECONDS: { readonly [Code in RefusalCode]?: number } = {
  busy: 5,
  too_slow: 5,
  database_away: 5,
  upgrading: 5,
  too_many_requests: 1,
  bulk_limit: 60,
}

/** The language a request asks for, else the account's. Only the first language named counts. */
export function languageOf(request: FastifyRequest): Language {
  const requested = request.headers['accept-language']?.slice(0, 2).toLowerCase()
  if (requested === 'ru' || requested === 'en') return requested
  return (request as Partial<FastifyRequest>).actor?.language ?? 'en'
}

/** Answers with the problem that an error stands for; what is no error of the request is answered 500. Either is noted for the observation of the request. */
export async function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const known = knownError(error)
  if (known === undefined) request.failure = error
  request.refusal = known instanceof Invalid ? 'invalid' : (known?.code ?? 'internal')
  const shown = isNoRoute(known) ? noRoute(request) : (known ?? new Refused('internal'))
  const problem = problemOf(
    shown,
    languageOf(request),
    sentRequestIdOf(request.partialBody?.sent ?? request.body),
  )
  if (problem.retry_after !== undefined) void reply.header('retry-after', problem.retry_after)
  await sendProblem(reply, problem)
}

/** Sends a problem with its exact content type, which clients compare for equality. */
export async function sendProblem(reply: FastifyReply, problem: Problem): Promise<void> {
  await reply
    .code(problem.status)
    .header('content-type', 'application/problem+json')
    .send(Buffer.from(JSON.stringify(problem)))
}

/** Returns the problem that an error is answered with. `requestId` is the one that a single write was sent with, if it was. */
export function problemOf(error: Invalid | Refused, language: Language, requestId?: string): Problem {
  if (error instanceof Invalid)
    return {
      'validation-errors': byItem(error.violations, language, requestId),
      title: 'Bad Request',
      type: 'https://httpstatus.es/400',
      status: 400,
      detail: 'Request validation failed',
    }
  const refusal = REFUSALS[error.code]
  const retryAfter = RETRY_AFTER_SECONDS[error.code]
  return {
    title: refusal.title,
    type: `https://httpstatus.es/${refusal.status}`,
    status: refusal.status,
    detail: fill(refusal, language, error.params),
    ...(retryAfter !== undefined && { retry_after: retryAfter }),
    ...(error instanceof UsedByRules && { rules: error.rules }),
  }
}

function byItem(
  violations: readonly ItemViolation[],
  language: Language,
  ofWhole: string | undefined,
): NonNullable<Problem['validation-errors']> {
  const items = Map.groupBy(violations, (violation) => violation.item)
  return [...items.values()].map((ofItem) => {
    const requestId = ofItem[0]?.requestId ?? ofWhole
    return {
      ...(requestId !== undefined && { request_id: requestId }),
      errors: ofItem.map((violation) => ({
        code: violation.code,
        path: violation.path,
        detail: detailOf(violation, language),
      })),
    }
  })
}

function isNoRoute(error: Invalid | Refused | undefined): boolean {
  return error instanceof Refused && error.code === 'no_route'
}

/** Nothing is served at this method and URL, which the answer repeats. */
function noRoute(request: FastifyRequest): Refused {
  return new Refused('no_route', { method: request.method, url: `${linksOf(request).base}${request.url}` })
}

/** Returns what is wrong with a value, and what makes it right. */
function detailOf({ code, params, remedy }: Violation, language: Language): string {
  const detail = fill(VIOLATION_TEXTS[code], language, params)
  if (remedy === undefined) return detail
  const { text, alone } = remedyText(remedy, language)
  return alone ? text : `${detail} ${text}`
}

/** Our own errors as they are, and those of the HTTP framework as ours; undefined for a bug. */
function knownError(error: unknown): Invalid | Refused | undefined {
  if (error instanceof Invalid || error instanceof Refused) return error
  if (error instanceof BadQuery) return new Invalid([{ code: 'InvalidFormat', path: error.parameter }])
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  if (status === 413) return new Refused('body_too_large', { limit: BODY_LIMIT_BYTES }, error)
  if (status === 415) return new Refused('unsupported_media_type', {}, error)
  if (status === 429) return new Refused('too_many_requests', {}, error)
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Refused('bad_request', { reason: (error as Error).message }, error)
  return undefined
}

export const BODY_LIMIT_BYTES = 10 * 1024 * 1024
