import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { copyWorldReadable, prepareBinaries } from './binaries.ts'
import { postgresReaches, postgresUser } from './postgres-user.ts'
import { makeFolders } from './testing/folders.ts'
import { EmbeddedUnavailable } from './unavailable.ts'

test('a platform without binaries is told to set DATABASE_URL', () => {
  const prepare = () => prepareBinaries(makeFolders().root, 'plan9-mips')
  expect(prepare).toThrow(EmbeddedUnavailable)
  expect(prepare).toThrow('set DATABASE_URL to a Postgres of your own, version 15 or newer.')
})

test('every link between libraries leads to a library', () => {
  const { root } = makeFolders()
  prepareBinaries(root)
  const names = readdirSync(join(root, 'lib'))
  expect(names).toContain('libpq.so.5')
  expect(names.filter((name) => !existsSync(join(root, 'lib', name)))).toEqual([])
})

test('a copy of what was closed to others can be run by the user that runs Postgres', () => {
  const { root } = makeFolders()
  const { initdb, libraryPath } = prepareBinaries(root)
  const closed = join(root, 'closed')
  const umask = process.umask(0o077)
  const copy = (() => {
    try {
      const native = copyWorldReadable(dirname(dirname(initdb)), join(closed, 'native'))
      chmodSync(closed, 0o700)
      for (const part of ['bin', 'lib', 'share']) chmodSync(join(native, part), 0o700)
      chmodSync(join(native, 'bin/initdb'), 0o700)
      return copyWorldReadable(native, join(root, 'open', 'native'))
    } finally {
      process.umask(umask)
    }
  })()
  expect(postgresReaches(join(closed, 'native', 'bin'))).toBe(process.getuid?.() !== 0)
  expect(postgresReaches(join(copy, 'bin'))).toBe(true)
  const env = { LD_LIBRARY_PATH: libraryPath }
  const run = spawnSync(join(copy, 'bin/initdb'), ['--version'], {
    env,
    cwd: '/',
    encoding: 'utf8',
    ...postgresUser(),
  })
  expect(run.stdout).toContain('initdb (PostgreSQL)')
  expect(readdirSync(join(root, 'open'))).toEqual(['native'])
})

test('a copy that is there is used as it is', () => {
  const { root } = makeFolders()
  mkdirSync(join(root, 'from'))
  mkdirSync(join(root, 'to'))
  writeFileSync(join(root, 'to', 'mark'), 'old')
  expect(copyWorldReadable(join(root, 'from'), join(root, 'to'))).toBe(join(root, 'to'))
  expect(readFileSync(join(root, 'to', 'mark'), 'utf8')).toBe('old')
})
