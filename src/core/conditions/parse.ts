import { MAX_VIOLATIONS, type Refuse, type Violation } from '../errors.ts'
import { objectAt } from '../field-types/written.ts'
import type { AccountFacts } from './facts.ts'
import type { TagFinder, Use } from './kind.ts'
import { isKind, kindNamed } from './kinds.ts'
import type { Condition, Leaf } from './tree.ts'

/** Levels of a tree, from its root to its leaves, both included: more than anybody reads, few enough for every walk to recurse. */
export const MAX_DEPTH = 8
/** Leaves of a tree; a group without parts counts as one. */
export const MAX_LEAVES = 100

export type ParseContext = {
  readonly account: AccountFacts
  /** Those that {@link tagReferencesIn} names, as far as they exist. */
  readonly tags: TagFinder
  readonly use: Use
}

/** A tree as it is stored, or the tags that have to be created before it can be parsed, or all that is wrong with it. */
export type Parsed =
  | { readonly tree: Condition }
  | { readonly newTags: readonly string[] }
  | { readonly violations: readonly Violation[] }

/**
 * Reads a tree that somebody has written. Names and codes become ids. Paths begin at the tree: `all.0.tag.any.1`, '' being all of it.
 * To create `newTags`, add them to the tags of the context and parse again; to ask without creating, let `tags` find 0, which nobody has.
 */
export function parseTree(input: unknown, context: ParseContext): Parsed {
  const parser = new Parser(context)
  const tree = parser.node(input, '', 1)
  if (parser.violations.length > 0) return { violations: parser.violations }
  if (parser.newTags.size > 0) return { newTags: [...parser.newTags] }
  return { tree: tree as Condition }
}

/** The tags that a written tree names, for looking them up before it is parsed. Tells nothing of what is wrong with it. */
export function tagReferencesIn(
  input: unknown,
  account: AccountFacts,
): ({ id: number } | { name: string })[] {
  const references: ({ id: number } | { name: string })[] = []
  const find: TagFinder['find'] = (reference) => {
    references.push(reference)
    return { id: 0 }
  }
  parseTree(input, { account, tags: { find }, use: 'filter' })
  return references
}

class Parser {
  readonly violations: Violation[] = []
  readonly newTags = new Set<string>()
  readonly #context: ParseContext
  #leaves = 0
  constructor(context: ParseContext) {
    this.#context = context
  }

  /** undefined only if something was refused. */
  node(written: unknown, path: string, depth: number): Condition | undefined {
    if (this.#leaves > MAX_LEAVES) return undefined
    if (depth > MAX_DEPTH) return this.#refuse('TooDeep', path, { limit: MAX_DEPTH })
    const item = objectAt(written, path, this.#refuse)
    if (item === undefined) return undefined
    const keys = Object.keys(item)
    const key = keys.find((candidate) => isGroup(candidate) || isKind(candidate))
    for (const other of keys) if (other !== key) this.#refuseKey(other, key, path)
    if (keys.length === 0) this.#refuse('TooFewItems', path, { limit: 1 })
    if (key === undefined) return undefined
    const inside = join(path, key)
    if (key === 'not') {
      const child = this.node(item.not, inside, depth + 1)
      return child && { not: child }
    }
    if (key === 'all' || key === 'any') {
      const children = this.#group(item[key], inside, depth)
      return children && (key === 'all' ? { all: children } : { any: children })
    }
    return this.#leaf(key, item[key], inside, path)
  }

  #group(written: unknown, path: string, depth: number): Condition[] | undefined {
    if (!Array.isArray(written)) return this.#refuse('InvalidType', path, { type: 'array' })
    if (written.length === 0 && !this.#count(path)) return undefined
    const children: Condition[] = []
    for (const [i, part] of written.entries()) {
      if (this.#leaves > MAX_LEAVES) return undefined
      const child = this.node(part, join(path, String(i)), depth + 1)
      if (child !== undefined) children.push(child)
    }
    return children
  }

  #leaf(name: string, written: unknown, path: string, nodePath: string): Leaf | undefined {
    if (!this.#count(nodePath) || !isKind(name)) return undefined
    const { account, tags, use } = this.#context
    const kind = kindNamed(name)
    if (kind.uses !== undefined && !kind.uses.includes(use)) return this.#refuse('NotSupportedChoice', path)
    const parameters = kind.check(written, {
      account,
      tags,
      newTag: (tag) => this.newTags.add(tag),
      refuse: (code, relativePath, params) => this.#refuse(code, join(path, relativePath), params),
    })
    return parameters === undefined ? undefined : ({ [name]: parameters } as Leaf)
  }

  /** Counts one more leaf; false when it is the first too many. */
  #count(path: string): boolean {
    if (++this.#leaves <= MAX_LEAVES) return true
    this.#refuse('TooManyItems', path, { limit: MAX_LEAVES })
    return false
  }

  #refuseKey(key: string, chosen: string | undefined, path: string): void {
    const isKnown = chosen !== undefined && !isGroup(key) && !isKind(key)
    this.#refuse(isKnown ? 'UnknownParameter' : 'NotSupportedChoice', join(path, key))
  }

  readonly #refuse = (...[code, path, params]: Parameters<Refuse>): undefined => {
    if (this.violations.length < MAX_VIOLATIONS)
      this.violations.push({ code, path, ...(params && { params }) })
  }
}

function isGroup(key: string): boolean {
  return key === 'all' || key === 'any' || key === 'not'
}

function join(path: string, relativePath: string): string {
  return path === '' || relativePath === '' ? path + relativePath : `${path}.${relativePath}`
}
