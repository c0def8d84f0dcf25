import type { Client } from 'amocrm-js'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { withoutCursor } from '../helpers/cursor.ts'
import { clientOf, customersOf, HOST, routeTo, tagsOf } from './amocrm-js-client.ts'
import { type Servers, startServers, WAYS } from './servers.ts'

let servers: Servers
beforeAll(async () => {
  servers = await startServers()
  vi.spyOn(console, 'error').mockReturnValue(undefined) // where the client prints each problem that it throws
})
afterAll(() => servers.stop())

const BASE = `https://${HOST}/api/v4`

describe.each(WAYS)('amocrm-js over %s', (way) => {
  beforeAll(() => routeTo(servers.url(way)))

  const open = async (mode?: 'segments' | 'periodicity') => {
    const shop = await servers.newShop(mode)
    const client = clientOf(shop.token)
    return { shop, client, customers: customersOf(client) }
  }

  describe('the factory of customers', () => {
    test('adds a batch, in its order', async () => {
      const { shop, customers } = await open()
      const added = await customers.create([
        {
          name: 'Анна 😀',
          next_price: 214,
          next_date: 1_900_000_000,
          created_by: 0,
          custom_fields_values: null,
          request_id: 'x',
          _embedded: { tags: [{ name: 'VIP' }] },
        },
        { first_name: 'customers have none', last_name: 'either' },
      ])
      const [first, second] = added.map((customer) => customer.id) as [number, number]
      expect(await shop.customer(first)).toMatchObject({
        name: 'Анна 😀',
        next_price: 214,
        next_date: 1_900_000_000,
        created_by: 0,
        _embedded: { tags: [{ name: 'VIP' }] },
      })
      expect(await shop.customer(second)).toMatchObject({ name: '', next_date: null })
    })

    test('changes a batch and learns when', async () => {
      const { shop, customers } = await open()
      const ids = [
        await shop.addCustomer({ name: 'A', next_price: 1 }),
        await shop.addCustomer({ name: 'B' }),
      ]
      const changed = await customers.update([
        { id: ids[0], name: 'A2' },
        { id: ids[1], next_price: 9 },
      ])
      expect(changed.map((customer) => customer.id)).toEqual(ids)
      const held = await Promise.all(ids.map((id) => shop.customer(id)))
      expect(held).toMatchObject([
        { name: 'A2', next_price: 1 },
        { name: 'B', next_price: 9 },
      ])
      expect(changed.map((customer) => customer.updated_at)).toEqual(held.map((one) => one['updated_at']))
    })

    test('follows next, prev and first through every page, and its links do not grow', async () => {
      const { shop, customers } = await open()
      const ids: number[] = []
      for (let i = 0; i < 7; i++) ids.push(await shop.addCustomer({ name: `C${i}`, next_price: i }))
      const criteria = {
        limit: 2,
        filter: { id: ids, next_price: { from: 0, to: 5 }, responsible_user_id: shop.adminId },
        order: { id: 'desc' },
        with: ['contacts', 'companies'],
        query: 'c',
      }
      const pages = await customers.get(criteria as object)
      const seen = [...pages].map((customer) => customer.id)
      expect(pages.hasPrev()).toBe(false)
      const links = [hrefs(pages)['next']]
      while (pages.hasNext()) {
        await pages.next()
        seen.push(...pages.getData().map((customer) => customer.id))
        links.push(hrefs(pages)['next'])
      }
      expect(seen).toEqual(ids.slice(0, 6).reverse())
      expect(pages.getPage()).toBe(3)
      const [second, third, none] = links
      expect(second).toMatch(new RegExp(`^${BASE}/customers\\?.*page=2`))
      expect(withoutCursor(third as string)).toBe(withoutCursor(second as string).replace('page=2', 'page=3'))
      expect(none).toBeUndefined()

      await pages.prev()
      expect(pages.getPage()).toBe(2)
      expect(pages.getData().map((customer) => customer.id)).toEqual([ids[3], ids[2]])
      expect(hrefs(pages)['next']).toBe(third)
      await (pages as unknown as { first(): Promise<void> }).first()
      expect(pages.getPage()).toBe(1)
      expect(pages.getData().map((customer) => customer.id)).toEqual([ids[5], ids[4]])
      expect(hrefs(pages)['next']).toBe(second)
    })

    test.each([{}, { page: 1 }])(
      'follows the links past customers that go meanwhile, its own %j repeated behind each',
      async (own) => {
        const { shop, customers } = await open()
        const ids: number[] = []
        for (let i = 0; i < 6; i++) ids.push(await shop.addCustomer({ name: `C${i}` }))
        const pages = await customers.get({ limit: 2, order: { updated_at: 'asc' }, ...own } as object)
        const seen = pages.getData().map((customer) => customer.id)
        while (pages.hasNext()) {
          await shop.send('DELETE', `/api/patron/v1/customers/${pages.getData()[0]?.id}`)
          await pages.next()
          seen.push(...pages.getData().map((customer) => customer.id))
        }
        expect(seen).toEqual(ids)
      },
    )

    test('an empty list is an empty page', async () => {
      const { customers } = await open()
      const pages = await customers.get()
      expect(pages.getData()).toEqual([])
      expect([pages.hasNext(), pages.hasPrev(), pages.getPage()]).toEqual([false, false, 1])
      expect(await pages.next()).toBe(false)
    })

    test('reads one by id; an unknown one is an entity without id', async () => {
      const { shop, customers } = await open()
      const id = await shop.addCustomer({ name: 'A', next_price: 3, periodicity: 7 })
      const customer = await customers.getById(id, { with: ['contacts', 'catalog_elements'] })
      const held = await shop.customer(id)
      expect(customer?.isNew()).toBe(false)
      expect(customer?.getAttributes()).toMatchObject({
        name: 'A',
        next_price: 3,
        periodicity: 7,
        created_at: held['created_at'],
        _embedded: { tags: [], segments: [], contacts: [], catalog_elements: [] },
      })
      expect(customer?._embedded).not.toHaveProperty('companies')
      const unknown = await customers.getById(id + 1)
      expect(unknown?.isNew()).toBe(true)
    })
  })

  describe('the entity of a customer', () => {
    test('a new one is saved with an empty `_embedded`, and fetched', async () => {
      const { shop, customers } = await open()
      const customer = customers.from({ name: 'A', next_price: 5, custom_fields_values: null } as object)
      await customer.save()
      expect(await shop.customer(customer.id as number)).toMatchObject({ name: 'A', next_price: 5 })
      await shop.send('PATCH', `/api/v4/customers/${customer.id}`, { name: 'B' })
      expect(await customer.fetch({ with: ['contacts'] })).toMatchObject({ id: customer.id, name: 'B' })
    })

    test('an existing one is saved without its id, which is refused and changes nothing', async () => {
      const { shop, customers } = await open()
      const [id, other] = [await shop.addCustomer({ name: 'A' }), await shop.addCustomer({ name: 'B' })]
      const before = [await shop.customer(id), await shop.customer(other)]
      const customer = await customers.getById(id)
      if (!customer) throw new Error('there is no customer')
      customer.name = 'Changed'
      const refused = {
        message: 'API_RESPONSE_ERROR',
        data: {
          status: 400,
          title: 'Bad Request',
          'validation-errors': [{ request_id: '0', errors: [{ code: 'FieldMissing', path: 'id' }] }],
        },
      }
      await expect(customer.save()).rejects.toMatchObject(refused)
      await expect(customer.update()).rejects.toMatchObject(refused)
      expect([await shop.customer(id), await shop.customer(other)]).toEqual(before)
      expect(await shop.held('/api/v4/customers')).toMatchObject({
        _embedded: { customers: before.map(named) },
      })
    })

    test('is changed through its factory, its whole self sent back with its id', async () => {
      const { shop, customers } = await open()
      const id = await shop.addCustomer({ name: 'A', _embedded: { tags: [{ name: 'VIP' }] } })
      const before = await shop.customer(id)
      const customer = await customers.getById(id)
      await customers.update([{ ...customer?.getAttributes(), id, name: 'A2' }])
      expect(await shop.customer(id)).toMatchObject({
        ...before,
        name: 'A2',
        updated_at: expect.any(Number) as number,
      })
    })
  })

  describe('tags', () => {
    test('are added and listed by the factory of tags', async () => {
      const { shop, client } = await open()
      const tags = tagsOf(client)
      expect((await tags.get()).getData()).toEqual([])
      const added = await tags.create([
        { name: 'VIP', color: null },
        { name: 'новый', color: 'EBEBEB' },
      ])
      expect(added.map((tag) => tag.getAttributes())).toMatchObject([
        { name: 'VIP', color: null },
        { name: 'новый', color: null },
      ])
      const pages = await tags.get({ limit: 1, filter: { id: added.map((tag) => tag.id as number) } })
      const seen = pages.getData().map((tag) => tag.name)
      await pages.next()
      seen.push(...pages.getData().map((tag) => tag.name))
      expect(seen).toEqual(['VIP', 'новый'])
      expect(pages.hasNext()).toBe(false)
      expect((await tags.get({ filter: { name: 'VIP' } })).getData()).toHaveLength(1)
      expect(await shop.held('/api/v4/customers/tags')).toMatchObject({
        _embedded: { tags: [{ name: 'VIP' }, { name: 'новый' }] },
      })
    })

    test('are put on customers, and dropped by null', async () => {
      const { shop, customers } = await open()
      const id = await shop.addCustomer()
      await customers.update([{ id, _embedded: { tags: [{ name: 'VIP' }] } }])
      expect(await shop.customer(id)).toMatchObject({ _embedded: { tags: [{ name: 'VIP' }] } })
      await customers.update([{ id, _embedded: { tags: null } }])
      expect(await shop.customer(id)).toMatchObject({ _embedded: { tags: [] } })
    })
  })

  describe('requests of one’s own', () => {
    test('read the account and its users', async () => {
      const { shop, client } = await open()
      const { data } = await client.request.get('/api/v4/account', { with: 'users_groups,datetime_settings' })
      expect(data).toMatchObject({
        id: shop.id,
        _embedded: { users_groups: [{}], datetime_settings: { timezone: 'UTC' } },
        _links: { self: { href: `${BASE}/account` } },
      })
      expect((await client.request.get(`/api/v4/users/${shop.adminId}`)).data).toMatchObject({
        id: shop.adminId,
      })
      expect((await client.request.get('/api/v4/users')).data).toMatchObject({
        _embedded: { users: [{ id: shop.adminId }] },
      })
    })

    test('switch the mode, and manage stages', async () => {
      const { shop, client } = await open()
      const mode = { mode: 'periodicity', is_enabled: true }
      expect((await client.request.patch('/api/v4/customers/mode', mode)).data).toMatchObject(mode)
      const url = '/api/v4/customers/statuses'
      const added = await client.request.post<Added>(url, [{ name: 'S', sort: 3, color: '#87f2c0' }])
      const id = added.data._embedded.statuses?.[0]?.id as number
      expect((await client.request.get(`${url}/${id}`)).data).toMatchObject({ id, name: 'S', type: 0 })
      expect((await client.request.patch(`${url}/${id}`, { name: 'S2' })).data).toMatchObject({
        id,
        name: 'S2',
        sort: 3,
        color: '#87f2c0',
      })
      expect(await shop.held(`${url}/${id}`)).toMatchObject({ name: 'S2' })
      const { data, response } = await client.request.delete(`${url}/${id}`)
      expect([data, response.statusCode]).toEqual([{}, 204])
      expect(await shop.held(`${url}/${id}`)).toBeUndefined()
    })

    test('manage segments', async () => {
      const { shop, client } = await open()
      const url = '/api/v4/customers/segments'
      expect((await client.request.get(url)).data).toEqual({})
      const { data } = await client.request.post<{ id: number }>(url, { name: 'S', color: 'ae003f' })
      expect(data).toMatchObject({ name: 'S', color: 'ae003f', customers_count: 0 })
      const patch = { ...data, name: 'S2', custom_fields_values: null }
      expect((await client.request.patch(`${url}/${data.id}`, patch)).data).toMatchObject({ name: 'S2' })
      expect(await shop.held(url)).toMatchObject({ _embedded: { segments: [{ id: data.id, name: 'S2' }] } })
      await client.request.delete(`${url}/${data.id}`)
      expect(await shop.held(url)).toBeUndefined()
    })

    test('record and delete purchases', async () => {
      const { shop, client } = await open()
      const id = await shop.addCustomer()
      const url = `/api/v4/customers/${id}/transactions`
      const added = await client.request.post<Added>(url, [{ price: 100, comment: null }, { price: 20 }])
      const ids = added.data._embedded.transactions?.map((transaction) => transaction.id) as number[]
      expect(await shop.customer(id)).toMatchObject({ ltv: 120, purchases_count: 2 })
      const list = await client.request.get('/api/v4/customers/transactions', { filter: { id: ids } })
      expect(list.data).toMatchObject({ _embedded: { transactions: ids.map((one) => ({ id: one })) } })
      expect((await client.request.get(`${url}/${ids[1]}`)).data).toMatchObject({ price: 20, comment: null })
      await client.request.delete(`${url}/${ids[0]}`)
      await client.request.delete(`/api/v4/customers/transactions/${ids[1]}`)
      expect(await shop.customer(id)).toMatchObject({ ltv: 0, purchases_count: 0 })
    })

    test('manage custom fields, whose values customers then have', async () => {
      const { shop, client, customers } = await open()
      const url = '/api/v4/customers/custom_fields'
      const fields = [
        { name: 'Note', type: 'text' },
        { name: 'Size', type: 'select', enums: [{ value: 'S', sort: 1 }] },
      ]
      const { data } = await client.request.post<Added>(url, fields)
      const [note, size] = data._embedded.custom_fields?.map((field) => field.id) as [number, number]
      const values = [
        { field_id: note, values: [{ value: 'чай' }] },
        { field_id: size, values: [{ value: 'S' }] },
      ]
      const [added] = await customers.create([{ name: 'A', custom_fields_values: values }])
      const customer = await customers.getById(added?.id as number)
      expect(customer?.custom_fields_values).toMatchObject(values)
      const filter = { custom_fields_values: { [note]: ['чай'] } }
      const pages = await customers.get({ filter } as object)
      expect(pages.getData().map((one) => one.id)).toEqual([added?.id])
      await client.request.patch(url, [{ id: note, name: 'Notes' }])
      await client.request.patch(`${url}/${size}`, { sort: 1 })
      expect((await client.request.get(`${url}/${note}`)).data).toMatchObject({ name: 'Notes' })
      await client.request.delete(`${url}/${size}`)
      expect(await shop.held(url)).toMatchObject({ _total_items: 1 })
      expect(await shop.customer(added?.id as number)).toMatchObject({
        custom_fields_values: [{ field_id: note, field_name: 'Notes' }],
      })
    })

    test('carry headers of their own', async () => {
      const { shop, client } = await open()
      const once = { headers: { 'Idempotency-Key': 'order 5' } }
      const answers: unknown[] = []
      for (let i = 0; i < 2; i++)
        answers.push((await client.request.post('/api/v4/customers', [{ name: 'A' }], once)).data)
      expect(answers[1]).toEqual(answers[0])
      const { data } = await client.request.get('/api/v4/customers', undefined, {
        headers: { 'X-Patron-Strict': '1' },
      })
      expect(data).toMatchObject({ _total_items: 1 })
      expect(shop.adminId).toBeGreaterThan(0)
    })

    test('of a megabyte, which the client sends in chunks without saying how much, arrive whole', async () => {
      const { shop, customers } = await open()
      const field = await shop.send<Added>('POST', '/api/v4/customers/custom_fields', [
        { name: 'Text', type: 'textarea' },
      ])
      const field_id = field._embedded.custom_fields?.[0]?.id
      const batch = Array.from({ length: 100 }, (_, i) => ({
        name: `C${i}`,
        custom_fields_values: [{ field_id, values: [{ value: `${i} `.padEnd(6000, 'ё') }] }],
      }))
      const added = await customers.create(batch)
      expect(added).toHaveLength(100)
      expect(await shop.customer(added[99]?.id as number)).toMatchObject(batch[99] as object)
    })
  })

  describe('errors', () => {
    const failing = async (call: (client: Client) => Promise<unknown>, token?: string) => {
      const { shop, client } = await open()
      return { shop, error: await call(token === undefined ? client : clientOf(token)).catch(dataOf) }
    }

    test('a bad token is 401', async () => {
      const { error } = await failing((client) => client.request.get('/api/v4/account'), 'nonsense')
      expect(error).toEqual({
        title: 'Unauthorized',
        type: 'https://httpstatus.es/401',
        status: 401,
        detail: 'Invalid user name or password',
      })
    })

    test('an unknown path is 404, in JSON', async () => {
      const { error } = await failing((client) => client.request.get('/api/v4/nothing/here'))
      expect(error).toMatchObject({ status: 404, title: 'Not Found' })
    })

    test('an unknown id on PATCH and DELETE is 404', async () => {
      const patch = await failing((client) => client.request.patch('/api/v4/customers/999', { name: 'A' }))
      expect(patch.error).toMatchObject({ status: 404 })
      const gone = await failing((client) => client.request.delete('/api/v4/customers/segments/999'))
      expect(gone.error).toMatchObject({ status: 404 })
    })

    test('one bad item refuses the batch and leaves nothing behind', async () => {
      const batch = [{ name: 'A' }, { name: 5, request_id: 'five' }]
      const { shop, error } = await failing((client) => customersOf(client).create(batch))
      expect(error).toMatchObject({
        status: 400,
        'validation-errors': [{ request_id: 'five', errors: [{ code: 'InvalidType', path: 'name' }] }],
      })
      expect(await shop.held('/api/v4/customers')).toBeUndefined()
    })

    test('a POST without a body is refused', async () => {
      const { error } = await failing((client) => client.request.post('/api/v4/customers'))
      expect(error).toMatchObject({ status: 400, detail: 'Request data can not be empty' })
    })

    test('a body in the form of a web form is refused', async () => {
      const { shop, error } = await failing((client) =>
        client.request.post('/api/v4/customers', [{ name: 'A' }], { useFormData: true }),
      )
      expect(error).toMatchObject({ status: 415 })
      expect(await shop.held('/api/v4/customers')).toBeUndefined()
    })
  })
})

