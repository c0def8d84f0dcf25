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

test('tags that were kept in several spellings of one name have one key, and keep their names', async () => {
  const database = await emptyDatabase()
  await migrate(database, { upTo: '0007-entities' })
  const client = new pg.Client(database)
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    const names = ['VIP', ' VIP', 'cafe\u0301', 'caf\u00e9', 'vip', '\u00a0']
    await client.query(
      `insert into tags (account_id, id, entity, name)
       select 1, ordinality, 'customers', name from unnest($1::text[]) with ordinality as u(name, ordinality)`,
      [names],
    )
    await migrate(database)
    const { rows } = await client.query('select name, name_key from tags order by id')
    expect(rows).toEqual([
      { name: 'VIP', name_key: 'VIP' },
      { name: ' VIP', name_key: 'VIP' },
      { name: 'cafe\u0301', name_key: 'caf\u00e9' },
      { name: 'caf\u00e9', name_key: 'caf\u00e9' },
      { name: 'vip', name_key: 'vip' },
      { name: '\u00a0', name_key: '' },
    ])
  } finally {
    await client.end()
  }
})

test('what was of customers alone says so, and rights lie by entity', async () => {
  const database = await emptyDatabase()
  await migrate(database, { upTo: '0004-order-of-moves' })
  const client = new pg.Client(database)
  await client.connect()
  try {
    await client.query(`
      set session_replication_role = replica;
      insert into users values (1, 2, 'Ann', 'a@example.com', 'en', '', false, true, 3, '{"view": "M"}', gen_random_uuid(), 0);
      insert into tags (account_id, id, name) values (1, 4, 'VIP'), (1, 5, 'vip');
      insert into customer_tags (account_id, tag_id, customer_id) values (1, 4, 6);
      insert into customer_search (account_id, customer_id, name_folded, words, tokens) values (1, 6, 'bob', 'bob', '{}');
      insert into links (account_id, customer_id, to_entity_type, to_entity_id, is_main) values (1, 6, 'contacts', 7, true)`)
    await migrate(database)
    const rowsOf = async (select: string) => (await client.query<object>(select)).rows
    expect(await rowsOf('select rights from users')).toEqual([{ rights: { customers: { view: 'M' } } }])
    expect(await rowsOf('select id::int, entity, name from tags order by id')).toEqual([
      { id: 4, entity: 'customers', name: 'VIP' },
      { id: 5, entity: 'customers', name: 'vip' },
    ])
    expect(await rowsOf('select tag_id::int, entity_id::int from entity_tags')).toEqual([
      { tag_id: 4, entity_id: 6 },
    ])
    expect(await rowsOf('select entity, entity_id::int, words from entity_search')).toEqual([
      { entity: 'customers', entity_id: 6, words: 'bob' },
    ])
    expect(
      await rowsOf('select from_entity, from_id::int, to_entity, to_id::int, is_main from links'),
    ).toEqual([{ from_entity: 'customers', from_id: 6, to_entity: 'contacts', to_id: 7, is_main: true }])
    const insert = 'insert into tags (account_id, id, entity, name, name_key) values'
    await client.query(`${insert} (1, 8, 'contacts', 'VIP', 'VIP')`)
    await expect(
      client.query(`${insert} (1, 9, 'customers', 'VIP', 'VIP')`),
      'a twin in one entity',
    ).rejects.toThrow('tags_name_unique')
  } finally {
    await client.end()
  }
})
