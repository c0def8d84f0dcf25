import { type CorpusAccount, type CorpusCase, type CorpusCustomer, type Tree } from './cases.ts'

/**
 * Returns whether the condition of a case holds: the page on conditions, read word by word and without any cleverness. It takes
 * nothing from the program, so that both are proved by the corpus.
 */
export function interpret(
  account: CorpusAccount,
  { condition, customer, now, timezone }: CorpusCase,
): boolean {
  return new Interpreter(account, customer, now, timezone).holds(condition)
}

type Range = Partial<Record<'gte' | 'gt' | 'lte' | 'lt' | 'eq', number>>
type Window = { in_last?: number; between?: [number, number]; from?: string; to?: string }
type DayQuestion = Window & { in_next?: number; older_than?: number }
type Sets = { any?: unknown[]; all?: unknown[]; none?: unknown[] }
type TextQuestion = { equals?: string; starts_with?: string; contains?: string }
type Measure = 'count' | 'sum' | 'average' | 'largest' | 'smallest'
type PurchasesQuestion = { [M in Measure]?: Range } & Window & { element?: number; each?: Range }

class Interpreter {
  readonly #account: CorpusAccount
  readonly #customer: CorpusCustomer
  readonly #zone: string
  readonly #today: number

  constructor(account: CorpusAccount, customer: CorpusCustomer, now: string, zone: string) {
    this.#account = account
    this.#customer = customer
    this.#zone = zone
    this.#today = this.#dayOf(now) ?? NaN
  }

  holds(tree: Tree): boolean {
    const [[kind, question] = ['', undefined]] = Object.entries(tree)
    if (kind === 'all') return (question as Tree[]).every((part) => this.holds(part))
    if (kind === 'any') return (question as Tree[]).some((part) => this.holds(part))
    if (kind === 'not') return !this.holds(question as Tree)
    return this.#leaf(kind, question)
  }

