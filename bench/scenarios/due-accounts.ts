import type pg from 'pg'
import { createPool } from '../../src/db/connect.ts'
import { Database } from '../../src/db/database.ts'
import { findAccountsDue } from '../../src/engine/due.ts'
import { CUSTOMER_COLUMNS } from '../../src/core/customer-columns.ts'
import { openServices } from '../../src/start/services.ts'
import { migrate } from '../../src/db/migrate.ts'
import { loadAccount } from '../base.ts'
import type { Scenario } from '../bench.ts'
import { withClient } from '../floors.ts'
import { figuresOf, medianRatio, p50, sample, sideBySide } from '../measure.ts'
import { endOnTrouble } from '../trouble.ts'

const MANY = 10_000
const FEW = 10
const DUE = 3
const CUSTOMERS = 10
const TIMES = 500
const DAY = 86_400

/** What the worker asks every 400 ms: which accounts have customers who are due, among many that have none and among few. */
export const findDueAccounts: Scenario = {
  rows: [19],
  async run(bench, report) {
    const { connection } = await bench.services()
    const now = Math.floor(Date.now() / 1000)
    const [many, few] = [
      await withAccounts(connection, 'many_accounts', MANY, now),
      await withAccounts(connection, 'few_accounts', FEW, now),
    ]
    const ask = (db: Database) => async () => {
      const { accounts } = await findAccountsDue(db, now)
      if (accounts.length !== DUE) throw new Error(`${accounts.length} accounts are due, not ${DUE}`)
    }
    const rounds = await sideBySide(
      bench.options.rounds,
      () => sample(TIMES, 1, ask(many)),
      () => sample(TIMES, 1, ask(few)),
    )
    await Promise.all([many.end(), few.end()])
    report({
      row: 19,
      measure: `find ${DUE} accounts that are due beside ${MANY} idle ones`,
      ours: figuresOf(rounds.ours),
      floor: figuresOf(rounds.floor),
      value: medianRatio(rounds, (ours, floor) => p50(ours) / p50(floor)),
      unit: 'x',
      goal: { atMost: 1.5 },
    })
  },
}

/** Makes a database with so many idle accounts, copies of one, and a few in which customers are due. */
async function withAccounts(
  server: pg.ClientConfig,
  database: string,
  idle: number,
  now: number,
): Promise<Database> {
  await withClient(server, (client) => client.query(`create database ${database}`))
  const connection = { ...server, database }
  await migrate(connection)
  const services = await openServices(connection, { prepare: true, observe: endOnTrouble })
  const { actor } = await loadAccount(services, { name: 'due', customers: CUSTOMERS })
  await services.close()
  const columns = Object.entries(CUSTOMER_COLUMNS).flatMap(([name, spec]) =>
    'generated' in spec ? [] : [name],
  )
  const copied = columns.map((name) => (name === 'due_at' ? '$2 + a.id % 1000' : `c.${name}`))
  await withClient(connection, async (client) => {
    await client.query(
      `insert into accounts select (jsonb_populate_record(a, jsonb_build_object('id', a.id + n, 'subdomain', 'idle-' || n))).*
       from accounts a, generate_series(1, $2::int) as n where a.id = $1`,
      [actor.accountId, idle + DUE - 1],
    )
    await client.query(
      `insert into customers (account_id, ${columns.join(', ')}) select a.id, ${copied.join(', ')}
       from customers c, accounts a where c.account_id = $1 and a.id <> $1`,
      [actor.accountId, now + DAY],
    )
    await client.query(
      `update customers set due_at = $1 where account_id in (select id from accounts order by id limit $2)`,
      [now - DAY, DUE],
    )
    await client.query('vacuum analyze')
  })
  return new Database(createPool(connection, { name: 'requests', max: 1, observe: endOnTrouble }), {
    prepare: true,
  })
}
