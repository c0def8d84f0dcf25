import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { program } from '../../src/cli/program.ts'
import { migrate } from '../../src/db/migrate.ts'
import { readConfig } from '../../src/start/config.ts'
import { emptyDatabase, testDatabase, urlOf } from '../helpers/database.ts'
import { type PatronProcess, runPatron, startPatron } from '../helpers/process.ts'

let dataDir: string
let env: Record<string, string>
let patron: PatronProcess

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'patron-cli-'))
  env = { PATRON_DATA: dataDir, DATABASE_URL: urlOf(await emptyDatabase()), PATRON_LOG_LEVEL: 'warn' }
  patron = await startPatron({ env })
})
afterAll(async () => {
  await patron.stop()
  rmSync(dataDir, { recursive: true })
})

/** Runs a command beside the server and gives what it printed as JSON. */
async function run(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runPatron({ env, args })
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return stdout.trim().startsWith('{') ? (JSON.parse(stdout) as Record<string, unknown>) : {}
}

async function fails(...args: string[]): Promise<string> {
  const { code, stderr } = await runPatron({ env, args })
  expect(code).toBe(1)
  return stderr.trim()
}

async function status(token: unknown, path = '/api/v4/account'): Promise<number> {
  const answer = await fetch(`${patron.url}${path}`, {
    headers: { authorization: `Bearer ${String(token)}` },
  })
  await answer.arrayBuffer()
  return answer.status
}

test('the first start keeps how to get in where only its owner can read it, and its log names the file and no secret', async () => {
  expect(statSync(join(dataDir, 'first-run.json')).mode & 0o777).toBe(0o600)
  expect(patron.output()).toContain(`kept in ${join(dataDir, 'first-run.json')}`)
  expect(patron.output()).not.toContain(patron.token)
  expect(await status(patron.token)).toBe(200)
})

test('jobs lists those that were set aside, and says which are none', async () => {
  expect(await runPatron({ env, args: ['jobs', 'failed'] })).toEqual({ code: 0, stdout: '[]\n', stderr: '' })
  for (const command of ['retry', 'remove'])
    expect(await fails('jobs', command, '999999')).toBe(
      'There is no job 999999 that was set aside; "patron jobs failed" lists them.',
    )
  expect(await fails('jobs', 'progress', '999999')).toBe(
    'There is no job 999999 any more, or there never was.',
  )
})

test('demo needs an account, and says how one is made', async () => {
  const how = 'The first start of `patron serve` makes one, and so does `patron account create`.'
  const { stdout } = await runPatron({ env, args: ['demo', '--help'] })
  expect(stdout).toContain(`The account must be there already. ${how}`)
  const empty = { ...env, DATABASE_URL: urlOf(await testDatabase()) }
  expect(await runPatron({ env: empty, args: ['demo', '--customers', '10'] })).toEqual({
    code: 1,
    stdout: '',
    stderr: `There is no account yet. ${how}\n`,
  })
})

describe('the program', () => {
  test('prints its version, which is that of its package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(await runPatron({ env, args: ['--version'] })).toEqual({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    })
  })

  test('refuses a command that does not exist by its name, and lists those that do', async () => {
    expect(await fails('frob')).toMatch(/^There is no command "frob"\. The commands are serve, worker, /)
  })

  test('shows an example of every command in its help', async () => {
    const context = { config: readConfig({}), opening: undefined }
    const { commands } = await program(context, ['--help'])
    const leaves = commands.flatMap((command) => (command.commands.length > 0 ? command.commands : [command]))
    expect(leaves.length).toBeGreaterThan(15)
    for (const command of leaves) {
      let help = ''
      command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp()
      const names = [command.parent?.name(), command.name()].filter((name) => name !== 'patron').join(' ')
      expect(help).toMatch(new RegExp(`Examples?:\\n  \\$ .*patron ${names}`))
    }
  })
})

