import { expect, test } from 'vitest'
import { serverOfTest, TEST_NOW } from '../../test/helpers/server.ts'
import type { Observation } from '../core/observation.ts'
import { moveEverythingDue } from './worker.ts'

/** Starts a server, and gives what of its engine has been noticed. */
async function observedServer() {
  const observations: Observation[] = []
  const server = await serverOfTest({ observe: (observation) => observations.push(observation) })
  const account = await server.newAccount()
  const taken = (...types: Observation['type'][]) =>
    observations.splice(0).filter(({ type }) => types.includes(type))
  return { server, account, taken }
}

test('moves and passes are reported once they are committed, with their cause', async () => {
  const { account, taken } = await observedServer()
  await account.admin.post('/api/v4/customers', [{ name: 'Anna' }, { name: 'Ben' }]).expect(200)
  taken()
  const added = await account.admin.post('/api/v4/customers/segments', { name: 'A' }).expect(200)
  const { id } = added.json as { id: number }
  const rules = { entry: { name: { starts_with: 'a' } }, exit: null }
  await account.admin.put(`/api/patron/v1/segments/${id}/conditions`, rules).expect(200)
  expect(taken('moves_made', 'pass_done')).toEqual([
    { type: 'moves_made', accountId: account.id, cause: 'segment_rules_changed', moves: 1 },
    {
      type: 'pass_done',
      accountId: account.id,
      cause: 'segment_rules_changed',
      ms: expect.any(Number) as number,
    },
  ])
  // The second item is refused, so nothing of the batch is kept.
  await account.admin.post('/api/v4/customers', [{ name: 'Ann' }, { name: 7 }]).expect(400)
  expect(taken('moves_made')).toEqual([])
})

test('rules that a forced deletion breaks are reported, and those that keep it from being done are not', async () => {
  const { account, taken } = await observedServer()
  const added = await account.admin.post('/api/v4/customers/segments', { name: 'A' }).expect(200)
  const { id } = added.json as { id: number }
  await account.addCustomer({ tags_to_add: [{ name: 'VIP' }] })
  const tags = await account.admin.get('/api/v4/customers/tags').expect(200)
  const [tag] = (tags.json as { _embedded: { tags: { id: number }[] } })._embedded.tags
  const rules = { entry: { tag: { any: [tag?.id] } }, exit: null }
  await account.admin.put(`/api/patron/v1/segments/${id}/conditions`, rules).expect(200)
  taken()
  const url = `/api/patron/v1/tags/${tag?.id}`
  await account.admin.delete(url).expect(409)
  expect(taken('rules_broken')).toEqual([])
  await account.admin.delete(`${url}?force=1`).expect(204)
  expect(taken('rules_broken')).toEqual([
    { type: 'rules_broken', accountId: account.id, rules: [`segment ${id}`] },
  ])
})

test('customers whose moment has come are reported', async () => {
  const { server, account, taken } = await observedServer()
  await account.switchTo('periodicity')
  await account.addCustomer({ next_date: TEST_NOW + 86_400 })
  server.clock.now = TEST_NOW + 3 * 86_400
  await moveEverythingDue(server.deps)
  expect(taken('due_customers_done')).toEqual([
    { type: 'due_customers_done', accountId: account.id, customers: 1, ms: expect.any(Number) as number },
  ])
})
