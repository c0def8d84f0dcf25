import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { connectToRunning } from '../../src/db/embedded/launcher.ts'
import { processesOf } from '../../src/db/embedded/leftovers.ts'
import { dataFolderOfTest } from '../helpers/data-folder.ts'
import { emptyDatabase, testDatabase, urlOf } from '../helpers/database.ts'
import { patronOfTest, runPatron } from '../helpers/process.ts'

/** Starts what cannot be started and expects nothing but this sentence. */
async function expectRefused(env: Record<string, string>, sentence: string): Promise<void> {
  expect(await runPatron({ env: { PATRON_PORT: '0', PATRON_LOG_LEVEL: 'warn', ...env } })).toEqual({
    code: 1,
    stdout: '',
    stderr: `${sentence}\n`,
  })
}

describe('a port that is taken', () => {
  test.each([
    ['PATRON_PORT', {}],
    ['PATRON_TLS_PORT', { PATRON_TLS: 'self-signed' }],
  ])('is told with the setting %s, and nothing is written', async (setting, env) => {
    const dataDir = dataFolderOfTest()
    const port = await takenPort()
    await expectRefused(
      { ...env, PATRON_DATA: dataDir, [setting]: String(port) },
      `Port ${port} of 127.0.0.1 is taken; choose another with ${setting}.`,
    )
    expect(existsSync(dataDir)).toBe(false)
  })

  test('leaves an external database without a table', async () => {
    const database = await emptyDatabase()
    const port = await takenPort()
    await expectRefused(
      { PATRON_DATA: dataFolderOfTest(), DATABASE_URL: urlOf(database), PATRON_PORT: String(port) },
      `Port ${port} of 127.0.0.1 is taken; choose another with PATRON_PORT.`,
    )
    expect(await ask(database, `select from pg_tables where schemaname = 'public'`)).toEqual([])
  })
})

describe('a wrong setting is named in one sentence, and nothing is written', () => {
  test.each([
    ['PATRON_PORT', '80a', 'PATRON_PORT should be a whole number from 0 to 65535, not "80a".'],
    ['PATRON_HOST', '192.0.2.1', 'PATRON_HOST: this machine has no address 192.0.2.1.'],
    ['PATRON_TLS', 'on', 'PATRON_TLS should be "self-signed" or absent, not "on".'],
    ['PATRON_RATE_LIMIT', '-1', 'PATRON_RATE_LIMIT should be a whole number from 0 to 1000000, not "-1".'],
    [
      'PATRON_PUBLIC_URL',
      'crm.example',
      'PATRON_PUBLIC_URL should be a URL like https://crm.example.com, not "crm.example".',
    ],
    [
      'DATABASE_URL',
      'mysql://root:secret@localhost/shop',
      'DATABASE_URL should be a URL like postgres://user:password@host:5432/database.',
    ],
    [
      'PATRON_LOG_LEVEL',
      'loud',
      'PATRON_LOG_LEVEL should be one of fatal, error, warn, info, debug, trace, silent, not "loud".',
    ],
  ])('%s=%s', async (name, value, sentence) => {
    const dataDir = dataFolderOfTest()
    await expectRefused({ PATRON_DATA: dataDir, [name]: value }, sentence)
    expect(existsSync(dataDir)).toBe(false)
  })
})

test('a data folder that another server has is left alone', async () => {
  const dataDir = dataFolderOfTest()
  const first = await patronOfTest({ env: { PATRON_DATA: dataDir } })
  const before = namesAndTimes(dataDir)
  await expectRefused({ PATRON_DATA: dataDir }, `The data folder ${dataDir} is in use by another Patron.`)
  expect(namesAndTimes(dataDir)).toEqual(before)
  expect((await fetch(`${first.url}/health/ready`)).status).toBe(200)
})

