import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { expect, onTestFinished, test, vi } from 'vitest'
import { check } from '../../src/check/service.ts'
import { ENTITIES } from '../../src/start/entities.ts'
import { dataFolderOfTest } from '../helpers/data-folder.ts'
import { testDatabase, urlOf } from '../helpers/database.ts'
import { spawnPatron } from '../helpers/process.ts'
import { startTestServer, TEST_NOW } from '../helpers/server.ts'

const CUSTOMERS = 3000
const BATCH = 250
const KILLS = 4
const DAY = 86_400
const PATIENT = { timeout: 900_000 }
const PATIENCE = { timeout: 60_000, interval: 20 }

test(
  'workers that are killed in the midst of a backlog, and two that finish it together, make every move once and when it was due',
  PATIENT,
  async () => {
    const database = await testDatabase()
    const server = await startTestServer({}, database)
    onTestFinished(() => server.close())
    const account = await server.newAccount({ mode: 'periodicity' })
    const { db } = server.deps
    for (let i = 0; i < CUSTOMERS; i += BATCH)
      await account.admin
        .post(
          '/api/v4/customers',
          Array.from({ length: BATCH }, () => ({ name: 'Customer', next_date: TEST_NOW + 5 * DAY })),
        )
        .expect(200)
    const due = async () => {
      const [row] = await db.query<{ customers: number }>(
        `select count(*)::int as customers from customers where account_id = $1 and due_at is not null`,
        [account.id],
      )
      return row?.customers ?? 0
    }
    // For processes, which know the true time, all that was to happen since the day of the test clock is overdue.
    const worker = () => {
      const env = { PATRON_DATA: dataFolderOfTest(), DATABASE_URL: urlOf(database) }
      const child = spawnPatron(env, ['worker'])
      return { child, begun: once(child.stdout as Readable, 'data'), ended: once(child, 'exit') }
    }
    for (let kill = 1; kill <= KILLS; kill++) {
      const left = await due()
      const { child, ended } = worker()
      if (left > 0) await vi.waitUntil(async () => (await due()) < left, PATIENCE)
      child.kill('SIGKILL')
      await ended
    }
    const pair = [worker(), worker()]
    await Promise.all(pair.map(({ begun }) => begun))
    await vi.waitUntil(async () => (await due()) === 0, PATIENCE)
    for (const { child } of pair) child.kill('SIGTERM')
    for (const { ended } of pair) expect(await ended).toEqual([0, null])

    const ways = await db.query<{ way: string; customers: number }>(
      `select way, count(*)::int as customers from (
         select customer_id, string_agg(s.type || ' ' || from_at || '-' || coalesce(to_at::text, ''), ', ' order by t.id) as way
         from stays t join stages s on s.account_id = t.account_id and s.id = t.place_id
         where t.account_id = $1 and t.kind = 'stage' group by customer_id) w
       group by way`,
      [account.id],
    )
    const day = (count: number) => TEST_NOW - (TEST_NOW % DAY) + count * DAY
    const way = [
      `0 ${TEST_NOW}-${day(5)}`, // an ordinary stage
      `1 ${day(5)}-${day(6)}`, // expected on its day
      `2 ${day(6)}-${day(65)}`, // did not purchase
      `3 ${day(65)}-`, // closed, after 60 days
    ].join(', ')
    expect(ways).toEqual([{ way, customers: CUSTOMERS }])
    const differences: unknown[] = []
    await check({ db, entities: ENTITIES, now: () => Math.floor(Date.now() / 1000) }, account.id, (each) =>
      differences.push(each),
    )
    expect(differences).toEqual([])
  },
)
