import { expect } from 'vitest'
import type { Language } from '../../src/core/actor.ts'
import { fill, REFUSALS } from '../../src/http/problem-texts.ts'
import type { Problem as ProblemBody } from '../../src/http/problems.ts'
import type { TestAnswer } from '../helpers/client.ts'
import type { Problem, Refusal } from './bad-case.ts'

/** The answer lists exactly these problems, each with a text in the language. */
export function expectProblems(answer: TestAnswer, expected: readonly Problem[], language: Language): void {
  const body = problemIn(answer, 400)
  expect(body).toMatchObject({ title: 'Bad Request', detail: 'Request validation failed' })
  const violations = (body['validation-errors'] ?? []).flatMap(({ request_id, errors }) =>
    errors.map(({ code, path, detail }) => ({ problem: [request_id, code, path], detail })),
  )
  expect(sorted(violations.map(({ problem }) => problem))).toEqual(sorted(expected))
  for (const { detail } of violations) {
    expect(detail).toMatch(language === 'ru' ? /[а-яё]/i : /^[ -~]+$/)
    // Examples of JSON have braces, too; what is left to be filled in is a word between them.
    expect(detail).not.toMatch(/\{\w+\}|undefined|NaN/)
  }
}

/** The answer refuses the request as a whole, with the text of the code in the language. */
export function expectRefusal(answer: TestAnswer, { refused, params }: Refusal, language: Language): void {
  const refusal = REFUSALS[refused]
  expect(problemIn(answer, refusal.status)).toEqual({
    title: refusal.title,
    type: `https://httpstatus.es/${refusal.status}`,
    status: refusal.status,
    detail: fill(refusal, language, params),
  })
}

function problemIn(answer: TestAnswer, status: number): ProblemBody {
  expect(answer, answer.text.slice(0, 1000)).toMatchObject({
    status,
    headers: { 'content-type': 'application/problem+json' },
    json: { status, type: `https://httpstatus.es/${status}` },
  })
  return answer.json as ProblemBody
}

function sorted(problems: readonly unknown[]): string[] {
  return problems.map((problem) => JSON.stringify(problem)).sort()
}
