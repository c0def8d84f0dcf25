import type { Amo } from '@shevernitskiy/amo'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answered, amoOf, NO_CONTENT } from './amo-client.ts'
import { type Servers, startServers, WAYS } from './servers.ts'

let servers: Servers
beforeAll(async () => {
  servers = await startServers()
})
afterAll(() => servers.stop())

type AddedTransactions = Parameters<Amo['customer']['addTransactionsToCustomer']>[1]

describe.each(WAYS)('@shevernitskiy/amo over %s', (way) => {
  const open = async (mode?: 'segments' | 'periodicity') => {
    const shop = await servers.newShop(mode)
    return { shop, amo: amoOf(servers.url(way), shop.token) }
  }
  const base = () => `${servers.url(way)}/api/v4`

  describe('transactions', () => {
    test('are added, counted on the card, listed and read', async () => {
      const { shop, amo } = await open()
      const id = await shop.addCustomer()
      const transactions = [
        { price: 100, comment: 'first', completed_at: 1_700_000_000, request_id: 'a' },
        {
          price: 50,
          created_by: 0,
          _embedded: { catalog_elements: [{ id: 7, metadata: { catalog_id: 1001, quantity: 2 } }] },
        },
      ]
      const added = (await amo.customer.addTransactionsToCustomer(id, transactions)) as unknown as {
        _embedded: { transactions: Answered[] }
      }
      const [first, second] = added._embedded.transactions as [Answered, Answered]
      expect([first.request_id, second.request_id]).toEqual(['a', '1'])
      expect(await shop.customer(id)).toMatchObject({ ltv: 150, purchases_count: 2, average_check: 75 })
      expect(await shop.held(`/api/v4/customers/transactions/${first.id}`)).toMatchObject({
        price: 100,
        comment: 'first',
        completed_at: 1_700_000_000,
        customer_id: id,
        created_by: shop.adminId,
      })
      expect(await shop.held(`/api/v4/customers/${id}/transactions/${second.id}`)).toMatchObject({
        price: 50,
        comment: null,
        created_by: 0,
        _embedded: { catalog_elements: [{ id: 7, metadata: { catalog_id: 1001, quantity: 2 } }] },
      })

      const list = await amo.customer.getTransactions()
      expect(list._embedded.transactions).toMatchObject([
        { id: first.id, _links: { self: { href: `${base()}/customers/${id}/transactions/${first.id}` } } },
        { id: second.id },
      ])
      const some = await amo.customer.getTransactions({
        filter: (filter) => filter.multi('id', [second.id, 999]),
      })
      expect(some._embedded.transactions).toMatchObject([{ id: second.id }])
      const page = await amo.customer.getTransactions({ page: 2, limit: 1 })
      expect(page._embedded.transactions).toMatchObject([{ id: second.id }])
      expect(page._links.next).toBeUndefined()
    })

    test('of one customer leave out those of others', async () => {
      const { shop, amo } = await open()
      const [one, other] = [await shop.addCustomer(), await shop.addCustomer()]
      await amo.customer.addTransactionsToCustomer(one, [{ price: 1 }])
      await expect(amo.customer.getTransactionsByCustomerId(other)).rejects.toMatchObject(NO_CONTENT)
      const list = await amo.customer.getTransactionsByCustomerId(one)
      expect(list._embedded).toMatchObject({ transactions: [{ customer_id: one, price: 1 }] })
    })

    test('one is deleted by the short path, once', async () => {
      const { shop, amo } = await open()
      const id = await shop.addCustomer()
      const { _embedded } = await shop.send<{ _embedded: { transactions: Answered[] } }>(
        'POST',
        `/api/v4/customers/${id}/transactions`,
        [{ price: 100 }, { price: 50 }],
      )
      const first = _embedded.transactions[0] as Answered
      expect(await amo.customer.deleteTransactionsById(first.id)).toBeNull()
      expect(await shop.customer(id)).toMatchObject({ ltv: 50, purchases_count: 1 })
      await expect(amo.customer.deleteTransactionsById(first.id)).rejects.toMatchObject({
        response: { status: 404 },
      })
      expect((await amo.customer.getTransactions())._embedded.transactions).toHaveLength(1)
    })

    test('a wrong one refuses the batch; one of an unknown customer is 404', async () => {
      const { shop, amo } = await open()
      const id = await shop.addCustomer()
      const wrong = [{ price: 1 }, { comment: 'no price' }]
      await expect(amo.customer.addTransactionsToCustomer(id, wrong)).rejects.toMatchObject({
        response: {
          status: 400,
          'validation-errors': [{ request_id: '1', errors: [{ code: 'FieldMissing', path: 'price' }] }],
        },
      })
      await expect(amo.customer.addTransactionsToCustomer(999, [{ price: 1 }])).rejects.toMatchObject({
        response: { status: 404 },
      })
      await expect(amo.customer.getTransactions()).rejects.toMatchObject(NO_CONTENT)
      expect(await shop.customer(id)).toMatchObject({ ltv: 0, purchases_count: 0 })
    })

    test('catalog elements at the top level, where the types put them, are no error', async () => {
      const { shop, amo } = await open()
      const id = await shop.addCustomer()
      const elements = [{ id: 7, metedata: { quantity: 1, catalog_id: 1001, price_id: 0 } }]
      const transactions: AddedTransactions = [{ price: 1, catalog_elements: elements }]
      await amo.customer.addTransactionsToCustomer(id, transactions)
      expect(await shop.customer(id)).toMatchObject({ ltv: 1 })
    })
  })
})
