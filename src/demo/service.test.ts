import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { startTestServer, type TestAccount, type TestServer, TEST_NOW } from '../../test/helpers/server.ts'
import { changeDefinitions } from '../account/scope.ts'
import { systemActor } from '../core/actor.ts'
import { STAGE_TYPE } from '../core/placement.ts'
import { moveEverythingDue } from '../engine/worker.ts'
import { addUser } from '../users/service.ts'
import { fillDemo } from './service.ts'

type Customer = {
  id: number
  name: string
  status_id: number
  responsible_user_id: number
  created_at: number
  ltv_with_minor_units: number
  purchases_count: number
  average_check: number
  custom_fields_values:
    { field_id: number; field_code: string; field_type: string; values: object[] }[] | null
  _embedded: { segments: { id: number }[]; tags: { id: number; name: string }[] }
}
type Transaction = { id: number; customer_id: number; price_with_minor_units: number; completed_at: number }
type Segment = { id: number; name: string; customers_count: number; custom_fields_values: object[] }

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

async function filled(options: Parameters<TestServer['newAccount']>[0] = {}): Promise<TestAccount> {
  const account = await server.newAccount(options)
  expect(await fillDemo(server.deps, account.id)).toMatch(/^3\d\d customers, \d,\d{3} purchases$/)
  return account
}

/** Every item of a list of the API. */
async function all<T>(account: TestAccount, path: string, name: string): Promise<T[]> {
  const items: T[] = []
  for (let page = 1; ; page++) {
    const { status, json } = await account.admin.get(`/api/v4/${path}?limit=250&page=${page}`)
    if (status === 204) return items
    items.push(...((json as { _embedded: Record<string, T[]> })._embedded[name] ?? []))
    if (!(json as { _links: { next?: object } })._links.next) return items
  }
}
const customersOf = (account: TestAccount) => all<Customer>(account, 'customers', 'customers')
const purchasesOf = (account: TestAccount) =>
  all<Transaction>(account, 'customers/transactions', 'transactions')
const segmentsOf = (account: TestAccount) => all<Segment>(account, 'customers/segments', 'segments')

/** How many rows of each table an account has. */
async function rowsOf(account: TestAccount): Promise<Record<string, number>> {
  const tables = ['customers', 'transactions', 'segments', 'custom_fields', 'users', 'tags', 'events']
  const counts = tables.map((table) => `(select count(*) from ${table} where account_id = $1) as ${table}`)
  const [row] = await server.deps.db.query<Record<string, number>>(`select ${counts.join(', ')}`, [
    account.id,
  ])
  return row ?? {}
}

/** How many customers stand in the stages of each type. */
async function spreadOf(account: TestAccount): Promise<Record<number, number>> {
  const rows = await server.deps.db.query<{ type: number; customers: number }>(
    `select s.type, count(*) as customers from customers c
     join stages s on s.account_id = c.account_id and s.id = c.status_id
     where c.account_id = $1 group by s.type`,
    [account.id],
  )
  return Object.fromEntries(rows.map(({ type, customers }) => [type, customers]))
}

test('totals of every customer are those of its purchases, all of them past', async () => {
  const account = await filled()
  const [customers, purchases] = await Promise.all([customersOf(account), purchasesOf(account)])
  const expected = new Map(customers.map(({ id }) => [id, { cents: 0, purchases_count: 0 }]))
  for (const { customer_id, price_with_minor_units: price, completed_at } of purchases) {
    const totals = expected.get(customer_id)
    expect(totals).toBeDefined()
    expect(completed_at).toBeLessThan(TEST_NOW)
    if (totals)
      expected.set(customer_id, {
        cents: totals.cents + Math.round(100 * price),
        purchases_count: totals.purchases_count + 1,
      })
  }
  for (const { id, ltv_with_minor_units: ltv, purchases_count } of customers)
    expect({ cents: Math.round(100 * ltv), purchases_count }).toEqual(expected.get(id))
  expect(
    purchases.filter(({ price_with_minor_units }) => !Number.isInteger(price_with_minor_units)),
  ).not.toEqual([])
  const recordedLater = await server.deps.db.query(
    `select id from transactions where account_id = $1 and made_at <> completed_at`,
    [account.id],
  )
  expect(recordedLater).toEqual([])
})

