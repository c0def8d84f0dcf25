import pg from 'pg'
import { expect, test } from 'vitest'
import { emptyDatabase } from '../../test/helpers/database.ts'
import { migrate } from './migrate.ts'

/** What takes a database back to the schema before the order of moves was kept. */
const BEFORE_ORDER_OF_MOVES = `
  alter table stays drop column went_id;
  create index stays_went on stays (account_id, kind, place_id, to_at, id) where to_at is not null;
  delete from kysely_migration where name = '0004-order-of-moves'`

test('stays that ended before ends had ids of their own end behind their beginnings', async () => {
  const database = await emptyDatabase()
  await migrate(database)
  const client = new pg.Client(database)
  await client.connect()
  try {
    await client.query(BEFORE_ORDER_OF_MOVES)
    const [ended, lasting] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002']
    await client.query(
      `insert into stays (account_id, customer_id, id, kind, place_id, from_at, to_at, came, went)
       values (1, 1, $1, 'stage', 1, 5, 6, '{}', '{}'), (1, 1, $2, 'stage', 2, 6, null, '{}', null)`,
      [ended, lasting],
    )
    await migrate(database)
    const { rows } = await client.query('select id, went_id from stays order by id')
    expect(rows).toEqual([
      { id: ended, went_id: ended },
      { id: lasting, went_id: null },
    ])
  } finally {
    await client.end()
  }
})
