import type { Amo } from '@shevernitskiy/amo'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withoutCursor } from '../helpers/cursor.ts'
import { amoOf, NO_CONTENT } from './amo-client.ts'
import { type Servers, startServers, WAYS } from './servers.ts'
import type { Shop } from './shop.ts'

let servers: Servers
beforeAll(async () => {
  servers = await startServers()
})
afterAll(() => servers.stop())

type AddedCustomers = Parameters<Amo['customer']['addCustomers']>[0]
type AddedFields = Parameters<Amo['custom_fields']['addCustomFields']>[1]
type AddedTags = Parameters<Amo['tag']['addTagsToEntities']>[1]
type Color = Parameters<Amo['tag']['addTags']>[1][0]['color']

describe.each(WAYS)('@shevernitskiy/amo over %s', (way) => {
  const open = async (mode?: 'segments' | 'periodicity') => {
    const shop = await servers.newShop(mode)
    return { shop, amo: amoOf(servers.url(way), shop.token) }
  }
  const base = () => `${servers.url(way)}/api/v4`

  describe('custom fields', () => {
    test('are added as whole models, listed, read, changed in a batch and by id, and deleted', async () => {
      const { shop, amo } = await open()
      await expect(amo.custom_fields.getCustomFields('customers')).rejects.toMatchObject(NO_CONTENT)
      const added = await amo.custom_fields.addCustomFields('customers', [
        { name: 'Note', type: 'text', sort: 510, code: 'NOTE' },
        { name: 'Size', type: 'select', enums: [{ value: 'S', sort: 1 }, { value: 'L' }] },
      ])
      const [note, size] = fieldsOf(added) as [Field, Field]
      expect(added._total_items).toBe(2)
      expect(note).toMatchObject({
        request_id: '0',
        name: 'Note',
        type: 'text',
        sort: 510,
        code: 'NOTE',
        entity_type: 'customers',
        account_id: shop.id,
        enums: null,
        _links: { self: { href: `${base()}/customers/custom_fields/${note.id}` } },
      })
      expect(size.enums).toMatchObject([
        { value: 'S', sort: 1 },
        { value: 'L', sort: expect.any(Number) as number },
      ])

      const { request_id: requestId, ...model } = note
      expect(requestId).toBe('0')
      expect(await amo.custom_fields.getCustomFieldById(note.id, 'customers')).toEqual(model)
      await expect(amo.custom_fields.getCustomFieldById(999, 'customers')).rejects.toMatchObject(NO_CONTENT)
      const list = await amo.custom_fields.getCustomFields('customers', undefined, { page: 2, limit: 1 })
      expect(list).toMatchObject({ _total_items: 2, _page: 2, _page_count: 2 })
      expect(list._embedded.custom_fields).toMatchObject([{ id: size.id }])
      expect(list._links.prev?.href).toBe(`${base()}/customers/custom_fields?page=1&limit=1`)
      expect(list._links.next).toBeUndefined()

      const batch = [
        { id: note.id, name: 'Notes' },
        { id: size.id, sort: 5 },
      ]
      const changed = await amo.custom_fields.updateCustomFields('customers', batch)
      expect(changed._embedded.custom_fields).toMatchObject([
        { ...batch[0], code: 'NOTE', request_id: '0' },
        { ...batch[1], name: 'Size', request_id: '1' },
      ])
      const [small] = (size.enums ?? []) as [{ id: number; value: string }]
      const options = { enums: [{ ...small, value: 'Small' }, { value: 'M' }] }
      await amo.custom_fields.updateCustomFieldById(size.id, 'customers', options)
      expect(await shop.held(`/api/v4/customers/custom_fields/${size.id}`)).toMatchObject({
        sort: 5,
        enums: [{ id: small.id, value: 'Small' }, { value: 'M' }],
      })

      expect(await amo.custom_fields.deleteCustomFieldById(note.id, 'customers')).toBeNull()
      await expect(amo.custom_fields.deleteCustomFieldById(note.id, 'customers')).rejects.toMatchObject({
        response: { status: 404 },
      })
      expect(await shop.held(`/api/v4/customers/custom_fields/${note.id}`)).toBeUndefined()
    })

    test('of an unknown type refuse the batch', async () => {
      const { shop, amo } = await open()
      const batch = [
        { name: 'A', type: 'text' },
        { name: 'B', type: 'smart_address', request_id: 'b' },
      ] as AddedFields
      await expect(amo.custom_fields.addCustomFields('customers', batch)).rejects.toMatchObject({
        response: {
          status: 400,
          'validation-errors': [{ request_id: 'b', errors: [{ code: 'NotSupportedChoice', path: 'type' }] }],
        },
      })
      expect(await shop.held('/api/v4/customers/custom_fields')).toBeUndefined()
    })

    test('values are written in the strings of the types, read back, and found by filters', async () => {
      const { shop, amo } = await open()
      const fields = fieldsOf(
        await amo.custom_fields.addCustomFields('customers', [
          { name: 'Note', type: 'text' },
          { name: 'Weight', type: 'numeric' },
          { name: 'Subscribed', type: 'checkbox' },
          { name: 'Size', type: 'select', enums: [{ value: 'S' }, { value: 'L' }] },
          { name: 'Since', type: 'date' },
        ]),
      )
      const [note, weight, subscribed, size, since] = fields.map(({ id }) => id) as [
        number,
        number,
        number,
        number,
        number,
      ]
      const [small, large] = (fields[3]?.enums ?? []) as { id: number }[]
      const day = 1_577_836_800 // 2020-01-01 in the time zone of the account, UTC
      const values = (...all: [number, object][]) =>
        all.map(([field_id, value]) => ({ field_id, values: [value] }))
      const { _embedded } = await amo.customer.addCustomers([
        {
          name: 'A',
          custom_fields_values: values(
            [note, { value: 'Любит чай' }],
            [weight, { value: '12.5' }],
            [subscribed, { value: 'true' }],
            [size, { enum_id: small?.id }],
            [since, { value: day }],
          ),
        },
        { name: 'B', custom_fields_values: values([size, { value: 'L' }], [weight, { value: '99' }]) },
      ] as AddedCustomers)
      const [a, b] = _embedded.customers.map(({ id }) => id) as [number, number]
      const read = await amo.customer.getCustomerById(a)
      expect(read.custom_fields_values).toEqual([
        {
          field_id: note,
          field_name: 'Note',
          field_code: null,
          field_type: 'text',
          values: [{ value: 'Любит чай' }],
        },
        {
          field_id: weight,
          field_name: 'Weight',
          field_code: null,
          field_type: 'numeric',
          values: [{ value: '12.5' }],
        },
        {
          field_id: subscribed,
          field_name: 'Subscribed',
          field_code: null,
          field_type: 'checkbox',
          values: [{ value: true }],
        },
        {
          field_id: size,
          field_name: 'Size',
          field_code: null,
          field_type: 'select',
          values: [{ value: 'S', enum_id: small?.id, enum_code: null }],
        },
        {
          field_id: since,
          field_name: 'Since',
          field_code: null,
          field_type: 'date',
          values: [{ value: day }],
        },
      ])

      const listOf = async (
        ...filter: [number, string | number] | [number, string | number, string | number]
      ) => {
        const [id, from, to] = filter
        const list = await amo.customer.getCustomers({
          filter: (build) =>
            to === undefined ? build.custom_field(id, from) : build.custom_field_range(id, from, to),
        })
        return list._embedded.customers.map((customer) => customer.id)
      }
      expect(await listOf(size, large?.id as number)).toEqual([b])
      expect(await listOf(note, 'любит чай')).toEqual([a])
      expect(await listOf(subscribed, 1)).toEqual([a])
      expect(await listOf(weight, 12, 13)).toEqual([a])
      expect(await listOf(weight, 0, 100)).toEqual([a, b])
      expect(await listOf(since, day, day)).toEqual([a])
      await expect(listOf(weight, 13, 14)).rejects.toMatchObject(NO_CONTENT)

      // Read and saved whole, a customer keeps its values; null clears one field, and null for all of them changes nothing.
      const before = await shop.customer(a)
      await amo.customer.updateCustomerById(a, read)
      expect(await shop.customer(a)).toEqual(before)
      await amo.customer.updateCustomerById(a, { custom_fields_values: null })
      expect(await shop.customer(a)).toEqual(before)
      await amo.customer.updateCustomerById(a, {
        custom_fields_values: [{ field_id: note, values: null }],
      })
      expect(await noteOf(shop, a, note)).toBeUndefined()
      await expect(
        amo.customer.updateCustomerById(a, { custom_fields_values: [{ field_id: 999, values: [] }] }),
      ).rejects.toMatchObject({
        response: {
          status: 400,
          'validation-errors': [
            { errors: [{ code: 'NotSupportedChoice', path: 'custom_fields_values.0.field_id' }] },
          ],
        },
      })
    })

    test('of segments have a path and ids of their own', async () => {
      const { shop, amo } = await open()
      const added = await amo.custom_fields.addCustomFields('customers/segments', [
        { name: 'VIP', type: 'checkbox' },
      ])
      const [field] = fieldsOf(added) as [Field]
      expect(field).toMatchObject({
        entity_type: 'segments',
        _links: { self: { href: `${base()}/customers/segments/custom_fields/${field.id}` } },
      })
      const segment = await amo.segment.addSegment({
        name: 'S',
        color: '10599d',
        available_products_price_types: [],
        custom_fields_values: [{ field_id: field.id, values: [{ value: 'true' }] }],
      })
      const values = [{ field_id: field.id, field_name: 'VIP', values: [{ value: true }] }]
      expect(segment).toMatchObject({ custom_fields_values: values })
      expect(await shop.held(`/api/v4/customers/segments/${segment.id}`)).toMatchObject({
        custom_fields_values: values,
      })
      await expect(amo.custom_fields.getCustomFields('customers')).rejects.toMatchObject(NO_CONTENT)
      const list = await amo.custom_fields.getCustomFields('customers/segments')
      expect(list._embedded.custom_fields).toMatchObject([{ id: field.id }])
    })
  })

  describe('tags', () => {
    test('are added with a colour that customers do not have, found by name, id and text', async () => {
      const { shop, amo } = await open()
      await expect(amo.tag.getTags('customers')).rejects.toMatchObject(NO_CONTENT)
      const { _embedded, _total_items } = await amo.tag.addTags('customers', [
        { name: 'VIP', color: 'EBEBEB' as Color, request_id: 'v' },
        { name: 'новый', color: null },
      ])
      expect(_total_items).toBe(2)
      expect(_embedded.tags).toMatchObject([
        { name: 'VIP', color: null, request_id: 'v' },
        { name: 'новый', color: null, request_id: '1' },
      ])
      const [vip, fresh] = _embedded.tags.map(({ id, name, color }) => ({ id, name, color }))
      type Params = NonNullable<Parameters<typeof amo.tag.getTags>[1]>
      const found = async (params?: Params) => (await amo.tag.getTags('customers', params))._embedded.tags
      expect(await found()).toEqual([vip, fresh])
      expect(await found({ query: 'НОВ' })).toEqual([fresh])
      expect(await found({ filter: (filter) => filter.single('name', 'VIP') })).toEqual([vip])
      expect(await found({ filter: (filter) => filter.multi('id', [fresh?.id as number]) })).toEqual([fresh])
      const page = await amo.tag.getTags('customers', { page: 1, limit: 1 })
      expect(withoutCursor(page._links.next?.href ?? '')).toBe(`${base()}/customers/tags?page=2&limit=1`)
      expect(await shop.held('/api/v4/customers/tags')).toMatchObject({ _embedded: { tags: [vip, fresh] } })
    })

    test('are put on customers in a batch and by id, and taken off by null', async () => {
      const { shop, amo } = await open()
      const ids = [await shop.addCustomer(), await shop.addCustomer()]
      const tagsOf = async (id: number | undefined) =>
        ((await shop.customer(id as number)) as Tagged)._embedded.tags.map((tag) => tag.name)
      const [one, two] = ids as [number, number]
      const tagged = [
        { id: one, _embedded: { tags: [{ name: 'VIP' }, { name: 'new' }] } },
        { id: two, _embedded: { tags: [{ name: 'VIP' }] } },
      ] as unknown as AddedTags
      const { _embedded } = await amo.tag.addTagsToEntities('customers', tagged)
      expect(_embedded.customers).toMatchObject([{ id: one }, { id: two }])
      expect(await tagsOf(one)).toEqual(['VIP', 'new'])
      expect(await tagsOf(two)).toEqual(['VIP'])

      const other = { id: one, _embedded: { tags: [{ name: 'other' }] } } as unknown as AddedTags[0]
      await amo.tag.addTagsToEntitiesById(one, 'customers', other)
      expect(await tagsOf(one)).toEqual(['other'])

      const none = (id: number) => ({ id, _embedded: { tags: null } })
      await amo.tag.deleteTagsToEntitiesById(one, 'customers', none(one))
      expect(await tagsOf(one)).toEqual([])
      expect(await tagsOf(two)).toEqual(['VIP'])
      await amo.tag.deleteTagsFromEntities('customers', [none(one), none(two)])
      expect(await tagsOf(two)).toEqual([])
    })
  })
})

type Field = { id: number; request_id: string; enums?: object[] | null; [key: string]: unknown }
type Tagged = { _embedded: { tags: { id: number; name: string; color: string | null }[] } }

function fieldsOf(answer: { _embedded: { custom_fields: object[] } }): Field[] {
  return answer._embedded.custom_fields as Field[]
}

async function noteOf(shop: Shop, customerId: number, fieldId: number): Promise<unknown> {
  const values = (await shop.customer(customerId))['custom_fields_values'] as { field_id: number }[]
  return values.find((value) => value.field_id === fieldId)
}
