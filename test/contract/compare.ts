import { withoutCursor } from '../helpers/cursor.ts'
import type { JsonType, Nullable } from './exchange.ts'
import { matchesPath } from './json-path.ts'

/**
 * Lists by JSON path where a served body has not the shape of the printed one. Every printed key must be served with the
 * same JSON type, every printed item at its own index. The served body may hold more keys and items, except a top-level
 * `status`, by which some clients recognise an error. A printed null asks for null, unless `nullable` names its path: then
 * the type named there will do as well. `undefined` is an answer without a body.
 */
export function compareShape(printed: unknown, served: unknown, nullable: Nullable = {}): string[] {
  if (printed === undefined) return servedNothing(served)
  return [...strayStatus(printed, served), ...shapeDifferences('$', printed, served, nullable)]
}

/**
 * Lists by JSON path where a served body has other values than the printed one. Arrays must be as long as printed, keys
 * that are not printed are free. Of an `href` only path and query count, the order of the query's parameters does not, nor does the
 * cursor of ours.
 * `ignore` holds path patterns (see json-path.ts); what lies below an ignored path is ignored with it.
 */
export function compareValues(printed: unknown, served: unknown, ignore: readonly string[]): string[] {
  if (printed === undefined) return servedNothing(served)
  return valueDifferences('$', printed, served, ignore)
}

function servedNothing(served: unknown): string[] {
  return served === undefined ? [] : [`$: no body is printed, ${kindOf(served)} is served`]
}

function strayStatus(printed: unknown, served: unknown): string[] {
  if (!isObject(served) || !Object.hasOwn(served, 'status')) return []
  if (isObject(printed) && Object.hasOwn(printed, 'status')) return []
  return ['$.status: not printed, and clients take a body with it for an error']
}

function shapeDifferences(path: string, printed: unknown, served: unknown, nullable: Nullable): string[] {
  const besideNull = printed === null ? typeBesideNull(path, nullable) : undefined
  if (besideNull !== undefined && jsonType(served) === besideNull) return []
  if (jsonType(printed) !== jsonType(served)) {
    return [`${path}: ${kindOf(printed)} is printed, ${kindOf(served)} is served`]
  }
  return children(path, printed, served).flatMap((child) =>
    child.missing
      ? [`${child.path}: is printed, is not served`]
      : shapeDifferences(child.path, child.printed, child.served, nullable),
  )
}

function valueDifferences(
  path: string,
  printed: unknown,
  served: unknown,
  ignore: readonly string[],
): string[] {
  if (ignore.some((pattern) => matchesPath(pattern, path))) return []
  if (jsonType(printed) !== jsonType(served) || !isTree(printed)) {
    return sameLeaf(path, printed, served)
      ? []
      : [`${path}: ${shown(printed)} is printed, ${shown(served)} is served`]
  }
  const differences = children(path, printed, served).flatMap((child) => {
    if (!child.missing) return valueDifferences(child.path, child.printed, child.served, ignore)
    const ignored = ignore.some((pattern) => matchesPath(pattern, child.path))
    return ignored ? [] : [`${child.path}: ${shown(child.printed)} is printed, nothing is served`]
  })
  return [...longerThanPrinted(path, printed, served), ...differences]
}

function longerThanPrinted(path: string, printed: unknown, served: unknown): string[] {
  if (!Array.isArray(printed) || !Array.isArray(served) || served.length <= printed.length) return []
  return [`${path}: ${printed.length} items are printed, ${served.length} are served`]
}

function sameLeaf(path: string, printed: unknown, served: unknown): boolean {
  if (printed === served) return true
  if (!path.endsWith('.href') || typeof printed !== 'string' || typeof served !== 'string') return false
  if (!URL.canParse(printed) || !URL.canParse(served)) return false
  return pathAndQuery(printed) === pathAndQuery(served)
}

/** The encoding of the query stays as it is: clients are served `filter%5Bid%5D`, as printed. */
function pathAndQuery(href: string): string {
  const { pathname, search } = new URL(withoutCursor(href))
  return `${pathname}?${search.slice(1).split('&').sort().join('&')}`
}

type Child = { path: string; printed: unknown; served: unknown; missing: boolean }

/** The printed keys or items beside the served ones of the same type; none for a leaf. */
function children(path: string, printed: unknown, served: unknown): Child[] {
  if (Array.isArray(printed) && Array.isArray(served)) {
    const items: unknown[] = served
    return printed.map((item: unknown, at) => ({
      path: `${path}[${at}]`,
      printed: item,
      served: items[at],
      missing: at >= items.length,
    }))
  }
  if (!isObject(printed) || !isObject(served)) return []
  return Object.entries(printed).map(([key, value]) => ({
    path: `${path}.${key}`,
    printed: value,
    served: served[key],
    missing: !Object.hasOwn(served, key),
  }))
}

function typeBesideNull(path: string, nullable: Nullable): JsonType | undefined {
  return Object.entries(nullable).find(([pattern]) => matchesPath(pattern, path))?.[1]
}

function isTree(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return isTree(value) && !Array.isArray(value)
}

/** Undefined for what JSON cannot hold, which here is only the absence of a body or item. */
function jsonType(value: unknown): JsonType | undefined {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  return type === 'boolean' || type === 'number' || type === 'string' || type === 'object' ? type : undefined
}

function kindOf(value: unknown): string {
  const type = jsonType(value)
  if (type === undefined) return 'nothing'
  if (type === 'null') return 'null'
  return type === 'array' || type === 'object' ? `an ${type}` : `a ${type}`
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
