/** Something that is stored and is not as it should be. */
export type Difference = {
  readonly account: number
  /** Absent where it is not about one customer. */
  readonly customer?: number
  /** What is wrong, such as `ltv` or `count of segment 1004`. */
  readonly what: string
  readonly stored: unknown
  readonly expected: unknown
}

/** A difference before it is known of whom it is. */
export type Finding = Omit<Difference, 'account' | 'customer'>

/** One line that an operator reads: `account 1001, customer 1002: ltv is 10 and should be 20`. */
export function renderDifference({ account, customer, what, stored, expected }: Difference): string {
  const who = customer === undefined ? '' : `, customer ${customer}`
  return `account ${account}${who}: ${what} is ${rendered(stored)} and should be ${rendered(expected)}`
}

function rendered(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value)
}

/** The finding that two values differ; none if they do not. */
export function differing(what: string, stored: unknown, expected: unknown): Finding[] {
  return JSON.stringify(stored) === JSON.stringify(expected) ? [] : [{ what, stored, expected }]
}
