import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A migrated database of its own, empty; it is thrown away with the run. */
export async function testDatabase(): Promise<pg.ClientConfig & { database: string }> {
  const { connection, template, prefix } = inject('postgres')
  const database = `${prefix}_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${database} template ${template}`)
  return { ...connection, database }
}

/** A database without any table. */
export async function emptyDatabase(): Promise<pg.ClientConfig & { database: string }> {
  const { connection, prefix } = inject('postgres')
  const database = `${prefix}_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${database}`)
  return { ...connection, database }
}

/** Returns a connection as a URL, for programs that are started with DATABASE_URL. */
export function urlOf(connection: pg.ClientConfig): string {
  const { host = '', port = 5432, user = '', password, database = '' } = connection
  const secret = typeof password === 'string' ? encodeURIComponent(password) : ''
  const isSocket = host.startsWith('/')
  const where = isSocket ? '' : `${host}:${port}`
  const query = isSocket ? `?host=${encodeURIComponent(host)}&port=${port}` : ''
  return `postgres://${encodeURIComponent(user)}:${secret}@${where}/${database}${query}`
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(inject('postgres').connection)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
