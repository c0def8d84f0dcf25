import { MAX_VIOLATIONS, type Refuse, type Violation, violation } from '../errors.ts'
import { objectAt } from '../field-types/written.ts'
import { chooseWord, type Remedy } from '../remedy.ts'
import { schemaRemedy } from '../schema-remedy.ts'
import type { AccountFacts } from './facts.ts'
import { operatorOf } from './forms/id-set.ts'
import type { TagFinder, TagReference } from './kind.ts'
import { isKind, kindNamed, KINDS } from './kinds.ts'
import type { Condition, Leaf } from './tree.ts'
import type { Use } from './use.ts'

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
export type NamedTag = { readonly reference: TagReference; readonly path: string }

/** A tree that has been read, with its tags still as they are named, or with all that is wrong with it. */
export class ParsedTree {
  /** What is wrong with the tree, tags aside. */
  readonly violations: readonly Violation[]
  readonly #tree: Condition | undefined
  readonly #tags: readonly NamedTag[]

  constructor(
    tree: Condition | undefined,
    { violations, tags }: { readonly violations: readonly Violation[]; readonly tags: readonly NamedTag[] },
  ) {
    this.#tree = tree
    this.#tags = tags
    this.violations = violations
  }

  /** The tags that the tree names, for looking them up. */
  get tagReferences(): readonly TagReference[] {
    return this.#tags.map(({ reference }) => reference)
  }

  /** Returns what the tree names that is none of these tags. An id among them is wrong; a name may be that of a tag to be created. */
  unknownTags(tags: TagFinder): readonly NamedTag[] {
    return this.#tags.filter(({ reference }) => tags.find(reference) === undefined)
  }

  /** Returns the tree as it is stored: each tag by its id. @throws Error if `tags` lacks one, or the tree has violations */
  resolve(tags: TagFinder): Condition {
    if (this.#tree === undefined || this.violations.length > 0) throw new Error('the tree was refused')
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
    if (depth > MAX_DEPTH) return this.#refuse('TooDeep', path, { limit: MAX_DEPTH }, () => SIMPLIFY)
    const expected = Array.isArray(written) ? GROUP_EXPECTED : CONDITION_EXPECTED
    const item = objectAt(written, path, (code, at, params) => this.#refuse(code, at, params, () => expected))
    if (item === undefined) return undefined
    const keys = Object.keys(item)
    const key = keys.find((candidate) => isGroup(candidate) || isKind(candidate))
    for (const other of keys) if (other !== key) this.#refuseKey(other, key, path)
    if (keys.length === 0) this.#refuse('TooFewItems', path, { limit: 1 }, () => CONDITION_EXPECTED)
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
    if (!Array.isArray(written))
      return this.#refuse('InvalidType', path, { type: 'array' }, () => CONDITIONS_EXPECTED)
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
    const { uses } = kind
    if (uses !== undefined && !uses.includes(use))
      return this.#refuse('NotSupportedChoice', path, undefined, () => ({ say: 'move', kind: name, uses }))
    const parameters = kind.check(written, {
      account,
      tag: (reference, relativePath) =>
        placeholderOf(this.tags.push({ reference, path: joinPath(path, relativePath) }) - 1),
      refuse: (code, relativePath, params, remedy) =>
        this.#refuse(
          code,
          joinPath(path, relativePath),
          params,
          remedy ??
            (() =>
              schemaRemedy(kind.schemaFor?.(written, account) ?? kind.schema, written, code, relativePath)),
        ),
    })
    return parameters === undefined ? undefined : ({ [name]: parameters } as Leaf)
  }

  /** Counts one more leaf; false when it is the first too many. */
  #count(path: string): boolean {
    if (++this.#leaves <= MAX_LEAVES) return true
    this.#refuse('TooManyItems', path, { limit: MAX_LEAVES }, () => SIMPLIFY)
    return false
  }

  #refuseKey(key: string, chosen: string | undefined, path: string): void {
    const at = joinPath(path, key)
    const isKnown = isGroup(key) || isKind(key)
    const choose = () => chooseWord(key, [...GROUPS, ...Object.keys(KINDS)])
    if (chosen === undefined) this.#refuse('NotSupportedChoice', at, undefined, choose)
    else if (isKnown)
      this.#refuse('NotSupportedChoice', at, undefined, () => ({ say: 'split', kinds: [chosen, key] }))
    else
      this.#refuse('UnknownParameter', at, undefined, () => {
        const known = choose()
        return 'nearest' in known ? known : { say: 'take_away', key, kind: chosen }
      })
  }

  readonly #refuse = (...found: Parameters<Refuse>): undefined => {
    if (this.violations.length < MAX_VIOLATIONS) this.violations.push(violation(this.violations, ...found))
  }
}

const GROUPS = ['all', 'any', 'not']
const EXAMPLE = '{"ltv": {"gte": 100}}'
const CONDITION_EXPECTED: Remedy = { say: 'write', form: 'condition', example: EXAMPLE }
const GROUP_EXPECTED: Remedy = { say: 'write', form: 'group', example: `{"all": [${EXAMPLE}]}` }
const CONDITIONS_EXPECTED: Remedy = { say: 'write', form: 'list', example: `[${EXAMPLE}]` }
const SIMPLIFY: Remedy = { say: 'simplify', levels: MAX_DEPTH, leaves: MAX_LEAVES }

function isGroup(key: string): boolean {
  return GROUPS.includes(key)
}

/** Joins a path with one that begins where it ends; '' stands for all of something. */
export function joinPath(path: string, relativePath: string): string {
  return path === '' || relativePath === '' ? path + relativePath : `${path}.${relativePath}`
}
