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

test('amounts become minor units of the currency, and accounts whose rules ask for an average are to be evaluated', async () => {
  const database = await emptyDatabase()
  await migrate(database, { upTo: '0012-views' })
  const client = new pg.Client(database)
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(
      `insert into accounts (id, subdomain, name, country, currency, language, timezone, customers_available, customers_enabled,
         customers_mode, created_by, updated_by, created_at, updated_at)
       select id, 'shop' || id, '', '', currency, 'en', 'UTC', true, true, 'segments', 0, 0, 0, 0
       from unnest($1::bigint[], $2::text[]) as u(id, currency)`,
      [
        [1, 2, 3, 4],
        ['USD', 'JPY', 'KWD', 'CLF'],
      ],
    )
    await client.query(`
      insert into customers (account_id, id, name, next_price, responsible_user_id, status_id, placed_by_hand, verdict_id, periodicity,
        created_by, updated_by, created_at, updated_at, ltv, purchases_count, tag_ids, fields, segments_low, segments_high,
        hand_segments_low, hand_segments_high, version, evaluated_at)
      select account_id, 7, '', 5, 1, 1, false, 1, 0, 1, 1, 0, 0, 7, 2, '{}', '{}', 0, 0, 0, 0, 1, 0
      from generate_series(1, 4) as account_id;
      insert into transactions (account_id, id, customer_id, price, completed_at, made_at, catalog_elements, set_next_price,
        next_price_before, created_by, updated_by, created_at, updated_at, is_deleted)
      select account_id, 8, 7, 3, 0, 0, '[]', null, 5, 1, 1, 0, 0, true from generate_series(1, 4) as account_id;
      insert into segments (account_id, id, slot, name, color, available_products_price_types, fields, created_at, updated_at, entry)
      select account_id, 9, 0, '', '', '[]', '{}', 0, 0,
        case when account_id = 3 then '{"ltv": {"gte": 5}}'::jsonb else '{"not": {"purchases": {"average": {"gte": 5}}}}'::jsonb end
      from generate_series(1, 4) as account_id`)
    await migrate(database, { upTo: '0013-money' })
    const rowsOf = async (select: string) => (await client.query<object>(select)).rows
    expect(
      await rowsOf(
        `select account_id::int as account, next_price_minor::int, ltv_minor::int, average_check_minor::int from customers order by 1`,
      ),
    ).toEqual([
      { account: 1, next_price_minor: 500, ltv_minor: 700, average_check_minor: 350 },
      { account: 2, next_price_minor: 5, ltv_minor: 7, average_check_minor: 4 },
      { account: 3, next_price_minor: 5000, ltv_minor: 7000, average_check_minor: 3500 },
      { account: 4, next_price_minor: 50_000, ltv_minor: 70_000, average_check_minor: 35_000 },
    ])
    expect(
      await rowsOf(
        `select account_id::int as account, price_minor::int, set_next_price_minor::int, next_price_before_minor::int from transactions order by 1`,
      ),
    ).toMatchObject([
      { price_minor: 300, set_next_price_minor: null, next_price_before_minor: 500 },
      { price_minor: 3, next_price_before_minor: 5 },
      { price_minor: 3000, next_price_before_minor: 5000 },
      { price_minor: 30_000, next_price_before_minor: 50_000 },
    ])
    expect(await rowsOf('select account_id::int as account from accounts_to_evaluate order by 1')).toEqual([
      { account: 1 },
      { account: 4 },
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
