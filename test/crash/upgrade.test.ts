import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { dataFolderOfTest } from '../helpers/data-folder.ts'
import { testDatabase, urlOf } from '../helpers/database.ts'
import { patronOfTest, runPatron, spawnPatron } from '../helpers/process.ts'
import { startTestServer, type TestServer } from '../helpers/server.ts'
import { leaveUnfinished, movesByUpgrade, type UnfinishedAccount } from '../helpers/upgrade.ts'

const PATIENT = { timeout: 900_000 }
const PATIENCE = { timeout: 60_000, interval: 20 }

type Installation = {
  readonly database: pg.ClientConfig
  readonly server: TestServer
  readonly accounts: readonly UnfinishedAccount[]
  /** The environment of a process over the database. */
  readonly env: () => Record<string, string>
  /** The accounts that have yet to be evaluated. */
  readonly left: () => Promise<readonly number[]>
}

/** Two accounts as an upgrade has left them, and a server of this process to ask and to prove. */
async function installationOfTest(): Promise<Installation> {
  const database = await testDatabase()
  const server = await startTestServer({}, database)
  onTestFinished(() => server.close())
  server.clock.now = Math.floor(Date.now() / 1000) // that of processes
  return {
    database,
    server,
    accounts: [
      await leaveUnfinished(await server.newAccount()),
      await leaveUnfinished(await server.newAccount()),
    ],
    env: () => ({ PATRON_DATA: dataFolderOfTest(), DATABASE_URL: urlOf(database), PATRON_PORT: '0' }),
    async left() {
      const rows = await server.deps.db.query<{ account_id: number }>('select * from accounts_to_evaluate')
      return rows.map(({ account_id }) => account_id)
    },
  }
}

/** Keeps an account from being evaluated until it is released. */
async function hold(database: pg.ClientConfig, accountId: number): Promise<{ release(): Promise<void> }> {
  const client = new pg.Client(database)
  await client.connect()
  onTestFinished(() => client.end())
  await client.query('begin')
  await client.query('select from accounts where id = $1 for update', [accountId])
  return { release: async () => void (await client.query('commit')) }
}

/** The jobs that evaluate accounts, of processes that are gone, too. */
async function jobsOf({ server }: Installation): Promise<number> {
  const jobs = await server.deps.db.query(
    `select from graphile_worker.jobs where task_identifier = 'evaluate_upgraded_accounts'`,
  )
  return jobs.length
}

async function expectEvaluatedOnce({ server, accounts, left }: Installation): Promise<void> {
  expect(await left()).toEqual([])
  for (const each of accounts) {
    expect(await movesByUpgrade(each)).toEqual(each.withoutPurchases.map((id) => `${id} left`))
    expect(await inconsistenciesOf(server.deps, each.account.id)).toEqual([])
  }
}

test(
  'an upgrade that is killed between two accounts is finished by two servers that start at once, each account once',
  PATIENT,
  async () => {
    const installation = await installationOfTest()
    const { database, accounts, env, left } = installation
    const [, second] = accounts
    const held = await hold(database, second?.account.id as number)
    const first = spawnPatron(env(), ['migrate'])
    await vi.waitUntil(async () => (await left()).length === 1, PATIENCE)
    first.kill('SIGKILL')
    expect(await left()).toEqual([second?.account.id])
    const starting = [patronOfTest({ env: env() }), patronOfTest({ env: env() })]
    await vi.waitUntil(async () => (await jobsOf(installation)) === 3, PATIENCE) // that of the first among them
    await held.release()
    for (const each of await Promise.all(starting)) {
      expect((await fetch(`${each.url}/health/ready`)).status).toBe(200)
      expect(each.output()).toContain('customers are evaluated (accounts: 1)')
    }
    await expectEvaluatedOnce(installation)
  },
)

test('a server is alive and not ready, and answers 503, until the upgrade is finished', PATIENT, async () => {
  const installation = await installationOfTest()
  const { database, accounts, env } = installation
  const held = await hold(database, accounts[0]?.account.id as number)
  const child = spawnPatron(env())
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  child.stdout?.on('data', (text) => (output += String(text)))
  const urlIn = (pattern: RegExp) => vi.waitUntil(() => pattern.exec(output)?.[1], PATIENCE)
  const url = await urlIn(/Patron listens at (http:[^"]+)"/)
  expect((await fetch(`${url}/health/live`)).status).toBe(200)
  const ready = await fetch(`${url}/health/ready`)
  expect(ready.status).toBe(503)
  expect(await ready.json()).toEqual({ status: 'customers are being evaluated after an upgrade' })
  const refused = await fetch(`${url}/api/v4/customers`)
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('5')
  expect(await refused.json()).toMatchObject({
    detail: 'Customers are being evaluated after an upgrade; try again',
  })
  expect(await runPatron({ env: env(), args: ['check'] })).toMatchObject({
    code: 1,
    stderr:
      'Customers have not been evaluated since an upgrade that has changed what rules mean. Run `patron migrate`, or start `patron serve`, which does it too.\n',
  })
  await held.release()
  expect(await urlIn(/Patron serves (http:[^\s"]+)/)).toBe(url)
  expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  expect((await fetch(`${url}/api/v4/customers`)).status).toBe(401)
  await expectEvaluatedOnce(installation)
})

test.each(['migrate', 'worker'])('patron %s finishes an upgrade', PATIENT, async (command) => {
  const installation = await installationOfTest()
  const child = spawnPatron(installation.env(), [command])
  onTestFinished(() => void child.kill('SIGKILL'))
  await vi.waitUntil(async () => (await installation.left()).length === 0, PATIENCE)
  await expectEvaluatedOnce(installation)
})
