/** A stream of rows, one a customer, in the order of their ids: handed out along with the customers that it is compared with. */
export class ByCustomer<Row extends { readonly customer_id: number }> {
  readonly #blocks: AsyncIterator<Row[], undefined>
  /** Read and not yet handed out. */
  #held: readonly Row[] = []

  constructor(blocks: AsyncIterable<Row[], undefined>) {
    this.#blocks = blocks[Symbol.asyncIterator]()
  }

  /** The rows of customers up to an id that were not handed out before. */
  async upTo(customerId: number): Promise<Map<number, Row>> {
    const rows = new Map<number, Row>()
    for (;;) {
      const next = this.#held.findIndex((row) => row.customer_id > customerId)
      for (const row of next === -1 ? this.#held : this.#held.slice(0, next)) rows.set(row.customer_id, row)
      this.#held = next === -1 ? [] : this.#held.slice(next)
      if (next !== -1) return rows
      const block = await this.#blocks.next()
      if (block.done) return rows
      this.#held = block.value
    }
  }
}
