import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyDatabase, urlOf } from '../helpers/database.ts'
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

test('the first start tells once how to get in, and keeps it where only its owner can read it', async () => {
  expect(statSync(join(dataDir, 'first-run.json')).mode & 0o777).toBe(0o600)
  expect(patron.output().split(patron.token)).toHaveLength(2)
  expect(await status(patron.token)).toBe(200)
})

test('jobs lists those that were set aside, and says which are none', async () => {
  expect(await runPatron({ env, args: ['jobs', 'failed'] })).toEqual({ code: 0, stdout: '[]\n', stderr: '' })
  for (const command of ['retry', 'remove'])
    expect(await fails('jobs', command, '999999')).toBe(
      'There is no job 999999 that was set aside; "patron jobs failed" lists them.',
    )
  expect(await fails('jobs', 'progress', '999999')).toBe('There is no job 999999, or it ended long ago.')
})

test('demo needs an account, and says how one is made', async () => {
  const how = 'The first start of `patron serve` makes one, and so does `patron account create`.'
  const { stdout } = await runPatron({ env, args: ['demo', '--help'] })
  expect(stdout).toContain(`The account must be there already. ${how}`)
  const empty = { ...env, DATABASE_URL: urlOf(await emptyDatabase()) }
  expect(await runPatron({ env: empty, args: ['demo', '--customers', '10'] })).toEqual({
    code: 1,
    stdout: '',
    stderr: `There is no account yet. ${how}\n`,
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
    await expect.poll(() => status(token), { interval: 5 }).toBe(401)
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
    await expect.poll(() => status(token), { interval: 5 }).toBe(401)
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
    expect(await fails('rules', 'apply', path)).toBe(
      'Request validation failed\n  segments.0.entry.colour: The value you selected is not a valid choice.',
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
  })
})
