import { expect, test, vi } from 'vitest'
import { serverOfTest } from '../../test/helpers/server.ts'
import { writeCustomers } from '../account/scope.ts'
import { systemActor } from '../core/actor.ts'
import { addTransactions } from '../transactions/service.ts'
import { PatchQueue } from './patch-queue.ts'
import { lockRows } from '../engine/rows.ts'

const WAITING_FOR_A_LOCK = `select from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock'`

/** A queue over an account with so many customers. */
async function queueOver(customers: number) {
  const server = await serverOfTest()
  const { deps } = server
  const account = await server.newAccount()
  const ids: number[] = []
  for (let i = 0; i < customers; i++) ids.push(await account.addCustomer())
  const queue = new PatchQueue(deps)
  const actor = systemActor(account.id, 'en')
  const rename = async (id: number, name: string) => (await queue.change(actor, id, { name })).customer.name
  return { deps, actor, ids, rename, account }
}

test('changes that are asked for at one moment share a transaction', async () => {
  const { deps, ids, rename } = await queueOver(8)
  let transactions = 0
  deps.db.onStatement((text) => text === 'begin' && transactions++)
  const names = await Promise.all(ids.map((id) => rename(id, `Name ${id}`)))
  deps.db.onStatement(undefined)
  expect(names).toEqual(ids.map((id) => `Name ${id}`))
  expect(transactions).toBe(1)
})

test('a change of a customer that somebody has locked holds up no other', async () => {
  const { deps, actor, ids, rename } = await queueOver(2)
  const [locked, free] = ids as [number, number]
  const finished: string[] = []
  const noted = async (change: Promise<string>) => finished.push(await change)
  const waiting = await writeCustomers(deps, actor, async ({ trx }) => {
    await lockRows(trx, actor.accountId, [locked])
    const change = noted(rename(locked, 'locked'))
    await new Promise(setImmediate) // the group has begun, with this change alone
    await noted(rename(free, 'free'))
    return [change] // in a list, or it would be awaited here
  })
  await Promise.all(waiting)
  expect(finished).toEqual(['free', 'locked'])
})

test('a purchase that is committed while a change waits for its customer counts in the rules', async () => {
  const { deps, actor, ids, rename, account } = await queueOver(1)
  const [id] = ids as [number]
  const { json } = await account.admin.post('/api/v4/customers/segments', { name: 'S' }).expect(200)
  const segment = (json as { id: number }).id
  const entry = { all: [{ name: { equals: 'Buyer' } }, { purchases: { count: { gte: 1 }, in_last: 30 } }] }
  const conditions = `/api/patron/v1/segments/${segment}/conditions`
  await account.admin.put(conditions, { entry, exit: null }).expect(200)
  const waiting = await writeCustomers(deps, actor, async (scope) => {
    await addTransactions(scope, id, [{ price: 3 }], ['0'])
    const change = rename(id, 'Buyer')
    await vi.waitUntil(async () => (await deps.db.query(WAITING_FOR_A_LOCK)).length > 0, { timeout: 60_000 })
    return [change] // in a list, or it would be awaited here
  })
  await Promise.all(waiting)
  const { json: changed } = await account.admin.get(`/api/v4/customers/${id}?with=segments`).expect(200)
  expect(changed).toMatchObject({ _embedded: { segments: [{ id: segment }] } })
})