  #leaf(kind: string, question: unknown): boolean {
    const { name, created_at, created_by, responsible_user, next_date, next_price = 0 } = this.#customer
    const { periodicity = 0, tags = [], segments = [], stage = '', purchases = [] } = this.#customer
    const sum = purchases.reduce((total, { price }) => total + price, 0)
    switch (kind) {
      case 'before_purchase':
        return this.#isExpected((expected) => expected - this.#today <= (question as number))
      case 'after_today':
        return this.#isExpected((expected) => this.#today - expected >= (question as number))
      case 'next_date':
        return this.#dayHolds(question as DayQuestion, this.#dayOf(next_date))
      case 'created_at':
        return this.#dayHolds(question as DayQuestion, this.#dayOf(created_at))
      case 'first_purchase':
        return this.#dayHolds(question as DayQuestion, this.#purchaseDays().at(0))
      case 'last_purchase':
        return this.#dayHolds(question as DayQuestion, this.#purchaseDays().at(-1))
      case 'next_price':
        return inRange(question as Range, next_price)
      case 'periodicity':
        return inRange(question as Range, periodicity)
      case 'ltv':
        return inRange(question as Range, sum)
      case 'purchases_count':
        return inRange(question as Range, purchases.length)
      case 'average_check':
        return purchases.length > 0 && inRange(question as Range, sum / purchases.length)
      case 'purchases':
        return this.#purchasesHold(question as PurchasesQuestion)
      case 'name':
        return textHolds(question as TextQuestion, name ?? '')
      case 'tag':
        return setHolds(question as Sets, tags)
      case 'segment':
        return setHolds(question as Sets, segments)
      case 'stage':
        return setHolds(question as Sets, [stage])
      case 'responsible_user':
        return setHolds(question as Sets, [responsible_user])
      case 'created_by':
        return setHolds(question as Sets, [created_by])
      case 'custom_field':
        return this.#fieldHolds(question as { field: string } & Tree)
      default:
        throw new Error(`the interpreter does not know the kind "${kind}"`)
    }
  }

  #isExpected(isItsTime: (expected: number) => boolean): boolean {
    const expected = this.#dayOf(this.#customer.next_date)
    if (expected === undefined || !isItsTime(expected)) return false
    return !(this.#customer.purchases ?? []).some(({ at }) => (this.#dayOf(at) ?? NaN) >= expected)
  }

  #purchaseDays(): number[] {
    const days = (this.#customer.purchases ?? []).map(({ at }) => this.#dayOf(at) ?? NaN)
    return days.sort((a, b) => a - b)
  }

  #purchasesHold({
    element,
    each = {},
    count,
    sum,
    average,
    largest,
    smallest,
    ...window
  }: PurchasesQuestion) {
    const prices = (this.#customer.purchases ?? [])
      .filter(
        ({ at, price, elements = [] }) =>
          (Object.keys(window).length === 0 || this.#dayHolds(window, this.#dayOf(at))) &&
          (element === undefined || elements.includes(element)) &&
          inRange(each, price),
      )
      .map(({ price }) => price)
    const total = prices.reduce((before, price) => before + price, 0)
    if (count) return inRange(count, prices.length)
    if (sum) return inRange(sum, total)
    if (prices.length === 0) return false
    if (largest) return inRange(largest, Math.max(...prices))
    if (smallest) return inRange(smallest, Math.min(...prices))
    return inRange(average ?? {}, total / prices.length)
  }

  #fieldHolds({ field, ...question }: { field: string } & Tree): boolean {
    const value = this.#customer.custom_fields?.[field]
    const type = this.#account.fields[field]?.type ?? ''
    if ('empty' in question) return (value === undefined) === question.empty
    if (['select', 'multiselect'].includes(type))
      return setHolds(question, value === undefined ? [] : [value].flat())
    if (value === undefined) return false
    if (type === 'text') return textHolds(question, value as string)
    if (type === 'checkbox') return value === question.is
    if (type === 'numeric' || type === 'monetary') return inRange(question, value as number)
    const day = type === 'date' ? dayNumber(value as string) : this.#dayOf(value as string)
    if ('anniversary_in_next' in question)
      return this.#anniversaries(value as string).some(
        (anniversary) =>
          anniversary >= this.#today && anniversary - this.#today <= (question.anniversary_in_next as number),
      )
    return this.#dayHolds(question, day)
  }

  /** The days of this year and of the next one on which a date has its anniversary. */
  #anniversaries(date: string): number[] {
    const year = new Date(this.#today * 86_400_000).getUTCFullYear()
    return [year, year + 1].map((each) => {
      const isLeap = new Date(Date.UTC(each, 1, 29)).getUTCMonth() === 1
      const monthDay = date.slice(5) === '02-29' && !isLeap ? '02-28' : date.slice(5)
      return dayNumber(`${each}-${monthDay}`)
    })
  }

  #dayHolds(question: DayQuestion & { empty?: unknown }, day: number | undefined): boolean {
    if ('empty' in question) return day === undefined
    if (day === undefined) return false
    const daysAgo = this.#today - day
    if (question.in_last !== undefined) return daysAgo >= 0 && daysAgo <= question.in_last
    if (question.in_next !== undefined) return daysAgo <= 0 && -daysAgo <= question.in_next
    if (question.older_than !== undefined) return daysAgo > question.older_than
    if (question.between !== undefined)
      return question.between[0] <= daysAgo && daysAgo <= question.between[1]
    const { from = '0001-01-01', to = '9999-12-31' } = question
    return dayNumber(from) <= day && day <= dayNumber(to)
  }

  /** The calendar day of a moment in the zone of the account. */
  #dayOf(at: string | undefined): number | undefined {
    if (at === undefined) return undefined
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: this.#zone, dateStyle: 'short' })
    return dayNumber(format.format(new Date(at)))
  }
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000
}

function inRange({ gte, gt, lte, lt, eq }: Range, number: number): boolean {
  return (
    number >= (gte ?? -Infinity) &&
    number > (gt ?? -Infinity) &&
    number <= (lte ?? Infinity) &&
    number < (lt ?? Infinity) &&
    (eq === undefined || number === eq)
  )
}

function setHolds({ any, all, none }: Sets, has: readonly unknown[]): boolean {
  if (any) return any.some((each) => has.includes(each))
  if (all) return all.every((each) => has.includes(each))
  return !(none ?? []).some((each) => has.includes(each))
}

function textHolds({ equals, starts_with, contains }: TextQuestion, text: string): boolean {
  const folded = fold(text)
  return (
    (equals === undefined || folded === fold(equals)) &&
    (starts_with === undefined || folded.startsWith(fold(starts_with))) &&
    (contains === undefined || folded.includes(fold(contains)))
  )
}

/** Full case folding of the texts of the corpus. */
function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ß', 'ss')
}
