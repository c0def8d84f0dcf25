import type { Scope } from '../account/scope.ts'
import type { AccountFacts } from '../core/conditions/facts.ts'
import type { Use } from '../core/conditions/kind.ts'
import { parseTree, tagReferencesIn } from '../core/conditions/parse.ts'
import type { Condition } from '../core/conditions/tree.ts'
import { Invalid, MAX_VIOLATIONS, type Violation } from '../core/errors.ts'
import { sameStored } from '../core/field-types/same-stored.ts'
import type { Queries } from '../db/database.ts'
import { createTags, lookUpTags, type TagBook } from '../tags/service.ts'

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

/** Reads trees for asking: a tag that does not exist is one that nobody has. @throws Invalid with every violation */
export async function readToAsk(
  reader: Reader,
  trees: readonly WrittenTree[],
): Promise<(Condition | null)[]> {
  const { parsed } = parseAll(trees, reader.account, await lookUp(reader, trees), 'ask')
  return parsed
}

/** Reads trees for storing: tags that do not exist are created, once nothing is refused. @throws Invalid with every violation */
export async function readToStore(
  scope: Scope,
  trees: readonly WrittenTree[],
  account: AccountFacts = scope.definitions,
): Promise<(Condition | null)[]> {
  const reader = { queries: scope.trx, accountId: scope.actor.accountId, account }
  const tags = await lookUp(reader, trees)
  const { parsed, newTags } = parseAll(trees, account, tags, 'store')
  if (newTags.length === 0) return parsed
  await createTags(scope, tags, newTags)
  return parseAll(trees, account, tags, 'store').parsed
}

function lookUp({ queries, accountId, account }: Reader, trees: readonly WrittenTree[]): Promise<TagBook> {
  const references = trees.flatMap(({ written }) =>
    written === null || written === undefined ? [] : tagReferencesIn(written, account),
  )
  return lookUpTags(queries, accountId, references)
}

function parseAll(
  trees: readonly WrittenTree[],
  account: AccountFacts,
  tags: TagBook,
  purpose: 'ask' | 'store',
): { parsed: (Condition | null)[]; newTags: readonly string[] } {
  const violations: Violation[] = []
  const newTags: string[] = []
  const find: TagBook['find'] = (reference) =>
    tags.find(reference) ?? (purpose === 'ask' && 'name' in reference ? NOBODYS_TAG : undefined)
  const parsed = trees.map(({ path, written, use, stored }): Condition | null => {
    if (written === null) return null
    if (written === undefined) {
      violations.push({ code: 'FieldMissing', path })
      return null
    }
    if (stored !== undefined && sameStored(written, stored)) return stored
    const result = parseTree(written, { account, tags: { find }, use })
    if ('tree' in result) return result.tree
    if ('newTags' in result) newTags.push(...result.newTags)
    else violations.push(...result.violations.map((each) => ({ ...each, path: joined(path, each.path) })))
    return null
  })
  if (violations.length > 0) throw new Invalid(violations.slice(0, MAX_VIOLATIONS))
  return { parsed, newTags }
}

const NOBODYS_TAG = { id: 0, name: '', color: null }

function joined(path: string, place: string): string {
  return path === '' || place === '' ? path + place : `${path}.${place}`
}
