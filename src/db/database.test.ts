import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { UNOBSERVED } from '../core/observation.ts'
import { testDatabase } from '../../test/helpers/database.ts'
import { readInBlocks } from './blocks.ts'
import { build } from './build.ts'
import { createPool } from './connect.ts'
import { Database } from './database.ts'

async function openDatabase({ prepare, max = 2 }: { prepare: boolean; max?: number }): Promise<Database> {
  const pool = createPool(await testDatabase(), { name: 'requests', max, observe: UNOBSERVED })
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

test('a snapshot stays as it was at its first statement, and nothing is written in it', async () => {
  const db = await openDatabase({ prepare: true })
  await db.query(`insert into notes values ('before')`)
  const seen = await db.snapshot(async (snapshot) => {
    const first = await snapshot.query('select text from notes')
    await db.query(`insert into notes values ('meanwhile')`)
    return [first, await snapshot.query('select text from notes')]
  })
  expect(seen).toEqual([[{ text: 'before' }], [{ text: 'before' }]])
  const written = db.snapshot((snapshot) => snapshot.query(`insert into notes values ('in it')`))
  await expect(written).rejects.toThrow('read-only')
})

test('rows are handed over in their order, and what goes wrong with one or in the statement is thrown', async () => {
  const db = await openDatabase({ prepare: true })
  const numbers: number[] = []
  const counting = (from: number) => ({
    compile: () =>
      sql<{ n: number }>`select 6 / (n - ${from}::int) as n from generate_series(1, 3) n`.compile(build),
  })
  await db.eachRow(counting(0), ({ n }) => numbers.push(n))
  expect(numbers).toEqual([6, 3, 2])
  const failing = db.eachRow(counting(0), ({ n }) => {
    numbers.push(n)
    if (n === 3) throw new Error('no three')
  })
  await expect(failing).rejects.toThrow('no three')
  expect(numbers).toEqual([6, 3, 2, 6, 3])
  await expect(db.eachRow(counting(2), () => undefined)).rejects.toThrow('division by zero')
  expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
})

test('a connection that ends while it hands over rows is given to nobody else', async () => {
  const db = await openDatabase({ prepare: true, max: 1 })
  const ending = {
    compile: () => sql<object>`select pg_terminate_backend(pg_backend_pid()), ${1}::int`.compile(build),
  }
  const ended = db.eachRow(ending, () => undefined)
  const waiting = db.query('select 1 as one')
  await expect(ended).rejects.toThrow('database_away')
  expect(await waiting).toEqual([{ one: 1 }])
})

test('rows of a snapshot come in blocks and in their order, several queries at once', async () => {
  const db = await openDatabase({ prepare: true })
  const lengths = await db.snapshot(async (snapshot) => {
    const read = async (name: string, last: number) => {
      const numbers: number[] = []
      const blocks: number[] = []
      const select = `select n::bigint as n from generate_series(1, ${last}) n order by n`
      for await (const block of readInBlocks<{ n: number }>(snapshot, name, select, 10)) {
        numbers.push(...block.map((row) => row.n))
        blocks.push(block.length)
      }
      expect(numbers).toEqual(Array.from({ length: last }, (_, i) => i + 1))
      return blocks
    }
    return Promise.all([read('odd', 25), read('even', 20), read('none', 0)])
  })
  expect(lengths).toEqual([[10, 10, 5], [10, 10, 0], [0]])
})

test('what is copied out comes as Postgres writes it, with the number of rows', async () => {
  const db = await openDatabase({ prepare: true })
  const many = 'é'.repeat(2 ** 20)
  await db.transaction(async (trx) => {
    const { bytes, rows } = await trx.copyOut(
      sql`select text, length(text), null from (values ('one'), (${sql.lit('tab\tand \\')}), (repeat('é', 1048576))) v(text)`,
    )
    expect(rows).toBe(3)
    expect(bytes.toString()).toBe(`one\t3\t\\N\ntab\\tand \\\\\t9\t\\N\n${many}\t${many.length}\t\\N\n`)
    expect(await trx.copyOut(sql`select from notes where false`)).toEqual({ bytes: Buffer.of(), rows: 0 })
  })
})

test('a copy that fails fails the transaction, and the connection is as good as before', async () => {
  const db = await openDatabase({ prepare: true, max: 1 })
  const copied = db.transaction((trx) =>
    trx.copyOut(sql`select 1 / (length(text) - 3) from (values ('a'), ('one')) v(text)`),
  )
  await expect(copied).rejects.toThrow('division by zero')
  expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
})

test('a copy that binds values is refused', async () => {
  const db = await openDatabase({ prepare: true })
  const copied = db.transaction((trx) => trx.copyOut(sql`select text from notes where text = ${'one'}`))
  await expect(copied).rejects.toThrow('COPY takes no values')
})
