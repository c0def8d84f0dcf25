import type { Amo } from '@shevernitskiy/amo'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answered, amoOf, NO_CONTENT } from './amo-client.ts'
import { type Servers, startServers, WAYS } from './servers.ts'

let servers: Servers
beforeAll(async () => {
  servers = await startServers()
})
afterAll(() => servers.stop())

type CustomerPatch = Parameters<Amo['customer']['updateCustomerById']>[1]
type AddedSegment = Parameters<Amo['segment']['addSegment']>[0]

describe.each(WAYS)('@shevernitskiy/amo over %s', (way) => {
  const open = async (mode?: 'segments' | 'periodicity') => {
    const shop = await servers.newShop(mode)
    return { shop, amo: amoOf(servers.url(way), shop.token) }
  }
  const base = () => `${servers.url(way)}/api/v4`

  describe('stages', () => {
    test('are listed, added, read, changed and deleted', async () => {
      const { shop, amo } = await open('periodicity')
      const first = await amo.status.getStatuses()
      expect(first._embedded.statuses.map((status) => status.type)).toEqual([4, 0, 1, 2, 3])
      // Answered as an array, as documented; the types say one object.
      const { _embedded } = (await amo.status.addStatuses([
        { name: 'Третий', sort: 3, color: '#87f2c0', request_id: 'x' },
      ])) as unknown as { _embedded: { statuses: Answered[] } }
      const [added] = _embedded.statuses as [Answered]
      expect(added.request_id).toBe('x')
      const status = await amo.status.getStatuseById(added.id)
      expect(status).toEqual({
        id: added.id,
        name: 'Третий',
        sort: 3,
        is_default: false,
        conditions: [],
        color: '#87f2c0',
        type: 0,
        account_id: shop.id,
        _links: { self: { href: `${base()}/customers/statuses/${added.id}` } },
      })
      const changed = await amo.status.updateStatusById(added.id, { name: 'Третий этап', sort: 6 })
      expect(changed).toMatchObject({ id: added.id, name: 'Третий этап', sort: 6, color: '#87f2c0' })
      expect(await shop.held(`/api/v4/customers/statuses/${added.id}`)).toMatchObject({
        name: 'Третий этап',
        sort: 6,
      })
      expect(await amo.status.deleteStatusById(added.id)).toBeNull()
      await expect(amo.status.getStatuseById(added.id)).rejects.toMatchObject(NO_CONTENT)
      await expect(amo.status.deleteStatusById(added.id)).rejects.toMatchObject({ response: { status: 404 } })
      expect((await amo.status.getStatuses())._total_items).toBe(5)
    })

    test('a system stage keeps its colour when it is read and saved, and cannot be deleted', async () => {
      const { shop, amo } = await open('periodicity')
      const { _embedded } = await amo.status.getStatuses()
      for (const status of _embedded.statuses) {
        await amo.status.updateStatusById(status.id, { ...status, name: `${status.name}!` })
        expect(await shop.held(`/api/v4/customers/statuses/${status.id}`)).toMatchObject({
          name: `${status.name}!`,
          color: status.color,
          sort: status.sort,
        })
      }
      const system = _embedded.statuses.find((status) => status.is_default)
      await expect(amo.status.deleteStatusById(system?.id as number)).rejects.toMatchObject({
        response: { status: 400 },
      })
      expect((await amo.status.getStatuses())._total_items).toBe(5)
    })

    test('a colour outside the palette refuses the batch', async () => {
      const { amo } = await open('periodicity')
      type Colour = '#fffeb2'
      const batch = [
        { name: 'A', sort: 3, color: '#fffeb2' as const },
        { name: 'B', sort: 3, color: '#123456' as Colour, request_id: 'b' },
      ]
      await expect(amo.status.addStatuses(batch)).rejects.toMatchObject({
        response: {
          status: 400,
          'validation-errors': [{ request_id: 'b', errors: [{ code: 'NotSupportedChoice', path: 'color' }] }],
        },
      })
      expect((await amo.status.getStatuses())._total_items).toBe(5)
    })

    test('a customer is put into one by status_id', async () => {
      const { shop, amo } = await open('periodicity')
      const id = await shop.addCustomer()
      const { _embedded } = await amo.status.getStatuses()
      const closed = _embedded.statuses.find((status) => status.type === 3)
      await amo.customer.updateCustomerById(id, { status_id: closed?.id as number })
      expect(await shop.customer(id)).toMatchObject({ status_id: closed?.id })
    })

    test('are refused in the other mode', async () => {
      const { amo } = await open('segments')
      await expect(amo.status.getStatuses()).rejects.toMatchObject({ response: { status: 422 } })
    })
  })

  describe('segments', () => {
    test('are added in the form of the types, read, listed, changed and deleted', async () => {
      const { shop, amo } = await open()
      await expect(amo.segment.getSegments()).rejects.toMatchObject(NO_CONTENT)
      const added = await amo.segment.addSegment({
        name: 'Постоянные',
        color: 'ae003f',
        custom_fields_values: null,
        available_products_price_types: null,
      })
      const model = {
        id: added.id,
        name: 'Постоянные',
        color: 'ae003f',
        custom_fields_values: [],
        available_products_price_types: [],
        customers_count: 0,
        account_id: shop.id,
        _links: { self: { href: `${base()}/customers/segments/${added.id}` } },
      }
      expect(added).toMatchObject(model)
      expect(await amo.segment.getSegmenteById(added.id)).toMatchObject(model)
      expect(await amo.segment.getSegments()).toMatchObject({
        _total_items: 1,
        _page: 1,
        _page_count: 1,
        _embedded: { segments: [model] },
      })

      const changed = await amo.segment.updateSegmentById(added.id, {
        ...added,
        name: 'Regulars',
        color: '10599d',
      })
      expect(changed).toMatchObject({ id: added.id, name: 'Regulars', color: '10599d' })
      expect(await shop.held(`/api/v4/customers/segments/${added.id}`)).toMatchObject({
        name: 'Regulars',
        color: '10599d',
        created_at: added.created_at,
      })

      expect(await amo.segment.deleteSegmentById(added.id)).toBeNull()
      await expect(amo.segment.getSegmenteById(added.id)).rejects.toMatchObject(NO_CONTENT)
      await expect(amo.segment.updateSegmentById(added.id, { name: 'X' })).rejects.toMatchObject({
        response: { status: 404 },
      })
    })

    test('a customer is put into one and taken out, and the segment counts it', async () => {
      const { shop, amo } = await open()
      const segment = await amo.segment.addSegment({ name: 'S' } as AddedSegment)
      const customer = { name: 'A', _embedded: { segments: [{ id: segment.id }] } }
      const id = (await amo.customer.addCustomers([customer]))._embedded.customers[0]?.id as number
      expect((await amo.customer.getCustomerById(id))._embedded.segments).toEqual([
        { id: segment.id, _links: { self: { href: `${base()}/customers/segments/${segment.id}` } } },
      ])
      expect(await shop.held(`/api/v4/customers/segments/${segment.id}`)).toMatchObject({
        customers_count: 1,
      })
      await amo.customer.updateCustomerById(id, { _embedded: { segments: [] } } as CustomerPatch)
      expect(await shop.customer(id)).toMatchObject({ _embedded: { segments: [] } })
      expect(await shop.held(`/api/v4/customers/segments/${segment.id}`)).toMatchObject({
        customers_count: 0,
      })
    })

    test('without a name, or with an array, one is refused', async () => {
      const { shop, amo } = await open()
      await expect(amo.segment.addSegment({ color: '10599d' } as AddedSegment)).rejects.toMatchObject({
        response: {
          status: 400,
          'validation-errors': [{ errors: [{ code: 'FieldMissing', path: 'name' }] }],
        },
      })
      const list = [{ name: 'S' }] as unknown as AddedSegment
      await expect(amo.segment.addSegment(list)).rejects.toMatchObject({ response: { status: 400 } })
      expect(await shop.held('/api/v4/customers/segments')).toBeUndefined()
    })
  })
})
