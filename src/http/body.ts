import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refused } from '../core/errors.ts'
import { WrittenNumber } from '../core/field-types/written.ts'
import { unstorableText } from './storable-text.ts'

const MAX_DEPTH = 32

/**
 * Reads request bodies: JSON of any JSON content type, or of none. The body of a DELETE is ignored whatever it holds, because the
 * official SDK sends `[]` there; elsewhere an empty body is refused when the route looks at it.
 */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parse = async (request: FastifyRequest, raw: Buffer) => {
    if (request.method === 'DELETE') return undefined
    return parseJson(raw)
  }
  app.addContentTypeParser(/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i, { parseAs: 'buffer' }, parse)
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, raw: Buffer) => {
    if (request.method === 'DELETE' || raw.length === 0) return undefined
    if (request.headers['content-type'] === undefined) return parseJson(raw)
    throw new Refused('unsupported_media_type')
  })
  // Nor does what its type is called matter: else the framework refuses a type that it cannot read.
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.method === 'DELETE') delete request.headers['content-type']
    done()
  })
}

/** @throws Refused for what is no JSON we take; Invalid for text that cannot be stored */
function parseJson(raw: Buffer): unknown {
  if (raw.length === 0) return undefined
  if (!isUtf8(raw)) throw new Refused('broken_json')
  if (deeperThan(raw, MAX_DEPTH)) throw new Refused('too_deep', { limit: MAX_DEPTH })
  const text = raw.toString('utf8')
  let body: unknown
  try {
    body = LOSES_DIGITS.test(text)
      ? JSON.parse(text, withDigits as Parameters<typeof JSON.parse>[1])
      : JSON.parse(text)
  } catch (error) {
    throw new Refused('broken_json', {}, error)
  }
  if (/\\u(?:0000|[dD])/.test(text)) unstorableText(body)
  return body
}

/**
 * Finds values of custom fields whose digits a double may not hold: many, or a zero at the end. Reading them one by one takes the parser
 * several times as long.
 */
const LOSES_DIGITS = /"value"\s*:\s*-?(?:[\d.]{16}|[\d.]*\.\d*0(?!\d))/

/** Keeps the digits of a value. The parser hands over how a number is written, which the types do not know yet. */
function withDigits(key: string, value: unknown, { source }: { readonly source?: string }): unknown {
  const isOther = key === 'value' && typeof value === 'number' && source !== String(value)
  return isOther && source !== undefined ? new WrittenNumber(source) : value
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/** Whether JSON text nests deeper than `limit`; found without parsing, so that depth costs no memory. */
function deeperThan(raw: Buffer, limit: number): boolean {
  let depth = 0
  for (let i = 0; i < raw.length; i++) {
    const byte = raw[i] as number
    if (byte === QUOTE) {
      i = endOfString(raw, i)
      if (i === -1) return false // an open string: the parser will refuse it
    } else if (OPENING.has(byte)) {
      if (++depth > limit) return true
    } else if (CLOSING.has(byte)) depth--
  }
  return false
}

function endOfString(raw: Buffer, start: number): number {
  for (let end = raw.indexOf(QUOTE, start + 1); end !== -1; end = raw.indexOf(QUOTE, end + 1)) {
    let backslashes = 0
    while (raw[end - 1 - backslashes] === BACKSLASH) backslashes++
    if (backslashes % 2 === 0) return end
  }
  return -1
}
