import { readFileSync } from 'node:fs'
import pg from 'pg'

const FLOORS = readFloors()

/** The text of a floor in `floors.sql`, by the name that its comment gives it. */
export function floorText(name: string): string {
  const text = FLOORS.get(name)
  if (text === undefined) throw new Error(`floors.sql has no ${name}`)
  return text
}

/** Runs a floor as a prepared statement, rows as arrays. */
export async function runFloor(
  on: pg.Pool | pg.ClientBase,
  name: string,
  values: readonly unknown[],
): Promise<unknown[][]> {
  const { rows } = await on.query<unknown[]>({
    name,
    text: floorText(name),
    values: values as unknown[],
    rowMode: 'array',
  })
  return rows
}

/** A pool for floors, with all its connections open. */
export async function openFloorPool(connection: pg.ClientConfig, connections: number): Promise<pg.Pool> {
  const pool = new pg.Pool({ ...connection, max: connections, min: connections })
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()))
  for (const client of clients) client.release()
  return pool
}

/** A connection for as long as `work` takes. */
export async function withClient<T>(
  connection: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** `-- name: add` and the statement below it, up to the next one. */
function readFloors(): Map<string, string> {
  const text = readFileSync(new URL('floors.sql', import.meta.url), 'utf8')
  const floors = new Map<string, string>()
  for (const part of text.split(/^-- name: /m).slice(1)) {
    const end = part.indexOf('\n')
    floors.set(part.slice(0, end).trim(), part.slice(end).replace(/;\s*$/, '').trim())
  }
  return floors
}
