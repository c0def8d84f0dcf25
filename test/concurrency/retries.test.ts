import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { UNOBSERVED } from '../../src/core/observation.ts'
import { Refused } from '../../src/core/errors.ts'
import { createPool } from '../../src/db/connect.ts'
import { Database, type Trx } from '../../src/db/database.ts'
import { emptyDatabase } from '../helpers/database.ts'

let connection: pg.PoolConfig
let db: Database
beforeAll(async () => {
  connection = await emptyDatabase()
  db = databaseOf(connection)
  await db.query('create table places (id int primary key, writers text[] not null)')
})
beforeEach(() => db.query(`truncate places`))
beforeEach(() => db.query(`insert into places values (1, '{}'), (2, '{}')`))
afterAll(() => db.end())

function databaseOf(config: pg.PoolConfig): Database {
  return new Database(createPool(config, { name: 'requests', max: 4, observe: UNOBSERVED }), {
    prepare: true,
  })
}

const write = (trx: Trx, id: number, writer: string) =>
  trx.query('update places set writers = writers || $2::text where id = $1', [id, writer])
const written = () =>
  db.query<{ id: number; writers: string[] }>('select id, writers from places order by id')

/** Lets all pass once `count` have come. */
function meeting(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let here = 0
  return () => {
    if (++here === count) resolve()
    return promise
  }
}

describe('transactions that cannot both go on are done again', () => {
  test('two in a deadlock both commit, once each', async () => {
    const bothHoldOne = meeting(2)
    let attempts = 0
    const inOrder = (writer: string, first: number, second: number) =>
      db.transaction(async (trx) => {
        attempts++
        await write(trx, first, writer)
        await bothHoldOne()
        await write(trx, second, writer)
        return writer
      })
    expect(await Promise.all([inOrder('a', 1, 2), inOrder('b', 2, 1)])).toEqual(['a', 'b'])
    expect(attempts).toBeGreaterThan(2)
    const [one, two] = await written()
    expect(one?.writers.toSorted()).toEqual(['a', 'b'])
    expect(two?.writers).toEqual(one?.writers)
  })

  test('four in a cycle all commit, once each', async () => {
    await db.query(`insert into places values (3, '{}'), (4, '{}')`)
    const allHoldOne = meeting(4)
    await Promise.all(
      [1, 2, 3, 4].map((first) =>
        db.transaction(async (trx) => {
          await write(trx, first, `w${first}`)
          await allHoldOne()
          await write(trx, (first % 4) + 1, `w${first}`)
        }),
      ),
    )
    for (const { id, writers } of await written())
      expect(writers.toSorted()).toEqual([`w${id}`, `w${((id + 2) % 4) + 1}`].toSorted())
  })

  test('two serializable ones that read what the other writes both commit', async () => {
    const bothRead = meeting(2)
    const copy = (from: number, to: number) =>
      db.transaction(async (trx) => {
        await trx.query('set transaction isolation level serializable')
        const [seen] = await trx.query<{ writers: string[] }>('select writers from places where id = $1', [
          from,
        ])
        await bothRead()
        await write(trx, to, `saw ${seen?.writers.length}`)
      })
    await Promise.all([copy(1, 2), copy(2, 1)])
    // One after the other: the later one saw what the earlier had written.
    const seen = (await written()).flatMap((row) => row.writers)
    expect(seen.toSorted()).toEqual(['saw 0', 'saw 1'])
  })
})

test('a transaction that fails so every time is refused as busy, and leaves nothing', async () => {
  let attempts = 0
  const hopeless = db.transaction(async (trx) => {
    attempts++
    await write(trx, 1, 'hopeless')
    await trx.query(`do $$ begin raise exception 'again' using errcode = '40001'; end $$`)
  })
  await expect(hopeless).rejects.toThrow(new Refused('busy'))
  expect(attempts).toBe(8)
  expect((await written())[0]?.writers).toEqual([])
})

test('a lock that is not to be had in time is refused as busy, and not waited for again', async () => {
  const held = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const holder = db.transaction(async (trx) => {
    await write(trx, 1, 'holder')
    held.resolve()
    await release.promise
  })
  await held.promise
  const hasty = databaseOf({ ...connection, lock_timeout: 50 })
  onTestFinished(() => hasty.end())
  let attempts = 0
  const waiter = hasty.transaction(async (trx) => {
    attempts++
    await write(trx, 1, 'waiter')
  })
  await expect(waiter).rejects.toThrow(new Refused('busy'))
  release.resolve()
  await holder
  expect(attempts).toBe(1)
  expect((await written())[0]?.writers).toEqual(['holder'])
})

describe('a transaction whose connection is cut', () => {
  test('fails, and the next has a connection that works', async () => {
    for (let i = 0; i < 8; i++) {
      const cut = db.transaction(async (trx) => {
        await write(trx, 1, 'cut')
        const [{ pid }] = (await trx.query('select pg_backend_pid() as pid')) as [{ pid: number }]
        await db.query('select pg_terminate_backend($1)', [pid])
        await write(trx, 2, 'cut')
      })
      await expect(cut).rejects.toThrow()
    }
    await db.transaction((trx) => write(trx, 2, 'next'))
    expect((await written()).map((row) => row.writers)).toEqual([[], ['next']])
  })
})
