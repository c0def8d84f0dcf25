import pg from 'pg'

/** Enough for most blocks. Memory that is not written to costs nothing. */
const FIRST_SIZE = 2 ** 20

/** A `copy … to stdout`, whose rows are kept as Postgres writes them: the driver would drop them. */
export class CopyOut extends pg.Query {
  #bytes = Buffer.allocUnsafe(FIRST_SIZE)
  #length = 0

  /** What has come so far. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  /** Called by the driver for each row; the memory of the chunk is its own, and it writes into it again. */
  handleCopyData({ chunk }: { readonly chunk: Uint8Array }): void {
    const end = this.#length + chunk.length
    if (end > this.#bytes.length) this.#growTo(end)
    this.#bytes.set(chunk, this.#length)
    this.#length = end
  }

  #growTo(size: number): void {
    const larger = Buffer.allocUnsafe(Math.max(size, 2 * this.#bytes.length))
    larger.set(this.bytes)
    this.#bytes = larger
  }
}
