import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { SEED } from '../helpers/seed.ts'
import { startTestServer, type TestAccount, type TestServer } from '../helpers/server.ts'
import { serialOrderOf } from './serial-order.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** Batches of some of the ids, each in an order of its own: the same in every run. */
function batches(ids: readonly number[], count: number): number[][] {
  const some = fc.shuffledSubarray([...ids], { minLength: Math.ceil(ids.length / 2) })
  return fc.sample(some, { numRuns: count, seed: SEED })
}

describe('batches on the same customers at once', () => {
  test('two of them never fail, and end as if one had come after the other', async () => {
    const account = await server.newAccount()
    const ids = await addCustomers(account, 20)
    const rounds = 40
    const orders = batches(ids, 2 * rounds)
    for (let round = 0; round < rounds; round++)
      await Promise.all(
        ['a', 'b'].map((batch, i) =>
          rename(account, orders[2 * round + i] as number[], `${round}${batch}`).expect(200),
        ),
      )
    expect(serialOrderOf(await historiesOf(account))).toBeDefined()
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('many of them, with single changes and purchases between, end as in some serial order', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const ids = await addCustomers(account, 12)
    const writes = batches(ids, 60).map((some, i) => {
      const [one] = some
      if (i % 3 === 0)
        return account.admin.patch(`/api/v4/customers/${one}`, {
          name: `${i}`,
          tags_to_add: [{ name: `${i}` }],
        })
      if (i % 5 === 0)
        return account.admin.post(`/api/v4/customers/${one}/transactions`, [{ price: i }, { price: 1 }])
      return rename(account, some, `${i}`)
    })
    await Promise.all(writes.map((write) => write.expect(200)))
    expect(serialOrderOf(await historiesOf(account))).toBeDefined()
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('nobody’s tags are lost when each adds one', async () => {
    const account = await server.newAccount()
    const ids = await addCustomers(account, 10)
    const names = Array.from({ length: 24 }, (_, i) => `tag ${i}`)
    await Promise.all(
      names.map((name, i) =>
        account.admin
          .patch(
            '/api/v4/customers',
            (i % 2 ? ids : ids.toReversed()).map((id) => ({ id, tags_to_add: [{ name }] })),
          )
          .expect(200),
      ),
    )
    for (const id of ids) {
      const { _embedded, version } = await read(account, id)
      expect(_embedded.tags.map((tag) => tag.name).toSorted()).toEqual(names.toSorted())
      expect(version).toBe(1 + names.length)
    }
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })
})

describe('purchases of one customer at once', () => {
  test('50 of them make exact totals', async () => {
    const account = await server.newAccount()
    const [id] = await addCustomers(account, 1)
    const prices = Array.from({ length: 50 }, (_, i) => i + 1)
    await Promise.all(
      prices.map((price) =>
        account.admin.post(`/api/v4/customers/${id}/transactions`, [{ price }]).expect(200),
      ),
    )
    expect(await read(account, id)).toMatchObject({
      ltv: 1275,
      purchases_count: 50,
      average_check: 25,
      average_check_with_minor_units: 25.5,
      version: 51,
    })
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('deleting them while others are added leaves the totals of those that stay', async () => {
    const account = await server.newAccount()
    const [id] = await addCustomers(account, 1)
    const path = `/api/v4/customers/${id}/transactions`
    const { json } = await account.admin.post(path, Array(20).fill({ price: 3 })).expect(200)
    const { transactions } = (json as { _embedded: { transactions: { id: number }[] } })._embedded
    await Promise.all(
      transactions.flatMap((transaction) => [
        account.admin.delete(`/api/v4/customers/transactions/${transaction.id}`).expect(204),
        account.admin.post(path, [{ price: 7 }]).expect(200),
      ]),
    )
    expect(await read(account, id)).toMatchObject({ ltv: 140, purchases_count: 20 })
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('of two deletions of the same purchase one finds it gone', async () => {
    const account = await server.newAccount()
    const [id] = await addCustomers(account, 1)
    const path = `/api/v4/customers/${id}/transactions`
    const { json } = await account.admin.post(path, [{ price: 5 }]).expect(200)
    const purchase = (json as { _embedded: { transactions: { id: number }[] } })._embedded.transactions[0]?.id
    const answers = await Promise.all([1, 2].map(() => account.admin.delete(`${path}/${purchase}`)))
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([204, 404])
    expect(await read(account, id)).toMatchObject({ ltv: 0, purchases_count: 0, version: 3 })
  })
})

describe('changes of single customers at once', () => {
  test('of one customer: each is there in the end', async () => {
    const account = await server.newAccount()
    const [id] = await addCustomers(account, 1)
    const names = Array.from({ length: 40 }, (_, i) => `tag ${i}`)
    await Promise.all(
      names.map((name) =>
        account.admin.patch(`/api/v4/customers/${id}`, { tags_to_add: [{ name }] }).expect(200),
      ),
    )
    const { _embedded, version } = await read(account, id)
    expect(_embedded.tags.map((tag) => tag.name).toSorted()).toEqual(names.toSorted())
    expect(version).toBe(41)
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('a bad one is refused, and only that one', async () => {
    const account = await server.newAccount()
    const ids = await addCustomers(account, 40)
    const [bad, ...good] = ids
    const answers = await Promise.all([
      ...good.slice(0, 20).map((id) => account.admin.patch(`/api/v4/customers/${id}`, { name: `new ${id}` })),
      account.admin.patch(`/api/v4/customers/${bad}`, { name: 'refused', responsible_user_id: 999 }),
      account.admin.patch('/api/v4/customers/999', { name: 'unknown' }),
      ...good.slice(20).map((id) => account.admin.patch(`/api/v4/customers/${id}`, { name: `new ${id}` })),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([
      ...Array<number>(20).fill(200),
      400,
      404,
      ...Array<number>(19).fill(200),
    ])
    expect(await read(account, bad)).toMatchObject({ name: 'Customer', version: 1 })
    for (const id of good) expect(await read(account, id)).toMatchObject({ name: `new ${id}`, version: 2 })
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('a user without the right to edit is refused beside others who may', async () => {
    const account = await server.newAccount()
    const ids = await addCustomers(account, 10)
    const reader = await account.newUser({ rights: { edit: 'D' } })
    const answers = await Promise.all(
      ids.flatMap((id) => [
        account.admin.patch(`/api/v4/customers/${id}`, { name: 'theirs' }),
        reader.client.patch(`/api/v4/customers/${id}`, { name: 'not theirs' }),
      ]),
    )
    expect(answers.map((answer) => answer.status)).toEqual(ids.flatMap(() => [200, 403]))
    for (const id of ids) expect(await read(account, id)).toMatchObject({ name: 'theirs', version: 2 })
  })

  test('of ten with the same If-Match exactly one wins', async () => {
    const account = await server.newAccount()
    const [id] = await addCustomers(account, 1)
    const { headers } = await account.admin.get(`/api/v4/customers/${id}`).expect(200)
    const names = Array.from({ length: 10 }, (_, i) => `writer ${i}`)
    const answers = await Promise.all(
      names.map((name) =>
        account.admin.patch(`/api/v4/customers/${id}`, { name }, { 'if-match': String(headers['etag']) }),
      ),
    )
    const winners = names.filter((_, i) => answers[i]?.status === 200)
    expect(winners).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 412)).toHaveLength(9)
    expect(await read(account, id)).toMatchObject({ name: winners[0], version: 2 })
  })
})

test('the same new tags named at once by many become one tag each', async () => {
  const account = await server.newAccount()
  const [id, ...others] = await addCustomers(account, 5)
  const names = Array.from({ length: 15 }, (_, i) => `tag ${i}`)
  const tagged = (order: readonly string[]) => ({ _embedded: { tags: order.map((name) => ({ name })) } })
  await Promise.all([
    ...Array.from({ length: 12 }, (_, i) =>
      account.admin
        .post('/api/v4/customers', [
          tagged([...names.slice(i), ...names.slice(0, i)]),
          tagged(names.toReversed()),
        ])
        .expect(200),
    ),
    ...others.map((other) =>
      account.admin.patch('/api/v4/customers', [{ id: other, ...tagged(names.toReversed()) }]).expect(200),
    ),
    account.admin.patch(`/api/v4/customers/${id}`, tagged(names)).expect(200),
  ])
  const tags = await server.deps.db.query<{ name: string }>(`select name from tags where account_id = $1`, [
    account.id,
  ])
  expect(tags.map((tag) => tag.name).toSorted()).toEqual(names.toSorted())
  const events = await server.deps.db.query(
    `select from events where account_id = $1 and type = 'tag_added'`,
    [account.id],
  )
  expect(events).toHaveLength(names.length)
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
})

type Read = {
  version: number
  _embedded: { tags: { name: string }[] }
  [property: string]: unknown
}

async function read(account: TestAccount, id: number | undefined): Promise<Read> {
  const { json, headers } = await account.admin.get(`/api/v4/customers/${id}`).expect(200)
  return { ...(json as Read), version: Number(String(headers['etag']).slice(1, -1)) }
}

async function addCustomers(account: TestAccount, count: number): Promise<number[]> {
  const body = Array.from({ length: count }, () => ({ name: 'Customer', next_date: server.clock.now }))
  const { json } = await account.admin.post('/api/v4/customers', body).expect(200)
  return (json as { _embedded: { customers: { id: number }[] } })._embedded.customers.map(({ id }) => id)
}

function rename(account: TestAccount, ids: readonly number[], name: string) {
  return account.admin.patch(
    '/api/v4/customers',
    ids.map((id) => ({ id, name, tags_to_add: [{ name }], next_price: ids.length })),
  )
}

/** For each customer the names it was given, in the order of its versions: what each batch that came by has left. */
async function historiesOf(account: TestAccount): Promise<string[][]> {
  const rows = await server.deps.db.query<{ entity_id: number; name: string }>(
    `select entity_id, data->'name'->>1 as name from events
     where account_id = $1 and type = 'customer_changed' and data ? 'name' order by entity_id, version`,
    [account.id],
  )
  return [...Map.groupBy(rows, (row) => row.entity_id).values()].map((own) => own.map((row) => row.name))
}
