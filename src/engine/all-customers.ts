import type { Definitions } from '../account/definitions.ts'
import type { Scope } from '../account/scope.ts'
import type { Customer } from './customer.ts'
import { evaluatedBlocks, evaluatedBlocksOfSegment, type Passed, plannedBlocks } from './blocks.ts'
import type { Cause, Move, TargetKind } from './move.ts'
import { type Holding, lockBlock, lockDueRows } from './rows.ts'
import { applyDueTransitions, saveOutcomes } from './save.ts'

const BLOCK = 1000

/**
 * Changes every customer that holds something and is not deleted, in blocks: memory does not grow with the base. Part of the transaction
 * of the change that asks for it; readers see the state before until that commits. Its caller has applied all due transitions. Adds
 * the moves to `counts`.
 */
export async function changeHoldersInBlocks(
  scope: Scope,
  holding: Holding,
  change: (customer: Customer) => Customer,
  cause: Cause,
  counts = new MoveCounts(),
): Promise<MoveCounts> {
  for (let after = 0; ;) {
    const block = await lockBlock(scope.trx, scope.actor.accountId, after, BLOCK, holding)
    const outcomes = await saveOutcomes(
      scope,
      block.map((before) => ({ before, after: change(before), quiet: true })),
      cause,
    )
    for (const { moves } of outcomes) for (const move of moves) counts.add(move)
    const last = block.at(-1)
    if (last === undefined || block.length < BLOCK) return counts
    after = last.id
  }
}

/** How many moves of each kind are remembered. */
const SAMPLE = 20

type Sample = { readonly entered: readonly Move[]; readonly left: readonly Move[] }

/** How many customers a change of rules has moved into each stage or segment, and out of it; and the first moves of each. */
export class MoveCounts {
  readonly #counts = new Map<string, { entered: number; left: number }>()
  readonly #samples = new Map<string, { entered: Move[]; left: Move[] }>()

  add(move: Move): void {
    const { kind, targetId, entered } = move
    const counts = this.of(kind, targetId)
    const key = `${kind} ${targetId}`
    this.#counts.set(key, {
      entered: counts.entered + (entered ? 1 : 0),
      left: counts.left + (entered ? 0 : 1),
    })
    const sample = this.#samples.get(key) ?? { entered: [], left: [] }
    this.#samples.set(key, sample)
    const moves = entered ? sample.entered : sample.left
    if (moves.length < SAMPLE) moves.push(move)
  }

  /** Returns up to 20 moves each into a stage or segment and out of it, by the id of the customer. */
  sampleOf(kind: TargetKind, id: number): Sample {
    return this.#samples.get(`${kind} ${id}`) ?? { entered: [], left: [] }
  }

  /** The moves of one stage or segment. */
  of(kind: TargetKind, id: number): { readonly entered: number; readonly left: number } {
    return this.#counts.get(`${kind} ${id}`) ?? { entered: 0, left: 0 }
  }
}

/**
 * One evaluation of everybody under the definitions in force, after a change of them that {@link applyAllDueTransitions} came before. The account
 * is held alone.
 */
export function evaluateAllCustomers(scope: Scope, cause: Cause, counts?: MoveCounts): Promise<MoveCounts> {
  return timed(scope, cause, () => counted(evaluatedBlocks(scope, cause), counts))
}

/** Evaluates the customers whom a change of the rules of one segment may affect, in segments mode; returns how many moved. */
export function evaluateSegment(scope: Scope, id: number, cause: Cause): Promise<MoveCounts> {
  return timed(scope, cause, () => counted(evaluatedBlocksOfSegment(scope, id, cause)))
}

/**
 * What one evaluation of everybody under other definitions would do, if each customer were changed before, too; nothing is written.
 */
export function planAllCustomers(
  scope: Scope,
  after: Definitions,
  change: (customer: Customer) => Customer = (customer) => customer,
): Promise<MoveCounts> {
  return counted(plannedBlocks(scope, after, change))
}

/** Reports how long a pass has taken. */
async function timed(scope: Scope, { cause }: Cause, pass: () => Promise<MoveCounts>): Promise<MoveCounts> {
  const begunAt = performance.now()
  const counts = await pass()
  const ms = performance.now() - begunAt
  scope.observe({ type: 'pass_done', accountId: scope.actor.accountId, cause, ms })
  return counts
}

async function counted(blocks: AsyncIterable<Passed>, counts = new MoveCounts()): Promise<MoveCounts> {
  for await (const block of blocks) for (const { moves } of block) for (const move of moves) counts.add(move)
  return counts
}

/** Applies all due transitions of the account, under the definitions that still stand. Comes before every change of rules. */
export async function applyAllDueTransitions(scope: Scope): Promise<void> {
  while ((await moveDue(scope, BLOCK)) > 0);
}

/** Moves up to `size` customers whose moment has come, in the order of these moments, but those that another write has locked. @returns how many were looked at */
export async function moveDue(scope: Scope, size: number): Promise<number> {
  const due = await lockDueRows(scope.trx, scope.actor.accountId, scope.now, size)
  await applyDueTransitions(scope, due)
  return due.length
}
