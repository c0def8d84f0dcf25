import fc from 'fast-check'
import type { Use } from '../../src/core/conditions/use.ts'
import { isStorable } from '../../src/http/storable-text.ts'
import { candidates } from './field-candidates.ts'
import { idOf } from './ids.ts'
import { type Kind, ValueOf } from './live.ts'
import { treesFor } from './trees.ts'
import { anyNumber, id, integer, junk, objectOf, text } from './values.ts'

/** A JSON Schema as far as the reference uses it. */
export type Schema = {
  readonly $ref?: string
  readonly anyOf?: readonly Schema[]
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
}

/** What the values are for. */
export type Context = {
  /** What an `id` in the body's own items names. */
  readonly ids: Kind
  readonly fields: 'field' | 'segmentField'
  readonly colors: readonly string[]
  /** Whether some values are wrong; else all fit the schema and name what is there. */
  readonly wild: boolean
}

/** Values near a schema. Wild ones are mostly fit, some wrong in one place, some nothing of the kind. */
export function near(schema: Schema, context: Context, name = ''): fc.Arbitrary<unknown> {
  const fit = fitting(schema, context, name)
  return context.wild ? fc.oneof({ arbitrary: fit, weight: 40 }, { arbitrary: junk, weight: 1 }) : fit
}

function fitting(schema: Schema, context: Context, name: string): fc.Arbitrary<unknown> {
  const special = specialFor(name, context)
  if (special) return special
  if (schema.$ref?.endsWith('/Condition')) return treesFor[context.wild ? 'filter' : useOf(name)]
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => near(each, context, name)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const types = [schema.type ?? 'anything'].flat()
  return fc.oneof(
    ...types.map((type) => ({
      arbitrary: ofType(type, schema, context, name),
      weight: type === 'null' ? 1 : 6,
    })),
  )
}

/** What a tree in a property is for; the wild ones may be refused. */
function useOf(name: string): Use {
  if (name === 'conditions') return 'stage'
  return name === 'entry' || name === 'exit' ? 'segment' : 'filter'
}

function ofType(type: string, schema: Schema, context: Context, name: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'object':
      return nearObject(schema, context)
    case 'array':
      return nearArray(schema.items ?? {}, context, name)
    case 'integer':
      return integerIn(schema, context)
    case 'number':
      return context.wild ? anyNumber : fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'string':
      return textIn(schema, context)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return junk
  }
}

function nearObject({ properties = {}, required = [] }: Schema, context: Context): fc.Arbitrary<object> {
  const absent = fc.constant(undefined)
  const known = Object.entries(properties).map(([name, schema]) => {
    const value = near(schema, context, name)
    const wanted = required.includes(name)
    const sometimes = fc.oneof(
      { arbitrary: value, weight: wanted ? 40 : 2 },
      { arbitrary: absent, weight: wanted ? 1 : 5 },
    )
    return (wanted && !context.wild ? value : sometimes).map((each) =>
      each === undefined ? [] : [[name, each] as const],
    )
  })
  const extra = fc.oneof(
    { arbitrary: fc.constant([]), weight: 12 },
    { arbitrary: fc.array(fc.tuple(text, junk), { maxLength: 2 }), weight: context.wild ? 1 : 0 },
  )
  return fc.tuple(fc.tuple(...known), extra).map(([entries, more]) => objectOf([...entries.flat(), ...more]))
}

function nearArray(items: Schema, context: Context, name: string): fc.Arbitrary<unknown> {
  const item = LIST_ITEMS[name]?.(context) ?? near(items, { ...context, ids: LISTED[name] ?? context.ids })
  const some = fc.array(item, { minLength: 1, maxLength: 4 })
  if (!context.wild) return some
  return fc.oneof(
    { arbitrary: some, weight: 20 },
    { arbitrary: fc.constant([]), weight: 1 },
    // As PHP writes a list with a gap.
    { arbitrary: fc.dictionary(fc.constantFrom('0', '1', '2', '7', 'x'), item, { maxKeys: 3 }), weight: 1 },
    {
      arbitrary: fc
        .tuple(item, fc.constantFrom(40, 249, 250, 251))
        .map(([one, count]) => Array.from({ length: count }, () => one)),
      weight: 1,
    },
  )
}

function integerIn(
  { minimum = -Infinity, maximum = Infinity }: Schema,
  context: Context,
): fc.Arbitrary<unknown> {
  const fits = integer.filter((value) => Number(value) >= minimum && Number(value) <= maximum)
  return context.wild ? fc.oneof({ arbitrary: fits, weight: 20 }, { arbitrary: anyNumber, weight: 1 }) : fits
}

function textIn({ minLength = 0, maxLength = Infinity }: Schema, context: Context): fc.Arbitrary<string> {
  if (context.wild) return text
  return text.filter((each) => {
    const length = [...each].length
    return isStorable(each) && length >= minLength && length <= maxLength
  })
}

/** What the items of these lists name by their `id`. */
const LISTED: Readonly<Record<string, Kind>> = {
  segments: 'segment',
  segments_to_add: 'segment',
  segments_to_delete: 'segment',
  enums: 'option',
}

const tag = ({ wild }: Context) =>
  fc.oneof(
    {
      arbitrary: fc.record({ name: textIn({ minLength: 1, maxLength: 255 }, { wild } as Context) }),
      weight: 3,
    },
    { arbitrary: fc.record({ id: idOf('tag') }), weight: 2 },
    { arbitrary: fc.record({ id, name: text }, { requiredKeys: [] }), weight: wild ? 1 : 0 },
  )
const fieldValue = ({ fields, wild }: Context) =>
  fc.oneof(
    {
      arbitrary: fc
        .tuple(fc.nat({ max: 40 }), candidates)
        .map(([nth, values]) => new ValueOf(fields, nth, values)),
      weight: 12,
    },
    {
      arbitrary: fc.record({ field_id: idOf(fields), values: fc.constantFrom(null, []) }),
      weight: 1,
    },
    { arbitrary: fc.record({ field_code: text, field_id: anyNumber, values: junk }), weight: wild ? 1 : 0 },
  )
const LIST_ITEMS: Readonly<Record<string, (context: Context) => fc.Arbitrary<unknown>>> = {
  tags: tag,
  tags_to_add: tag,
  tags_to_delete: tag,
  custom_fields_values: fieldValue,
}

/** Properties of which a random value would hardly ever be one that is taken. */
function specialFor(name: string, context: Context): fc.Arbitrary<unknown> | undefined {
  switch (name) {
    case 'id':
      return idOf(context.ids)
    case 'responsible_user_id':
      return idOf('user')
    case 'created_by':
    case 'updated_by':
      return fc.oneof(idOf('user'), fc.constant(0))
    case 'status_id':
      return idOf('stage')
    case 'price':
    case 'next_price':
      return fc.oneof(
        { arbitrary: fc.nat(), weight: 15 },
        { arbitrary: fc.nat().map((cents) => cents / 100), weight: 15 },
        { arbitrary: integerIn({ minimum: 0, maximum: 2 ** 53 - 1 }, context), weight: 1 },
      )
    case 'periodicity':
      return fc.oneof(fc.nat({ max: 3660 }), integerIn({ minimum: 0, maximum: 2 ** 53 - 1 }, context))
    case 'color':
      return fc.constantFrom(...context.colors)
    case 'currency':
      return fc.constantFrom('USD', 'RUB', 'EUR', 'JPY')
    case 'timezone':
      return fc.constantFrom('UTC', 'Europe/Moscow', 'America/St_Johns', 'Pacific/Apia', 'asia/kathmandu')
    default:
      return undefined
  }
}
