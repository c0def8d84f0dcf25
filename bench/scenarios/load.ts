import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { changeDefinitions } from '../../src/account/scope.ts'
import { systemActor } from '../../src/core/actor.ts'
import { loadLarge } from '../../src/demo/large.ts'
import { english } from '../../src/demo/words-en.ts'
import { createAccount } from '../../src/accounts/create.ts'
import type { Engine, Scenario } from '../bench.ts'
import { withClient } from '../floors.ts'
import { figuresOf, medianRatio, p50, type Sample, sampleOf, sideBySide } from '../measure.ts'

/** What a load writes, those that others refer to first. */
const TABLES = [
  'customers',
  'entity_search',
  'entity_tags',
  'transactions',
  'segment_members',
  'segment_counts',
  'stays',
  'event_batches',
  'event_heads',
  'events',
]
/** Of the customers that the run has, each round loads one in so many. */
const SHARE = 20

/** A shop of many customers, each with tags, fields, segments, history and some twelve purchases, into an account of its own. */
export const load: Scenario = {
  rows: [12],
  async run(bench, report) {
    const engine = await bench.engine()
    const customers = Math.ceil(bench.options.customers / SHARE)
    await withClient(engine.connection, async (client) => {
      const files = await filesOf(client)
      const rounds = await sideBySide(
        bench.options.rounds,
        async () => {
          const accountId = await newAccount(engine)
          const sample = await timed(() => loadInto(engine, accountId, customers))
          await takeOut(client, accountId, files)
          return sample
        },
        async () => {
          const sample = await timed(() => copyIn(client, files))
          await client.query('vacuum analyze')
          return sample
        },
      )
      report({
        row: 12,
        measure: `load ${customers} customers`,
        ours: figuresOf(rounds.ours),
        floor: figuresOf(rounds.floor),
        value: medianRatio(rounds, (ours, floor) => p50(floor) / p50(ours)),
        unit: 'x',
        goal: { atLeast: 0.35 },
      })
    })
  },
}

async function timed(work: () => Promise<unknown>): Promise<Sample> {
  const from = performance.now()
  await work()
  return sampleOf(performance.now() - from)
}

async function newAccount({ services: { deps, tokenSecret } }: Engine): Promise<number> {
  const { account_id } = await createAccount(deps, tokenSecret, {
    name: 'Load',
    subdomain: `load-${randomUUID()}`,
    language: 'en',
    currency: 'USD',
    country: 'US',
    timezone: 'Europe/Berlin',
    email: 'admin@example.com',
  })
  return account_id
}

function loadInto({ services: { deps } }: Engine, accountId: number, customers: number): Promise<unknown> {
  return changeDefinitions(deps, systemActor(accountId, 'en'), (scope) =>
    loadLarge(scope, english, customers, () => undefined),
  )
}

type TableFile = { readonly table: string; readonly columns: string; readonly file: string }

/** A file of each table, where the database itself can write and read it. */
async function filesOf(client: pg.Client): Promise<TableFile[]> {
  const { rows } = await client.query<{ table: string; columns: string; folder: string }>(
    `select table_name as table, string_agg(column_name, ', ') as columns, current_setting('data_directory') as folder
     from information_schema.columns where table_name = any($1) and is_generated = 'NEVER'
     group by table_name order by array_position($1, table_name::text)`,
    [TABLES],
  )
  return rows.map(({ table, columns, folder }) => ({ table, columns, file: `${folder}/${table}.copy` }))
}

/** Moves the rows of an account from the tables to files. COPY takes no parameters. */
async function takeOut(client: pg.Client, accountId: number, files: readonly TableFile[]): Promise<void> {
  for (const { table, columns, file } of files)
    await client.query(
      `copy (select ${columns} from ${table} where account_id = ${accountId}) to '${file}' binary`,
    )
  for (const { table } of files.toReversed())
    await client.query(`delete from ${table} where account_id = $1`, [accountId])
  await client.query('vacuum analyze')
}

async function copyIn(client: pg.Client, files: readonly TableFile[]): Promise<void> {
  await client.query('begin')
  for (const { table, columns, file } of files)
    await client.query(`copy ${table} (${columns}) from '${file}' binary`)
  await client.query('commit')
}