describe('the schema', () => {
  const tables = async (database: Awaited<ReturnType<typeof emptyDatabase>>) => {
    const client = new pg.Client(database)
    await client.connect()
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    )
    await client.end()
    return rows.length
  }
  const failsOver = async (database: Awaited<ReturnType<typeof emptyDatabase>>, ...args: string[]) => {
    const { code, stderr } = await runPatron({ env: { ...env, DATABASE_URL: urlOf(database) }, args })
    expect(code).toBe(1)
    return stderr.trim()
  }

  test('of a database without tables is made by migrate and by no other command', async () => {
    const database = await emptyDatabase()
    expect(await failsOver(database, 'token', 'list')).toBe(
      'The database has no tables of Patron yet. Run `patron migrate`, or start `patron serve`, which does it too.',
    )
    expect(await tables(database)).toBe(0)
    const migrated = { env: { ...env, DATABASE_URL: urlOf(database) }, args: ['migrate'] }
    expect(await runPatron(migrated)).toMatchObject({ code: 0, stdout: 'The database is current.\n' })
    expect(await tables(database)).toBeGreaterThan(10)
  })

  test('of an older Patron stays as it is, and the command says what to run', async () => {
    const database = await emptyDatabase()
    await migrate(database, { upTo: '0003-clock' })
    const before = await tables(database)
    expect(await failsOver(database, 'check')).toMatch(
      /^The database is older than this Patron: it lacks the migration .*Run `patron migrate`/,
    )
    expect(await tables(database)).toBe(before)
  })

  test('of a newer Patron is refused by every command', async () => {
    const database = await testDatabase()
    const client = new pg.Client(database)
    await client.connect()
    await client.query(`insert into kysely_migration values ('9999-later', '2030-01-01')`)
    await client.end()
    expect(await failsOver(database, 'account', 'list')).toContain('newer than this Patron')
    expect(await failsOver(database, 'worker')).toContain('newer than this Patron')
  })
})

describe('doctor', () => {
  test('finds nothing wrong beside a server', async () => {
    const { code, stdout } = await runPatron({ env, args: ['doctor'] })
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('FAIL')])
    for (const what of ['versions', 'settings', 'disk', 'database', 'schema', 'clock'])
      expect(stdout).toMatch(new RegExp(`^ok {4}${what} `, 'm'))
  })

  test('says of a database that cannot be reached what to look at, and shows no password', async () => {
    const away = { ...env, DATABASE_URL: 'postgres://patron:hidden@127.0.0.1:1/patron' }
    const { code, stdout } = await runPatron({ env: away, args: ['doctor'] })
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^FAIL {2}database {2}cannot be reached: .*\n +Check that DATABASE_URL names a Postgres/m,
    )
    expect(stdout).not.toContain('hidden')
  })

  test('says that the tables are missing, and how they are made', async () => {
    const empty = { ...env, DATABASE_URL: urlOf(await emptyDatabase()) }
    const { code, stdout } = await runPatron({ env: empty, args: ['doctor'] })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^FAIL {2}schema {4}none\n +The database has no tables of Patron yet/m)
  })
})

describe('tokens', () => {
  test('are made beside the running server, work at once, and are refused as soon as they are revoked', async () => {
    const { id, token } = await run('token', 'create', '--user', 'admin@example.com', '--days', '1')
    expect(await status(token)).toBe(200)
    const { stdout } = await runPatron({ env, args: ['token', 'list'] })
    expect(stdout).toContain(String(id))
    expect(stdout).not.toContain(String(token).slice(-20))
    await run('token', 'revoke', String(id))
    await expect.poll(() => status(token)).toBe(401)
    expect(await fails('token', 'revoke', String(id))).toContain('no token')
  })

  test('of nobody are refused with a sentence', async () => {
    expect(await fails('token', 'create', '--user', 'nobody@example.com')).toBe(
      'There is no user nobody@example.com in this account.',
    )
    expect(await fails('token', 'create', '--user', '1001', '--days', 'forever')).toContain('number of days')
  })
})

