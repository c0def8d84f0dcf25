type Asked<Value> = {
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
  readonly #asked = new Map<number, Asked<Value>[]>()

  /** `read` gives the values in the order of the ids; when it fails, all who asked hear why. */
  constructor(read: (accountId: number, ids: readonly number[]) => Promise<readonly Value[]>) {
    this.#read = read
  }

  get(accountId: number, id: number): Promise<Value> {
    return new Promise((resolve, reject) => {
      const asked = this.#asked.get(accountId) ?? []
      asked.push({ id, resolve, reject })
      if (asked.length === 1) {
        this.#asked.set(accountId, asked)
        setImmediate(() => this.#readAsked(accountId, asked))
      }
      if (asked.length === MAX_TOGETHER) this.#asked.delete(accountId) // the next one begins another
    })
  }

  #readAsked(accountId: number, asked: readonly Asked<Value>[]): void {
    if (this.#asked.get(accountId) === asked) this.#asked.delete(accountId)
    const ids = asked.map(({ id }) => id)
    this.#read(accountId, ids).then(
      (values) => asked.forEach(({ resolve }, i) => resolve(values[i] as Value)),
      (error: unknown) => asked.forEach(({ reject }) => reject(error)),
    )
  }
}
