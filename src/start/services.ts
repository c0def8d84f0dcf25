import type pg from 'pg'
import { DefinitionsCache } from '../account/definitions-cache.ts'
import type { Deps } from '../account/scope.ts'
import { AccountLock } from '../account/account-lock.ts'
import { SandboxClock } from '../clock/sandbox-clock.ts'
import type { Observe } from '../core/observation.ts'
import { createPool } from '../db/connect.ts'
import { Database } from '../db/database.ts'
import { Ids } from '../db/ids.ts'
import type { Entities } from '../core/entity.ts'
import { ensureTokenSecret, TokenVerifier } from '../users/tokens.ts'
import { ENTITIES } from './entities.ts'

export type Services = {
  readonly deps: Deps
  readonly tokens: TokenVerifier
  readonly tokenSecret: Uint8Array
  /** How the database is reached, for what has connections of its own. */
  readonly database: {
    readonly connection: pg.PoolConfig
    readonly prepare: boolean
    readonly slowStatementMs: number
  }
  /** undefined: there is no sandbox, and `now` is real time. */
  readonly clock: SandboxClock | undefined
  /** Breaks the connections to the database: what still waits for it rejects at once. */
  cutOff(): void
  close(): Promise<void>
}

const MAX_CONNECTIONS = 12
/** Questions that are answered at once; others wait, and hold no connection that other requests need. */
const MAX_QUESTIONS = 4
/** How long a statement of a question may take: anybody may ask, and a tree has up to 100 leaves. */
const QUESTION_TIMEOUT_MS = 10_000
/** A writer waits this long for another's change of the account's rules, then hears 503 (docs/decisions/0007-account-lock-and-version.md). */
const LOCK_TIMEOUT_MS = 10_000

export type ServiceSettings = {
  prepare: boolean
  observe: Observe
  /** How long a statement may take before it is reported as slow; none is unless given. */
  slowStatementMs?: number
  /** How long a statement of a question may take; 10 seconds unless given. */
  questionTimeoutMs?: number
  /** Whether the clock can be set; off unless given. */
  sandbox?: boolean
  /** In place of those of Patron. */
  entities?: Entities
  /** In place of real time, for customers and for the sandbox's clock. */
  now?: () => number
}

/** Everything that the routes and the command line call, over a migrated database. Here the clock of requests and jobs is read. */
export async function openServices(connection: pg.PoolConfig, settings: ServiceSettings): Promise<Services> {
  const { observe, prepare, sandbox = false, entities = ENTITIES, slowStatementMs = Infinity } = settings
  const watched = { observe, slowStatementMs }
  const pool = createPool(
    { ...connection, lock_timeout: LOCK_TIMEOUT_MS },
    { name: 'requests', max: MAX_CONNECTIONS, ...watched },
  )
  const questionPool = createPool(connection, {
    name: 'questions',
    max: MAX_QUESTIONS,
    statementTimeoutMs: settings.questionTimeoutMs ?? QUESTION_TIMEOUT_MS,
    ...watched,
  })
  const idPool = createPool(connection, { name: 'ids', max: 1, ...watched })
  const pools = [pool, questionPool, idPool]
  const db = new Database(pool, { prepare })
  const realNow = () => Math.floor(Date.now() / 1000)
  const tokenSecret = await ensureTokenSecret(db)
  const tokens = new TokenVerifier(db, tokenSecret, () => Date.now())
  const base = settings.now ?? realNow
  const clock = sandbox ? await SandboxClock.open(db, base) : undefined
  const onError = (error: Error) => observe({ type: 'listener_broken', error })
  const listening = [await tokens.listen(onError), ...(clock ? [await clock.listen(onError)] : [])]
  return {
    deps: {
      db,
      questions: new Database(questionPool, { prepare }),
      ids: new Ids(new Database(idPool, { prepare })),
      entities,
      definitions: new DefinitionsCache(),
      accountLock: new AccountLock({ together: MAX_CONNECTIONS / 2, patienceMs: LOCK_TIMEOUT_MS }),
      observe,
      now: clock ? () => clock.now() : base,
      realNow,
      ...(clock && { clock }),
    },
    tokens,
    tokenSecret,
    database: { connection, prepare, slowStatementMs },
    clock,
    cutOff() {
      for (const each of pools) each.cutOff()
    },
    async close() {
      for (const each of listening) each.stop()
      await Promise.all(pools.map((each) => each.end()))
    },
  }
}
