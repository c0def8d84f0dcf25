import type { Amo } from '@shevernitskiy/amo'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withoutCursor } from '../helpers/cursor.ts'
import { type Answered, amoOf, NO_CONTENT } from './amo-client.ts'
import { type Servers, startServers, WAYS } from './servers.ts'

let servers: Servers
beforeAll(async () => {
  servers = await startServers()
})
afterAll(() => servers.stop())

type AddedCustomers = Parameters<Amo['customer']['addCustomers']>[0]
type AddedSegment = Parameters<Amo['segment']['addSegment']>[0]

const SOON = 1_900_000_000

describe.each(WAYS)('@shevernitskiy/amo over %s', (way) => {
  const open = async (mode?: 'segments' | 'periodicity') => {
    const shop = await servers.newShop(mode)
    return { shop, amo: amoOf(servers.url(way), shop.token) }
  }
  const base = () => `${servers.url(way)}/api/v4`

  describe('customers', () => {
    test('a batch is added in its order, and each is held as it was sent', async () => {
      const { shop, amo } = await open()
      const properties = {
        name: 'Анна «Ёлка» 😀',
        next_price: 214,
        next_date: SOON,
        periodicity: 30,
        responsible_user_id: shop.adminId,
        created_by: 0,
        updated_by: 0,
        created_at: 1_700_000_000,
        updated_at: 1_700_000_001,
      }
      const tags = [{ name: 'VIP' }, { name: 'new' }]
      const customers = [{ ...properties, request_id: 'first', _embedded: { tags } }, { name: 'Second' }]
      const { _embedded, _links } = await amo.customer.addCustomers(customers)
      expect(_links.self.href).toBe(`${base()}/customers`)
      const [first, second] = _embedded.customers
      expect(first).toMatchObject({ request_id: 'first', _links: { self: {} } })
      expect(second).toMatchObject({ request_id: '1' })
      expect(first?._links.self.href).toBe(`${base()}/customers/${first?.id}`)
      expect(await shop.customer(first?.id as number)).toMatchObject({
        ...properties,
        _embedded: { tags, segments: [] },
      })
      expect(await shop.customer(second?.id as number)).toMatchObject({
        name: 'Second',
        next_date: null,
        created_by: shop.adminId,
        responsible_user_id: shop.adminId,
      })
    })

    test('tags and segments at the top level, where the types put them, are no error and no tags', async () => {
      const { shop, amo } = await open()
      const { _embedded } = await amo.customer.addCustomers([{ name: 'A', tags: [{ name: 'VIP' }] }])
      const id = _embedded.customers[0]?.id as number
      expect(await shop.customer(id)).toMatchObject({ name: 'A', _embedded: { tags: [] } })
      expect(await shop.held('/api/v4/customers/tags')).toBeUndefined()
    })

    test('one is read by id with what was asked for; there is none of an unknown id', async () => {
      const { shop, amo } = await open()
      const id = await shop.addCustomer({ name: 'A' })
      const customer = await amo.customer.getCustomerById(id, {
        with: ['contacts', 'companies', 'catalog_elements'],
      })
      expect(customer).toEqual({
        ...(await shop.customer(id)),
        _links: { self: { href: `${base()}/customers/${id}` } },
      })
      expect(customer._embedded).toEqual({
        segments: [],
        tags: [],
        contacts: [],
        companies: [],
        catalog_elements: [],
      })
      await expect(amo.customer.getCustomerById(id + 1)).rejects.toMatchObject(NO_CONTENT)
    })

    test('a batch is changed; what an item does not name stays', async () => {
      const { shop, amo } = await open()
      const ids = [
        await shop.addCustomer({ name: 'A', next_price: 5 }),
        await shop.addCustomer({ name: 'B' }),
      ]
      const { _embedded } = await amo.customer.updateCustomers([
        { id: ids[1] as number, name: 'B2', request_id: 'b' },
        { id: ids[0] as number, next_price: 7 },
      ])
      expect(_embedded.customers).toMatchObject([
        { id: ids[1], request_id: 'b' },
        { id: ids[0], request_id: '1' },
      ])
      expect(await shop.customer(ids[0] as number)).toMatchObject({ name: 'A', next_price: 7 })
      expect(await shop.customer(ids[1] as number)).toMatchObject({ name: 'B2', next_price: 0 })
    })

    test('one is changed by id; the update tells when', async () => {
      const { shop, amo } = await open()
      const id = await shop.addCustomer({ name: 'A' })
      const answer = (await amo.customer.updateCustomerById(id, { name: 'A2' })) as unknown as Answered
      const held = await shop.customer(id)
      expect(held).toMatchObject({ name: 'A2', updated_by: shop.adminId })
      expect(answer).toMatchObject({ id, updated_at: held['updated_at'] })
      expect(answer).not.toHaveProperty('status')
    })

    test('one that is read and saved whole stays as it was', async () => {
      const { shop, amo } = await open()
      const segment = await amo.segment.addSegment({ name: 'S' } as AddedSegment)
      const id = await shop.addCustomer({
        next_price: 5,
        _embedded: { tags: [{ name: 'VIP' }], segments: [{ id: segment.id }] },
      })
      const before = await shop.customer(id)
      await amo.customer.updateCustomerById(id, await amo.customer.getCustomerById(id))
      expect(await shop.customer(id)).toEqual(before)
    })

    test('pages are counted by number; the links name every parameter and stop at the last page', async () => {
      const { shop, amo } = await open()
      await shop.send('POST', '/api/v4/customers', names('C', 5))
      const seen: string[] = []
      for (let page = 1; page <= 3; page++) {
        const list = await amo.customer.getCustomers({
          page,
          limit: 2,
          with: ['contacts', 'companies'],
          query: 'c',
          filter: (filter) => filter.multi('responsible_user_id', [shop.adminId]),
        })
        expect(list._page).toBe(page)
        seen.push(...list._embedded.customers.map((customer) => customer.name))
        const { next, prev } = list._links
        const at = (number: number) =>
          `${base()}/customers?with=contacts%2Ccompanies&query=c&filter%5Bresponsible_user_id%5D%5B0%5D=${shop.adminId}&page=${number}&limit=2`
        expect(next && withoutCursor(next.href)).toBe(page < 3 ? at(page + 1) : undefined)
        expect(prev?.href).toBe(page > 1 ? at(page - 1) : undefined)
      }
      expect(seen).toEqual(['C0', 'C1', 'C2', 'C3', 'C4'])
      await expect(amo.customer.getCustomers({ page: 4, limit: 2 })).rejects.toMatchObject(NO_CONTENT)
    })

    test('every filter that the types offer selects exactly what it names', async () => {
      const { shop, amo } = await open('periodicity')
      const ids: number[] = []
      for (const [i, name] of ['Ann Lee', 'Bob & Co', 'Вера'].entries())
        ids.push(await shop.addCustomer({ name, next_price: 100 * i, next_date: SOON + i, created_by: 0 }))
      await shop.send('PATCH', `/api/v4/customers/${ids[2]}`, { updated_by: 0 })
      type Params = NonNullable<Parameters<typeof amo.customer.getCustomers>[0]>
      const found = async (filter: NonNullable<Params['filter']>) => {
        const list = await amo.customer.getCustomers({ filter }).catch((error: Error) => {
          expect(error).toMatchObject(NO_CONTENT)
          return undefined
        })
        return list?._embedded.customers.map((customer) => ids.indexOf(customer.id)) ?? []
      }
      const { status_id } = (await shop.customer(ids[0] as number)) as { status_id: number }
      expect(await found((filter) => filter.single('id', ids[1] as number))).toEqual([1])
      expect(await found((filter) => filter.multi('id', [ids[2], ids[0]] as number[]))).toEqual([0, 2])
      expect(await found((filter) => filter.single('name', 'ann lee'))).toEqual([0])
      expect(await found((filter) => filter.multi('name', ['Вера', 'Ann Lee']))).toEqual([0, 2])
      expect(await found((filter) => filter.single('status_id', status_id))).toEqual([0, 1, 2])
      expect(await found((filter) => filter.single('status_id', status_id + 999))).toEqual([])
      expect(await found((filter) => filter.single('created_by', 0))).toEqual([0, 1, 2])
      expect(await found((filter) => filter.single('updated_by', 0))).toEqual([2])
      expect(await found((filter) => filter.multi('responsible_user_id', [shop.adminId, 1]))).toEqual([
        0, 1, 2,
      ])
      expect(await found((filter) => filter.range('next_price', 100, 150))).toEqual([1])
      expect(await found((filter) => filter.range('next_date', SOON + 1, SOON + 9))).toEqual([1, 2])
      expect(await found((filter) => filter.range('created_at', 0, 1))).toEqual([])
      expect(await found((filter) => filter.range('updated_at', 1, 4_000_000_000))).toEqual([0, 1, 2])
      expect(await found((filter) => filter.range('closest_task_at', 1, 4_000_000_000))).toEqual([])
      const both = await found((filter) => filter.single('id', ids[1] as number).range('next_price', 0, 50))
      expect(both).toEqual([])
      // What customers do not have is ignored, as the original does.
      expect(await found((filter) => filter.single('pipeline_id', 5).range('closed_at', 1, 2))).toEqual([
        0, 1, 2,
      ])
    })

    test('text is searched for', async () => {
      const { shop, amo } = await open()
      for (const name of ['Ann & Co', 'Вера Ёлкина', 'Bob']) await shop.addCustomer({ name })
      const found = async (query: string) =>
        (await amo.customer.getCustomers({ query }))._embedded.customers.map((customer) => customer.name)
      expect(await found('n & c')).toEqual(['Ann & Co'])
      expect(await found('вера ё')).toEqual(['Вера Ёлкина'])
      await expect(found('%')).rejects.toMatchObject(NO_CONTENT)
    })

    test('one bad item refuses the batch, names every error and leaves nothing behind', async () => {
      const { shop, amo } = await open()
      const wrong = [
        { name: 'Good' },
        { name: 'Bad', responsible_user_id: 999_999, request_id: 'bad' },
        { name: 'Worse', next_price: -1 },
      ]
      await expect(amo.customer.addCustomers(wrong)).rejects.toMatchObject({
        message: `400 Bad Request, ${base()}/customers`,
        response: {
          title: 'Bad Request',
          status: 400,
          detail: 'Request validation failed',
          'validation-errors': [
            {
              request_id: 'bad',
              errors: [
                {
                  code: 'NotSupportedChoice',
                  path: 'responsible_user_id',
                  detail: expect.any(String) as string,
                },
              ],
            },
            {
              request_id: '2',
              errors: [{ code: 'OutOfRange', path: 'next_price', detail: expect.any(String) as string }],
            },
          ],
        },
      })
      expect(await shop.held('/api/v4/customers')).toBeUndefined()
    })

    test('a body that is missing, empty or of the wrong kind is refused', async () => {
      const { shop, amo } = await open()
      const empty = { response: { status: 400, detail: 'Request data can not be empty' } }
      // The client sends no body, but `Content-Type: application/json`.
      await expect(amo.customer.addCustomers(undefined as unknown as AddedCustomers)).rejects.toMatchObject(
        empty,
      )
      await expect(amo.customer.addCustomers([])).rejects.toMatchObject(empty)
      const one = { name: 'no array' } as unknown as AddedCustomers
      await expect(amo.customer.addCustomers(one)).rejects.toMatchObject({ response: { status: 400 } })
      const many = names('C', 251)
      await expect(amo.customer.addCustomers(many)).rejects.toMatchObject({
        response: { status: 422, detail: 'Limit 250 per page' },
      })
      expect(await shop.held('/api/v4/customers')).toBeUndefined()
      expect((await amo.customer.addCustomers(many.slice(1)))._embedded.customers).toHaveLength(250)
    })

    test('an unknown id is 404 alone and names the item in a batch, whose others stay as they were', async () => {
      const { shop, amo } = await open()
      const id = await shop.addCustomer({ name: 'A' })
      await expect(amo.customer.updateCustomerById(999, { name: 'B' })).rejects.toMatchObject({
        response: { status: 404 },
      })
      const batch = [
        { id, name: 'B' },
        { id: 999, name: 'C', request_id: 'none' },
      ]
      await expect(amo.customer.updateCustomers(batch)).rejects.toMatchObject({
        response: {
          status: 400,
          'validation-errors': [{ request_id: 'none', errors: [{ code: 'NotSupportedChoice', path: 'id' }] }],
        },
      })
      expect(await shop.customer(id)).toMatchObject({ name: 'A' })
    })

    test('many requests at once are each answered with their own', async () => {
      const { shop, amo } = await open()
      const first = await shop.addCustomer({ name: 'C' })
      await shop.send('POST', '/api/v4/customers', names('C', 39))
      const ids = Array.from({ length: 40 }, (_, i) => first + i)
      const customers = await Promise.all(ids.map((id) => amo.customer.getCustomerById(id)))
      expect(customers.map((customer) => customer.id)).toEqual(ids)
      await Promise.all(ids.map((id) => amo.customer.updateCustomerById(id, { name: `New ${id}` })))
      const held = await shop.held<{ _embedded: { customers: { name: string }[] } }>('/api/v4/customers')
      expect(held._embedded.customers.map(({ name }) => name)).toEqual(ids.map((id) => `New ${id}`))
    })
  })
})

function names(prefix: string, count: number): { name: string }[] {
  return Array.from({ length: count }, (_, i) => ({ name: `${prefix}${i}` }))
}
