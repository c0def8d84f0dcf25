import type { ViolationCode } from '../../src/core/errors.ts'
import { type BadCase, pathOf, type Problem, type WriteRoute } from './bad-case.ts'
import { at, over } from './json.ts'
import { type Properties, wrongFor } from './values.ts'

/** Something that is wrong inside one item, and every code and path it is answered with. */
export type WrongItem = readonly [
  what: string,
  item: object,
  ...problems: (readonly [code: ViolationCode, path: string])[],
]

/** One case for each: the item laid over a good one, and in a list it stands behind another that is good. */
export function wrongItems(route: WriteRoute, rows: readonly WrongItem[]): BadCase[] {
  const { method, mode, good = {} } = route
  return rows.map(([what, item, ...problems]): BadCase => {
    const sent = over(good, item)
    const [body, name] = inBody(route, sent)
    return {
      method,
      mode,
      path: pathOf(route),
      what,
      body,
      problems: problems.map(([code, path]): Problem => [name, code, path]),
    }
  })
}

/** One case for every value that each property refuses. `around` makes the item in which the properties stand, below `prefix`. */
export function wrongValues(
  route: WriteRoute,
  properties: Properties,
  { prefix = '', around = (item: object) => item } = {},
): BadCase[] {
  const rows = Object.entries(properties).flatMap(([path, kind]) =>
    wrongFor(kind).map(([what, value, code]): WrongItem => [
      `${prefix}${path}: ${what}`,
      around(at(path, value) as object),
      [code, `${prefix}${path}`],
    ]),
  )
  return wrongItems(route, rows)
}

/** One case for each property that an item cannot do without. */
export function missing(route: WriteRoute, names: readonly string[]): BadCase[] {
  const { method, mode, good = {} } = route
  return names.map((name): BadCase => {
    const rest = Object.fromEntries(Object.entries(good).filter(([key]) => key !== name))
    const [body, called] = inBody(route, rest)
    return {
      method,
      mode,
      path: pathOf(route),
      what: `no ${name}`,
      body,
      problems: [[called, 'FieldMissing', name]],
    }
  })
}

/** The body with the item in its place, and what the answer calls the item: published writes of one thing have a `request_id`, too. */
function inBody(route: WriteRoute, item: object): [body: unknown, name: string | undefined] {
  if (!route.isBatch && !route.template.startsWith('/api/v4')) return [item, undefined]
  const named = 'request_id' in item ? item : { ...item, request_id: 'wrong' }
  const { request_id: id } = named
  const name = typeof id === 'string' || typeof id === 'number' ? String(id) : undefined
  if (!route.isBatch) return [named, name]
  const fine = { ...(route.other ?? route.good), request_id: 'fine' }
  return [[fine, named], name ?? '1']
}
