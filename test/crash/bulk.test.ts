import { once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { dataFolderOfTest } from '../helpers/data-folder.ts'
import { testDatabase, urlOf } from '../helpers/database.ts'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { spawnPatron } from '../helpers/process.ts'
import { startTestServer } from '../helpers/server.ts'

const CUSTOMERS = 5000
const BATCH = 250
const KILLS = 2
const URL = '/api/patron/v1/customers/bulk'
const PATIENT = { timeout: 300_000 }
const PATIENCE = { timeout: 120_000, interval: 20 }

test(
  'workers that are killed in the midst of a bulk change leave each customer changed once when another has ended it',
  PATIENT,
  async () => {
    const database = await testDatabase()
    const server = await startTestServer({}, database)
    onTestFinished(() => server.close())
    const account = await server.newAccount()
    const { db } = server.deps
    for (let i = 0; i < CUSTOMERS; i += BATCH)
      await account.admin
        .post(
          '/api/v4/customers',
          Array.from({ length: BATCH }, () => ({ name: 'Customer' })),
        )
        .expect(200)
    const body = { conditions: { all: [] }, change: { tags_to_add: [{ name: 'a' }] } }
    const { id } = (await account.admin.post(URL, body).expect(202)).json as { id: number }
    const bulk = async () =>
      (await account.admin.get(`${URL}/${id}`).expect(200)).json as { done: number; state: string }
    const worker = () => {
      const child = spawnPatron({ PATRON_DATA: dataFolderOfTest(), DATABASE_URL: urlOf(database) }, [
        'worker',
      ])
      return { child, ended: once(child, 'exit') }
    }
    for (let kill = 1; kill <= KILLS; kill++) {
      const { done } = await bulk()
      const { child, ended } = worker()
      await vi.waitUntil(async () => (await bulk()).done > done, PATIENCE)
      child.kill('SIGKILL')
      await ended
      expect(await bulk()).toMatchObject({ state: 'running' })
      // What a lost worker had is free after half a minute without a sign of life; the test does not wait for that.
      await db.query(`update job_workers set seen_at = now() - interval '1 hour'`)
      await db.query(
        `update graphile_worker._private_jobs set locked_at = now() - interval '1 hour' where locked_at is not null`,
      )
    }
    const { child, ended } = worker()
    await vi.waitUntil(async () => (await bulk()).state === 'ended', PATIENCE)
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(await bulk()).toMatchObject({
      matched: CUSTOMERS,
      done: CUSTOMERS,
      changed: CUSTOMERS,
      unchanged: 0,
    })
    expect(
      await db.query(
        `select version, count(*)::int as customers from customers where account_id = $1 group by version`,
        [account.id],
      ),
    ).toEqual([{ version: 2, customers: CUSTOMERS }])
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  },
)
