import type { Scope } from '../account/scope.ts'
import type { Customer } from '../customers/customer.ts'
import { catchUp, type Holding, lockCustomersAfter, lockDue, saveCustomers } from '../customers/service.ts'
import type { Cause } from '../history/move.ts'

const BLOCK = 1000

/**
 * Applies a change to every customer that is not deleted, or to those that hold something, in blocks: memory does not grow with
 * the base. Part of the transaction of the change that asks for it; readers see the state before until that commits. Overdue flips are
 * played before the definitions change, by {@link catchUpEverybody}.
 */
export async function changeEverybody(
  scope: Scope,
  holding: Holding | undefined,
  change: (customer: Customer) => Customer,
  cause: Cause,
): Promise<void> {
  for (let after = 0; ;) {
    const block = await lockCustomersAfter(scope, after, BLOCK, holding)
    await saveCustomers(
      scope,
      block.map((before) => ({ before, after: change(before), quiet: true })),
      cause,
    )
    const last = block.at(-1)
    if (last === undefined || block.length < BLOCK) return
    after = last.id
  }
}

/** One evaluation of everybody under the definitions in force, after a change of them: saving evaluates. */
export async function evaluateEverybody(scope: Scope, cause: Cause): Promise<void> {
  await changeEverybody(scope, undefined, (customer) => customer, cause)
}

/** Plays all that is overdue in the account, under the definitions that still stand. Comes before every change of rules. */
export async function catchUpEverybody(scope: Scope): Promise<void> {
  while ((await moveDue(scope, BLOCK)) > 0);
}

/** Moves up to `size` customers whose moment has come, in the order of these moments, but those that another write has locked. @returns how many were looked at */
export async function moveDue(scope: Scope, size: number): Promise<number> {
  const due = await lockDue(scope, size)
  await catchUp(scope, due)
  return due.length
}
