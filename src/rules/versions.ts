import type { TargetRule, Trees } from '../account/rule-uses.ts'
import type { Scope } from '../account/scope.ts'
import { findNewest, insertVersions, type VersionRow } from './queries.ts'

/** A rule as it stood, and the trees that it has now. */
export type RuleChange = { readonly rule: TargetRule; readonly trees: Trees }

/**
 * Records who has changed which rules. Versions count from 1; version 0 is what an account was made with, and is recorded with the first
 * change of it, for then it begins to be another than the present one.
 */
export async function recordVersions(scope: Scope, changes: readonly RuleChange[]): Promise<void> {
  if (changes.length === 0) return
  const { trx, actor, now, definitions } = scope
  const newest = await findNewest(trx, actor.accountId)
  const rows = changes.flatMap(({ rule, trees }): VersionRow[] => {
    const target = { kind: rule.kind, place_id: rule.id }
    const last = newest.get(`${rule.kind} ${rule.id}`)
    const made = { ...target, version: 0, conditions: rule.trees, created_by: 0 }
    const wasMadeWithRules = last === undefined && Object.values(rule.trees).some((tree) => tree !== null)
    return [
      ...(wasMadeWithRules ? [{ ...made, created_at: definitions.account.created_at }] : []),
      { ...target, version: (last ?? 0) + 1, conditions: trees, created_by: actor.userId, created_at: now },
    ]
  })
  insertVersions(trx, actor.accountId, rows)
}
