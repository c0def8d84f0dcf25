import { type Expression, sql, type SqlBool } from 'kysely'
import Type, { type TSchema } from 'typebox'
import type { Language } from '../../actor.ts'
import type { Refuse } from '../../errors.ts'
import { compareDecimals, type Decimal, valueOf } from '../../field-types/decimal.ts'
import { decimalAt, finiteAt, objectAt, type WrittenObject } from '../../field-types/written.ts'
import { contradiction, onlyKeys } from './keys.ts'
import { listed, type Phrase } from './words.ts'

const BOUNDS = ['gte', 'gt', 'lte', 'lt', 'eq'] as const
type Bound = (typeof BOUNDS)[number]

type Bounds<Value> = { readonly [B in Bound]?: Value }

/** Bounds of a number, at least one; all of them are to hold. */
export type NumberRange = Bounds<number>

/** Bounds of a number that keeps its digits. One whose digits a double does not hold is a text of them. */
export type DecimalRange = Bounds<Decimal>

export const rangeProperties = propertiesOf(Type.Number({ examples: [100] }))
export const NumberRange = Type.Object(rangeProperties, { additionalProperties: false, minProperties: 1 })
export const decimalRangeProperties = propertiesOf(
  Type.Union([
    Type.Number({ examples: [100] }),
    Type.String({ description: 'A number with more digits than JSON numbers keep' }),
  ]),
)

function propertiesOf(bound: TSchema) {
  return Object.fromEntries(BOUNDS.map((name) => [name, Type.Optional(bound)]))
}

export function checkRange(written: unknown, refuse: Refuse): NumberRange | undefined {
  const item = objectAt(written, '', refuse)
  return item && checkBounds(item, refuse, finiteAt)
}

/** Reads the bounds of a {@link DecimalRange}, written as numbers or as texts of digits. */
export function checkDecimalBounds(item: WrittenObject, refuse: Refuse): DecimalRange {
  return checkBounds(item, refuse, (value, path) => {
    const bound = decimalAt(value, path, refuse)
    return bound === undefined ? undefined : valueOf(bound)
  })
}

/** Refuses a range that no number can be in. */
function checkBounds<Value extends Decimal>(
  item: WrittenObject,
  refuse: Refuse,
  boundAt: (value: unknown, path: Bound, refuse: Refuse) => Value | undefined,
): Bounds<Value> {
  onlyKeys(item, BOUNDS, refuse)
  const present = BOUNDS.filter((bound) => Object.hasOwn(item, bound))
  if (present.length === 0) refuse('FieldMissing', 'gte')
  const range = Object.fromEntries(
    present.map((bound) => [bound, boundAt(item[bound], bound, refuse)]),
  ) as Bounds<Value>
  const lower = furthest([range.gte, range.gt, range.eq], 1)
  const upper = furthest([range.lte, range.lt, range.eq], -1)
  if (lower === undefined || upper === undefined) return range
  const difference = compareDecimals(lower, upper)
  if (difference > 0 || (difference === 0 && (range.gt === lower || range.lt === upper)))
    refuse('OutOfRange', highest(range, upper), { min: lower, max: Number.MAX_VALUE }, () =>
      contradiction(
        { [boundAtLimit(range, ['gt', 'gte', 'eq'], lower)]: lower },
        { [highest(range, upper)]: upper },
      ),
    )
  return range
}

/** Returns the greatest of some bounds, or for -1 the least. */
function furthest(bounds: readonly (Decimal | undefined)[], sign: 1 | -1): Decimal | undefined {
  return bounds.reduce((best, bound) =>
    best === undefined || (bound !== undefined && sign * compareDecimals(bound, best) > 0) ? bound : best,
  )
}

function highest(range: DecimalRange, upper: Decimal): Bound {
  return boundAtLimit(range, ['lt', 'lte', 'eq'], upper)
}

/** Returns the first of some bounds that is a range's limit. */
function boundAtLimit(range: DecimalRange, bounds: readonly Bound[], limit: Decimal): Bound {
  return bounds.find((bound) => range[bound] === limit) ?? 'eq'
}

/** NaN is in no range. */
export function inRange({ gte, gt, lte, lt, eq }: DecimalRange, value: Decimal): boolean {
  return (
    (gte === undefined || compareDecimals(value, gte) >= 0) &&
    (gt === undefined || compareDecimals(value, gt) > 0) &&
    (lte === undefined || compareDecimals(value, lte) <= 0) &&
    (lt === undefined || compareDecimals(value, lt) < 0) &&
    (eq === undefined || compareDecimals(value, eq) === 0)
  )
}

/** Whether every bound is a double, which can be compared with doubles. */
export function isOfDoubles(range: DecimalRange): range is NumberRange {
  return Object.values(range).every((bound) => typeof bound === 'number')
}

const OPERATORS = { gte: '>=', gt: '>', lte: '<=', lt: '<', eq: '=' } as const

/** Builds the SQL of a range about a number, which may be NULL: a float8, or a numeric for ranges of decimals. */
export function rangeWhere(
  range: DecimalRange,
  value: Expression<number | null>,
  type: 'float8' | 'numeric' = 'float8',
): Expression<SqlBool> {
  const comparisons = BOUNDS.flatMap((bound) =>
    range[bound] === undefined
      ? []
      : sql<SqlBool>`${value} ${sql.raw(OPERATORS[bound])} ${String(range[bound])}::${sql.raw(type)}`,
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

/** Returns "at least 5 and less than 10". */
export function boundsInWords(range: DecimalRange, language: Language): string {
  return listed(boundWords(range, language, 'met'), AND[language])
}

function boundWords(range: DecimalRange, language: Language, how: 'met' | 'missed'): string[] {
  return BOUNDS.flatMap((bound) =>
    range[bound] === undefined ? [] : `${BOUND_WORDS[bound][how][language]} ${range[bound]}`,
  )
}

const AND: Phrase = { en: 'and', ru: 'и' }
const OR: Phrase = { en: 'or', ru: 'или' }

/** A further way for a number to be in no range: an average of nothing. */
export const ABSENT: Phrase = { en: 'absent', ru: 'отсутствует' }

/**
 * Returns what follows the subject: "is at least 5 and less than 10", or for a number outside of the range "is less than 5 or at
 * least 10". `absent` is a further way to be outside: "is less than 5 or empty".
 */
export function rangeSentence(
  range: DecimalRange,
  language: Language,
  holds: boolean,
  absent?: Phrase,
): string {
  const verb = language === 'ru' ? '—' : 'is'
  if (holds) return `${verb} ${boundsInWords(range, language)}`
  const missed = boundWords(range, language, 'missed')
  return `${verb} ${listed(absent === undefined ? missed : [...missed, absent[language]], OR[language])}`
}