describe('users', () => {
  test('are made with rights, switched off and on again', async () => {
    const { id } = await run(
      'user',
      'create',
      '--name',
      'Ann',
      '--email',
      'ann@example.com',
      '--rights',
      'view=M,delete=D',
    )
    const { token } = await run('token', 'create', '--user', 'ann@example.com')
    expect(await status(token)).toBe(200)
    expect(await status(token, '/api/v4/users')).toBe(403)
    await run('user', 'disable', String(id))
    await expect.poll(() => status(token)).toBe(401)
    await run('user', 'enable', String(id))
    expect(await status(token)).toBe(200)
  })

  test('with an e-mail that is taken or a right that is none are refused', async () => {
    expect(await fails('user', 'create', '--name', 'A', '--email', 'admin@example.com')).toContain(
      'exists already',
    )
    expect(
      await fails('user', 'create', '--name', 'A', '--email', 'b@example.com', '--rights', 'view=X'),
    ).toContain('view=X is no right')
  })
})

describe('rules', () => {
  const lines = async (...args: string[]) => {
    const { code, stdout, stderr } = await runPatron({ env, args })
    expect([code, stderr]).toEqual([0, ''])
    return stdout.trimEnd().split('\n')
  }

  test('go out as a file, and what the file says is planned, applied beside the server, and then nothing more', async () => {
    const path = join(dataDir, 'rules.yaml')
    await lines('rules', 'export', '--output', path)
    const text = readFileSync(path, 'utf8')
    expect(await lines('rules', 'export')).toEqual(text.trimEnd().split('\n'))
    expect(await lines('rules', 'plan', path)).toEqual(['The account is as the file says.'])
    writeFileSync(path, text.replace('segments: []', 'segments: [{ name: Everybody, entry: { all: [] } }]'))
    expect(await lines('rules', 'plan', path)).toEqual([
      'segment "Everybody" would be added: 0 enter, 0 leave',
    ])
    expect(await lines('rules', 'apply', path)).toEqual(['segment "Everybody" added: 0 enter, 0 leave'])
    expect(await lines('rules', 'apply', path)).toEqual([
      'Nothing to change: the account is as the file says.',
    ])
    writeFileSync(path, text)
    expect(await lines('rules', 'plan', path)).toEqual([
      'The account is as the file says.',
      'segment "Everybody" is not in the file and stays',
    ])
    expect(await lines('rules', 'apply', path, '--delete-missing')).toContain(
      'segment "Everybody" deleted: 0 enter, 0 leave',
    )
  })

  test('that are wrong are refused with their paths, and a file that is none with a sentence', async () => {
    const path = join(dataDir, 'wrong.yaml')
    expect(await fails('rules', 'apply', path)).toContain('wrong.yaml cannot be read')
    writeFileSync(path, 'version: 1\nsegments: [{ name: A, entry: { colour: 1 } }]')
    expect(await fails('rules', 'apply', path)).toMatch(
      /^Request validation failed\n {2}segments\.0\.entry\.colour: The value .* Known here: "all", "any", .*\.$/,
    )
    writeFileSync(path, 'version: [1')
    expect(await fails('rules', 'plan', path)).toContain('not valid YAML')
    writeFileSync(path, 'segments: 5')
    expect(await fails('rules', 'plan', path)).toContain('version: This field is missing.')
  })
})

describe('accounts', () => {
  test('stand apart: a second one has a token of its own, and commands then ask which is meant', async () => {
    const { account_id, token } = await run(
      ...['account', 'create', '--name', 'Other', '--subdomain', 'other', '--email', 'boss@other.example'],
    )
    const answer = await fetch(`${patron.url}/api/v4/account`, {
      headers: { authorization: `Bearer ${String(token)}` },
    })
    expect(await answer.json()).toMatchObject({ id: account_id, subdomain: 'other' })
    expect(await fails('token', 'list')).toBe('There are several accounts; say which with --account.')
    expect(
      await fails('account', 'create', '--name', 'X', '--subdomain', 'other', '--email', 'x@x.example'),
    ).toContain('The subdomain other is taken')
    const set = await run(
      'account',
      'set',
      '--account',
      'other',
      '--timezone',
      'Europe/Berlin',
      '--customers',
      'unavailable',
    )
    expect(set).toEqual({
      timezone: 'Europe/Berlin',
      currency: 'USD',
      language: 'en',
      customers: 'unavailable',
    })
    expect(await fails('account', 'set', '--account', 'other', '--timezone', 'Nowhere')).toContain('timezone')
    expect(await run('account', 'set', '--account', 'other', '--currency', 'JPY')).toMatchObject({
      currency: 'JPY',
    })
  })
})
