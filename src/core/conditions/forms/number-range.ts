import { type Expression, sql, type SqlBool } from 'kysely'
import Type from 'typebox'
import type { Language } from '../../actor.ts'
import type { Refuse } from '../../errors.ts'
import { objectAt, type WrittenObject } from '../../field-types/written.ts'
import { onlyKeys } from './keys.ts'
import { listed, type Phrase } from './words.ts'

const BOUNDS = ['gte', 'gt', 'lte', 'lt', 'eq'] as const
type Bound = (typeof BOUNDS)[number]

/** Bounds of a number, at least one; all of them are to hold. */
export type NumberRange = { readonly [B in Bound]?: number }

const bounds = Object.fromEntries(BOUNDS.map((bound) => [bound, Type.Optional(Type.Number())]))
export const rangeProperties = bounds
export const NumberRange = Type.Object(bounds, { additionalProperties: false, minProperties: 1 })

export function checkRange(written: unknown, refuse: Refuse): NumberRange | undefined {
  const item = objectAt(written, '', refuse)
  return item && checkBounds(item, refuse)
}

/** Refuses a range that no number can be in. */
export function checkBounds(item: WrittenObject, refuse: Refuse): NumberRange {
  onlyKeys(item, BOUNDS, refuse)
  const present = BOUNDS.filter((bound) => Object.hasOwn(item, bound))
  if (present.length === 0) refuse('FieldMissing', 'gte')
  const range = Object.fromEntries(
    present.map((bound) => [bound, finiteAt(item[bound], bound, refuse)]),
  ) as NumberRange
  const lower = Math.max(...[range.gte, range.gt, range.eq].filter((bound) => bound !== undefined))
  const upper = Math.min(...[range.lte, range.lt, range.eq].filter((bound) => bound !== undefined))
  if (lower > upper || (lower === upper && (range.gt === lower || range.lt === upper)))
    refuse('OutOfRange', highest(range, upper), { min: lower, max: Number.MAX_VALUE })
  return range
}

function highest(range: NumberRange, upper: number): Bound {
  return (['lt', 'lte', 'eq'] as const).find((bound) => range[bound] === upper) ?? 'eq'
}

function finiteAt(value: unknown, path: string, refuse: Refuse): number | undefined {
  if (typeof value !== 'number') refuse('InvalidType', path, { type: 'float' })
  else if (!Number.isFinite(value))
    refuse('OutOfRange', path, { min: -Number.MAX_VALUE, max: Number.MAX_VALUE })
  else return value + 0 // -0 becomes 0
  return undefined
}

/** NaN is in no range. */
export function inRange({ gte, gt, lte, lt, eq }: NumberRange, value: number): boolean {
  return (
    (gte === undefined || value >= gte) &&
    (gt === undefined || value > gt) &&
    (lte === undefined || value <= lte) &&
    (lt === undefined || value < lt) &&
    (eq === undefined || value === eq)
  )
}

const OPERATORS = { gte: '>=', gt: '>', lte: '<=', lt: '<', eq: '=' } as const

/** Builds the SQL of a range about a float8, which may be NULL. */
export function rangeWhere(range: NumberRange, value: Expression<number | null>): Expression<SqlBool> {
  const comparisons = BOUNDS.flatMap((bound) =>
    range[bound] === undefined
      ? []
      : sql<SqlBool>`${value} ${sql.raw(OPERATORS[bound])} ${range[bound]}::float8`,
  )
  return sql`coalesce(${sql.join(comparisons, sql` and `)}, false)`
}

/** The words of a bound where it holds, and where it does not. */
const BOUND_WORDS: { readonly [B in Bound]: { readonly met: Phrase; readonly missed: Phrase } } = {
  gte: { met: { en: 'at least', ru: 'не меньше' }, missed: { en: 'less than', ru: 'меньше' } },
  gt: { met: { en: 'more than', ru: 'больше' }, missed: { en: 'at most', ru: 'не больше' } },
  lte: { met: { en: 'at most', ru: 'не больше' }, missed: { en: 'more than', ru: 'больше' } },
  lt: { met: { en: 'less than', ru: 'меньше' }, missed: { en: 'at least', ru: 'не меньше' } },
  eq: { met: { en: 'exactly', ru: 'ровно' }, missed: { en: 'not', ru: 'не' } },
}

/**
 * Returns what follows the subject: "is at least 5 and less than 10", or for a number outside of the range "is less than 5 or at
 * least 10". `absent` is a further way to be outside: "is less than 5 or empty".
 */
export function rangeSentence(
  range: NumberRange,
  language: Language,
  holds: boolean,
  absent?: Phrase,
): string {
  const parts = BOUNDS.flatMap((bound) =>
    range[bound] === undefined
      ? []
      : `${BOUND_WORDS[bound][holds ? 'met' : 'missed'][language]} ${range[bound]}`,
  )
  if (!holds && absent !== undefined) parts.push(absent[language])
  const word = { en: holds ? 'and' : 'or', ru: holds ? 'и' : 'или' }
  return `${language === 'ru' ? '—' : 'is'} ${listed(parts, word[language])}`
}
