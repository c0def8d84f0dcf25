import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import { build } from '../../src/db/build.ts'
import type { Trx } from '../../src/db/database.ts'
import type { Tables } from '../../src/db/tables.ts'
import { createToken } from '../../src/users/tokens.ts'
import type { Client } from '../helpers/client.ts'
import type { TestServer } from '../helpers/server.ts'
import { customerRows } from './customer-rows.ts'
import { accountRows, ADMIN_ID, FIRST_ID } from './account-rows.ts'
import type { PrintedExchange } from './exchange.ts'

/**
 * Puts what an exchange takes as given into the empty database of a server, under the printed ids, as the server itself would have
 * stored it. @returns the client of an administrator of that account
 */
export async function seed(server: TestServer, exchange: PrintedExchange): Promise<Client> {
  const { deps, tokenSecret } = server.services
  const ofAccount = accountRows(exchange)
  const accountId = ofAccount.accounts[0].id
  const rows: Rows = { ...ofAccount, ...customerRows(exchange, accountId, ofAccount) }
  const now = deps.realNow()
  const { token } = await deps.db.transaction(async (trx) => {
    await insertRows(trx, rows)
    await recordAdditions(trx)
    await reserveIds(trx, accountId, rows)
    const expiresAt = now + 3600
    return createToken(trx, tokenSecret, { accountId, userId: ADMIN_ID, name: 'contract', expiresAt }, now)
  })
  return server.client(token)
}

/** In the order of their foreign keys. */
type Rows = { readonly [Table in keyof Tables]?: readonly Insertable<Tables[Table]>[] }

async function insertRows(trx: Trx, rows: Rows): Promise<void> {
  for (const [table, values] of Object.entries(rows))
    if (values.length > 0)
      // Each list was typed by its own table; which one is lost in the loop.
      await trx.run(build.insertInto(table as keyof Tables).values(values as never))
}

/** What is there was added once, and nothing has happened since. */
async function recordAdditions(trx: Trx): Promise<void> {
  const [customers, transactions] = [randomUUID(), randomUUID()]
  const batch = (id: string, table: string) =>
    `insert into event_batches (account_id, id, events, created_by, created_at)
     select account_id, '${id}', count(*), min(created_by), min(created_at) from ${table} group by account_id`
  const position = 'row_number() over (partition by account_id order by id) - 1'
  const columns = 'account_id, batch_id, position, type, entity_type, entity_id, version, data'
  await trx.query(batch(customers, 'customers'))
  await trx.query(
    `insert into events (${columns})
     select account_id, '${customers}', ${position}, 'customer_added', 'customer', id, version, '{}' from customers`,
  )
  await trx.query(batch(transactions, 'transactions'))
  await trx.query(
    `insert into events (${columns})
     select account_id, '${transactions}', ${position}, 'transaction_added', 'transaction', id, null,
       jsonb_build_object('customer_id', customer_id, 'price', price_minor / 100, 'completed_at', completed_at) from transactions`,
  )
}

const KINDS = ['users', 'custom_fields', 'tags', 'stages', 'segments', 'customers', 'transactions'] as const

/** The ids that the server allots lie above those that are given. */
async function reserveIds(trx: Trx, accountId: number, rows: Rows): Promise<void> {
  for (const kind of KINDS) {
    const given = (rows[kind] ?? []).map(({ id }) => id)
    const next = Math.max(FIRST_ID, ...given.map((id) => id + 1))
    await trx.query(`insert into id_blocks (account_id, kind, next_id) values ($1, $2, $3)`, [
      accountId,
      kind,
      next,
    ])
  }
}
