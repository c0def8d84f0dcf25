import type { Definitions } from '../account/definitions.ts'
import { currentDefinitions, type Deps } from '../account/scope.ts'
import type { Actor, Language } from '../core/actor.ts'
import { aloudTree } from '../core/conditions/aloud.ts'
import { momentOf } from '../core/conditions/facts.ts'
import type { Condition } from '../core/conditions/tree.ts'
import { visibleResponsibles } from '../core/rights.ts'
import { requireCustomersEnabled } from '../account/mode.ts'
import { countMatching, sampleMatching } from './queries.ts'
import { readToAsk } from './read-trees.ts'
import { namesFor } from './render.ts'

/** Customers that an answer shows. */
const SAMPLE = 20

export type Previewed = { count: number; sample: { id: number; name: string }[]; aloud: string }

/**
 * For whom a tree holds, of the customers that the actor may see; nothing is saved.
 * @throws Invalid, Refused 'customers_disabled'
 */
export async function preview(
  deps: Deps,
  actor: Actor,
  written: unknown,
  language: Language,
): Promise<Previewed> {
  const { accountId } = actor
  const definitions = await currentDefinitions(deps, accountId)
  requireCustomersEnabled(definitions)
  const condition = await readTree(deps, definitions, written)
  const asking = { accountId, moment: momentOf(definitions, deps.now()) }
  const seen = { visible: visibleResponsibles(actor, definitions.users.values()) }
  const [count, sample, names] = await Promise.all([
    countMatching(deps.db, condition, asking, seen),
    sampleMatching(deps.db, condition, asking, seen, SAMPLE),
    namesFor(deps.db, definitions, [condition], language),
  ])
  return { count, sample, aloud: aloudTree(condition, names) }
}

async function readTree(deps: Deps, definitions: Definitions, written: unknown): Promise<Condition> {
  const reader = { queries: deps.db, accountId: definitions.account.id, account: definitions }
  const [condition] = await readToAsk(reader, [{ path: '', written, use: 'filter' }])
  return condition as Condition
}
