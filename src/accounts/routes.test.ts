import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../core/actor.ts'
import { changeDefinitions } from '../account/scope.ts'
import { startTestServer, TEST_NOW, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { changeSettings } from './settings.ts'

const DAY = 86_400
const MODE = '/api/v4/customers/mode'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

async function shownMode(account: TestAccount): Promise<unknown> {
  return ((await account.admin.get('/api/v4/account').expect(200)).json as { customers_mode: string })
    .customers_mode
}

async function stageType(account: TestAccount, customerId: number): Promise<number | undefined> {
  const { json } = await account.admin.get('/api/v4/customers/statuses').expect(200)
  const { statuses } = (json as { _embedded: { statuses: { id: number; type: number }[] } })._embedded
  const customer = (await account.admin.get(`/api/v4/customers/${customerId}`).expect(200)).json
  return statuses.find((stage) => stage.id === (customer as { status_id: number }).status_id)?.type
}

describe('the mode', () => {
  test('is answered as it was sent and shown by the account', async () => {
    const account = await server.newAccount()
    expect(await shownMode(account)).toBe('segments')
    const { json } = await account.admin.patch(MODE, { mode: 'periodicity', is_enabled: true }).expect(200)
    expect(json).toEqual({ mode: 'periodicity', is_enabled: true })
    expect(await shownMode(account)).toBe('periodicity')
    await account.admin.patch(MODE, { mode: 'periodicity', is_enabled: false }).expect(200)
    expect(await shownMode(account)).toBe('disabled')
  })

  test('the same mode again is harmless and changes nothing', async () => {
    const account = await server.newAccount()
    const before = (await account.admin.get('/api/v4/account').expect(200)).json
    server.clock.now += 10
    await account.admin.patch(MODE, { mode: 'segments', is_enabled: true }).expect(200)
    expect((await account.admin.get('/api/v4/account').expect(200)).json).toEqual(before)
  })

  test.each([
    ['nothing', {}],
    ['no is_enabled', { mode: 'segments' }],
    ['no mode', { is_enabled: false }],
    ['another mode', { mode: 'dynamic', is_enabled: true }],
    ['a number for a bool', { mode: 'segments', is_enabled: 1 }],
  ])('with %s is refused', async (_title, body) => {
    const account = await server.newAccount()
    await account.admin.patch(MODE, body).expect(400)
    expect(await shownMode(account)).toBe('segments')
  })

  test('is for administrators, and for plans that include customers', async () => {
    const account = await server.newAccount()
    const { client } = await account.newUser()
    await client.patch(MODE, { mode: 'periodicity', is_enabled: true }).expect(403)
    await account.admin.patch('/api/patron/v1/account', { customers: 'unavailable' }).expect(200)
    expect(await shownMode(account)).toBe('unavailable')
    await account.admin.patch(MODE, { mode: 'periodicity', is_enabled: true }).expect(402)
  })

  test('switching on is one evaluation of every customer at that moment; switching away and back loses nothing', async () => {
    const account = await server.newAccount()
    const missed = await account.addCustomer({ next_date: TEST_NOW - 2 * DAY })
    const due = await account.addCustomer({ next_date: TEST_NOW + 3 * DAY })
    server.clock.now = TEST_NOW + 3 * DAY
    await account.switchTo('periodicity')
    expect([await stageType(account, missed), await stageType(account, due)]).toEqual([2, 1])
    server.clock.now = TEST_NOW + 70 * DAY
    await account.switchTo('segments')
    await account.switchTo('periodicity')
    expect(await stageType(account, missed)).toBe(3)
  })
})

describe('settings', () => {
  test('another time zone is an evaluation of everybody: a day begins elsewhere', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount({ mode: 'periodicity' })
    // 12:00 UTC on the 10th; in Auckland it is the 11th already.
    const id = await account.addCustomer({ next_date: TEST_NOW + 14 * 3600 })
    expect(await stageType(account, id)).toBe(0)
    const { json } = await account.admin
      .patch('/api/patron/v1/account', { timezone: 'Pacific/Auckland' })
      .expect(200)
    expect(json).toEqual({
      timezone: 'Pacific/Auckland',
      currency: 'USD',
      language: 'en',
      customers: 'available',
    })
    expect(await stageType(account, id)).toBe(1)
  })

  test('a zone that is none, an empty change and an unknown language are refused', async () => {
    const account = await server.newAccount()
    await account.admin.patch('/api/patron/v1/account', { timezone: 'Mars/Olympus' }).expect(400)
    await account.admin.patch('/api/patron/v1/account', {}).expect(400)
    await account.admin.patch('/api/patron/v1/account', { language: 'de' }).expect(400)
    const { client } = await account.newUser()
    await client.patch('/api/patron/v1/account', { language: 'ru' }).expect(403)
  })

  test.each([
    'id',
    'customers_mode',
    'created_by',
    'no_column',
    'name = (select token_secret::text from installation), currency',
    'Ё',
    '__proto__',
  ])('a key that is none, as %s, is ignored', async (key) => {
    const account = await server.newAccount()
    const read = async () => [
      (await account.admin.get('/api/v4/account').expect(200)).json,
      (await account.admin.get('/api/patron/v1/account').expect(200)).json,
    ]
    const before = await read()
    server.clock.now += 10
    await account.admin.patch('/api/patron/v1/account', `{${JSON.stringify(key)}:"periodicity"}`).expect(200)
    expect(await read()).toEqual(before)
  })

  describe('another currency', () => {
    const change = (account: TestAccount, currency: string) =>
      account.admin.patch('/api/patron/v1/account', { currency })

    test.each([
      'a customer with an expected price',
      'a customer that was deleted',
      'a purchase that was deleted',
    ])('with other minor units is refused while there is %s', async (what) => {
      const account = await server.newAccount()
      const id = await account.addCustomer()
      await change(account, 'JPY').expect(200)
      await change(account, 'USD').expect(200)
      if (what.endsWith('price'))
        await account.admin.patch(`/api/v4/customers/${id}`, { next_price: 0.01 }).expect(200)
      else {
        const { json } = await account.admin
          .post(`/api/v4/customers/${id}/transactions`, [{ price: 1 }])
          .expect(200)
        const [purchase] = (json as { _embedded: { transactions: { id: number }[] } })._embedded.transactions
        if (what.startsWith('a purchase'))
          await account.admin.delete(`/api/v4/customers/transactions/${purchase?.id}`).expect(204)
        else await account.admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
      }
      expect((await change(account, 'JPY').expect(400)).json).toMatchObject({
        'validation-errors': [
          {
            errors: [
              {
                code: 'OtherMinorUnits',
                path: 'currency',
                detail:
                  'The account has amounts in USD with 2 decimal digits, and JPY has 0. Choose a currency with 2, or make another account for JPY.',
              },
            ],
          },
        ],
      })
      await change(account, 'EUR').expect(200)
      expect((await change(account, 'KWD').expect(400)).text).toContain('amounts in EUR')
    })

    test('counts no amount of zero, and has amounts of its own digits from then on', async () => {
      const account = await server.newAccount()
      const id = await account.addCustomer({ next_price: 0 })
      await account.admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 0 }]).expect(200)
      await change(account, 'KWD').expect(200)
      await account.admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 1.2345 }]).expect(200)
      expect((await account.admin.get(`/api/v4/customers/${id}`).expect(200)).json).toMatchObject({
        ltv: 1,
        ltv_with_minor_units: 1.235,
      })
    })

    test('waits for a purchase that is being recorded, and is refused then', async () => {
      const account = await server.newAccount()
      const id = await account.addCustomer()
      const answers = await Promise.all([
        account.admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 10.01 }]),
        change(account, 'JPY'),
        account.admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 10.01 }]),
      ])
      const { currency } = (await account.admin.get('/api/patron/v1/account').expect(200)).json as {
        currency: string
      }
      expect(answers.map(({ status }) => status)).toEqual([200, currency === 'JPY' ? 200 : 400, 200])
      const { ltv_with_minor_units } = (await account.admin.get(`/api/v4/customers/${id}`).expect(200))
        .json as {
        ltv_with_minor_units: number
      }
      expect(ltv_with_minor_units).toBe(currency === 'JPY' ? 20 : 20.02)
    })
  })

  test('the command line changes them through the same service', async () => {
    const account = await server.newAccount()
    await changeDefinitions(server.deps, systemActor(account.id, 'en'), (scope) =>
      changeSettings(scope, { language: 'ru', currency: 'RUB' }),
    )
    expect((await account.admin.get('/api/v4/account').expect(200)).json).toMatchObject({
      currency: 'RUB',
      currency_symbol: '₽',
      updated_by: 0,
    })
  })
})