test('an account that has a customer is left as it is, so a second load does nothing', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  const before = await rowsOf(account)
  expect(await fillDemo(server.deps, account.id)).toBeUndefined()
  await account.admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
  expect(await fillDemo(server.deps, account.id), 'a deleted one can be restored').toBeUndefined()
  expect({ ...(await rowsOf(account)), events: 0 }).toEqual({ ...before, events: 0 })

  const other = await filled()
  const loaded = await rowsOf(other)
  expect(await fillDemo(server.deps, other.id)).toBeUndefined()
  expect(await rowsOf(other)).toEqual(loaded)
})

test('two accounts loaded at the same moment have the same shop, in either mode', async () => {
  const [first, second, third] = [await filled(), await filled(), await filled({ mode: 'periodicity' })]
  const shopOf = async (account: TestAccount) => {
    const rows = await server.deps.db.query(
      `select c.name, c.next_date, c.next_price_minor, c.periodicity, c.created_at, c.ltv_minor, c.purchases_count, c.last_purchase_at, u.email,
         (select jsonb_agg(jsonb_build_array(t.price_minor, t.completed_at, t.comment, t.sequence, t.given_next_date) order by t.id)
          from transactions t where t.account_id = c.account_id and t.customer_id = c.id) as purchases,
         (select jsonb_agg(g.name order by g.name) from tags g where g.account_id = c.account_id and g.id = any(c.tag_ids)) as tags,
         s.words
       from customers c
       join users u on u.account_id = c.account_id and u.id = c.responsible_user_id
       join entity_search s on s.account_id = c.account_id and s.entity = 'customers' and s.entity_id = c.id
       where c.account_id = $1 order by c.id`,
      [account.id],
    )
    return JSON.parse(JSON.stringify(rows).replaceAll(/admin@shop-\d+/g, 'admin')) as unknown[]
  }
  const shop = await shopOf(first)
  expect(shop.length).toBeGreaterThan(300)
  expect(await shopOf(second)).toEqual(shop)
  expect(await shopOf(third)).toEqual(shop)
})

test('every segment has members, counted right, and an offer in its fields', async () => {
  const account = await filled()
  const [segments, customers] = await Promise.all([segmentsOf(account), customersOf(account)])
  expect(segments.length).toBeGreaterThanOrEqual(8)
  for (const { id, customers_count, custom_fields_values } of segments) {
    const members = customers.filter((customer) => customer._embedded.segments.some((each) => each.id === id))
    expect(members.length).toBeGreaterThanOrEqual(8)
    expect(customers_count).toBe(members.length)
    expect(custom_fields_values).toHaveLength(2)
  }
  const sorted = customers.filter((customer) => customer._embedded.segments.length > 0)
  expect(sorted.length).toBeLessThan(customers.length)
})

test('customers have fields of many types, tags, and users of two groups who look after them', async () => {
  const account = await filled()
  const customers = await customersOf(account)
  const values = customers.flatMap((customer) => customer.custom_fields_values ?? [])
  expect(new Set(values.map((value) => value.field_type))).toEqual(
    new Set([
      'text',
      'url',
      'date',
      'select',
      'multiselect',
      'checkbox',
      'numeric',
      'streetaddress',
      'textarea',
    ]),
  )
  expect(new Set(customers.flatMap(({ _embedded }) => _embedded.tags.map((tag) => tag.name))).size).toBe(12)
  const keepers = await server.deps.db.query<{ is_admin: boolean; group_id: number }>(
    `select is_admin, group_id from users where account_id = $1 and id = any($2::bigint[])`,
    [account.id, [...new Set(customers.map((customer) => customer.responsible_user_id))]],
  )
  expect(keepers).toHaveLength(4)
  expect(new Set(keepers.filter((user) => !user.is_admin).map((user) => user.group_id)).size).toBe(2)
})

