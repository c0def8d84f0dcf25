import pg from 'pg'
import { expect, test } from 'vitest'
import { emptyDatabase } from '../../test/helpers/database.ts'
import { migrate } from './migrate.ts'

test('stays that ended before ends had ids of their own end behind their beginnings', async () => {
  const database = await emptyDatabase()
  await migrate(database, { upTo: '0003-clock' })
  const client = new pg.Client(database)
  await client.connect()
  try {
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
