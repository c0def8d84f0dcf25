import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withoutCursor } from '../helpers/cursor.ts'
import { type Body, type Item, OfficialSdk } from './official-sdk.ts'
import { type Servers, startServers } from './servers.ts'
import type { Shop } from './shop.ts'

let servers: Servers
beforeAll(async () => {
  servers = await startServers()
})
afterAll(() => servers.stop())

/** What the SDK asks of a list unless told otherwise. */
const FIRST_PAGE = { limit: 50, page: 1 }
const SOON = 1_900_000_000
const NUMBER = expect.any(Number) as number
const TEXT = expect.any(String) as string
const BOOLEAN = expect.any(Boolean) as boolean
const LIST = expect.any(Array) as unknown[]
const OBJECT = expect.any(Object) as object

describe.each(['http', 'https'] as const)('the official PHP SDK over %s', (scheme) => {
  const url = () => (scheme === 'http' ? servers.patron.url : (servers.patron.httpsUrl as string))
  const open = async (...options: Parameters<Servers['newShop']>) => {
    const shop = await servers.newShop(...options)
    return { shop, sdk: new OfficialSdk(url(), shop.token, servers.check) }
  }

  describe('the token', () => {
    test('is a JWT with a numeric `exp`, as it parses before any request', async () => {
      const { shop } = await open()
      const [header, claims, signature] = shop.token.split('.') as [string, string, string]
      expect(decoded(header)).toMatchObject({ alg: TEXT })
      const { exp, iat, nbf } = decoded(claims)
      expect([exp, iat, nbf]).toEqual([NUMBER, NUMBER, NUMBER])
      expect(exp as number).toBeGreaterThan(Date.now() / 1000)
      expect(signature).toMatch(/^[\w-]+$/)
    })

    test('that is bad is answered 401 with a problem', async () => {
      const sdk = new OfficialSdk(url(), 'a.b.c', servers.check)
      const { status, body } = await sdk.problem('GET', 'api/v4/account')
      expect(status).toBe(401)
      expect(body).toMatchObject({ title: 'Unauthorized', detail: 'Invalid user name or password' })
    })
  })

  test('account()->getCurrent finds every key that it reads', async () => {
    const { shop, sdk } = await open()
    const keys = {
      id: shop.id,
      name: TEXT,
      subdomain: TEXT,
      created_by: NUMBER,
      created_at: NUMBER,
      updated_by: NUMBER,
      updated_at: NUMBER,
      current_user_id: shop.adminId,
      country: TEXT,
      currency: TEXT,
      currency_symbol: TEXT,
      is_unsorted_on: BOOLEAN,
      mobile_feature_version: NUMBER,
      customers_mode: 'segments',
      is_loss_reason_enabled: BOOLEAN,
      is_helpbot_enabled: BOOLEAN,
      is_technical_account: BOOLEAN,
      contact_name_display_order: NUMBER,
    }
    expect((await sdk.get('api/v4/account')).body).toMatchObject(keys)
    const names = 'amojo_id,uuid,amojo_rights,users_groups,task_types,version,datetime_settings'
    const { body } = await sdk.get('api/v4/account', {
      with: `${names},invoices_settings,is_api_filter_enabled,drive_url`,
    })
    expect(body).toMatchObject({ ...keys, uuid: TEXT, amojo_id: TEXT, version: NUMBER })
    expect(body).toMatchObject({ is_api_filter_enabled: true, drive_url: TEXT })
    expect(body._embedded).toMatchObject({
      amojo_rights: { can_direct: BOOLEAN, can_create_groups: BOOLEAN },
      users_groups: [{ id: NUMBER, name: TEXT }],
      task_types: LIST,
      datetime_settings: {
        date_pattern: TEXT,
        short_date_pattern: TEXT,
        short_time_pattern: TEXT,
        date_format: TEXT,
        time_format: TEXT,
        timezone: TEXT,
        timezone_offset: TEXT,
      },
    })
    for (const type of body._embedded['task_types'] ?? [])
      expect(type).toMatchObject({ id: NUMBER, name: TEXT, code: TEXT })
  })

  test('users()->get and getOne find their keys', async () => {
    const { shop, sdk } = await open()
    const user = {
      id: shop.adminId,
      email: TEXT,
      rights: {
        catalog_access: BOOLEAN,
        mail_access: BOOLEAN,
        leads: OBJECT,
        contacts: OBJECT,
        companies: OBJECT,
        tasks: OBJECT,
      },
    }
    const request = { with: 'role,uuid,group,amojo_id,user_rank,phone_number' }
    expect(
      (await sdk.get('api/v4/users', { ...FIRST_PAGE, ...request })).body._embedded['users'],
    ).toMatchObject([user])
    expect((await sdk.get(`api/v4/users/${shop.adminId}`, request)).body).toMatchObject(user)
  })

  test('customers()->setMode is answered with both keys, also when nothing changes', async () => {
    const { shop, sdk } = await open()
    for (const mode of ['periodicity', 'periodicity', 'segments']) {
      const { body } = await sdk.patch('api/v4/customers/mode', { mode, is_enabled: true })
      expect(body).toMatchObject({ mode, is_enabled: true })
      expect(await shop.held('/api/v4/account')).toMatchObject({ customers_mode: mode })
    }
    const off = { mode: 'segments', is_enabled: false }
    expect((await sdk.patch('api/v4/customers/mode', off)).body).toHaveProperty('is_enabled', false)
  })

  describe('customersStatuses()', () => {
    const METHOD = 'api/v4/customers/statuses'
    const model = {
      id: NUMBER,
      name: TEXT,
      sort: NUMBER,
      account_id: NUMBER,
      is_default: BOOLEAN,
      conditions: LIST,
      color: TEXT,
      type: NUMBER,
    }

    test('get and getOne find every key', async () => {
      const { sdk } = await open('periodicity')
      const { body } = await sdk.get(METHOD)
      expect(body._embedded['statuses']).toEqual(
        Array<object>(5).fill(expect.objectContaining(model) as object),
      )
      for (const { id } of body._embedded['statuses'] ?? [])
        expect((await sdk.get(`${METHOD}/${id}`)).body).toMatchObject({ ...model, id })
    })

    test('add, updateOne and deleteOne', async () => {
      const { shop, sdk } = await open('periodicity')
      const added = await sdk.post(METHOD, [
        { name: 'Новый', sort: 3, color: '#87f2c0', request_id: '0' },
        { name: 'Ещё', sort: 4, request_id: '1' },
      ])
      const [first, second] = added.body._embedded['statuses'] as [Item, Item]
      expect([first, second]).toMatchObject([
        { id: NUMBER, request_id: '0' },
        { id: NUMBER, request_id: '1' },
      ])
      const patch = { name: 'Новый этап', sort: 4, color: '#87f2c0', request_id: '0' }
      const changed = await sdk.patch(`${METHOD}/${first.id}`, patch)
      expect(changed.body).toMatchObject({ id: first.id, sort: 4, color: '#87f2c0' })
      expect(await shop.held(`/${METHOD}/${first.id}`)).toMatchObject({ name: 'Новый этап', sort: 4 })
      expect(await sdk.delete(`${METHOD}/${first.id}`)).toBe(true)
      expect(await shop.held(`/${METHOD}/${first.id}`)).toBeUndefined()
      expect((await sdk.problem('DELETE', `${METHOD}/${first.id}`, [])).status).toBe(404)
    })
  })

  describe('customersSegments()', () => {
    const METHOD = 'api/v4/customers/segments'

    test('addOne, get, getOne and updateOne', async () => {
      const { shop, sdk } = await open()
      const { body: empty, status } = await sdk.get(METHOD)
      expect([status, empty]).toEqual([204, {}])
      const field = await addField(shop, 'segments', { name: 'Скидка', type: 'numeric' })
      const { body: added } = await sdk.post(METHOD, {
        name: 'VIP',
        color: 'ae003f',
        available_products_price_types: [],
        custom_fields_values: [{ field_id: field, field_code: null, values: [{ value: 5 }] }],
        request_id: '0',
      })
      const model = {
        id: NUMBER,
        name: 'VIP',
        color: 'ae003f',
        created_at: NUMBER,
        updated_at: NUMBER,
        customers_count: 0,
        available_products_price_types: [],
        custom_fields_values: [
          {
            field_id: field,
            field_code: null,
            field_name: 'Скидка',
            field_type: 'numeric',
            values: [{ value: '5' }],
          },
        ],
      }
      expect(added).toMatchObject(model)
      expect((await sdk.get(`${METHOD}/${String(added['id'])}`)).body).toMatchObject(model)
      expect((await sdk.get(METHOD, FIRST_PAGE)).body._embedded['segments']).toMatchObject([model])

      // The model that was read goes back whole, with its id and a request_id.
      const { body: changed } = await sdk.patch(`${METHOD}/${String(added['id'])}`, {
        id: added['id'],
        name: 'VIP!',
        color: 'ae003f',
        custom_fields_values: [{ field_id: field, field_code: null, values: [{ value: '5' }] }],
        request_id: '0',
      })
      expect(changed).toMatchObject({ ...model, id: added['id'], name: 'VIP!' })
      expect(await shop.held(`/${METHOD}/${String(added['id'])}`)).toMatchObject({ ...model, name: 'VIP!' })
    })
  })

  describe('customers()', () => {
    const METHOD = 'api/v4/customers'

    test('add and update answer the request ids as the strings that were sent', async () => {
      const { shop, sdk } = await open()
      const name = 'Анна «Ёлка» 😀 a/b'
      const { body } = await sdk.post(METHOD, [
        { name, next_price: 10, next_date: SOON, created_by: 0, request_id: '0' },
        { name: 'B', request_id: '1' },
        { name: 'C', request_id: null },
      ])
      const added = body._embedded['customers'] as Item[]
      expect(added.map((item) => item['request_id'])).toEqual(['0', '1', '2'])
      const [id, other] = added.map((item) => item.id) as [number, number]
      expect(await shop.customer(id)).toMatchObject({ name, next_price: 10, next_date: SOON, created_by: 0 })

      const update = await sdk.patch(METHOD, [
        { id: other, name: 'B2', request_id: '0' },
        { id, next_price: 11, request_id: '1' },
      ])
      expect(update.body._embedded['customers']).toMatchObject([
        { id: other, request_id: '0', updated_at: NUMBER },
        { id, request_id: '1', updated_at: NUMBER },
      ])
      expect(await shop.customer(other)).toMatchObject({ name: 'B2' })

      const one = await sdk.patch(`${METHOD}/${id}`, { id, name: 'A3', request_id: '0' })
      expect(one.body).toMatchObject({ id, updated_at: NUMBER })
      expect(await shop.customer(id)).toMatchObject({ name: 'A3', next_price: 11 })
    })

    test('getOne gives the model, or nothing for an unknown id', async () => {
      const { shop, sdk } = await open()
      const id = await shop.addCustomer({ name: 'A' })
      const { body } = await sdk.get(`${METHOD}/${id}`, {
        with: 'catalog_elements,companies,contacts,group_id',
      })
      expect(body).toMatchObject({
        id,
        name: 'A',
        responsible_user_id: NUMBER,
        status_id: NUMBER,
        is_deleted: false,
        account_id: shop.id,
        group_id: NUMBER,
        _embedded: { tags: [], contacts: [], companies: [], catalog_elements: [] },
      })
      expect(await sdk.get(`${METHOD}/${id + 1}`)).toMatchObject({ status: 204 })
    })

    test('pages are followed by their links, with its own address cut off and put before them', async () => {
      const { shop, sdk } = await open()
      const ids: number[] = []
      for (let i = 0; i < 5; i++) ids.push(await shop.addCustomer({ name: `C ${i}` }))
      const query = {
        with: 'contacts,companies',
        filter: {
          id: ids.slice(0, 5),
          name: ['c 0', 'C 1', 'C 2', 'C 3', 'C 4'],
          created_by: [shop.adminId],
          responsible_user_id: shop.adminId,
          created_at: { from: 0, to: SOON },
        },
        query: 'C ',
        order: { id: 'desc' },
        limit: 2,
        page: 1,
      }
      let page = await sdk.get(METHOD, query)
      const seen = idsOf(page.body, 'customers')
      const hrefs: string[] = []
      for (let href = linkOf(page.body, 'next'); href !== undefined; href = linkOf(page.body, 'next')) {
        expect(href.startsWith(`${url()}/api/v4/customers?`)).toBe(true)
        hrefs.push(href)
        page = await sdk.nextPage(href)
        seen.push(...idsOf(page.body, 'customers'))
      }
      expect(seen).toEqual([...ids].reverse())
      expect(hrefs).toHaveLength(2)
      const [second, third] = hrefs.map(withoutCursor)
      expect(third).toBe(second?.replace('page=2', 'page=3'))
      page = await sdk.nextPage(linkOf(page.body, 'prev') as string)
      expect(idsOf(page.body, 'customers')).toEqual([ids[2], ids[1]])
      expect(await sdk.get(METHOD, { ...query, page: 4 })).toMatchObject({ status: 204, body: {} })
    })

    test('a query means the same encoded and raw, with indexes and without, and however often', async () => {
      const { shop, sdk } = await open()
      const [one, two] = [await shop.addCustomer({ name: 'A B' }), await shop.addCustomer({ name: 'C' })]
      await shop.addCustomer({ name: 'D' })
      for (const [query, ids] of [
        [`filter%5Bid%5D%5B0%5D=${one}`, [one]],
        [`filter[id][0]=${one}&filter[id][1]=${two}`, [one, two]],
        [`filter[id][]=${one}&filter[id][]=${two}`, [one, two]],
        [`filter[id]=${two}`, [two]],
        [`filter[id][0]=${one}&filter[id][0]=${one}&filter%5Bid%5D%5B0%5D=${one}`, [one]],
        [`filter[name]=A+B`, [one]],
        [`filter[name]=a%20b&with=contacts%2Ccompanies`, [one]],
        [`filter[next_date][from]=${SOON + 1}`, []],
        [`filter[created_at][to]=${SOON}&filter[id][7]=${two}&with=null`, [two]],
        [`filter[nothing]=5&order[nothing]=asc&unknown[]=1&filter[id]=${one}`, [one]],
      ] as const) {
        const { body } = await sdk.get(`${METHOD}?${query}`)
        expect(body._embedded === undefined ? [] : idsOf(body, 'customers'), query).toEqual(ids)
      }
    })

    test('one that is read and saved with all that the SDK sends back stays as it was', async () => {
      const { shop, sdk } = await open('segments', 'Europe/Moscow')
      const fields = {
        text: await addField(shop, 'customers', { name: 'Text', type: 'text' }),
        numeric: await addField(shop, 'customers', { name: 'Number', type: 'numeric' }),
        flag: await addField(shop, 'customers', { name: 'Flag', type: 'checkbox' }),
        size: await addField(shop, 'customers', {
          name: 'Size',
          type: 'select',
          enums: [{ value: 'S', sort: 1 }],
        }),
        date: await addField(shop, 'customers', { name: 'Date', type: 'date' }),
        at: await addField(shop, 'customers', { name: 'At', type: 'date_time' }),
      }
      const midnight = Date.UTC(2020, 0, 1) / 1000 - 3 * 3600 // of 2020-01-01 in Moscow
      const id = await shop.addCustomer({
        name: 'A',
        next_price: 5,
        periodicity: 30,
        created_by: 0,
        _embedded: { tags: [{ name: 'VIP' }] },
        custom_fields_values: [
          [fields.text, 'чай'],
          [fields.numeric, 12.5],
          [fields.flag, false],
          [fields.size, 'S'],
          [fields.date, midnight],
          [fields.at, midnight + 61],
        ].map(([field_id, value]) => ({ field_id, values: [{ value }] })),
      })
      const before = await shop.customer(id)
      const { body } = await sdk.get(`${METHOD}/${id}`)
      const saved = savedBySdk(body)
      expect(saved['custom_fields_values']).toMatchObject([
        { values: [{ value: 'чай' }] },
        { values: [{ value: '12.5' }] },
        { values: [{ value: false }] },
        { values: [{ value: 'S', enum_id: NUMBER, enum_code: null }] },
        { values: [{ value: '2019-12-31T21:00:00+00:00' }] },
        { values: [{ value: '2019-12-31T21:01:01+00:00' }] },
      ])
      await sdk.patch(`${METHOD}/${id}`, saved)
      expect(await shop.customer(id)).toEqual(before)
      // The same with a collection of segments that was never filled.
      await sdk.patch(METHOD, [{ ...saved, _embedded: { ...(saved['_embedded'] as object), segments: [] } }])
      expect(await shop.customer(id)).toEqual(before)
    })

    test('a `periodicity` that its reader overwrote is not stored', async () => {
      const { shop, sdk } = await open('periodicity')
      const id = await shop.addCustomer({ name: 'A', periodicity: 30, next_date: 1_700_000_000 })
      await shop.send('POST', `/api/v4/customers/${id}/transactions`, [{ price: 7 }, { price: 10 }])
      const { body } = await sdk.get(`${METHOD}/${id}`)
      expect(body).toMatchObject({ periodicity: 30, purchases_count: 2, average_check: 8 })
      const saved = savedBySdk(body)
      expect(saved['periodicity']).toBe(8)
      await sdk.patch(`${METHOD}/${id}`, { ...saved, name: 'A2' })
      expect(await shop.customer(id)).toMatchObject({ name: 'A2', periodicity: 30 })
      await sdk.patch(METHOD, [{ ...saved, name: 'A3' }])
      expect(await shop.customer(id)).toMatchObject({ name: 'A3', periodicity: 30 })
      // A period that was set on purpose is.
      await sdk.patch(`${METHOD}/${id}`, { ...saved, periodicity: 14 })
      expect(await shop.customer(id)).toMatchObject({ periodicity: 14 })
    })

    test('a save by a version that knows whole amounts only cuts off no cents', async () => {
      const { shop, sdk } = await open()
      const id = await shop.addCustomer({ name: 'A', next_price: 100.5, periodicity: 30 })
      await shop.send('POST', `/api/v4/customers/${id}/transactions`, [{ price: 10.25 }, { price: 7.5 }])
      const before = await shop.customer(id)
      const { body } = await sdk.get(`${METHOD}/${id}`)
      const saved = savedBySdk(body)
      expect(saved).toMatchObject({ next_price: 100, periodicity: 8 })
      await sdk.patch(`${METHOD}/${id}`, { ...saved, name: 'B' })
      const exact = { next_price_with_minor_units: 100.5, ltv_with_minor_units: 17.75, periodicity: 30 }
      expect(await shop.customer(id)).toMatchObject({ name: 'B', ...exact })
      await sdk.patch(METHOD, [saved])
      expect(await shop.customer(id)).toEqual({ ...before, updated_at: NUMBER })
      // A whole price that was set on purpose is taken, also by a copy that has become stale.
      await sdk.patch(`${METHOD}/${id}`, { ...saved, next_price: 101 })
      expect(await shop.customer(id)).toMatchObject({ next_price_with_minor_units: 101 })
      await sdk.patch(`${METHOD}/${id}`, saved)
      expect(await shop.customer(id)).toMatchObject({ next_price_with_minor_units: 100 })
    })

    test('a version that knows minor units reads exact amounts first, and sends floats', async () => {
      const { shop, sdk } = await open()
      const { body: added } = await sdk.post(METHOD, [{ name: 'A', next_price: 100.5, request_id: '0' }])
      const id = added._embedded['customers']?.[0]?.id as number
      const { body } = await sdk.get(`${METHOD}/${id}`)
      const saved = { ...savedBySdk(body), next_price: body['next_price_with_minor_units'], periodicity: 30 }
      expect(saved).toMatchObject({ next_price: 100.5 })
      await sdk.patch(`${METHOD}/${id}`, { ...saved, name: 'B' })
      expect(await shop.customer(id)).toMatchObject({ name: 'B', next_price_with_minor_units: 100.5 })
      await sdk.patch(`${METHOD}/${id}`, { ...saved, next_price: 0.1 + 0.2 })
      expect(await shop.customer(id)).toMatchObject({ next_price: 0, next_price_with_minor_units: 0.3 })
      const nested = `api/v4/customers/${id}/transactions`
      const bought = await sdk.post(nested, [{ price: 19.99, next_price: 20.5, request_id: '0' }])
      const [purchase] = bought.body._embedded['transactions'] as [Item]
      expect(purchase).toMatchObject({ price: 19, price_with_minor_units: 19.99 })
      expect((await sdk.get(`${nested}/${purchase.id}`)).body).toMatchObject({
        price_with_minor_units: 19.99,
      })
      expect((await sdk.get(`${METHOD}/${id}`)).body).toMatchObject({
        next_price_with_minor_units: 20.5,
        ltv_with_minor_units: 19.99,
        average_check_with_minor_units: 19.99,
      })
    })

    test('any `periodicity` is taken, offered by the form or not', async () => {
      const { shop, sdk } = await open('periodicity')
      const id = await shop.addCustomer()
      for (const periodicity of [0, 1, 45, 100_000]) {
        await sdk.patch(`${METHOD}/${id}`, { id, periodicity, request_id: '0' })
        expect(await shop.customer(id)).toMatchObject({ periodicity })
      }
    })

    test('a field is cleared by null values, tags and segments are replaced, and single tags added and taken', async () => {
      const { shop, sdk } = await open()
      const field = await addField(shop, 'customers', { name: 'Text', type: 'text' })
      const segment = await shop.send<{ id: number }>('POST', '/api/v4/customers/segments', { name: 'S' })
      const id = await shop.addCustomer({
        custom_fields_values: [{ field_id: field, values: [{ value: 'x' }] }],
        _embedded: { tags: [{ name: 'A' }] },
      })
      await sdk.patch(`${METHOD}/${id}`, {
        id,
        custom_fields_values: [{ field_id: field, field_code: null, values: null }],
        _embedded: {
          tags: [{ name: 'A' }, { name: 'B' }],
          segments: [{ id: segment.id, name: 'S', color: '10599d', request_id: '0' }],
        },
        request_id: '0',
      })
      expect(await shop.customer(id)).toMatchObject({
        custom_fields_values: null,
        _embedded: { tags: [{ name: 'A' }, { name: 'B' }], segments: [{ id: segment.id }] },
      })
      await sdk.patch(`${METHOD}/${id}`, {
        id,
        tags_to_add: [{ name: 'C' }],
        tags_to_delete: [{ name: 'A' }],
        request_id: '0',
      })
      expect(await shop.customer(id)).toMatchObject({ _embedded: { tags: [{ name: 'B' }, { name: 'C' }] } })
    })

    test('a collection from which something was removed arrives as an object, and is a list', async () => {
      const { shop, sdk } = await open()
      const [one, two] = [
        await addField(shop, 'customers', { name: 'One', type: 'text' }),
        await addField(shop, 'customers', {
          name: 'Two',
          type: 'multiselect',
          enums: [{ value: 'S' }, { value: 'L' }],
        }),
      ]
      const { body } = await sdk.post(METHOD, {
        0: { name: 'A', _embedded: { tags: [{ name: 'VIP' }, { name: 'new' }] }, request_id: '0' },
        2: { name: 'C', request_id: '2' },
      })
      expect(body._embedded['customers']).toMatchObject([{ request_id: '0' }, { request_id: '2' }])
      const [id, other] = idsOf(body, 'customers') as [number, number]
      await sdk.patch(`${METHOD}/${id}`, {
        id,
        custom_fields_values: {
          1: { field_id: one, field_code: null, values: { 1: { value: 'x' } } },
          2: {
            field_id: two,
            field_code: null,
            values: { 0: { value: 'S', enum_id: null }, 2: { value: 'L' } },
          },
        },
        _embedded: { tags: { 1: { name: 'new' } } },
        request_id: '0',
      })
      expect(await shop.customer(id)).toMatchObject({
        name: 'A',
        custom_fields_values: [{ values: [{ value: 'x' }] }, { values: [{ value: 'S' }, { value: 'L' }] }],
        _embedded: { tags: [{ name: 'new' }] },
      })
      await sdk.patch(METHOD, { 1: { id: other, name: 'C2', request_id: '1' } })
      expect(await shop.customer(other)).toMatchObject({ name: 'C2' })
      await sdk.post(`api/v4/customers/${id}/transactions`, { 1: { price: 5, request_id: '1' } })
      expect(await shop.customer(id)).toMatchObject({ ltv: 5 })
      const wrong = await sdk.problem('PATCH', METHOD, { 1: { id: other, name: 5, request_id: '1' } })
      expect(wrong.body).toMatchObject({
        'validation-errors': [{ request_id: '1', errors: [{ path: 'name' }] }],
      })
    })

    test('a body of more than a mebibyte is sent once the server says to go on', async () => {
      const { shop, sdk } = await open()
      const field_id = await addField(shop, 'customers', { name: 'Text', type: 'textarea' })
      const customers = Array.from({ length: 50 }, (_, i) => ({
        name: `C${i}`,
        custom_fields_values: [{ field_id, field_code: null, values: [{ value: 'ё'.repeat(5000) }] }],
        request_id: String(i),
      }))
      const { body } = await sdk.post(METHOD, customers)
      expect(idsOf(body, 'customers')).toHaveLength(50)
    })

    test('wrong items are told by their request ids', async () => {
      const { shop, sdk } = await open()
      const { status, body } = await sdk.problem('POST', METHOD, [
        { name: 'A', request_id: '0' },
        { name: 'B', status_id: 999, request_id: '1' },
        { name: 'C', next_price: 'x', request_id: '2' },
      ])
      expect(status).toBe(400)
      expect(body).toMatchObject({
        detail: 'Request validation failed',
        'validation-errors': [
          { request_id: '1', errors: [{ code: 'NotSupportedChoice', path: 'status_id', detail: TEXT }] },
          { request_id: '2', errors: [{ code: 'InvalidType', path: 'next_price', detail: TEXT }] },
        ],
      })
      expect(await shop.held('/api/v4/customers')).toBeUndefined()
    })
  })

  describe('transactions()', () => {
    const METHOD = 'api/v4/customers/transactions'

    test('add, get, getOne and deleteOne', async () => {
      const { shop, sdk } = await open()
      const id = await shop.addCustomer()
      const nested = `api/v4/customers/${id}/transactions`
      const { body } = await sdk.post(
        nested,
        [
          { price: 100, completed_at: 1_700_000_000, comment: 'Первая', request_id: '0' },
          {
            price: 50,
            next_date: SOON + 5,
            next_price: 60,
            metadata: { receipt_link: 'https://example.com/1', external_id: 'x' },
            _embedded: { catalog_elements: [{ id: 3, metadata: { catalog_id: 1001, quantity: 2 } }] },
            request_id: '1',
          },
        ],
        { accrue_bonus: 'true' },
      )
      const [first, second] = body._embedded['transactions'] as [Item, Item]
      expect([first, second]).toMatchObject([
        { id: NUMBER, request_id: '0', comment: 'Первая', price: 100 },
        { id: NUMBER, request_id: '1', comment: null, price: 50 },
      ])
      expect(await shop.customer(id)).toMatchObject({
        ltv: 150,
        purchases_count: 2,
        average_check: 75,
        next_date: SOON + 5,
        next_price: 60,
      })
      const model = {
        id: NUMBER,
        price: NUMBER,
        completed_at: NUMBER,
        created_by: NUMBER,
        updated_by: NUMBER,
        created_at: NUMBER,
        updated_at: NUMBER,
        account_id: shop.id,
        is_deleted: false,
        customer_id: id,
      }
      const list = await sdk.get(METHOD, { ...FIRST_PAGE, filter: { id: [first.id, second.id] } })
      expect(list.body._embedded['transactions']).toMatchObject([
        { ...model, id: first.id },
        {
          ...model,
          id: second.id,
          _embedded: { catalog_elements: [{ id: 3, metadata: { catalog_id: 1001, quantity: 2 } }] },
        },
      ])
      expect((await sdk.get(`${METHOD}/${first.id}`)).body).toMatchObject({ ...model, comment: 'Первая' })

      expect(await sdk.delete(`${nested}/${second.id}`)).toBe(true)
      expect(await shop.customer(id)).toMatchObject({ ltv: 100, purchases_count: 1 })
      expect((await sdk.problem('DELETE', `${nested}/${second.id}`, [])).status).toBe(404)
    })
  })

  test('tags of customers are added and found; their colour is null or one that it knows', async () => {
    const { sdk } = await open()
    const METHOD = 'api/v4/customers/tags'
    expect(await sdk.get(METHOD, FIRST_PAGE)).toMatchObject({ status: 204 })
    const { body } = await sdk.post(METHOD, [
      { name: 'VIP', color: '86C0FC', request_id: '0' },
      { name: 'новый', request_id: '1' },
    ])
    const [vip, fresh] = body._embedded['tags'] as [Item, Item]
    expect([vip, fresh]).toMatchObject([
      { id: NUMBER, name: 'VIP', color: null, request_id: '0' },
      { id: NUMBER, name: 'новый', color: null, request_id: '1' },
    ])
    const found = async (query: Parameters<typeof sdk.get>[1]) =>
      idsOf((await sdk.get(METHOD, { ...query, ...FIRST_PAGE })).body, 'tags')
    expect(await found({})).toEqual([vip.id, fresh.id])
    expect(await found({ filter: { id: [fresh.id] } })).toEqual([fresh.id])
    expect(await found({ filter: { name: 'VIP' } })).toEqual([vip.id])
    expect(await found({ query: 'нов' })).toEqual([fresh.id])
  })

  describe.each([
    ['customers', 'api/v4/customers/custom_fields'],
    ['segments', 'api/v4/customers/segments/custom_fields'],
  ] as const)('customFields(%s)', (entity, METHOD) => {
    const model = {
      id: NUMBER,
      name: TEXT,
      sort: NUMBER,
      type: TEXT,
      entity_type: entity,
      account_id: NUMBER,
      is_api_only: BOOLEAN,
    }

    test('add and updateOne answer whole models, from which it makes its objects anew', async () => {
      const { shop, sdk } = await open()
      const { body } = await sdk.post(METHOD, [
        { type: 'text', name: 'Текст', code: 'TEXT', sort: 10, is_api_only: false, request_id: '0' },
        {
          type: 'select',
          name: 'Size',
          enums: [
            { value: 'S', sort: 1 },
            { value: 'L', sort: 2 },
          ],
          request_id: '1',
        },
        { type: 'date', name: 'Date', request_id: '2' },
      ])
      const added = body._embedded['custom_fields'] as [Item, Item, Item]
      expect(added).toMatchObject([
        { ...model, request_id: '0', name: 'Текст', code: 'TEXT', sort: 10 },
        { ...model, request_id: '1', enums: LIST },
        { ...model, request_id: '2', type: 'date' },
      ])
      const option = { id: NUMBER, value: TEXT, sort: NUMBER }
      expect(added[1]['enums']).toMatchObject([option, option])

      const one = await sdk.get(`${METHOD}/${added[0].id}`)
      expect(one.body).toMatchObject({ ...model, id: added[0].id, code: 'TEXT' })
      const list = await sdk.get(METHOD, {
        filter: { type: ['select', 'text'] },
        order: { id: 'desc' },
        ...FIRST_PAGE,
      })
      expect(idsOf(list.body, 'custom_fields')).toEqual([added[1].id, added[0].id])

      const [small] = added[1]['enums'] as object[]
      const patch = { type: 'select', id: added[1].id, name: 'Размер', sort: 20, request_id: '0' }
      const changed = await sdk.patch(`${METHOD}/${added[1].id}`, { ...patch, enums: [small] })
      expect(changed.body).toMatchObject({
        ...model,
        id: added[1].id,
        name: 'Размер',
        sort: 20,
        enums: [small],
      })
      expect(await shop.held(`/${METHOD}/${added[1].id}`)).toMatchObject({ name: 'Размер', enums: [small] })

      expect(await sdk.delete(`${METHOD}/${added[2].id}`)).toBe(true)
      expect(await shop.held(`/${METHOD}/${added[2].id}`)).toBeUndefined()
    })
  })

  test('customFields(customers) of money carry their currency', async () => {
    const { sdk } = await open()
    const METHOD = 'api/v4/customers/custom_fields'
    const { body } = await sdk.post(METHOD, [
      { type: 'monetary', name: 'M', currency: 'EUR', request_id: '0' },
    ])
    expect(body._embedded['custom_fields']).toMatchObject([{ type: 'monetary', currency: 'EUR' }])
  })

  test('an unknown method answers a problem in JSON, whatever was sent', async () => {
    const { sdk } = await open()
    for (const [verb, path, body] of [
      ['GET', 'api/v4/nothing', undefined],
      ['POST', 'api/v4/customers/1001/nothing', [{ a: 1 }]],
      ['DELETE', 'nothing', []],
    ] as const)
      expect((await sdk.problem(verb, path, body)).status).toBe(404)
  })
})

