import { type Deps, writeCustomers } from '../account/scope.ts'
import { systemActor } from '../core/actor.ts'
import { ReadTogether } from '../db/read-together.ts'
import { isDue } from '../engine/evaluate.ts'
import { lockRows } from '../engine/rows.ts'
import { applyDueTransitions } from '../engine/save.ts'
import { findRows, type FoundCustomer } from './queries.ts'

/** A customer that is not deleted, if there is one, and the version of the account's definitions at the same moment. */
export type Found = { readonly version: number | undefined; readonly customer: FoundCustomer | undefined }

/** Reads single customers for answers; those that are asked for at the same moment in one statement. */
export class CustomerReader {
  readonly #deps: Deps
  readonly #rows: ReadTogether<Found>

  constructor(deps: Deps) {
    this.#deps = deps
    this.#rows = new ReadTogether(async (accountId, ids) => {
      const { version, customers } = await findRows(deps.db, accountId, ids)
      return ids.map((id) => ({ version, customer: customers.get(id) }))
    })
  }

  /** One customer, with its due transitions applied first. */
  async findUpToDate(accountId: number, id: number): Promise<Found> {
    const found = await this.#rows.get(accountId, id)
    if (found.customer === undefined || !isDue(found.customer, this.#deps.now())) return found
    await writeCustomers(this.#deps, systemActor(accountId, 'en'), async (scope) => {
      await applyDueTransitions(scope, await lockRows(scope.trx, accountId, [id]))
    })
    return this.#rows.get(accountId, id)
  }
}
