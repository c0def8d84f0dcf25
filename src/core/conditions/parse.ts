import { MAX_VIOLATIONS, type Refuse, type Violation } from '../errors.ts'
import { objectAt } from '../field-types/written.ts'
import type { AccountFacts } from './facts.ts'
import { operatorOf } from './forms/id-set.ts'
import type { TagFinder, TagReference, Use } from './kind.ts'
import { isKind, kindNamed } from './kinds.ts'
import type { Condition, Leaf } from './tree.ts'

/** Levels of a tree, from its root to its leaves, both included: more than anybody reads, few enough for every walk to recurse. */
export const MAX_DEPTH = 8
/** Leaves of a tree; a group without parts counts as one. */
export const MAX_LEAVES = 100

export type ParseContext = { readonly account: AccountFacts; readonly use: Use }

/**
 * Reads a tree that somebody has written. Names and codes become ids, except those of tags, which are not in memory: they stay open until
 * {@link ParsedTree.resolve}. Paths begin at the tree: `all.0.tag.any.1`, '' being all of it.
 */
export function parseTree(input: unknown, context: ParseContext): ParsedTree {
  const parser = new Parser(context)
  const tree = parser.node(input, '', 1)
  return new ParsedTree(tree, parser)
}

/** A tag that a tree names, and where. */
type NamedTag = { readonly reference: TagReference; readonly path: string }

/** A tree that has been read, with its tags still as they are named, or with all that is wrong with it. */
export class ParsedTree {
  readonly #violations: readonly Violation[]
  readonly #tree: Condition | undefined
  readonly #tags: readonly NamedTag[]

  constructor(
    tree: Condition | undefined,
    { violations, tags }: { readonly violations: readonly Violation[]; readonly tags: readonly NamedTag[] },
  ) {
    this.#tree = tree
    this.#tags = tags
    this.#violations = violations
  }

  /** The tags that the tree names, for looking them up. */
  get tagReferences(): readonly TagReference[] {
    return this.#tags.map(({ reference }) => reference)
  }

  /**
   * Returns everything that is wrong with the tree, given the tags that there are: an id that is none of theirs is wrong, a new name
   * only where it is refused. While there is anything, the tree has no stored form.
   */
  violations(tags: TagFinder, newNames: 'refuse' | 'take' = 'take'): readonly Violation[] {
    const unknown = this.#tags.flatMap(({ reference, path }): Violation[] =>
      ('id' in reference || newNames === 'refuse') && tags.find(reference) === undefined
        ? [{ code: 'NotSupportedChoice', path }]
        : [],
    )
    return [...this.#violations, ...unknown].slice(0, MAX_VIOLATIONS)
  }

  /** Returns the tree as it is stored: each tag by its id. @throws Error if `tags` lacks one, or the tree has violations */
  resolve(tags: TagFinder): Condition {
    if (this.#tree === undefined || this.#violations.length > 0) throw new Error('the tree was refused')
    const ids = this.#tags.map(({ reference }) => tags.find(reference)?.id)
    return ids.length === 0 ? this.#tree : withTagIds(this.#tree, ids)
  }
}

/** Turns the index of a tag among those that a tree names into the number that stands for it until its id is known, and back. */
function placeholderOf(index: number): number {
  return -1 - index
}
const indexOf = placeholderOf

function withTagIds(condition: Condition, ids: readonly (number | undefined)[]): Condition {
  if ('all' in condition) return { all: condition.all.map((part) => withTagIds(part, ids)) }
  if ('any' in condition) return { any: condition.any.map((part) => withTagIds(part, ids)) }
  if ('not' in condition) return { not: withTagIds(condition.not, ids) }
  if (!('tag' in condition)) return condition
  const { operator, ids: placeholders } = operatorOf(condition.tag)
  const found = placeholders.map((placeholder) => {
    const id = ids[indexOf(placeholder)]
    if (id === undefined) throw new Error('a tag of the tree was not looked up')
    return id
  })
  return { tag: { [operator as 'any']: [...new Set(found)] } }
}

class Parser {
  readonly violations: Violation[] = []
  readonly tags: NamedTag[] = []
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
    const inside = joinPath(path, key)
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
      const child = this.node(part, joinPath(path, String(i)), depth + 1)
      if (child !== undefined) children.push(child)
    }
    return children
  }

  #leaf(name: string, written: unknown, path: string, nodePath: string): Leaf | undefined {
    if (!this.#count(nodePath) || !isKind(name)) return undefined
    const { account, use } = this.#context
    const kind = kindNamed(name)
    if (kind.uses !== undefined && !kind.uses.includes(use)) return this.#refuse('NotSupportedChoice', path)
    const parameters = kind.check(written, {
      account,
      tag: (reference, relativePath) =>
        placeholderOf(this.tags.push({ reference, path: joinPath(path, relativePath) }) - 1),
      refuse: (code, relativePath, params) => this.#refuse(code, joinPath(path, relativePath), params),
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
    this.#refuse(isKnown ? 'UnknownParameter' : 'NotSupportedChoice', joinPath(path, key))
  }

  readonly #refuse = (...[code, path, params]: Parameters<Refuse>): undefined => {
    if (this.violations.length < MAX_VIOLATIONS)
      this.violations.push({ code, path, ...(params && { params }) })
  }
}

function isGroup(key: string): boolean {
  return key === 'all' || key === 'any' || key === 'not'
}

/** Joins a path with one that begins where it ends; '' stands for all of something. */
export function joinPath(path: string, relativePath: string): string {
  return path === '' || relativePath === '' ? path + relativePath : `${path}.${relativePath}`
}
