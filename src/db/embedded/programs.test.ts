import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reasonIn, startProgram } from './programs.ts'
import { makeFolders } from './testing/folders.ts'
import { EmbeddedUnavailable } from './unavailable.ts'

test.each([
  [
    'LOG:  starting\n… [1] FATAL:  out of memory\n… [1] DETAIL:  Failed\n… [1] LOG:  database system is shut down\n',
    'out of memory',
  ],
  ['… [1] FATAL:  first\n… [1] PANIC:  second\n', 'second'],
  ['postgres: error: no such option\n', 'no such option'],
  ['LOG:  one\nLOG:  two\n', 'LOG:  two'],
  ['', ''],
])('the reason in a log is its last error, or else its last line: %j', (log, reason) => {
  expect(reasonIn(log)).toBe(reason)
})

test('binaries whose loader is missing, as on musl, ask for DATABASE_URL', async () => {
  const { root } = makeFolders()
  const program = join(root, 'initdb')
  writeFileSync(program, '#!/no/such/loader\n')
  chmodSync(program, 0o755)
  const cluster = join(root, 'cluster')
  mkdirSync(cluster)
  const started = startProgram('initdb', {
    binaries: { initdb: program, postgres: program, libraryPath: '' },
    cluster,
    args: [],
    output: 'pipe',
    detached: false,
  })
  await expect(started).rejects.toBeInstanceOf(EmbeddedUnavailable)
  await expect(started).rejects.toThrow('set DATABASE_URL to a Postgres of your own')
})
