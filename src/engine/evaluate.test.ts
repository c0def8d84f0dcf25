import { expect, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { serverOfTest } from '../../test/helpers/server.ts'
import { moveEverythingDue } from './worker.ts'

const DAY = 86_400

test('who comes into a segment and into one that asks for it at the same moment leaves the second when its time is over', async () => {
  const server = await serverOfTest()
  const account = await server.newAccount()
  const { admin } = account
  const addSegment = async (name: string, entry: object) => {
    const { json } = await admin.post('/api/v4/customers/segments', { name }).expect(200)
    const { id } = json as { id: number }
    await admin.put(`/api/patron/v1/segments/${id}/conditions`, { entry, exit: null }).expect(200)
    return id
  }
  const big = await addSegment('Big', { ltv: { gte: 100 } })
  const lately = await addSegment('Big lately', {
    all: [{ segment: { any: [big] } }, { last_purchase: { in_last: 20 } }],
  })
  const id = await account.addCustomer()
  await admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 100 }]).expect(200)
  const segments = async () => {
    const { json } = await admin.get(`/api/v4/customers/${id}`).expect(200)
    return (json as { _embedded: { segments: { id: number }[] } })._embedded.segments.map((each) => each.id)
  }
  expect(await segments()).toEqual([big, lately])
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  server.clock.now += 21 * DAY
  await moveEverythingDue(server.deps)
  expect(await segments()).toEqual([big])
})
