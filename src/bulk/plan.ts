import type { Definitions } from '../account/definitions.ts'
import { requireCustomersEnabled } from '../account/mode.ts'
import { type Deps, readWithDefinitions, versionOf } from '../account/scope.ts'
import type { Actor, UnixSeconds } from '../core/actor.ts'
import type { Violation } from '../core/errors.ts'
import type { Warning } from '../core/warnings.ts'
import type { Snapshot } from '../db/database.ts'
import { firstTransitionAt, isDue, readsInForce } from '../engine/evaluate.ts'
import { readFacts } from '../engine/facts/sources.ts'
import { resolveChange, resolveDueTransitions } from '../engine/resolve.ts'
import { findCustomerRows } from '../engine/rows.ts'
import { asleepWarnings } from '../query/asleep.ts'
import { matchedIds } from '../query/matched-ids.ts'
import { tagReferences } from '../tags/apply.ts'
import { lookUpTags } from '../tags/service.ts'
import { addNewTags } from './new-tags.ts'
import { type ReadChange, readChange } from './read-change.ts'
import { readMeant } from './read-meant.ts'
import type { BulkBody } from './schema.ts'
import { mayChange } from './block.ts'

/** Customers that are looked at together. */
const BLOCK = 1000
/** Customers of each kind that a plan names. */
const SAMPLE = 20

/** Who plans, under which definitions, at which moment. */
type Planner = { readonly actor: Actor; readonly definitions: Definitions; readonly now: UnixSeconds }

/** What a bulk change would do, of a snapshot: each customer is changed and evaluated in memory, and nothing is written. */
export type Plan = {
  readonly matched: number
  readonly will_change: number
  readonly unchanged: number
  readonly not_yours: number
  readonly not_found: number
  readonly warnings: readonly Warning[]
  readonly sample: { readonly will_change: readonly number[]; readonly not_yours: readonly number[] }
}

/** @throws Invalid, Refused 'customers_disabled', 'periodicity_needed', 'segments_needed', 'too_slow' */
export function planBulk(deps: Deps, actor: Actor, body: BulkBody): Promise<Plan> {
  return readWithDefinitions(deps, actor.accountId, async (definitions) => {
    requireCustomersEnabled(definitions)
    const planner = { actor, definitions, now: deps.now() }
    return deps.questions.snapshot(async (snapshot) => ({
      version: await versionOf(snapshot, actor.accountId),
      value: await planned(snapshot, planner, body),
    }))
  })
}

async function planned(snapshot: Snapshot, planner: Planner, body: BulkBody): Promise<Plan> {
  const { actor, definitions } = planner
  const violations: Violation[] = []
  const tags = await lookUpTags(snapshot, actor.accountId, 'customers', tagReferences([body.change]))
  const change = readChange(planner, body.change, tags, violations)
  const { meant, trees } = await readMeant(snapshot, definitions, body, violations)
  const newTags = await addNewTags(snapshot, actor.accountId, body.change, tags)
  const ids = await matchedIds(snapshot, planner, meant)
  const found = { will_change: [] as number[], not_yours: [] as number[] }
  for (let start = 0; start < ids.length; start += BLOCK) {
    const block = await planBlock(snapshot, planner, change, ids.slice(start, start + BLOCK))
    found.will_change.push(...block.will_change)
    found.not_yours.push(...block.not_yours)
  }
  const [will_change, not_yours] = [found.will_change.length, found.not_yours.length]
  return {
    matched: ids.length,
    will_change,
    unchanged: ids.length - will_change - not_yours,
    not_yours,
    not_found: 'ids' in meant ? meant.ids.length - ids.length : 0,
    warnings: [...newTags, ...asleepWarnings(trees, definitions)],
    sample: {
      will_change: found.will_change.slice(0, SAMPLE),
      not_yours: found.not_yours.slice(0, SAMPLE),
    },
  }
}

async function planBlock(
  snapshot: Snapshot,
  planner: Planner,
  { action, changed }: ReadChange,
  ids: readonly number[],
): Promise<{ will_change: number[]; not_yours: number[] }> {
  const { actor, definitions, now } = planner
  const rows = await findCustomerRows(snapshot, actor.accountId, ids)
  const since = Math.min(now, firstTransitionAt(rows.filter((row) => isDue(row, now))))
  const facts = await readFacts(
    { trx: snapshot, actor, definitions },
    readsInForce({ definitions }),
    ids,
    since,
  )
  const will_change: number[] = []
  const not_yours: number[] = []
  for (const row of rows) {
    const related = facts.of(row.id)
    const before = resolveDueTransitions(planner, row, related)?.after ?? row
    if (!mayChange(actor, definitions.groupOf, action, before)) not_yours.push(row.id)
    else {
      const { after } = resolveChange(planner, { before, after: changed(before) }, related, { cause: 'bulk' })
      if (after.version !== before.version) will_change.push(row.id)
    }
  }
  return { will_change, not_yours }
}
