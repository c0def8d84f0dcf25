import type { Scope } from '../account/scope.ts'
import type { Customer } from '../customers/customer.ts'
import { lockCustomersAfter, saveCustomers } from '../customers/service.ts'

const BLOCK = 1000

/**
 * Applies a change to every customer that is not deleted, or to those that have a value of a field, in blocks: memory does not grow with
 * the base. Part of the transaction of the change that asks for it; readers see the state before until that commits.
 */
export async function changeEverybody(
  scope: Scope,
  options: { holdingField?: number },
  change: (customer: Customer) => Customer,
): Promise<void> {
  for (let after = 0; ;) {
    const block = await lockCustomersAfter(scope, after, BLOCK, options.holdingField ?? null)
    saveCustomers(
      scope,
      block.map((before) => ({ before, after: change(before), quiet: true })),
    )
    const last = block.at(-1)
    if (last === undefined || block.length < BLOCK) return
    after = last.id
  }
}

/** One evaluation of everybody under the definitions in force, after a change of them: saving evaluates. */
export async function evaluateEverybody(scope: Scope): Promise<void> {
  await changeEverybody(scope, {}, (customer) => customer)
}