test('a data folder that cannot be made is told', async () => {
  const file = dataFolderOfTest()
  writeFileSync(file, '')
  const dataDir = join(file, 'data')
  await expectRefused(
    { PATRON_DATA: dataDir },
    `The bundled Postgres cannot run in ${dataDir}: ENOTDIR: not a directory, mkdir '${dataDir}'.`,
  )
})

describe('a database that is newer than the program', () => {
  const SENTENCE =
    'The database is newer than this Patron: it has the migration 9999-later. Use the newer Patron.'
  const MAKE_NEWER = `insert into kysely_migration (name, timestamp) values ('9999-later', '2099-01-01')`

  test('is refused and left alone where it is external', async () => {
    const database = await testDatabase()
    await ask(database, MAKE_NEWER)
    const dataDir = dataFolderOfTest()
    await expectRefused({ PATRON_DATA: dataDir, DATABASE_URL: urlOf(database) }, SENTENCE)
    expect(await ask(database, 'select from installation')).toEqual([])
    expect(await ask(database, 'select from accounts')).toEqual([])
    expect(existsSync(join(dataDir, 'first-run.json'))).toBe(false)
  })

  test('is refused and not left running where it is the bundled one', async () => {
    const dataDir = dataFolderOfTest()
    const patron = await patronOfTest({ env: { PATRON_DATA: dataDir } })
    await ask((await connectToRunning(dataDir)) ?? {}, MAKE_NEWER)
    expect(await patron.stop()).toBe(0)
    await expectRefused({ PATRON_DATA: dataDir }, SENTENCE)
    expect(processesOf(join(dataDir, 'postgres'))).toEqual([])
  })
})

describe('an external database', () => {
  test('that does not answer is told without the password', async () => {
    const port = await takenPort()
    const url = `postgres://patron:secret@127.0.0.1:${port}/patron`
    await new Promise((resolve) => freed.get(port)?.close(resolve))
    await expectRefused(
      { PATRON_DATA: dataFolderOfTest(), DATABASE_URL: url },
      `The database of DATABASE_URL cannot be used: connect ECONNREFUSED 127.0.0.1:${port}.`,
    )
  })

  test('that is not there is told', async () => {
    const missing = { ...(await emptyDatabase()), database: 'patron_missing' }
    await expectRefused(
      { PATRON_DATA: dataFolderOfTest(), DATABASE_URL: urlOf(missing) },
      'The database of DATABASE_URL cannot be used: database "patron_missing" does not exist.',
    )
  })

  test('of another encoding than UTF-8 is refused', async () => {
    const database = await emptyDatabase()
    const latin = { ...database, database: `${database.database}_latin` }
    await ask(
      database,
      `create database ${latin.database} template template0 encoding 'LATIN1' locale 'C' locale_provider libc`,
    )
    await expectRefused(
      { PATRON_DATA: dataFolderOfTest(), DATABASE_URL: urlOf(latin) },
      'The database of DATABASE_URL has the encoding LATIN1; Patron needs UTF8.',
    )
    expect(await ask(latin, `select from pg_tables where schemaname = 'public'`)).toEqual([])
  })
})

test.each([
  [['nonsense'], /^There is no command "nonsense"\. The commands are serve, /],
  [['serve', '--nonsense'], /^error: .*--nonsense/],
])('%j is refused by its name and ends with 1', async (args, said) => {
  const { code, stderr } = await runPatron({ env: { PATRON_DATA: dataFolderOfTest() }, args })
  expect(stderr).toMatch(said)
  expect(code).toBe(1)
})

const freed = new Map<number, ReturnType<typeof createServer>>()

/** A port that somebody else listens on until the test is over. */
async function takenPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  freed.set(port, server)
  return port
}

function namesAndTimes(folder: string): [string, number][] {
  return readdirSync(folder)
    .filter((name) => name !== 'postgres.log')
    .map((name) => [name, name === 'postgres' ? 0 : statSync(join(folder, name)).mtimeMs])
}

async function ask(connection: pg.ClientConfig, sql: string): Promise<unknown[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query<object>(sql)).rows
  } finally {
    await client.end()
  }
}
