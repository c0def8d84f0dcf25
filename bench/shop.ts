import type { NewField } from '../src/custom-fields/schema.ts'

/** The fields that every customer of the bench has a value of. */
export const FIELDS = [
  { name: 'City', type: 'text' },
  { name: 'Points', type: 'numeric' },
  { name: 'Birthday', type: 'date' },
  {
    name: 'Source',
    type: 'select',
    enums: ['Shop', 'Site', 'Friend', 'Fair', 'Call'].map((value) => ({ value })),
  },
  { name: 'May be called', type: 'checkbox' },
  { name: 'Budget', type: 'monetary' },
] as const satisfies NewField[]

/** Customers are loaded with two of the first of these; the others are for changes. */
export const TAGS = Array.from({ length: 60 }, (_, i) => `tag ${i + 1}`)
export const LOADED_TAGS = 50

export const MANAGERS = 4
const MAX_PURCHASES = 10
const DAY = 86_400
/** Next dates are spread over so many days from the day of the load on. */
export const NEXT_DATE_DAYS = 365

const FIRST_NAMES = words(
  'Anna Boris Clara Dmitri Elena Fyodor Galina Henry Irina Jakob Klaus Larisa Maria Nikolai Olga',
)
const LAST_NAMES = words(
  'Antonov Bergmann Карпов Dubois Егорова Fischer Громов Hansen Иванова Jensen Кузнецов Larsen Морозова Novak Орлов Петрова',
)
const CITIES = words(
  'Berlin Москва Paris Казань Oslo Пермь Vienna Самара Prague Томск Riga Уфа Lyon Тверь Porto Омск Turin Сочи',
)

/** A made-up customer, before the account gives ids to its fields and tags. */
export type MadeUpCustomer = {
  readonly name: string
  readonly next_price: number
  /** Unix seconds. */
  readonly next_date: number
  /** Which of the managers. */
  readonly manager: number
  readonly created_at: number
  readonly city: string
  readonly points: number
  /** Days since 1970-01-01. */
  readonly birthday: number
  /** Which of the options. */
  readonly source: number
  readonly mayBeCalled: boolean
  readonly budget: number
  /** Which of the tags: two. */
  readonly tags: readonly [number, number]
  readonly purchases: readonly { readonly price: number; readonly at: number }[]
}

/** The k-th customer of a base that is loaded on the day of `now` (Unix seconds): the same whenever it is asked for. */
export function madeUpCustomer(k: number, now: number): MadeUpCustomer {
  const today = now - (now % DAY)
  const pick = (salt: number, choices: number) => numberOf(k, salt) % choices
  const of = (list: readonly string[], salt: number) => list[pick(salt, list.length)] as string
  const tag = pick(1, LOADED_TAGS)
  return {
    name: `${of(FIRST_NAMES, 2)} ${of(LAST_NAMES, 3)} ${k + 1}`,
    next_price: 10 * pick(4, 1000),
    next_date: today + pick(5, NEXT_DATE_DAYS * DAY),
    manager: pick(6, MANAGERS),
    created_at: today - pick(7, 1000 * DAY),
    city: of(CITIES, 8),
    points: pick(9, 10_000) / 4,
    birthday: pick(10, 15_000),
    source: pick(11, FIELDS[3].enums.length),
    mayBeCalled: pick(12, 2) === 1,
    budget: 100 * pick(13, 500),
    tags: [tag, (tag + 1 + pick(14, LOADED_TAGS - 1)) % LOADED_TAGS],
    purchases: Array.from({ length: pick(15, MAX_PURCHASES + 1) }, (_, i) => ({
      price: 5 * (1 + pick(30 + i, 2000)),
      at: today - 1 - pick(50 + i, 700 * DAY),
    })),
  }
}

/** 32 bits that depend on both numbers and look random. */
export function numberOf(k: number, salt: number): number {
  let bits = Math.imul(k + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b)
  return (bits ^ (bits >>> 16)) >>> 0
}

function words(text: string): string[] {
  return text.split(' ')
}
