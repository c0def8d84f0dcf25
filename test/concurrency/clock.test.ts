import { expect, onTestFinished, test } from 'vitest'
import type { Difference } from '../../src/check/difference.ts'
import { check } from '../../src/check/service.ts'
import { moveEverythingDue, startWorker } from '../../src/engine/worker.ts'
import { testDatabase } from '../helpers/database.ts'
import { addSegment } from '../helpers/rules.ts'
import { startTestServer, TEST_NOW } from '../helpers/server.ts'
import { collectTroubles } from '../helpers/trouble.ts'

const DAY = 86_400
const WRITERS = 4
const WRITES = 25

test('a clock that goes forward under writers and workers of two servers leaves nothing undone and nothing done twice', async () => {
  const database = await testDatabase()
  const one = await startTestServer({ sandbox: true }, database)
  onTestFinished(() => one.close())
  const other = await startTestServer({ sandbox: true }, database)
  onTestFinished(() => other.close())
  const account = await one.newAccount()
  await account.admin.post('/api/patron/v1/clock', { freeze: true }).expect(200)
  await addSegment(account, 'Fresh', { entry: { last_purchase: { in_last: 3 } } })
  await addSegment(account, 'Due', {
    entry: { next_date: { in_last: 1 } },
    exit: { next_date: { older_than: 5 } },
  })
  const customers: number[] = []
  for (let i = 0; i < 12; i++) customers.push(await account.addCustomer({ next_date: TEST_NOW + i * DAY }))

  const { observe, troubles } = collectTroubles()
  const workers = [one, other].map((server) => startWorker({ ...server.deps, observe }))
  const clients = [one, other].map((server) => server.client(account.admin.token))
  const write = async (writer: number) => {
    const client = clients[writer % 2] as (typeof clients)[0]
    for (let i = 0; i < WRITES; i++) {
      const id = customers[(i * 5 + writer) % customers.length]
      if (i % 2 === 0) await client.post(`/api/v4/customers/${id}/transactions`, [{ price: i }]).expect(200)
      else await client.patch(`/api/v4/customers/${id}`, { next_price: i * 10 + writer }).expect(200)
    }
  }
  const wind = async () => {
    for (let i = 0; i < 20; i++)
      await (clients[i % 2] as (typeof clients)[0])
        .post('/api/patron/v1/clock', { advance: '1d' })
        .expect(200)
  }
  await Promise.all([wind(), ...Array.from({ length: WRITERS }, (_, writer) => write(writer))])
  await Promise.all(workers.map((worker) => worker.stop()))
  expect(troubles).toEqual([])

  // The last step was made on the other server, of which this one hears by a notice.
  await expect.poll(() => one.deps.now()).toBe(TEST_NOW + 20 * DAY)
  await moveEverythingDue(one.deps)
  const differences: Difference[] = []
  await check(one.deps, account.id, (difference) => differences.push(difference))
  expect(differences).toEqual([])
})
