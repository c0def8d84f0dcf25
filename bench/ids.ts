import type pg from 'pg'
import { createPool } from '../src/db/connect.ts'
import { Database } from '../src/db/database.ts'
import { Ids } from '../src/db/ids.ts'

/** Ids from the same blocks as the server's, for what a floor adds: both write to the same end of the indexes. */
export async function withIds<T>(connection: pg.ClientConfig, work: (ids: Ids) => Promise<T>): Promise<T> {
  const pool = createPool(connection, {
    max: 1,
    onError: (error) => {
      throw error
    },
  })
  try {
    return await work(new Ids(new Database(pool, { prepare: true })))
  } finally {
    await pool.end()
  }
}
