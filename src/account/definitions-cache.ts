import { Refused } from '../core/errors.ts'
import type { Queries } from '../db/database.ts'
import { type Definitions, findDefinitions } from './definitions.ts'

const MAX_ACCOUNTS = 500

/** Committed definitions in memory. Whoever uses them first learns the present version from the database, so none is ever stale. */
export class DefinitionsCache {
  readonly #byAccount = new Map<number, Definitions>()

  /** What is in memory, whatever its version. */
  peek(accountId: number): Definitions | undefined {
    return this.#byAccount.get(accountId)
  }

  /**
   * The definitions at a version that `queries` has seen committed.
   * @throws Refused 'unauthorized' when the account is gone
   */
  async at(queries: Queries, accountId: number, version: number): Promise<Definitions> {
    const known = this.#byAccount.get(accountId)
    return known?.version === version ? known : this.load(queries, accountId)
  }

  /** Loads and keeps what is committed now. `queries` must not have changed definitions itself. */
  async load(queries: Queries, accountId: number): Promise<Definitions> {
    const loaded = await findDefinitions(queries, accountId)
    if (loaded === undefined) throw new Refused('unauthorized')
    this.#byAccount.delete(accountId)
    this.#byAccount.set(accountId, loaded)
    const [oldest] = this.#byAccount.keys()
    if (this.#byAccount.size > MAX_ACCOUNTS && oldest !== undefined) this.#byAccount.delete(oldest)
    return loaded
  }
}
