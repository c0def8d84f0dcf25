import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../src/core/actor.ts'
import { changeDefinitions } from '../../src/account/scope.ts'
import { startTestServer, type TestAccount, type TestServer } from '../helpers/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** More writes than the server has connections to the database. */
const MANY = 30

/** Everything an integration does, one after the other. */
async function workIn(account: TestAccount): Promise<void> {
  const { admin } = account
  const id = await account.addCustomer({ tags_to_add: [{ name: 'tag' }] })
  await admin.get('/api/v4/customers').expect(200)
  await admin.patch(`/api/v4/customers/${id}`, { name: 'Changed' }).expect(200)
  await admin.patch('/api/v4/customers', [{ id, name: 'Again' }]).expect(200)
  await admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 5 }]).expect(200)
  const { json } = await admin.post('/api/v4/customers/segments', { name: 'Segment' }).expect(200)
  await admin.delete(`/api/v4/customers/segments/${(json as { id: number }).id}`).expect(204)
  await account.switchTo('periodicity')
  await account.switchTo('segments')
}

function manyWrites(account: TestAccount, id: number): { answers: Promise<unknown>; answered: () => number } {
  let answered = 0
  const writes = Array.from({ length: MANY }, (_, i) =>
    (i % 2
      ? account.admin.patch(`/api/v4/customers/${id}`, { name: `${i}` })
      : account.admin.post('/api/v4/customers', [{ name: `${i}` }])
    )
      .expect(200)
      .finally(() => answered++),
  )
  return { answers: Promise.all(writes), answered: () => answered }
}

test('while the rules of one account change, its writers wait, and those of another do not', async () => {
  const [one, other] = [await server.newAccount(), await server.newAccount()]
  const id = await one.addCustomer()
  const changing = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const change = changeDefinitions(server.deps, systemActor(one.id, 'en'), async () => {
    changing.resolve()
    await release.promise
  })
  await changing.promise
  const { answers, answered } = manyWrites(one, id)
  await workIn(other)
  expect(answered()).toBe(0)
  release.resolve()
  await change
  await answers
})

test('writers that wait for a row that another program has locked keep no other account waiting', async () => {
  const [one, other] = [await server.newAccount(), await server.newAccount()]
  const id = await one.addCustomer()
  const locked = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const holder = server.deps.db.transaction(async (trx) => {
    await trx.query('select from accounts where id = $1 for update', [one.id])
    locked.resolve()
    await release.promise
  })
  await locked.promise
  const { answers, answered } = manyWrites(one, id)
  await workIn(other)
  expect(answered()).toBe(0)
  release.resolve()
  await holder
  await answers
})
