import createClient, { type Client } from 'openapi-fetch'
import { expect, test } from 'vitest'
import type { paths } from '../../docs/api/openapi.d.ts'
import { serverOfTest, TEST_NOW } from '../helpers/server.ts'

const DAY = 86_400

/** A client whose types openapi-typescript has made of the reference. Paths, parameters, bodies and answers below are checked by the compiler. */
async function newClient(): Promise<Client<paths>> {
  const server = await serverOfTest()
  const account = await server.newAccount()
  const baseUrl = await server.app.listen({ host: '127.0.0.1', port: 0 })
  return createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${account.admin.token}` } })
}

test('twenty calls of a generated client: a shop from its first tag to a bulk change', async () => {
  const client = await newClient()

  const account = await client.GET('/api/v4/account', { params: { query: { with: 'datetime_settings' } } })
  expect(account.data?.name).toBe('Test shop')

  const field = await client.POST('/api/v4/customers/custom_fields', {
    body: [{ name: 'City', type: 'text', code: 'CITY' }],
  })
  const city = field.data?._embedded.custom_fields[0]?.id as number
  const fields = await client.GET('/api/v4/customers/custom_fields', {
    params: { query: { 'filter[id][]': [city], 'order[sort]': 'asc' } },
  })
  expect(fields.data?._embedded.custom_fields.map(({ code }) => code)).toEqual(['CITY'])

  const tags = await client.POST('/api/v4/customers/tags', { body: [{ name: 'VIP' }, { name: 'New' }] })
  const vip = tags.data?._embedded.tags[0]?.id as number

  const added = await client.POST('/api/v4/customers', {
    body: ['Ann', 'Bob', 'Cleo'].map((name, i) => ({
      name,
      next_date: TEST_NOW + (i + 1) * DAY,
      next_price: 10.5 * (i + 1),
      custom_fields_values: [{ field_id: city, values: [{ value: 'Bonn' }] }],
    })),
  })
  const [ann, bob, cleo] = added.data?._embedded.customers.map(({ id }) => id) as [number, number, number]

  const changed = await client.PATCH('/api/v4/customers/{id}', {
    params: { path: { id: ann } },
    body: { _embedded: { tags: [{ id: vip }] } },
  })
  expect(changed.data?.id).toBe(ann)
  const batch = await client.PATCH('/api/v4/customers', { body: [{ id: bob, name: 'Bobby' }] })
  expect(batch.data?._embedded.customers[0]?.name).toBe('Bobby')

  const list = await client.GET('/api/v4/customers', {
    params: {
      query: {
        limit: 2,
        page: 1,
        with: 'contacts,version',
        'filter[id][]': [ann, bob, cleo],
        'filter[next_price][from]': 10.5,
        'filter[next_date][to]': TEST_NOW + 3 * DAY,
        'order[next_date]': 'desc',
      },
    },
  })
  expect(list.data?._embedded.customers.map(({ name }) => name)).toEqual(['Cleo', 'Bobby'])
  expect(list.data?._embedded.customers[0]?.next_price_with_minor_units).toBe(31.5)

  const byField = await client.GET('/api/v4/customers', {
    params: { query: { query: 'bonn' } },
  })
  expect(byField.data?._embedded.customers).toHaveLength(3)

  const purchase = await client.POST('/api/v4/customers/{customerId}/transactions', {
    params: { path: { customerId: ann } },
    body: [{ price: 99.95, next_date: TEST_NOW + 30 * DAY }],
  })
  const bought = purchase.data?._embedded.transactions[0]?.id as number
  const purchases = await client.GET('/api/v4/customers/{customerId}/transactions', {
    params: { path: { customerId: ann }, query: { 'filter[id][]': [bought] } },
  })
  expect(purchases.data?._embedded.transactions[0]?.price_with_minor_units).toBe(99.95)

  const one = await client.GET('/api/v4/customers/{id}', {
    params: { path: { id: ann }, query: { with: 'version' } },
  })
  expect(one.data).toMatchObject({ ltv: 99, ltv_with_minor_units: 99.95, purchases_count: 1 })

  const segment = await client.POST('/api/v4/customers/segments', { body: { name: 'Buyers' } })
  const buyers = segment.data?.id as number
  const entry = { ltv: { gte: 50 } }
  const planned = await client.POST('/api/patron/v1/segments/{id}/plan', {
    params: { path: { id: buyers }, query: { keep_members: 1 } },
    body: { entry },
  })
  expect(planned.error).toBeUndefined()
  const ruled = await client.PUT('/api/patron/v1/segments/{id}/conditions', {
    params: { path: { id: buyers } },
    body: { entry },
  })
  expect(ruled.data?.entry).toEqual(entry)

  const why = await client.GET('/api/patron/v1/customers/{id}/explain', {
    params: { path: { id: ann }, query: { segment: buyers } },
  })
  expect(why.data?.rules).toMatchObject({ entry: { holds: true, seen: { ltv: 99.95 } } })

  const found = await client.POST('/api/patron/v1/customers/query', {
    body: {
      conditions: { segment: { any: [buyers] } },
      columns: ['name', 'ltv'],
      order: { ltv: 'desc' },
      count: true,
    },
  })
  expect(found.data).toMatchObject({
    count: 1,
    _embedded: { customers: [{ id: ann, name: 'Ann', ltv: 99 }] },
  })

  const change = { ids: [bob, cleo], change: { tags_to_add: [{ name: 'New' }] } }
  const plan = await client.POST('/api/patron/v1/customers/bulk/plan', { body: change })
  expect(plan.data?.will_change).toBe(2)
  const done = await client.POST('/api/patron/v1/customers/bulk', { body: change })

  expect(done.data?.changed).toBe(2)

  const gone = await client.DELETE('/api/patron/v1/customers/{id}', { params: { path: { id: cleo } } })
  expect(gone.response.status).toBe(204)
  const moves = await client.GET('/api/patron/v1/customers/{id}/moves', {
    params: { path: { id: ann }, query: { limit: 10 } },
  })
  expect(moves.data?._embedded.moves[0]).toMatchObject({ kind: 'segment', place_id: buyers, entered: true })
})

test('what is refused is a problem, typed as one', async () => {
  const client = await newClient()
  const { error, response } = await client.POST('/api/v4/customers', { body: [{ next_price: -1 }] })
  expect([response.status, error?.status]).toEqual([400, 400])
  expect(error?.['validation-errors']?.[0]?.errors[0]?.path).toBe('next_price')
})
