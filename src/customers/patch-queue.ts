import { type Deps, writeCustomersReadingEarly } from '../account/scope.ts'
import type { Actor } from '../core/actor.ts'
import { Invalid, Refused } from '../core/errors.ts'
import type { Definitions } from '../account/definitions.ts'
import { requireCustomersOn } from '../account/mode.ts'
import type { Customer } from '../engine/customer.ts'
import type { CustomerPatch } from './schema.ts'
import { changeCustomers, readForChange } from './service.ts'

/** One works while the other one commits; more would only make the groups smaller. */
const MAX_RUNNING = 2
const MAX_TOGETHER = 100
/** A group that has not come to its commit by then waits for a lock, perhaps for long: it holds up nobody else. */
const WORK_PATIENCE_MS = 20

/** A customer after its change, with the definitions that were in force. */
export type Changed = { readonly customer: Customer; readonly definitions: Definitions }

type Waiting = {
  readonly actor: Actor
  readonly id: number
  readonly item: CustomerPatch
  readonly resolve: (changed: Changed) => void
  readonly reject: (error: unknown) => void
}

/**
 * Changes single customers, and those that wait at the same moment together in one transaction: under load a commit serves many
 * requests, without load nobody waits. Requests of one actor for different customers at one moment give the same state
 * together as one by one; where one of them is refused, each is done by itself, so none hears of another.
 */
export class PatchQueue {
  readonly #deps: Deps
  readonly #lanes = new Map<number, Lane>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** @throws Invalid, Refused as {@link changeCustomers} does */
  change(actor: Actor, id: number, item: CustomerPatch): Promise<Changed> {
    const { accountId } = actor
    const lane = this.#lanes.get(accountId) ?? new Lane(this.#deps, () => this.#lanes.delete(accountId))
    this.#lanes.set(accountId, lane)
    return lane.change(actor, id, item)
  }
}

/** The requests of one account: they wait for none of another. */
class Lane {
  readonly #deps: Deps
  readonly #onEmpty: () => void
  #waiting: Waiting[] = []
  #running = 0
  /** Whether one of those that run has not come to its commit yet. */
  #working = false
  #called = false

  constructor(deps: Deps, onEmpty: () => void) {
    this.#deps = deps
    this.#onEmpty = onEmpty
  }

  change(actor: Actor, id: number, item: CustomerPatch): Promise<Changed> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ actor, id, item, resolve, reject })
      this.#callNext()
    })
  }

  /** At the end of this turn of the event loop: what it still has to read comes along. */
  #callNext(): void {
    if (this.#called) return
    this.#called = true
    setImmediate(() => {
      this.#called = false
      this.#runNext()
    })
  }

  #runNext(): void {
    if (this.#working || this.#running >= MAX_RUNNING || this.#waiting.length === 0) return
    const group = this.#takeGroup()
    this.#running++
    this.#working = true
    let isWorking = true
    const worked = () => {
      clearTimeout(patience)
      if (isWorking) this.#working = isWorking = false
      this.#callNext()
    }
    const patience = setTimeout(worked, WORK_PATIENCE_MS)
    void this.#run(group, worked).finally(() => {
      this.#running--
      worked()
      if (this.#running === 0 && this.#waiting.length === 0) this.#onEmpty()
    })
  }

  /** The waiting requests of the first one's actor, each customer once; the rest keep their order. */
  #takeGroup(): Waiting[] {
    const group: Waiting[] = []
    const rest: Waiting[] = []
    const ids = new Set<number>()
    const actor = this.#waiting[0]?.actor
    for (const waiting of this.#waiting) {
      const fits = waiting.actor === actor && !ids.has(waiting.id) && group.length < MAX_TOGETHER
      // A later request for a customer must not overtake an earlier one that stays behind.
      ids.add(waiting.id)
      if (fits) group.push(waiting)
      else rest.push(waiting)
    }
    this.#waiting = rest
    return group
  }

  /** `worked` is called when all is done but the commit. */
  async #run(group: readonly Waiting[], worked: () => void): Promise<void> {
    const [first] = group
    if (first === undefined) return
    try {
      const patches = group.map(({ id, item }) => ({ id, item, ifVersion: undefined }))
      const { customers, definitions } = await writeCustomersReadingEarly(
        this.#deps,
        first.actor,
        (early) => readForChange(early, patches),
        async (scope, read) => {
          requireCustomersOn(scope.definitions)
          const changed = await changeCustomers(scope, patches, 'single', read)
          worked()
          return { customers: changed, definitions: scope.definitions }
        },
      )
      group.forEach((waiting, i) => waiting.resolve({ customer: customers[i] as Customer, definitions }))
    } catch (error) {
      if (group.length > 1 && isOfTheirOwn(error))
        for (const waiting of group) await this.#run([waiting], worked)
      else group.forEach((waiting) => waiting.reject(error))
    }
  }
}

/** Whether it may be one of the requests that was refused, and not all of them alike. */
function isOfTheirOwn(error: unknown): boolean {
  if (error instanceof Refused) return error.code !== 'busy' && error.code !== 'database_away'
  return error instanceof Invalid
}
