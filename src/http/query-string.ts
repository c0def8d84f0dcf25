/**
 * Query strings as PHP clients write them: `filter[id][0]=1`, `filter%5Bid%5D%5B%5D=1`, `created_at[from]=…`.
 * Strict where a mistake would silently widen a filter (broken escapes and brackets), as lenient as PHP elsewhere.
 */

/** One key of a query and what stands below it. `[]` is the child named by the empty string. */
export type QueryNode = {
  /** The values given at this very key, equal ones once, each where it was given last. */
  readonly values: readonly string[]
  readonly children: ReadonlyMap<string, QueryNode>
}

/** The parsed query: a node without values, whose children are the parameters. */
export type Query = QueryNode

/** A query string that cannot be read; `parameter` is the offending key, decoded if it can be decoded. */
export class BadQuery extends Error {
  override name = 'BadQuery'
  readonly parameter: string

  constructor(parameter: string, message: string) {
    super(message)
    this.parameter = parameter
  }
}

type GrowingNode = { values: string[]; children: Map<string, GrowingNode> }

/** Where the last bracket of a name stands: the undecoded text before it, and the node and depth of that text. */
type Parent = { prefix: string; node: GrowingNode; depth: number }

const MAX_PAIRS = 5_000
const MAX_DEPTH = 8
const OPENING = 0x5b
const CLOSING = 0x5d
const PERCENT = 0x25

/** Leaves share this map, since most nodes are leaves; `childOf` gives a node its own one when it gets a child. */
const NO_CHILDREN: Map<string, GrowingNode> = new Map()

/**
 * Reads what follows the `?` of a URL. Raw and encoded brackets are the same, `+` and `%20` are spaces,
 * a parameter without `=` has the value ''. Like PHP, it ignores pairs without a name and text after the last bracket.
 * @throws BadQuery on a broken escape, an unbalanced bracket, a NUL, over 5,000 pairs or brackets more than 8 deep
 */
export function parseQuery(raw: string): Query {
  const query: GrowingNode = { values: [], children: NO_CHILDREN }
  const repeated: GrowingNode[] = []
  const last: Parent = { prefix: '', node: query, depth: 0 }
  let pairs = 0
  for (const pair of raw.split('&')) {
    const equals = pair.indexOf('=')
    const name = equals === -1 ? pair : pair.slice(0, equals)
    if (name === '') continue
    if (++pairs > MAX_PAIRS) {
      throw new BadQuery(readableName(name), `The query has more than ${MAX_PAIRS} parameters.`)
    }
    const node = nodeNamed(query, name, last)
    const value = equals === -1 ? '' : decode(pair.slice(equals + 1))
    if (value === undefined) {
      throw new BadQuery(readableName(name), 'The value has a malformed percent escape or a NUL.')
    }
    // A first value makes its own array: one grown by push reserves room for 16 more.
    if (node.values.length === 0) node.values = [value]
    else if (node.values.push(value) === 2) repeated.push(node)
  }
  for (const node of repeated) node.values = onceEach(node.values)
  return query
}

/** The node below the given path, as in `nodeAt(query, 'filter', 'created_at')`. */
export function nodeAt(query: Query, ...path: string[]): QueryNode | undefined {
  let node: QueryNode | undefined = query
  for (const key of path) node = node?.children.get(key)
  return node
}

/** All values of a key that takes one or several: its own, then those of its `[]` and `[0]` children; equal ones once. */
export function listOf(node: QueryNode | undefined): string[] {
  if (node === undefined) return []
  const values = new Set(node.values)
  for (const [key, child] of node.children) {
    if (isListKey(key)) for (const value of child.values) values.add(value)
  }
  return [...values]
}

/** The value of a key that takes one: as in PHP, the last one given. */
export function scalarOf(node: QueryNode | undefined): string | undefined {
  return node?.values.at(-1)
}

