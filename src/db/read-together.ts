type Waiter<Value> = {
  readonly id: number
  readonly resolve: (value: Value) => void
  readonly reject: (error: unknown) => void
}

/** A statement for more than this takes longer than several beside one another. */
const MAX_TOGETHER = 100

/**
 * Reads what is asked for of an account in one turn of the event loop together: under load one statement serves many requests, without
 * load nobody waits.
 */
export class ReadTogether<Value> {
  readonly #read: (accountId: number, ids: readonly number[]) => Promise<readonly Value[]>
  readonly #waiting = new Map<number, Waiter<Value>[]>()

  /** `read` gives the values in the order of the ids; when it fails, all who asked hear why. */
  constructor(read: (accountId: number, ids: readonly number[]) => Promise<readonly Value[]>) {
    this.#read = read
  }

  get(accountId: number, id: number): Promise<Value> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(accountId) ?? []
      waiting.push({ id, resolve, reject })
      if (waiting.length === 1) {
        this.#waiting.set(accountId, waiting)
        setImmediate(() => this.#readWaiting(accountId, waiting))
      }
      if (waiting.length === MAX_TOGETHER) this.#waiting.delete(accountId) // the next one begins another
    })
  }

  #readWaiting(accountId: number, waiting: readonly Waiter<Value>[]): void {
    if (this.#waiting.get(accountId) === waiting) this.#waiting.delete(accountId)
    const ids = waiting.map(({ id }) => id)
    this.#read(accountId, ids).then(
      (values) => waiting.forEach(({ resolve }, i) => resolve(values[i] as Value)),
      (error: unknown) => waiting.forEach(({ reject }) => reject(error)),
    )
  }
}