function decoded(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
}

function linkOf(body: Body, name: 'next' | 'prev'): string | undefined {
  return (body['_links'] as Partial<Record<string, { href: string }>>)[name]?.href
}

function idsOf(body: Body, name: string): number[] {
  return body._embedded[name]?.map((item) => item.id) ?? []
}

async function addField(shop: Shop, entity: 'customers' | 'segments', field: object): Promise<number> {
  const path = entity === 'customers' ? 'customers' : 'customers/segments'
  const { _embedded } = await shop.send<Body>('POST', `/api/v4/${path}/custom_fields`, [field])
  return _embedded['custom_fields']?.[0]?.id as number
}

/**
 * What the SDK sends of a customer that it has read: its reader puts `purchases_count`, then `average_check` into `periodicity`, drops the
 * segments, and makes RFC 3339 texts of dates.
 */
function savedBySdk(read: Body): Record<string, unknown> {
  const names = [
    'id',
    'name',
    'next_price',
    'next_date',
    'responsible_user_id',
    'status_id',
    'created_by',
    'updated_by',
    'created_at',
  ]
  const tags = read._embedded['tags'] ?? []
  const fields = (read['custom_fields_values'] ?? []) as ReadField[]
  return {
    ...Object.fromEntries(names.filter((name) => read[name] !== null).map((name) => [name, read[name]])),
    periodicity: read['average_check'],
    ...(fields.length > 0 && {
      custom_fields_values: fields.map(({ field_id, field_code, field_type, values }) => ({
        field_id,
        field_code,
        values: values.map((value) =>
          field_type.startsWith('date') ? { value: rfc3339(value.value) } : value,
        ),
      })),
    }),
    ...(tags.length > 0 && {
      _embedded: { tags: tags.map(({ id, name }) => ({ name: name as string, id })) },
    }),
    request_id: '0',
  }
}

type ReadField = {
  field_id: number
  field_code: string | null
  field_type: string
  values: { value: unknown }[]
}

function rfc3339(seconds: unknown): string {
  return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', '+00:00')
}
