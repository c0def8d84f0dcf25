import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { withQueries } from '../crash/queries.ts'
import { emptyDatabase, urlOf } from '../helpers/database.ts'
import { patronOfTest, runPatron } from '../helpers/process.ts'

test('an operator proves a base beside the running server, and reads of each difference', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'patron-check-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  const database = await emptyDatabase()
  const env = { PATRON_DATA: dataDir, DATABASE_URL: urlOf(database), PATRON_LOG_LEVEL: 'warn' }
  await patronOfTest({ env, args: ['serve', '--demo'] })

  const sound = await runPatron({ env, args: ['check'] })
  expect(sound).toMatchObject({ code: 0, stderr: '' })
  expect(sound.stdout).toMatch(/^3\d\d customers of 1 account proved in [\d.]+ s: 0 differences\.\n$/)

  await withQueries(database, (db) =>
    db.query('update customers set ltv_minor = ltv_minor + 1 where id = 1001'),
  )
  const damaged = await runPatron({ env, args: ['check'] })
  expect(damaged.code).toBe(1)
  expect(damaged.stdout).toMatch(/^account \d+, customer 1001: ltv_minor is \d+ and should be \d+\n/)

  const { code, stdout } = await runPatron({ env, args: ['check', '--account', 'shop', '--json'] })
  expect(code).toBe(1)
  const lines = stdout.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { customer: 1001, what: 'ltv_minor' },
    ...lines.slice(1, -1).map(() => ({ customer: 1001 })),
    { accounts: 1, differences: lines.length - 1 },
  ])
  const unknown = await runPatron({ env, args: ['check', '--account', 'nobody'] })
  expect(unknown).toMatchObject({ code: 1, stderr: 'There is no account nobody.\n' })
})