/** The bounds given as `[from]` and `[to]`; undefined when there is neither. */
export function rangeOf(node: QueryNode | undefined): { from?: string; to?: string } | undefined {
  const from = scalarOf(node?.children.get('from'))
  const to = scalarOf(node?.children.get('to'))
  if (from === undefined && to === undefined) return undefined
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

/**
 * The query as pairs that parse to the same query: each distinct pair once, values under `[]` at the free indexes.
 * A link made of them does not grow, also when a client repeats its own parameters behind it (amocrm-js does).
 * Given indexes stay, because `[55]` may also be the id of a field.
 */
export function pairsOf(query: Query): [string, string][] {
  const pairs: [string, string][] = []
  for (const [name, node] of query.children) addPairs(pairs, name, node)
  return pairs
}

/** Writes pairs the way PHP's `http_build_query` does with RFC 3986 escapes: `filter%5Bid%5D%5B0%5D=1`, spaces as `%20`. */
export function formatQuery(pairs: Iterable<readonly [string, string]>): string {
  let text = ''
  for (const [name, value] of pairs) text += `${text === '' ? '' : '&'}${encode(name)}=${encode(value)}`
  return text
}

/**
 * Finds or makes the node of an undecoded name. It is cut at its brackets before it is decoded, which comes to the
 * same, since `%5B` is a bracket too, and spares most names any decoding. `last` is the parent of the name before:
 * in a long list the names differ in their last bracket only.
 */
function nodeNamed(query: GrowingNode, name: string, last: Parent): GrowingNode {
  if (
    last.prefix === '' ||
    !name.startsWith(last.prefix) ||
    bracketAt(name, last.prefix.length) !== OPENING
  ) {
    const end = endOfKey(name, 0)
    if (end === 0) throw unbalanced(name)
    if (end === name.length) return childOf(query, name, name)
    last.prefix = name.slice(0, end)
    last.node = childOf(query, name, last.prefix)
    last.depth = 0
  }
  let at = last.prefix.length
  for (;;) {
    if (bracketAt(name, at) !== OPENING) throw unbalanced(name)
    if (last.depth === MAX_DEPTH) {
      throw new BadQuery(readableName(name), `The parameter has brackets more than ${MAX_DEPTH} deep.`)
    }
    const from = at + bracketLength(name, at)
    const to = endOfKey(name, from)
    if (bracketAt(name, to) !== CLOSING) throw unbalanced(name)
    const node = childOf(last.node, name, name.slice(from, to))
    at = to + bracketLength(name, to)
    if (at === name.length) return node
    if (endOfKey(name, at) === name.length) {
      // Text after the last bracket, which PHP ignores.
      if (decode(name.slice(at)) === undefined) throw unreadable(name)
      return node
    }
    last.prefix = name.slice(0, at)
    last.node = node
    last.depth++
  }
}

/** The index of the next bracket, or the end. */
function endOfKey(name: string, from: number): number {
  let at = from
  while (at < name.length && bracketAt(name, at) === undefined) at++
  return at
}

/** The bracket that stands at an index of an undecoded name, raw or escaped. */
function bracketAt(name: string, at: number): typeof OPENING | typeof CLOSING | undefined {
  const code = name.charCodeAt(at)
  if (code === OPENING || code === CLOSING) return code
  if (code !== PERCENT || name[at + 1] !== '5') return undefined
  const digit = name[at + 2]
  if (digit === 'B' || digit === 'b') return OPENING
  return digit === 'D' || digit === 'd' ? CLOSING : undefined
}

function bracketLength(name: string, at: number): number {
  return name.charCodeAt(at) === PERCENT ? 3 : 1
}

function childOf(node: GrowingNode, name: string, undecodedKey: string): GrowingNode {
  const key = decode(undecodedKey)
  if (key === undefined) throw unreadable(name)
  let child = node.children.get(key)
  if (child === undefined) {
    child = { values: [], children: NO_CHILDREN }
    if (node.children === NO_CHILDREN) node.children = new Map()
    node.children.set(key, child)
  }
  return child
}

function unreadable(name: string): BadQuery {
  return new BadQuery(readableName(name), 'The parameter name has a malformed percent escape or a NUL.')
}

function unbalanced(name: string): BadQuery {
  return new BadQuery(readableName(name), 'The parameter name has brackets that do not match.')
}

/** Percent-decodes; undefined if there is a malformed escape or a NUL, which no stored text can contain. */
function decode(text: string): string | undefined {
  if (!/[%+\0]/.test(text)) return text
  try {
    const decoded = decodeURIComponent(text.replaceAll('+', ' '))
    return decoded.includes('\0') ? undefined : decoded
  } catch {
    return undefined
  }
}

function readableName(name: string): string {
  return decode(name) ?? name
}

/** Keeps the last of equal values, so that the last value given stays the last one. */
function onceEach(values: string[]): string[] {
  return [...new Set(values.toReversed())].reverse()
}

/** Whether a key counts the values of a list: `[]`, `[0]`. */
export function isListKey(key: string): boolean {
  return /^\d*$/.test(key)
}

function addPairs(pairs: [string, string][], name: string, node: QueryNode): void {
  for (const value of node.values) pairs.push([name, value])
  for (const [key, child] of node.children) {
    if (key !== '') {
      addPairs(pairs, `${name}[${key}]`, child)
      continue
    }
    addListItems(pairs, name, node, child.values)
    for (const [below, grandchild] of child.children) addPairs(pairs, `${name}[][${below}]`, grandchild)
  }
}

/** Values that also stand at an index are left out: else each round through a client that writes `[]` would add them. */
function addListItems(
  pairs: [string, string][],
  name: string,
  parent: QueryNode,
  values: readonly string[],
): void {
  const indexed = new Set<string>()
  for (const [key, child] of parent.children) {
    if (key !== '' && isListKey(key)) for (const value of child.values) indexed.add(value)
  }
  let index = 0
  for (const value of values) {
    if (indexed.has(value)) continue
    while (parent.children.has(`${index}`)) index++
    pairs.push([`${name}[${index++}]`, value])
  }
}

/** RFC 3986: all but letters, digits and `-_.~`; stricter than `encodeURIComponent`. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
