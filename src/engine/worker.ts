import { repeat } from '../account/repeat.ts'
import { type Deps, writeCustomers } from '../account/scope.ts'
import { systemActor } from '../core/actor.ts'
import { moveDue } from './all-customers.ts'
import { type DueCursor, findAccountsDue } from './due.ts'

/** How often it looks for customers whose moment has come, so that each moves within a second of it unless an account is held. */
const EVERY_MS = 400
const BLOCK = 1000

/**
 * Moves customers when their time comes, until it is stopped. Several workers share the work: none waits for a customer that another
 * has locked, and what one leaves behind when it dies is as due as before.
 */
export function startWorker(deps: Deps): { stop(): Promise<void> } {
  return repeat(
    EVERY_MS,
    async (signal) => {
      for (const [accountId, error] of await moveAllAccounts(deps, signal))
        deps.observe({ type: 'rules_failed', accountId, error })
    },
    (error) => deps.observe({ type: 'work_failed', work: 'moves', error }),
  )
}

/**
 * Moves everything that is due now, a block of each account in its turn, so that none waits for a long backlog of another: what becomes due
 * meanwhile takes part. An account that cannot be moved, because a change of its rules takes long for example, is left for
 * the next call; waiting for it delays the others by up to the patience of its lock.
 * @throws what came in the way of the first such account, once the others have been moved
 */
export async function moveEverythingDue(deps: Deps): Promise<void> {
  for (const error of (await moveAllAccounts(deps)).values()) throw error
}

/** @returns what came in the way of accounts, by account */
async function moveAllAccounts(deps: Deps, signal?: AbortSignal): Promise<ReadonlyMap<number, unknown>> {
  const failed = new Map<number, unknown>()
  const isStopped = () => signal?.aborted === true
  let isMore = true
  while (isMore && !isStopped()) {
    isMore = false
    let cursor: DueCursor | undefined
    do {
      const { accounts, next } = await findAccountsDue(deps.db, deps.now(), cursor)
      for (const accountId of accounts) {
        if (isStopped()) break
        if (failed.has(accountId)) continue
        try {
          isMore = (await moveBlock(deps, accountId)) || isMore
        } catch (error) {
          failed.set(accountId, error)
        }
      }
      cursor = next
    } while (cursor !== undefined && !isStopped())
  }
  return failed
}

/** @returns whether more may be due */
async function moveBlock(deps: Deps, accountId: number): Promise<boolean> {
  const begunAt = performance.now()
  const customers = await writeCustomers(deps, systemActor(accountId, 'en'), (scope) => moveDue(scope, BLOCK))
  const ms = performance.now() - begunAt
  deps.observe({ type: 'due_customers_done', accountId, customers, ms })
  return customers === BLOCK
}
