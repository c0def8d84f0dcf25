import type { EntityNoun } from '../core/entity-names.ts'

/** Something that is stored and is not as it should be. */
export type Difference = Finding & {
  readonly account: number
} & {
  /** The id of a customer, for example; absent where it is not about one of an entity. */
  readonly [Noun in EntityNoun]?: number
}

/** A difference before it is known of what it is. */
export type Finding = {
  /** What is wrong, such as `ltv` or `count of segment 1004`. */
  readonly what: string
  readonly stored: unknown
  readonly expected: unknown
}

/** One line that an operator reads: `account 1001, customer 1002: ltv is 10 and should be 20`. */
export function renderDifference({ account, what, stored, expected, ...one }: Difference): string {
  const who = Object.entries(one)
    .map(([noun, id]) => `, ${noun} ${id}`)
    .join('')
  return `account ${account}${who}: ${what} is ${rendered(stored)} and should be ${rendered(expected)}`
}

function rendered(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value)
}

/** The finding that two values differ; none if they do not. */
export function differing(what: string, stored: unknown, expected: unknown): Finding[] {
  return JSON.stringify(stored) === JSON.stringify(expected) ? [] : [{ what, stored, expected }]
}
