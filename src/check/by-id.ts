/** What is kept elsewhere of one of an entity. */
export type KeptRow = { readonly entity_id: number }

/** A stream of rows, one for each of an entity, in the order of their ids: handed out along with what they are compared with. */
export class ById<Row extends KeptRow> {
  readonly #blocks: AsyncIterator<Row[], undefined>
  /** Read and not yet handed out. */
  #held: readonly Row[] = []

  constructor(blocks: AsyncIterable<Row[], undefined>) {
    this.#blocks = blocks[Symbol.asyncIterator]()
  }

  /** The rows up to an id that were not handed out before. */
  async upTo(id: number): Promise<Map<number, Row>> {
    const rows = new Map<number, Row>()
    for (;;) {
      const next = this.#held.findIndex((row) => row.entity_id > id)
      for (const row of next === -1 ? this.#held : this.#held.slice(0, next)) rows.set(row.entity_id, row)
      this.#held = next === -1 ? [] : this.#held.slice(next)
      if (next !== -1) return rows
      const block = await this.#blocks.next()
      if (block.done) return rows
      this.#held = block.value
    }
  }
}
