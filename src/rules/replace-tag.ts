import type { Definitions } from '../account/definitions.ts'
import { targetRules, type Trees } from '../account/rule-uses.ts'
import type { DefinitionsScope } from '../account/scope.ts'
import { withTagReplaced } from '../core/conditions/replace-tag.ts'
import { findVersionsNaming, updateVersion } from './queries.ts'
import { storeTrees, withTrees } from './service.ts'
import type { RuleChange } from './versions.ts'

/** Returns the rules that name a tag, each with the trees that name another in its place. */
export function rulesWithTagReplaced(definitions: Definitions, from: number, into: number): RuleChange[] {
  return targetRules(definitions).flatMap((rule) => {
    const trees = replacedIn(rule.trees, from, into)
    return trees === rule.trees ? [] : [{ rule, trees }]
  })
}

/** Returns the definitions with other trees in some rules. */
export function withRules(definitions: Definitions, changes: readonly RuleChange[]): Definitions {
  return changes.reduce((before, { rule, trees }) => withTrees(before, rule, trees), definitions)
}

/**
 * Stores rules that name another tag in place of one, and carries their versions: an older one says what it said, of the tag that is
 * left. No new version is made, as none is where a tag gets another name.
 */
export async function storeReplacedTag(
  scope: DefinitionsScope,
  changes: readonly RuleChange[],
  from: number,
  into: number,
): Promise<void> {
  const { trx, actor } = scope
  for (const { rule, trees } of changes) await storeTrees(scope, rule, trees)
  for (const version of await findVersionsNaming(trx, actor.accountId, from)) {
    const conditions = replacedIn(version.conditions, from, into)
    if (conditions !== version.conditions) updateVersion(trx, actor.accountId, { ...version, conditions })
  }
}

/** The trees themselves where none names the tag. */
function replacedIn(trees: Trees, from: number, into: number): Trees {
  const entries = Object.entries(trees).map(
    ([name, tree]) => [name, tree && withTagReplaced(tree, from, into)] as const,
  )
  return entries.every(([name, tree]) => tree === trees[name]) ? trees : Object.fromEntries(entries)
}