test('in periodicity mode customers stand in every stage, whether they were loaded in it or before', async () => {
  const spread = await spreadOf(await filled({ mode: 'periodicity' }))
  expect(spread[STAGE_TYPE.recent]).toBeGreaterThan(100)
  expect(spread[STAGE_TYPE.regular]).toBeGreaterThan(5)
  expect(spread[STAGE_TYPE.expected]).toBeGreaterThan(10)
  expect(spread[STAGE_TYPE.missed]).toBeGreaterThan(30)
  expect(spread[STAGE_TYPE.closed]).toBeGreaterThan(30)

  const switched = await filled()
  await switched.switchTo('periodicity')
  expect(await spreadOf(switched)).toEqual(spread)
})

test('a Russian account in another zone gets a Russian shop', async () => {
  const account = await filled({ language: 'ru', timezone: 'Asia/Yekaterinburg' })
  const [customers, segments] = await Promise.all([customersOf(account), segmentsOf(account)])
  expect(customers.filter(({ name }) => !/^[А-ЯЁ][а-яё]+ /.test(name))).toEqual([])
  expect(segments.map(({ name }) => name)).toContain('Гости мастерской')
})

test('a field code that is taken stays with its field, and a user of a known e-mail is not added again', async () => {
  const account = await server.newAccount()
  await account.admin
    .post('/api/v4/customers/custom_fields', [{ name: 'My phone', type: 'numeric', code: 'PHONE' }])
    .expect(200)
  const userId = await changeDefinitions(server.deps, systemActor(account.id, 'en'), (scope) =>
    addUser(scope, {
      name: 'Nora',
      email: 'nora.lindqvist@example.com',
      password: crypto.randomUUID(),
      isAdmin: false,
      rights: {},
    }),
  )
  await fillDemo(server.deps, account.id)
  const users = await server.deps.db.query<{ id: number }>(
    `select id from users where account_id = $1 and email = 'nora.lindqvist@example.com'`,
    [account.id],
  )
  expect(users).toEqual([{ id: userId }])
  const codes = await server.deps.db.query<{ name: string; code: string | null }>(
    `select name, code from custom_fields where account_id = $1 and (code in ('PHONE', 'EMAIL') or name = 'Phone') order by id`,
    [account.id],
  )
  expect(codes).toEqual([
    { name: 'My phone', code: 'PHONE' },
    { name: 'Phone', code: null },
    { name: 'E-mail', code: 'EMAIL' },
  ])
})

test('a load that breaks off leaves nothing behind, and the next one begins anew', async () => {
  const account = await server.newAccount()
  const before = await rowsOf(account)
  const { db } = server.deps
  await db.query(
    `alter table transactions add constraint broken check (account_id <> ${account.id} or price_minor < 30000)`,
  )
  await expect(fillDemo(server.deps, account.id)).rejects.toThrow('broken')
  expect(await rowsOf(account)).toEqual(before)
  await db.query(`alter table transactions drop constraint broken`)
  expect(await fillDemo(server.deps, account.id)).toMatch(/customers/)
})

test.each(['segments', 'periodicity'] as const)(
  'in mode %s the shop moves by itself as time passes, and stays sound',
  async (mode) => {
    const shop = await startTestServer()
    onTestFinished(() => shop.close())
    const account = await shop.newAccount({ mode, timezone: 'America/Chicago' })
    await fillDemo(shop.deps, account.id)
    const moved = new Set<number>()
    for (let week = 1; week <= 4; week++) {
      shop.clock.now += 7 * 86_400
      await moveEverythingDue(shop.deps)
      const stays = await shop.deps.db.query<{ place_id: number }>(
        `select distinct place_id from stays where account_id = $1 and kind = $2 and (from_at > $3 or to_at > $3)`,
        [account.id, mode === 'segments' ? 'segment' : 'stage', TEST_NOW],
      )
      for (const { place_id } of stays) moved.add(place_id)
      expect(await inconsistenciesOf(shop.deps, account.id)).toEqual([])
    }
    expect(moved.size).toBeGreaterThanOrEqual(mode === 'segments' ? 6 : 3)
  },
)
