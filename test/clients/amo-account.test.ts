import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { amoOf, NO_CONTENT } from './amo-client.ts'
import { type Servers, startServers, WAYS } from './servers.ts'

let servers: Servers
beforeAll(async () => {
  servers = await startServers()
})
afterAll(() => servers.stop())

describe.each(WAYS)('@shevernitskiy/amo over %s', (way) => {
  const open = async (mode?: 'segments' | 'periodicity') => {
    const shop = await servers.newShop(mode)
    return { shop, amo: amoOf(servers.url(way), shop.token) }
  }
  const base = () => `${servers.url(way)}/api/v4`

  describe('account and users', () => {
    test('the account shows what was asked for, under the address that was called', async () => {
      const { shop, amo } = await open()
      expect(await amo.account.getAccount()).toMatchObject({
        id: shop.id,
        current_user_id: shop.adminId,
        customers_mode: 'segments',
        _links: { self: { href: `${base()}/account` } },
      })
      const account = await amo.account.getAccount({
        with: ['amojo_rights', 'users_groups', 'task_types', 'version', 'datetime_settings', 'entity_names'],
      })
      expect(Object.keys(account._embedded).sort()).toEqual([
        'amojo_rights',
        'datetime_settings',
        'task_types',
        'users_groups',
      ])
      expect(account._embedded.datetime_settings.timezone).toBe('UTC')
      expect(account.entity_names).toBeTypeOf('object')
    })

    test('users are listed and read by id', async () => {
      const { shop, amo } = await open()
      const { _embedded, _total_items } = await amo.user.getUsers({ with: ['role', 'group', 'uuid'] })
      expect(_total_items).toBe(1)
      expect(_embedded.users).toMatchObject([{ id: shop.adminId, rights: { is_admin: true } }])
      expect(await amo.user.getUserById(shop.adminId)).toMatchObject({
        id: shop.adminId,
        email: 'admin@' + (await shop.held<{ subdomain: string }>('/api/v4/account')).subdomain + '.example',
      })
      await expect(amo.user.getUserById(999)).rejects.toMatchObject(NO_CONTENT)
    })

    test('a token that is not ours is an error with the published body', async () => {
      await expect(amoOf(servers.url(way), 'nonsense').account.getAccount()).rejects.toMatchObject({
        message: `401 Unauthorized, ${base()}/account`,
        response: { title: 'Unauthorized', status: 401, detail: 'Invalid user name or password' },
      })
    })

    test('a method that Patron lacks is an error that the client can parse', async () => {
      const { amo } = await open()
      await expect(amo.lead.getLeads()).rejects.toMatchObject({
        response: { title: 'Not Found', type: 'https://httpstatus.es/404', status: 404 },
      })
    })
  })

  describe('the mode of customers', () => {
    test('is switched, and the account tells it', async () => {
      const { shop, amo } = await open()
      const mode = { mode: 'periodicity', is_enabled: true } as const
      expect(await amo.customer.updateCustomersMode(mode)).toMatchObject(mode)
      expect(await shop.held('/api/v4/account')).toMatchObject({ customers_mode: 'periodicity' })
      await expect(amo.segment.getSegments()).rejects.toMatchObject({ response: { status: 422 } })
      expect((await amo.status.getStatuses())._embedded.statuses).toHaveLength(5)
    })

    test('switched off, every method is refused as the original refuses it', async () => {
      const { shop, amo } = await open()
      await amo.customer.updateCustomersMode({ mode: 'segments', is_enabled: false })
      expect(await shop.held('/api/v4/account')).toMatchObject({ customers_mode: 'disabled' })
      await expect(amo.customer.getCustomers()).rejects.toMatchObject({
        response: { status: 400, detail: 'Error 426.' },
      })
      await expect(amo.customer.addCustomers([{ name: 'A' }])).rejects.toMatchObject({
        response: { status: 400, detail: 'Error 426.' },
      })
      await expect(amo.customer.getTransactions()).rejects.toMatchObject({
        response: { status: 404, detail: 'Transactions not found' },
      })
      await expect(amo.segment.getSegments()).rejects.toMatchObject({
        response: { status: 422, detail: 'Customers disabled' },
      })
    })
  })
})
