import { expect, test } from 'vitest'
import { serverOfTest } from '../helpers/server.ts'
import { exchanges } from './exchanges.ts'
import type { PrintedExchange } from './exchange.ts'
import { seed } from './fixture.ts'

const list = exchanges.find(({ request }) => request.path.startsWith('/api/v4/customers?')) as PrintedExchange

test('what is seeded more than once agrees: search, segments, totals', async () => {
  const client = await seed(await serverOfTest(), list)
  const read = async (path: string) => (await client.get(`/api/v4/customers${path}`).expect(200)).json

  expect(await read('?query=CUSTOMER+2')).toMatchObject({ _embedded: { customers: [{ id: 134923 }] } })

  const prices = [...Array.from({ length: 10 }, () => 111_950), 111_954]
  expect(await read('/1/transactions')).toMatchObject({
    _embedded: { transactions: prices.map((price) => ({ price })) },
  })
  await client.post('/api/v4/customers/1/transactions', [{ price: 46 }]).expect(200)
  expect(await read('/1')).toMatchObject({ ltv: 1_231_500, purchases_count: 12, average_check: 102_625 })

  expect(await read('/segments/43')).toMatchObject({ customers_count: 1 })
  await client.delete('/api/v4/customers/segments/43').expect(204)
  expect(await read('/1')).toMatchObject({ _embedded: { segments: [{ id: 45 }, { id: 47 }, { id: 51 }] } })
  await client.patch('/api/v4/customers/1', { _embedded: { segments: [] } }).expect(200)
  expect(await read('/segments/45')).toMatchObject({ customers_count: 0 })
})
