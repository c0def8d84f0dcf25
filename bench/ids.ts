import type pg from 'pg'
import { createPool } from '../src/db/connect.ts'
import { Database } from '../src/db/database.ts'
import { Ids } from '../src/db/ids.ts'
import { endOnTrouble } from './trouble.ts'

/** Ids from the same blocks as the server's, for what a floor adds: both write to the same end of the indexes. */
export async function withIds<T>(connection: pg.ClientConfig, work: (ids: Ids) => Promise<T>): Promise<T> {
  const pool = createPool(connection, {
    name: 'ids',
    max: 1,
    observe: endOnTrouble,
  })
  try {
    return await work(new Ids(new Database(pool, { prepare: true })))
  } finally {
    await pool.end()
  }
}