test('the account shows every key the official SDK reads, and with asks for the rest', async () => {
  const account = await server.newAccount({ timezone: 'Asia/Kolkata' })
  const { json } = await account.admin
    .get(
      '/api/v4/account?with=amojo_id,uuid,amojo_rights,users_groups,task_types,version,datetime_settings,is_api_filter_enabled,null',
    )
    .expect(200)
  expect(json).toMatchObject({
    id: account.id,
    current_user_id: account.adminId,
    is_api_filter_enabled: true,
    contact_name_display_order: 1,
    _embedded: {
      amojo_rights: { can_direct: false, can_create_groups: false },
      users_groups: [{ name: 'Sales' }],
      task_types: [{ id: 1 }, { id: 2 }],
      datetime_settings: { timezone: 'Asia/Kolkata', timezone_offset: '+05:30' },
    },
  })
})

test('users are shown to administrators, with rights as objects', async () => {
  const account = await server.newAccount()
  const { id, client } = await account.newUser({ rights: { view: 'G' } })
  const { json } = await account.admin.get('/api/v4/users?with=group').expect(200)
  expect(json).toMatchObject({
    _total_items: 2,
    _embedded: {
      users: [
        { id: account.adminId, rights: { is_admin: true } },
        { id, rights: { customers: { view: 'G' } } },
      ],
    },
  })
  expect((await account.admin.get(`/api/v4/users/${id}`).expect(200)).json).toMatchObject({ id })
  await account.admin.get('/api/v4/users/424242').expect(204)
  await client.get('/api/v4/users').expect(403)
  await client.get(`/api/v4/users/${id}`).expect(403)
})
