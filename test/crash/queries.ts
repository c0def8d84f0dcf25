import type { ClientConfig } from 'pg'
import { UNOBSERVED } from '../../src/core/observation.ts'
import { createPool } from '../../src/db/connect.ts'
import { Database } from '../../src/db/database.ts'

/** Looks into a database beside the server. */
export async function withQueries<T>(
  connection: ClientConfig,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const db = new Database(createPool(connection, { name: 'requests', max: 2, observe: UNOBSERVED }), {
    prepare: false,
  })
  try {
    return await work(db)
  } finally {
    await db.end()
  }
}
