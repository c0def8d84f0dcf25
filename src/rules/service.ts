import type { Definitions } from '../account/definitions.ts'
import { type TargetRule, targetRules, type Trees } from '../account/rule-uses.ts'
import type { DefinitionsScope, Scope } from '../account/scope.ts'
import type { Condition } from '../core/conditions/tree.ts'
import { Refused } from '../core/errors.ts'
import { sameStored } from '../core/field-types/same-stored.ts'
import { engineOf } from '../engine/evaluate.ts'
import { changeRules } from '../engine/change-rules.ts'
import { markMembers, storeSegmentRules } from '../segments/service.ts'
import { storeStage } from '../stages/service.ts'
import { refuseCycles } from './cycles.ts'
import { readToStore, type WrittenTree } from './read-trees.ts'
import { recordVersions } from './versions.ts'

/** What saving a rule did. While the engine of its mode sleeps, nothing is applied and nobody moves. */
export type Effect = {
  readonly applied: boolean
  readonly entered: number
  readonly left: number
  readonly tags_created: readonly NamedTag[]
}

/** A tag as the answers of rules name it. */
export type NamedTag = { readonly id: number; readonly name: string }

/** @throws Refused 'not_found' */
export function getRule(definitions: Definitions, kind: TargetRule['kind'], id: number): TargetRule {
  const rule = targetRules(definitions).find((each) => each.kind === kind && each.id === id)
  if (rule === undefined) throw new Refused('not_found')
  return rule
}

/** Whether rules of this kind move customers at present. */
export function isAwake(definitions: Definitions, kind: TargetRule['kind']): boolean {
  return engineOf(definitions) === (kind === 'stage' ? 'stages' : 'segments')
}

/** The trees of a rule as they are written, by their names; paths of what is wrong begin with these. */
export type WrittenTrees = Readonly<Record<string, unknown>>

/**
 * Gives a stage or a segment other trees, and brings everybody up to date. Trees that equal the stored ones change nothing. With
 * `keepMembers` those who are in a segment now are marked by hand first, so that a rule that is taken away lets nobody go.
 * @throws Refused 'not_found', Invalid with the paths in the trees
 */
export async function changeRule(
  scope: Scope,
  kind: TargetRule['kind'],
  id: number,
  written: WrittenTrees,
  { keepMembers }: { keepMembers: boolean },
): Promise<{ scope: Scope; effect: Effect }> {
  const rule = getRule(scope.definitions, kind, id)
  const { trees, tags_created } = await readRule(scope, rule, written)
  const applied = isAwake(scope.definitions, kind)
  if (sameStored(trees, rule.trees)) return { scope, effect: { applied, entered: 0, left: 0, tags_created } }
  refuseCycles(withTrees(scope.definitions, rule, trees), (segmentId) => (segmentId === id ? '' : undefined))
  const { scope: after, moves } = await changeRules(scope, {
    cause: { cause: kind === 'stage' ? 'stage_rules_changed' : 'segment_rules_changed', id },
    evaluate: !applied ? 'none' : kind === 'stage' ? 'all' : { segment: id },
    async write(writing) {
      if (keepMembers && kind === 'segment') await markMembers(writing, id)
      await storeTrees(writing, rule, trees)
      await recordVersions(writing, [{ rule, trees }])
    },
  })
  return { scope: after, effect: { applied, ...moves.of(kind, id), tags_created } }
}

async function readRule(
  scope: Scope,
  rule: TargetRule,
  written: WrittenTrees,
): Promise<{ trees: Trees; tags_created: readonly NamedTag[] }> {
  const names = Object.keys(rule.trees)
  const { trees, created } = await readToStore(scope, treesToRead(rule, written))
  return {
    trees: Object.fromEntries(names.map((name, i) => [name, trees[i] as Condition | null])),
    tags_created: created.map(namedTag),
  }
}

/** Returns what answers show of a tag that was created. */
export function namedTag({ id, name }: NamedTag): NamedTag {
  return { id, name }
}

/**
 * Each tree of a rule as somebody has written it, in the order of the rule's own. A segment need not have an exit; another tree that is
 * missing is undefined, and will be refused.
 */
export function treesToRead({ kind, trees }: TargetRule, written: WrittenTrees): WrittenTree[] {
  return Object.entries(trees).map(([path, stored]) => ({
    path,
    written: path === 'exit' ? (written[path] ?? null) : written[path],
    use: kind,
    stored,
  }))
}

/** The account with other trees in one of its rules. */
export function withTrees(definitions: Definitions, { kind, id }: TargetRule, trees: Trees): Definitions {
  const changed = <T extends { readonly id: number }>(target: T) =>
    target.id === id ? { ...target, ...trees } : target
  return kind === 'stage'
    ? definitions.with({ stages: definitions.stages.map(changed) })
    : definitions.with({ segments: [...definitions.segments.values()].map(changed) })
}

/** Stores the trees of a rule; who may move by that is for the caller. */
export async function storeTrees(
  scope: DefinitionsScope,
  { kind, id }: TargetRule,
  trees: Trees,
): Promise<void> {
  const { conditions = null, entry = null, exit = null } = trees
  const stage = scope.definitions.stages.find((each) => kind === 'stage' && each.id === id)
  if (stage) await storeStage(scope, { ...stage, conditions })
  else await storeSegmentRules(scope, id, { entry, exit })
}
