import type { ClientConfig } from 'pg'
import { createPool } from '../../src/db/connect.ts'
import { Database } from '../../src/db/database.ts'

/** Looks into a database beside the server. */
export async function withQueries<T>(
  connection: ClientConfig,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const db = new Database(createPool(connection, { max: 2, onError: () => undefined }), { prepare: false })
  try {
    return await work(db)
  } finally {
    await db.end()
  }
}
