import type { Scope } from '../account/scope.ts'
import type { AccountFacts } from '../core/conditions/facts.ts'
import type { TagReference } from '../core/conditions/kind.ts'
import type { Use } from '../core/conditions/use.ts'
import { joinPath, type ParsedTree, parseTree } from '../core/conditions/parse.ts'
import type { Condition } from '../core/conditions/tree.ts'
import { Invalid, MAX_VIOLATIONS, type Refuse, type Violation, violation } from '../core/errors.ts'
import { sameStored } from '../core/field-types/same-stored.ts'
import type { Remedy } from '../core/remedy.ts'
import type { Warning } from '../core/warnings.ts'
import type { Queries } from '../db/database.ts'
import { tagChooser } from '../tags/choose-tag.ts'
import { createTags, lookUpTags } from '../tags/service.ts'
import type { Tag } from '../tags/tag.ts'
import { TagIndex } from '../tags/tag-index.ts'

/** A tree as somebody has written it, undefined where it is missing; where it stands in the request, and what it shall replace. */
export type WrittenTree = {
  readonly path: string
  readonly written: unknown
  readonly use: Use
  /** What equals the stored tree is taken as it is, even if it names what is gone. */
  readonly stored?: Condition | null
}

/** Who reads: the account whose names the trees use, in memory. */
export type Reader = {
  readonly queries: Queries
  readonly accountId: number
  readonly account: AccountFacts
  /** Returns the tags of these ids if all of them are in memory; where there is no such memory, tags are read. */
  readonly keptTags?: (ids: readonly number[]) => ReadonlyMap<number, Tag> | undefined
}

/** How trees are read for asking. */
export type AskOptions = {
  /** What becomes of a tag name that the account does not have: it is refused unless a rule that is saved would create it. */
  readonly unknownTags: 'refuse' | 'take'
  /** What is wrong with the rest of the request, to be reported together. */
  readonly violations?: readonly Violation[]
}

/**
 * Reads trees for asking: where a tag that does not exist is taken, no customer has it, and it has a name in `tags` all the same.
 * @throws Invalid with every violation
 */
export async function readToAsk(
  reader: Reader,
  trees: readonly WrittenTree[],
  options: AskOptions,
): Promise<{ trees: (Condition | null)[]; tags: TagIndex; warnings: readonly Warning[] }> {
  const { parsed, tags, newTags } = await parseAll(reader, trees, options)
  namesOf(newTags).forEach((name, i) => tags.add({ id: UNKNOWN_TAG - i, name, color: null }))
  return { trees: resolveAll(parsed, tags), tags, warnings: newTags }
}

/** No tag has this id, nor one below. */
const UNKNOWN_TAG = -1

/**
 * Reads trees for storing: tags that do not exist are created, once nothing is refused. `created` are those.
 * @throws Invalid with every violation
 */
export async function readToStore(
  scope: Scope,
  trees: readonly WrittenTree[],
  account: AccountFacts = scope.definitions,
): Promise<{ trees: (Condition | null)[]; created: readonly Tag[] }> {
  const reader = { queries: scope.trx, accountId: scope.actor.accountId, account }
  const { parsed, tags, newTags } = await parseAll(reader, trees, { unknownTags: 'take' })
  const created = await createTags(scope, 'customers', tags, namesOf(newTags))
  return { trees: resolveAll(parsed, tags), created }
}

/** A tree as it is stored already, or one whose tags have to be resolved. */
type Read = { readonly stored: Condition | null } | ParsedTree

/** A tag that a tree names and that there is not yet. */
type NewTag = Extract<Warning, { code: 'NewTag' }>

/** Each name once. */
function namesOf(newTags: readonly NewTag[]): string[] {
  return [...new Set(newTags.map(({ name }) => name))]
}

/** Parses each tree once and looks up the tags of all of them. @throws Invalid with every violation */
async function parseAll(
  reader: Reader,
  trees: readonly WrittenTree[],
  { unknownTags, violations: found = [] }: AskOptions,
): Promise<{ parsed: readonly Read[]; tags: TagIndex; newTags: readonly NewTag[] }> {
  const { queries, accountId, account } = reader
  const parsed = trees.map(({ written, use, stored }): Read | undefined => {
    if (written === undefined) return undefined
    if (written === null) return { stored: null }
    if (stored !== undefined && sameStored(written, stored)) return { stored }
    return parseTree(written, { account, use })
  })
  const references = parsed.flatMap((each) =>
    each !== undefined && 'tagReferences' in each ? each.tagReferences : [],
  )
  const tags =
    keptTagsOf(reader, references) ?? (await lookUpTags(queries, accountId, 'customers', references))
  const unknown = parsed.map((each) => (each === undefined || 'stored' in each ? [] : each.unknownTags(tags)))
  const chooseTag = await tagChooser(queries, accountId, unknown.flat().length > 0)
  const violations = [...found]
  const newTags: NewTag[] = []
  for (const [i, each] of parsed.entries()) {
    const { path } = trees[i] as WrittenTree
    const refuse: Refuse = (code, at, ...rest) =>
      violations.push(violation(violations, code, joinPath(path, at), ...rest))
    if (each === undefined) refuse('FieldMissing', '', undefined, () => TREE_EXPECTED)
    else if ('violations' in each)
      violations.push(...each.violations.map((own) => ({ ...own, path: joinPath(path, own.path) })))
    for (const { reference, path: at } of unknown[i] ?? [])
      if ('id' in reference || unknownTags === 'refuse')
        refuse('NotSupportedChoice', at, undefined, () => chooseTag(reference))
      else newTags.push(newTag(reference.name, joinPath(path, at), newTags, chooseTag))
  }
  if (violations.length > 0) throw new Invalid(violations.slice(0, MAX_VIOLATIONS))
  return { parsed: parsed as Read[], tags, newTags }
}

/** The tags of references in memory; undefined where one is not there, or is meant by its name. */
function keptTagsOf({ keptTags }: Reader, references: readonly TagReference[]): TagIndex | undefined {
  const ids = references.flatMap((reference) => ('id' in reference ? [reference.id] : []))
  if (ids.length < references.length) return undefined
  const kept = keptTags?.(ids)
  return kept && new TagIndex(ids.flatMap((id) => kept.get(id) ?? []))
}

/** So many warnings say which tag may have been meant: more than anybody reads. */
const MAX_CHOICES = 100

function newTag(
  name: string,
  path: string,
  others: readonly NewTag[],
  chooseTag: (reference: TagReference) => Remedy,
): NewTag {
  const remedy = others.length < MAX_CHOICES ? chooseTag({ name }) : undefined
  return { code: 'NewTag', path, name, ...(remedy && { remedy }) }
}

const TREE_EXPECTED: Remedy = { say: 'write', form: 'tree', example: '{"ltv": {"gte": 100}}' }

function resolveAll(parsed: readonly Read[], tags: TagIndex): (Condition | null)[] {
  return parsed.map((each) => ('stored' in each ? each.stored : each.resolve(tags)))
}
