import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { emptyDatabase, urlOf } from '../../test/helpers/database.ts'
import { runPatron } from '../../test/helpers/process.ts'

test('a start that fails once it listens ends the program', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'patron-serve-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  const env = {
    PATRON_DATA: dataDir,
    DATABASE_URL: urlOf(await emptyDatabase()),
    PATRON_PORT: '0',
    PATRON_TLS: 'self-signed',
    PATRON_TLS_PORT: '0',
  }
  for (const name of ['one', 'two']) {
    const args = ['account', 'create', '--name', name, '--subdomain', name, '--email', 'a@example.com']
    expect(await runPatron({ env, args })).toMatchObject({ code: 0 })
  }
  expect(await runPatron({ env, args: ['serve', '--demo'] })).toMatchObject({
    code: 1,
    stderr: 'There are several accounts; say which with --account.\n',
  })
})
