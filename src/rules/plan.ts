import type { Definitions } from '../account/definitions.ts'
import { requireMode } from '../account/mode.ts'
import { type TargetRule, targetRules, requireUnused, type Trees } from '../account/rule-uses.ts'
import type { Scope } from '../account/scope.ts'
import { Refused } from '../core/errors.ts'
import { maskHas, maskWith } from '../core/segment-mask.ts'
import { type Customer, withoutSlot } from '../engine/customer.ts'
import type { Move } from '../engine/move.ts'
import { type MoveCounts, planAllCustomers } from '../engine/all-customers.ts'
import type { Warning } from '../core/warnings.ts'
import type { TagIndex } from '../tags/tag-index.ts'
import { refuseCycles } from './cycles.ts'
import { readToAsk } from './read-trees.ts'
import { getRule, isAwake, treesToRead, withTrees, type WrittenTrees } from './service.ts'

/** A change of a rule that is not saved. */
export type Planned = {
  readonly written: WrittenTrees & { readonly delete?: boolean }
  readonly keepMembers: boolean
  /** Whether a segment would be deleted although rules use it. */
  readonly force: boolean
}

/** How many customers would enter a target, leave it and stay, and what the change would do to other targets. */
export type Plan = Counts & {
  readonly applied: boolean
  readonly stay: number
  /** Ids of up to 20 customers each. */
  readonly sample: { readonly enter: readonly number[]; readonly leave: readonly number[] }
  /** Why they would. */
  readonly moves: readonly Pick<Move, 'customerId' | 'entered' | 'reason'>[]
  /** The definitions as the change would make them. */
  readonly after: Definitions
  /** The tags that the trees name, those among them that saving would create. */
  readonly tags?: TagIndex
  readonly warnings: readonly Warning[]
  readonly others: readonly (Pick<TargetRule, 'kind' | 'id' | 'name'> & Counts)[]
}
type Counts = { readonly enter: number; readonly leave: number }

/**
 * What would happen if a rule were saved, or its stage or segment deleted. Nothing is saved, not even due transitions: they are applied in
 * memory.
 * @throws Refused 'not_found', 'system_stage', Invalid with the paths in the trees, UsedByRules
 */
export async function plan(
  scope: Scope,
  kind: TargetRule['kind'],
  id: number,
  planned: Planned,
): Promise<Plan> {
  const rule = getRule(scope.definitions, kind, id)
  const {
    after,
    change,
    tags,
    warnings = [],
  } = planned.written.delete
    ? withoutTarget(scope.definitions, rule, planned)
    : await withOtherTrees(scope, rule, planned)
  const isIn = presence(scope.definitions, rule)
  let present = 0
  const moves = await planAllCustomers(scope, after, (customer) => {
    if (isIn(customer)) present++
    return change(customer)
  })
  const { enter, leave } = countsOf(moves, rule)
  const sample = moves.sampleOf(kind, id)
  return {
    applied: isAwake(scope.definitions, kind),
    enter,
    leave,
    stay: present - leave,
    sample: { enter: sample.entered.map(customerOf), leave: sample.left.map(customerOf) },
    moves: [...sample.entered, ...sample.left],
    after,
    ...(tags && { tags }),
    warnings,
    others: otherTargets(scope.definitions, moves, rule),
  }
}

function customerOf({ customerId }: Move): number {
  return customerId
}

type Change = Pick<Plan, 'after' | 'tags'> &
  Partial<Pick<Plan, 'warnings'>> & { readonly change: (customer: Customer) => Customer }

function presence(definitions: Definitions, { kind, id }: TargetRule): (customer: Customer) => boolean {
  if (kind === 'stage') return (customer) => customer.status_id === id
  const slot = definitions.segments.get(id)?.slot as number
  return (customer) => maskHas(customer.segments, slot)
}

async function withOtherTrees(scope: Scope, rule: TargetRule, planned: Planned): Promise<Change> {
  const { trx, actor, definitions } = scope
  const names = Object.keys(rule.trees)
  const reader = { queries: trx, accountId: actor.accountId, account: definitions }
  const {
    trees: read,
    tags,
    warnings,
  } = await readToAsk(reader, treesToRead(rule, planned.written), {
    unknownTags: 'take',
  })
  const trees = Object.fromEntries(names.map((name, i) => [name, read[i] ?? null])) as Trees
  const after = withTrees(definitions, rule, trees)
  refuseCycles(after, (segmentId) => (segmentId === rule.id ? '' : undefined))
  const slot =
    planned.keepMembers && rule.kind === 'segment' ? definitions.segments.get(rule.id)?.slot : undefined
  if (slot === undefined) return { after, tags, warnings, change: unchanged }
  return {
    after,
    tags,
    warnings,
    change: (customer) =>
      maskHas(customer.segments, slot)
        ? { ...customer, hand_segments: maskWith(customer.hand_segments, slot) }
        : customer,
  }
}

function withoutTarget(definitions: Definitions, rule: TargetRule, { force }: Planned): Change {
  const { kind, id } = rule
  if (kind === 'stage') {
    requireMode(definitions, 'periodicity')
    if (definitions.stages.find((stage) => stage.id === id)?.is_default) throw new Refused('system_stage')
    const stages = definitions.stages.filter((stage) => stage.id !== id)
    return { after: definitions.with({ stages }), change: unchanged }
  }
  requireUnused(
    definitions,
    force ? 'force' : 'refuse',
    (named) => named.thing === 'segment' && named.id === id,
  )
  const slot = definitions.segments.get(id)?.slot as number
  return {
    // It is there as long as its members leave it.
    after: withTrees(definitions, rule, { entry: null, exit: null }),
    change: (customer) => withoutSlot(customer, slot),
  }
}

function unchanged(customer: Customer): Customer {
  return customer
}

function countsOf(moves: MoveCounts, { kind, id }: Pick<TargetRule, 'kind' | 'id'>): Counts {
  const { entered, left } = moves.of(kind, id)
  return { enter: entered, leave: left }
}

function otherTargets(definitions: Definitions, moves: MoveCounts, rule: TargetRule): Plan['others'] {
  return targetRules(definitions)
    .filter(({ kind, id }) => kind !== rule.kind || id !== rule.id)
    .map(({ kind, id, name }) => ({ kind, id, name, ...countsOf(moves, { kind, id }) }))
    .filter(({ enter, leave }) => enter + leave > 0)
}
