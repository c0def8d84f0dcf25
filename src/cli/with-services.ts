import { systemActor } from '../core/actor.ts'
import { findDefinitions } from '../account/definitions.ts'
import { changeDefinitions, type Scope } from '../account/scope.ts'
import { CannotRun } from '../core/errors.ts'
import type { Observe } from '../core/observation.ts'
import { requireCurrentSchema } from '../db/migrate.ts'
import { type DatabaseSource, shareDatabase } from '../start/database.ts'
import { openCommandLog } from '../start/log.ts'
import { openServices, type Services } from '../start/services.ts'
import type { CommandContext } from './context.ts'

type CommandOptions = {
  readonly prepare?: (connection: DatabaseSource['connection']) => Promise<void>
  readonly observe?: Observe
}

/**
 * Runs a command over the services of the installation, beside a running server or alone, and ends what it started. `prepare` brings
 * the database to the schema of this program; commands leave that to `serve`, `worker` and `migrate`. `observe` is the log of those that run
 * until they are stopped.
 * @throws SchemaMismatch where the schema is another and there is no `prepare`
 */
export async function withServices<T>(
  { config }: CommandContext,
  work: (services: Services) => Promise<T>,
  { prepare = requireCurrentSchema, observe = openCommandLog(config) }: CommandOptions = {},
): Promise<T> {
  const source = await shareDatabase(config)
  try {
    await prepare(source.connection)
    const services = await openServices(source.connection, {
      prepare: config.prepare,
      sandbox: config.sandbox,
      observe,
      slowStatementMs: config.slowStatementMs,
    })
    try {
      return await work(services)
    } finally {
      await services.close()
    }
  } finally {
    await source.stop()
  }
}

/** For whoever runs a command over an installation without accounts. */
export const HOW_ACCOUNTS_ARE_MADE =
  'The first start of `patron serve` makes one, and so does `patron account create`.'

/** The account a command means: the one given, else the only one. @throws CannotRun */
export async function accountOf(services: Services, given: string | undefined): Promise<number> {
  const accounts = await services.deps.db.query<{ id: number; subdomain: string }>(
    `select id, subdomain from accounts where $1::text is null or id::text = $1 or subdomain = $1 order by id limit 2`,
    [given ?? null],
  )
  const [account, another] = accounts
  if (account === undefined)
    throw new CannotRun(
      given === undefined
        ? `There is no account yet. ${HOW_ACCOUNTS_ARE_MADE}`
        : `There is no account ${given}.`,
    )
  if (another !== undefined) throw new CannotRun('There are several accounts; say which with --account.')
  return account.id
}

/** Changes an account as the program itself. */
export async function changeAsSystem<T>(
  services: Services,
  accountId: number,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  const definitions = await findDefinitions(services.deps.db, accountId)
  if (definitions === undefined) throw new CannotRun(`There is no account ${accountId}.`)
  return changeDefinitions(services.deps, systemActor(accountId, definitions.language), work)
}
