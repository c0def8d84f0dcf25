import type { Definitions } from '../account/definitions.ts'
import type { TargetRule, Trees } from '../account/rule-uses.ts'
import type { Language } from '../core/actor.ts'
import { sentenceOf } from '../core/conditions/sentence.ts'
import { leafAnswer, tagIdsSeen } from '../core/conditions/leaf-answer.ts'
import type { Names } from '../core/conditions/kind.ts'
import { brokenIn } from '../core/conditions/references.ts'
import { type Condition, type Leaf, tagIdsIn } from '../core/conditions/tree.ts'
import type { Queries } from '../db/database.ts'
import { renderWarnings } from '../http/warning-texts.ts'
import { lookUpTags } from '../tags/service.ts'
import type { Plan } from './plan.ts'
import { findVersions, type VersionRow } from './queries.ts'

/** What an answer lists of the versions: a tree may name a thousand ids in each of a hundred leaves. */
const VERSIONS = { limit: 20, maxBytes: 256 * 1024 }

/** Returns the names of what trees ask for, and those of further tags, in a language. */
export async function namesFor(
  queries: Queries,
  definitions: Definitions,
  trees: readonly (Condition | null)[],
  language: Language,
  tagIds: readonly number[] = [],
): Promise<Names> {
  const references = [...trees.flatMap(tagIdsIn), ...tagIds].map((id) => ({ id }))
  const tags = await lookUpTags(queries, definitions.account.id, 'customers', references)
  return { account: definitions, tagName: (id) => tags.find({ id })?.name, language }
}

/** A rule with all that our API tells of it; of its versions those below `before`, or the newest. */
export async function renderRule(
  queries: Queries,
  definitions: Definitions,
  rule: TargetRule,
  language: Language,
  before?: number,
) {
  const { id: accountId } = definitions.account
  const names = await namesFor(queries, definitions, Object.values(rule.trees), language)
  const versions = await findVersions(queries, accountId, rule, {
    ...VERSIONS,
    ...(before !== undefined && { before }),
  })
  const [newest] =
    before === undefined ? versions : await findVersions(queries, accountId, rule, { ...VERSIONS, limit: 1 })
  return {
    ...rule.trees,
    aloud: eachTree(rule.trees, (tree) => (tree === null ? null : sentenceOf(tree, names))),
    broken: brokenReferences(rule.trees, names),
    version: newest?.version ?? 0,
    changed_at: newest?.created_at ?? null,
    changed_by: newest?.created_by ?? null,
    versions: versions.map(renderVersion),
  }
}

/** Renders a plan: counts, a sample, and the reason of each move in it. */
export async function renderPlan(
  queries: Queries,
  { after, moves, tags, warnings, ...plan }: Plan,
  language: Language,
) {
  const reasons = moves.map(({ reason }) => reason)
  const leaves = reasons.map(({ leaf }) => leaf ?? null)
  const seen = reasons.flatMap((reason) => tagIdsSeen(reason.seen ?? {}))
  const known = await namesFor(queries, after, leaves, language, seen)
  const names = { ...known, tagName: (id: number) => tags?.find({ id })?.name ?? known.tagName(id) }
  return {
    ...plan,
    warnings: renderWarnings(warnings, language),
    moves: moves.map(({ customerId, entered, reason: { hand, leaf, holds, seen = {} } }) => ({
      customer_id: customerId,
      entered,
      by_hand: hand === true,
      decided_by:
        leaf === undefined
          ? null
          : { ...leafAnswer(leaf, holds ?? null, seen, names), condition: withNewTags(leaf, names) },
    })),
  }
}

/** Returns a leaf with the names of tags that do not exist yet in place of the ids that stand for them. */
function withNewTags(leaf: Leaf, { tagName }: Names): object {
  if (!('tag' in leaf)) return leaf
  const [[operator, ids] = ['', []]] = Object.entries<readonly number[]>(leaf.tag)
  return { tag: { [operator]: ids.map((id) => (id < 0 ? (tagName(id) ?? id) : id)) } }
}

/** What the trees of a rule name that is gone. */
export function brokenReferences(trees: Trees, names: Names): { path: string; thing: string; id: number }[] {
  return Object.entries(trees).flatMap(([name, tree]) =>
    brokenIn(tree, names).map(({ path, thing, id }) => ({ path: `${name}.${path}`, thing, id })),
  )
}

function renderVersion({ version, conditions, created_at, created_by }: VersionRow) {
  return { version, ...conditions, changed_at: created_at, changed_by: created_by }
}

function eachTree<T>(trees: Trees, say: (tree: Condition | null) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(trees).map(([name, tree]) => [name, say(tree)]))
}
