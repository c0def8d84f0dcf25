import type { Scope } from '../account/scope.ts'
import type { Customer } from '../customers/customer.ts'
import { evaluated } from '../customers/evaluate.ts'
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
    await saveCustomers(
      scope,
      block.map((before) => ({ before, after: change(before) })),
    )
    const last = block.at(-1)
    if (last === undefined || block.length < BLOCK) return
    after = last.id
  }
}

/**
 * One evaluation of everybody under the definitions in force, after a change of them. A customer whose stage moves bears the moment and
 * the engine as its author, 0; a change of membership does not touch it (design 4).
 */
export async function evaluateEverybody(scope: Scope): Promise<void> {
  await changeEverybody(scope, {}, (before) => {
    const after = evaluated(scope.definitions, before, scope.now)
    return after.status_id === before.status_id ? after : { ...after, updated_at: scope.now, updated_by: 0 }
  })
}
