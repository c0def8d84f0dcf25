import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../test/helpers/database.ts'
import { createPool } from './connect.ts'
import { Database } from './database.ts'

async function openDatabase({ prepare }: { prepare: boolean }): Promise<Database> {
  const pool = createPool(await testDatabase(), { max: 2, onError: () => undefined })
  const db = new Database(pool, { prepare })
  onTestFinished(() => db.end())
  await db.query('create table notes (text text primary key)')
  return db
}

test.each([true, false])(
  'a transaction that Postgres has rolled back is no success, though work caught the error (prepared: %s)',
  async (prepare) => {
    const db = await openDatabase({ prepare })
    const outcome = db.transaction(async (trx) => {
      await trx.query(`insert into notes values ('kept?')`)
      await trx.query(`insert into notes values ('kept?')`).catch(() => undefined)
      return 'done'
    })
    await expect(outcome).rejects.toThrow('the commit was answered ROLLBACK')
    expect(await db.query('select * from notes')).toEqual([])
    expect(await db.transaction((trx) => trx.query('select 1 as one'))).toEqual([{ one: 1 }])
  },
)

test('a transaction whose statement nobody awaited fails with the error of that statement', async () => {
  const db = await openDatabase({ prepare: true })
  const outcome = db.transaction(async (trx) => {
    await trx.query(`insert into notes values ('one')`)
    trx.later(`insert into notes values ('one')`, [])
  })
  await expect(outcome).rejects.toThrow('duplicate key')
  expect(await db.query('select * from notes')).toEqual([])
})
