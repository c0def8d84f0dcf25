import { type DefinitionsScope, type Scope, writeDefinitions } from '../account/scope.ts'
import {
  applyAllDueTransitions,
  changeHoldersInBlocks,
  evaluateAllCustomers,
  evaluateSegment,
  MoveCounts,
} from './all-customers.ts'
import type { Customer } from './customer.ts'
import type { Cause } from './move.ts'
import type { Holding } from './rows.ts'

/** A change of the customers who hold something: each is changed, and evaluated under the rules that then stand. */
type ChangeOfHolders = { readonly holding: Holding; readonly change: (customer: Customer) => Customer }

/** A change of definitions on which the stages or segments of customers depend. */
type RuleChange<T> = {
  /** What history names as the cause of the moves. */
  readonly cause: Cause
  /**
   * Who is evaluated afterwards: all customers, those whom the rules of one segment may affect, those who hold something and are changed
   * themselves (with `others` all the others, too), or none, because the engine of these rules sleeps.
   */
  readonly evaluate:
    'all' | 'none' | { readonly segment: number } | (ChangeOfHolders & { readonly others?: boolean })
  /** Stores the new definitions. Runs after all due transitions have been applied. */
  readonly write: (scope: DefinitionsScope) => Promise<T>
}

/**
 * Changes rules and brings every customer up to date, in the transaction of the scope, which holds the account alone. The one owner of
 * the order: due transitions are applied under the rules that still stand; the new definitions are written and their version is
 * raised; then customers are evaluated, so that the moves of the past keep their moments and their reasons.
 * @returns a scope with the new definitions, what `write` returned, and how many customers the evaluation moved
 */
export async function changeRules<T>(
  scope: Scope,
  { cause, evaluate, write }: RuleChange<T>,
): Promise<{ readonly scope: Scope; readonly result: T; readonly moves: MoveCounts }> {
  if (scope.refused) throw scope.refused
  await applyAllDueTransitions(scope)
  const written = await writeDefinitions(scope, write)
  return { ...written, moves: await evaluateAfter(written.scope, evaluate, cause) }
}

/**
 * Changes the customers who hold something and evaluates them, once all due transitions have been applied, under the rules as they are. A
 * tag is deleted after this, because events name the tags that customers lose.
 */
export async function changeHolders(
  scope: Scope,
  { cause, holding, change }: ChangeOfHolders & { readonly cause: Cause },
): Promise<void> {
  await applyAllDueTransitions(scope)
  await changeHoldersInBlocks(scope, holding, change, cause)
}

async function evaluateAfter(
  scope: Scope,
  evaluate: RuleChange<unknown>['evaluate'],
  cause: Cause,
): Promise<MoveCounts> {
  if (evaluate === 'all') return evaluateAllCustomers(scope, cause)
  if (evaluate === 'none') return new MoveCounts()
  if ('segment' in evaluate) return evaluateSegment(scope, evaluate.segment, cause)
  const moves = await changeHoldersInBlocks(scope, evaluate.holding, evaluate.change, cause)
  return evaluate.others === true ? evaluateAllCustomers(scope, cause, moves) : moves
}
