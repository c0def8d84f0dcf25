import { type AddressInfo, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { serverOfTest, TEST_NOW } from '../../test/helpers/server.ts'
import { UNOBSERVED } from '../core/observation.ts'
import { createPool } from '../db/connect.ts'
import { Database } from '../db/database.ts'
import { moveEverythingDue } from '../engine/worker.ts'
import { numberEvents } from '../events/number.ts'
import { BacklogReader } from './backlog.ts'

test('the backlog is how late due customers are, and how old events without a number', async () => {
  const server = await serverOfTest()
  const account = await server.newAccount({ mode: 'periodicity' })
  const { db, now } = server.deps
  const read = () => new BacklogReader(db, now).read()
  await numberEvents(db, account.id)
  expect(await read()).toMatchObject({ dueLatenessSeconds: 0, unnumberedSeconds: 0 })

  await account.addCustomer({ next_date: TEST_NOW + 86_400 })
  await db.query(`update event_batches set made_at = now() - interval '1 hour' where first_number is null`)
  const [due] = await db.query<{ due_at: number }>(`select due_at from customers`)
  server.clock.now = (due?.due_at ?? 0) + 90
  const late = await read()
  expect(late?.dueLatenessSeconds).toBe(90)
  expect(late?.unnumberedSeconds).toBeGreaterThanOrEqual(3600)

  await numberEvents(db, account.id)
  await moveEverythingDue(server.deps)
  await numberEvents(db, account.id)
  expect(await read()).toMatchObject({ dueLatenessSeconds: 0, unnumberedSeconds: 0 })
})

test('a database that never answers is waited for no longer than the patience', async () => {
  const silent = createServer((socket) => socket.on('error', () => undefined))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void silent.close())
  const { port } = silent.address() as AddressInfo
  const pool = createPool(
    { host: '127.0.0.1', port, user: 'patron' },
    { name: 'metrics', max: 1, observe: UNOBSERVED, patienceMs: 100 },
  )
  const reader = new BacklogReader(new Database(pool, { prepare: false }), () => TEST_NOW)
  expect(await Promise.all([reader.read(), reader.read()])).toEqual([undefined, undefined])
})
