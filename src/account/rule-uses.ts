import type { Reference } from '../core/conditions/kind.ts'
import { referencesIn } from '../core/conditions/references.ts'
import type { Condition } from '../core/conditions/tree.ts'
import { type RuleUse, UsedByRules } from '../core/errors.ts'
import type { Definitions } from './definitions.ts'
import type { Scope } from './scope.ts'

/** The trees of a rule by their names: `entry` and `exit` of a segment, `conditions` of a stage. */
export type Trees = Readonly<Record<string, Condition | null>>

/** The rule of a stage or of a segment, in one form for both. */
export type TargetRule = {
  readonly kind: 'stage' | 'segment'
  readonly id: number
  readonly name: string
  readonly trees: Trees
}

/** The rules of all stages in their order, then of all segments by id; those without conditions, too. */
export function targetRules({ stages, segments }: Pick<Definitions, 'stages' | 'segments'>): TargetRule[] {
  return [
    ...stages.map(({ id, name, conditions }) => ({
      kind: 'stage' as const,
      id,
      name,
      trees: { conditions },
    })),
    ...[...segments.values()].map(({ id, name, entry, exit }) => ({
      kind: 'segment' as const,
      id,
      name,
      trees: { entry, exit },
    })),
  ]
}

/** Every path at which a rule names something that `isMeant` takes. */
export function usesOf(definitions: Definitions, isMeant: (reference: Reference) => boolean): RuleUse[] {
  return targetRules(definitions).flatMap(({ kind, id, name, trees }) =>
    Object.entries(trees).flatMap(([tree, condition]) =>
      referencesIn(condition)
        .filter(isMeant)
        .map(({ path }) => ({ kind, id, name, path: `${tree}.${path}` })),
    ),
  )
}

/**
 * What becomes of a deletion of something that rules use: it is refused, on `/api/v4` with its own status, and by a file of rules, which
 * cannot force it, with its own words; or done.
 */
export type IfUsed = keyof typeof REFUSALS | 'force'

const REFUSALS = {
  refuse: 'used_by_rules',
  refuse_v4: 'used_by_rules_v4',
  refuse_kept: 'used_by_rules_kept',
} as const

/**
 * Lets something be deleted that `isMeant` takes. Rules that name it are broken by a forced deletion, which is reported.
 * @throws UsedByRules if a rule names it and the deletion is not forced
 */
export function allowDeletion(
  { definitions, actor, observe }: Scope,
  ifUsed: IfUsed,
  isMeant: (reference: Reference) => boolean,
): void {
  requireUnused(definitions, ifUsed, isMeant)
  const broken = new Set(usesOf(definitions, isMeant).map(({ kind, id }) => `${kind} ${id}`))
  if (broken.size > 0) observe({ type: 'rules_broken', accountId: actor.accountId, rules: [...broken] })
}

/** @throws UsedByRules if a rule names something that `isMeant` takes, unless the deletion is forced */
export function requireUnused(
  definitions: Definitions,
  ifUsed: IfUsed,
  isMeant: (reference: Reference) => boolean,
): void {
  if (ifUsed === 'force') return
  const uses = usesOf(definitions, isMeant)
  if (uses.length > 0) throw new UsedByRules(REFUSALS[ifUsed], uses)
}
