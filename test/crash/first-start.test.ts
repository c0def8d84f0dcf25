import { once } from 'node:events'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dataFolderOfTest } from '../helpers/data-folder.ts'
import { emptyDatabase, urlOf } from '../helpers/database.ts'
import { type PatronProcess, patronOfTest, runPatron, spawnPatron } from '../helpers/process.ts'
import { anyNumber } from './chance.ts'
import { withQueries } from './queries.ts'

test('servers that start at once on an empty database make one account, whose token one of them keeps', async () => {
  const database = await emptyDatabase()
  const servers = await Promise.all(
    [1, 2, 3].map(() =>
      patronOfTest({
        env: { PATRON_DATA: dataFolderOfTest(), PATRON_LOG_LEVEL: 'warn', DATABASE_URL: urlOf(database) },
      }),
    ),
  )
  const [token, ...others] = servers.map((server) => server.token).filter((each) => each !== '')
  expect(others).toEqual([])
  for (const server of servers) expect(await statusOf({ ...server, token: token ?? '' })).toBe(200)
  expect(await withQueries(database, (queries) => queries.query('select from accounts'))).toHaveLength(1)
})

test('a first start that cannot keep the token makes no account', async () => {
  const database = await emptyDatabase()
  const dataDir = dataFolderOfTest()
  const env = {
    PATRON_DATA: dataDir,
    PATRON_PORT: '0',
    PATRON_LOG_LEVEL: 'warn',
    DATABASE_URL: urlOf(database),
  }
  mkdirSync(join(dataDir, 'first-run.json'), { recursive: true })
  const { code, stdout, stderr } = await runPatron({ env })
  expect(stderr).toMatch(/^The token of the first account cannot be kept in PATRON_DATA: .*EISDIR.*\n$/)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(await withQueries(database, (queries) => queries.query('select from accounts'))).toEqual([])
  rmSync(join(dataDir, 'first-run.json'), { recursive: true })
  expect(await statusOf(await patronOfTest({ env }))).toBe(200)
})

test(
  'after kill -9 of a first start at any moment the next one serves, and its token opens the account',
  { timeout: 900_000 },
  async () => {
    for (let kill = 0; kill < 6; kill++) {
      const env = { PATRON_DATA: dataFolderOfTest(), PATRON_PORT: '0', PATRON_LOG_LEVEL: 'warn' }
      const child = spawnPatron(env)
      const ended = once(child, 'exit')
      // From before initdb, which takes most of a first start, to a little after the account is made.
      setTimeout(() => child.kill('SIGKILL'), anyNumber(50, 1500))
      await ended
      const next = await patronOfTest({ env })
      expect(existsSync(join(env.PATRON_DATA, 'postgres.new'))).toBe(false)
      expect(await statusOf(next)).toBe(200)
      expect(await next.stop()).toBe(0)
    }
  },
)

async function statusOf({ url, token }: Pick<PatronProcess, 'url' | 'token'>): Promise<number> {
  const response = await fetch(`${url}/api/v4/account`, { headers: { authorization: `Bearer ${token}` } })
  await response.arrayBuffer()
  return response.status
}
