import { afterAll, beforeAll, expect, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { fillDemo, fillLargeDemo } from './service.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

test.each(['segments', 'periodicity'] as const)(
  'in mode %s a shop of 5,000 customers is what data, rules and time make of it, then and later',
  async (mode) => {
    const account = await server.newAccount({ mode, timezone: 'Europe/Berlin' })
    const seen: number[] = []
    const loaded = await fillLargeDemo(server.deps, account.id, 5000, ({ customers }) => seen.push(customers))
    expect(loaded).toMatch(/^5,000 customers, \d\d,\d{3} purchases$/)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBe(5000)
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
    server.clock.now += 86_400
    expect(await inconsistenciesOf(server.deps, account.id), 'a day later').toEqual([])
    server.clock.now -= 86_400
  },
)

test('its first customers are those of the small shop, each in the same stage and segments', async () => {
  const [small, large] = [await server.newAccount(), await server.newAccount()]
  await fillDemo(server.deps, small.id)
  await fillLargeDemo(server.deps, large.id, 700, () => undefined)
  const shop = await customersOf(small)
  expect((await customersOf(large)).slice(0, shop.length)).toEqual(shop)
})

/** The columns that do not say how a customer came about. */
async function customersOf({ id }: TestAccount): Promise<unknown[]> {
  const rows = await server.deps.db.query(
    `select c.id, c.name, c.next_price_minor, c.next_date, c.status_id, c.placed_at, c.verdict_id, c.periodicity, c.created_at,
       c.updated_at, c.ltv_minor, c.purchases_count, c.last_purchase_at, c.segments_low, c.hand_segments_low, c.due_at, s.words, s.tokens,
       (select jsonb_agg(jsonb_build_array(t.price_minor, t.made_at, t.comment, t.sequence, t.given_next_date) order by t.id)
        from transactions t where t.account_id = c.account_id and t.customer_id = c.id) as purchases
     from customers c join entity_search s on s.account_id = c.account_id and s.entity = 'customers' and s.entity_id = c.id
     where c.account_id = $1 order by c.id`,
    [id],
  )
  return rows
}

test('a load that breaks off leaves nothing behind, and the next one begins anew', async () => {
  const account = await server.newAccount()
  const broken = fillLargeDemo(server.deps, account.id, 8000, ({ customers }) => {
    if (customers > 3200) throw new Error('pulled the plug')
  })
  await expect(broken).rejects.toThrow('pulled the plug')
  const left = await server.deps.db.query(
    `select from customers where account_id = $1 union all select from segments where account_id = $1
     union all select from transactions where account_id = $1`,
    [account.id],
  )
  expect(left).toEqual([])
  expect(await fillLargeDemo(server.deps, account.id, 10, () => undefined)).toMatch(/^10 customers/)
  expect(
    await fillLargeDemo(server.deps, account.id, 10, () => undefined),
    'once it has customers',
  ).toBeUndefined()
})