test('amocrm-js deletes although it sends data without saying so, which is no HTTP', async () => {
  routeTo(servers.patron.httpsUrl as string)
  const shop = await servers.newShop()
  const client = clientOf(shop.token)
  const url = '/api/v4/customers/segments'
  const { data } = await client.request.post<{ id: number }>(url, { name: 'S' })
  const { response } = await client.request.delete(`${url}/${data.id}`, { id: data.id })
  expect(response.statusCode).toBe(204)
  expect(await shop.held(url)).toBeUndefined()
  // The connection is not used again; the next request has one of its own.
  expect((await client.request.get('/api/v4/account')).data).toMatchObject({ id: shop.id })
})

type Added = {
  _embedded: Partial<Record<'statuses' | 'transactions' | 'custom_fields', { id: number }[]>>
}

/** The links that a page was answered with. */
function hrefs(pages: object): Record<string, string | undefined> {
  return (pages as { links: Record<string, string | undefined> }).links
}

/** What a list shows of a customer, as far as one that is read by id shows the same. */
function named({ id, name }: Record<string, unknown>) {
  return { id, name }
}

/** The problem that the client throws as `data`. */
function dataOf(error: unknown): unknown {
  expect(error).toMatchObject({ message: 'API_RESPONSE_ERROR' })
  return (error as { data: unknown }).data
}
