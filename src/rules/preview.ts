import type { Definitions } from '../account/definitions.ts'
import { currentDefinitions, type Deps } from '../account/scope.ts'
import type { Actor, Language } from '../core/actor.ts'
import { sentenceOf } from '../core/conditions/sentence.ts'
import { Refused } from '../core/errors.ts'
import { type Snapshot, sqlState } from '../db/database.ts'
import { momentOf } from '../core/conditions/facts.ts'
import type { Names } from '../core/conditions/kind.ts'
import type { Condition } from '../core/conditions/tree.ts'
import { permittedOwners } from '../core/rights.ts'
import { requireCustomersEnabled } from '../account/mode.ts'
import { countMatching, sampleMatching } from './queries.ts'
import { readToAsk } from './read-trees.ts'

/** Customers that an answer shows. */
const SAMPLE = 20
const TIMEOUT_MS = 10_000
/** What Postgres says of a statement that its time limit has ended. */
const QUERY_CANCELED = '57014'

export type Previewed = { count: number; sample: { id: number; name: string }[]; aloud: string }

/**
 * For whom a tree holds, of the customers that the actor may see; nothing is saved.
 * @throws Invalid, Refused 'customers_disabled', 'too_slow' when a statement takes longer than `timeoutMs`
 */
export async function preview(
  deps: Deps,
  actor: Actor,
  written: unknown,
  language: Language,
  timeoutMs = TIMEOUT_MS,
): Promise<Previewed> {
  const { accountId } = actor
  const definitions = await currentDefinitions(deps, accountId)
  requireCustomersEnabled(definitions)
  const { condition, tags } = await readTree(deps, definitions, written)
  const asking = { accountId, moment: momentOf(definitions, deps.now()) }
  const seen = { visible: permittedOwners(actor, 'customers', 'view', definitions.users.values()) }
  const names: Names = { account: definitions, tagName: (id) => tags.find({ id })?.name, language }
  const [count, sample] = await withinTime(deps, timeoutMs, (snapshot) =>
    Promise.all([
      countMatching(snapshot, condition, asking, seen),
      sampleMatching(snapshot, condition, asking, seen, SAMPLE),
    ]),
  )
  return { count, sample, aloud: sentenceOf(condition, names) }
}

/** Anybody may ask, and a tree has up to 100 leaves: no question has a connection for longer than this. */
async function withinTime<T>(
  { db }: Deps,
  timeoutMs: number,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  try {
    return await db.snapshot(async (snapshot) => {
      await snapshot.query(`select set_config('statement_timeout', $1, true)`, [String(timeoutMs)])
      return work(snapshot)
    })
  } catch (error) {
    if (sqlState(error) === QUERY_CANCELED) throw new Refused('too_slow', { limit: timeoutMs / 1000 }, error)
    throw error
  }
}

async function readTree(deps: Deps, definitions: Definitions, written: unknown) {
  const reader = { queries: deps.db, accountId: definitions.account.id, account: definitions }
  const { trees, tags } = await readToAsk(reader, [{ path: '', written, use: 'filter' }])
  return { condition: trees[0] as Condition, tags }
}
