import type { Scope } from '../account/scope.ts'
import type { AccountFacts } from '../core/conditions/facts.ts'
import type { Use } from '../core/conditions/kind.ts'
import { parseTree, tagReferencesIn } from '../core/conditions/parse.ts'
import type { Condition } from '../core/conditions/tree.ts'
import { Invalid, MAX_VIOLATIONS, type Violation } from '../core/errors.ts'
import { sameStored } from '../core/field-types/same-stored.ts'
import type { Queries } from '../db/database.ts'
import { createTags, lookUpTags, type TagIndex, type TagReference } from '../tags/service.ts'

/** A tree as somebody has written it, undefined where it is missing; where it stands in the request, and what it shall replace. */
export type WrittenTree = {
  readonly path: string
  readonly written: unknown
  readonly use: Use
  /** What equals the stored tree is taken as it is, even if it names what is gone. */
  readonly stored?: Condition | null
}

/** Who reads: the account whose names the trees use, in memory. */
export type Reader = { readonly queries: Queries; readonly accountId: number; readonly account: AccountFacts }

/**
 * Reads trees for asking: a tag that does not exist is one that nobody has, and has a name in `tags` all the same.
 * @throws Invalid with every violation
 */
export async function readToAsk(
  reader: Reader,
  trees: readonly WrittenTree[],
): Promise<{ trees: (Condition | null)[]; tags: TagIndex }> {
  const references = tagReferencesOf(trees, reader.account)
  const tags = await lookUpTags(reader.queries, reader.accountId, references)
  references.forEach((reference, i) => {
    if ('name' in reference && tags.find(reference) === undefined)
      tags.add({ id: UNKNOWN_TAG - i, name: reference.name, color: null })
  })
  return { trees: parseAll(trees, reader.account, tags).parsed, tags }
}

/** No tag has this id, nor one below. */
const UNKNOWN_TAG = -1

/** Reads trees for storing: tags that do not exist are created, once nothing is refused. @throws Invalid with every violation */
export async function readToStore(
  scope: Scope,
  trees: readonly WrittenTree[],
  account: AccountFacts = scope.definitions,
): Promise<(Condition | null)[]> {
  const tags = await lookUpTags(scope.trx, scope.actor.accountId, tagReferencesOf(trees, account))
  const { parsed, newTags } = parseAll(trees, account, tags)
  if (newTags.length === 0) return parsed
  await createTags(scope, tags, newTags)
  return parseAll(trees, account, tags).parsed
}

function tagReferencesOf(trees: readonly WrittenTree[], account: AccountFacts): readonly TagReference[] {
  return trees.flatMap(({ written }) =>
    written === null || written === undefined ? [] : tagReferencesIn(written, account),
  )
}

function parseAll(
  trees: readonly WrittenTree[],
  account: AccountFacts,
  tags: TagIndex,
): { parsed: (Condition | null)[]; newTags: readonly string[] } {
  const violations: Violation[] = []
  const newTags: string[] = []
  const parsed = trees.map(({ path, written, use, stored }): Condition | null => {
    if (written === null) return null
    if (written === undefined) {
      violations.push({ code: 'FieldMissing', path })
      return null
    }
    if (stored !== undefined && sameStored(written, stored)) return stored
    const result = parseTree(written, { account, tags, use })
    if ('tree' in result) return result.tree
    if ('newTags' in result) newTags.push(...result.newTags)
    else violations.push(...result.violations.map((each) => ({ ...each, path: joined(path, each.path) })))
    return null
  })
  if (violations.length > 0) throw new Invalid(violations.slice(0, MAX_VIOLATIONS))
  return { parsed, newTags }
}

function joined(path: string, relativePath: string): string {
  return path === '' || relativePath === '' ? path + relativePath : `${path}.${relativePath}`
}
