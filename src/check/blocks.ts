import { ById, type KeptRow } from './by-id.ts'

/** Rows of a block: as many as memory holds of the base. */
export const BLOCK = 2000

/** What is kept of one of an entity, by what keeps it; absent where there is nothing. */
export type Copies<Kept> = { readonly [Name in keyof Kept]?: Kept[Name] | undefined }

export type Streams<Kept extends Readonly<Record<string, KeptRow>>> = {
  readonly [Name in keyof Kept]?: AsyncIterable<Kept[Name][], undefined>
}

/** Some of an entity with what is kept of each, and what is kept of none that is there. */
export type Block<Row, Kept> = {
  readonly rows: readonly { readonly row: Row; readonly copies: Copies<Kept> }[]
  readonly strays: readonly { readonly name: keyof Kept & string; readonly kept: Kept[keyof Kept] }[]
}

/** Reads an entity in the order of its ids, in blocks, with what is kept of it elsewhere. */
export async function* blocksOf<
  Row extends { readonly id: number },
  Kept extends Readonly<Record<string, KeptRow>>,
>(readAfter: (id: number) => Promise<Row[]>, kept: Streams<Kept>): AsyncGenerator<Block<Row, Kept>> {
  const streams = Object.entries(kept).map(([name, blocks]) => ({
    name: name,
    rows: new ById(blocks as AsyncIterable<Kept[keyof Kept][], undefined>),
  }))
  let next = readAfter(0)
  for (let isLast = false; !isLast;) {
    const block = await next
    isLast = block.length < BLOCK
    const lastId = block.at(-1)?.id ?? 0
    if (!isLast) {
      next = readAfter(lastId)
      next.catch(() => undefined) // reported by the await above
    }
    const upTo = isLast ? Infinity : lastId
    const parts = await Promise.all(
      streams.map(async ({ name, rows }) => ({ name, rows: await rows.upTo(upTo) })),
    )
    const ids = new Set(block.map(({ id }) => id))
    yield {
      rows: block.map((row) => ({
        row,
        copies: Object.fromEntries(parts.map(({ name, rows }) => [name, rows.get(row.id)])) as Copies<Kept>,
      })),
      strays: parts.flatMap(({ name, rows }) =>
        [...rows.values()]
          .filter(({ entity_id }) => !ids.has(entity_id))
          .map((each) => ({ name, kept: each })),
      ),
    }
  }
}
