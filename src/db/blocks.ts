import type { Snapshot } from './database.ts'

/**
 * The rows of a query, in blocks: memory does not grow with their number. The next block is on its way while one is looked at.
 * `name` is that of the cursor, of which a snapshot may have one at a time. `select` holds its values, for a cursor takes no parameters
 * everywhere.
 */
export async function* readInBlocks<Row>(
  snapshot: Snapshot,
  name: string,
  select: string,
  size: number,
): AsyncGenerator<Row[]> {
  await snapshot.query(`declare ${name} no scroll cursor for ${select}`)
  const fetch = () => {
    const rows = snapshot.query<Row>(`fetch ${size} from ${name}`)
    rows.catch(() => undefined) // reported by the await of whoever asks for the block
    return rows
  }
  for (let next = fetch(); ;) {
    const rows = await next
    if (rows.length < size) {
      yield rows
      break
    }
    next = fetch()
    yield rows
  }
  await snapshot.query(`close ${name}`)
}
