import Type, { type TSchema } from 'typebox'
import { nodeAt, type Query, scalarOf } from './query-string.ts'

/**
 * Parameters of query strings as the reference shows them, and as generated clients write them. Nothing is checked against these
 * schemas: routes read the query themselves, as leniently as the original.
 */
type Parameters = Record<string, TSchema>

/** What the values of a filter are: alternatives, one text, bounds, or filters by custom field. */
export type FilterKind = 'integers' | 'texts' | 'text' | 'range' | 'amounts' | 'moments' | 'fields'

/** The filters of a list by name. */
export type Filters = Readonly<Record<string, FilterKind>>

/** Returns the parameters of the filters of a list: `filter[id][]`, `filter[created_at][from]`. */
export function filterParameters(filters: Filters): Parameters {
  return Object.assign(
    {},
    ...Object.entries(filters).map(([name, kind]) => PARAMETERS_OF[kind](`filter[${name}]`)),
  ) as Parameters
}

const PARAMETERS_OF: Readonly<Record<FilterKind, (name: string) => Parameters>> = {
  integers: (name) => alternatives(name, Type.Integer()),
  texts: (name) => alternatives(name, Type.String()),
  text: (name) => ({ [name]: Type.Optional(Type.String({ description: 'The whole text' })) }),
  range: (name) => bounds(name, Type.Integer(), ''),
  amounts: (name) => bounds(name, Type.Number(), ', in the currency of the account'),
  moments: (name) => bounds(name, Type.Integer(), ', in Unix seconds'),
  fields: (name) => ({
    [name]: Type.Optional(
      Type.Record(Type.String(), Type.Array(Type.String()), {
        description: `By custom field: \`${name}[<id>][]=<value>\`, for numbers and dates \`${name}[<id>][from]\` and \`[to]\` as well`,
        style: 'deepObject',
        explode: true,
      }),
    ),
  }),
}

function alternatives(name: string, one: TSchema): Parameters {
  return {
    [`${name}[]`]: Type.Optional(
      Type.Array(one, { description: `Any of these: \`${name}[]=…&${name}[]=…\`` }),
    ),
  }
}

function bounds(name: string, bound: TSchema, unit: string): Parameters {
  return {
    [`${name}[from]`]: Type.Optional({ ...bound, description: `The least, included${unit}` }),
    [`${name}[to]`]: Type.Optional({ ...bound, description: `The greatest, included${unit}` }),
  }
}

/** Returns the parameters of the orders of a list: `order[id]`. */
export function orderParameters(names: readonly string[]): Parameters {
  const directionOf = (name: string) =>
    Type.Optional(
      Type.Unsafe<'asc' | 'desc'>({
        type: 'string',
        enum: ['asc', 'desc'],
        description: `In the order of \`${name}\``,
      }),
    )
  return Object.fromEntries(names.map((name) => [`order[${name}]`, directionOf(name)]))
}

/** Returns the parameter `with`, which names what an answer shows besides. */
export function withParameter(names: readonly string[]): { with: TSchema } {
  return { with: Type.Optional(Type.String({ description: `Separated by commas: ${names.join(', ')}` })) }
}

/** Returns the names in the parameter `with` of a query, known and unknown ones. */
export function withNames(query: Query): string[] {
  return (scalarOf(nodeAt(query, 'with')) ?? '').split(',').filter((name) => name !== '')
}
