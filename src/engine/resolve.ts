import type { Scope } from '../account/scope.ts'
import type { RelatedFacts } from '../core/conditions/facts.ts'
import { isPlacedByHand } from '../core/placement.ts'
import { sameMask } from '../core/segment-mask.ts'
import type { Cause, Move } from './move.ts'
import type { Change, Customer } from './customer.ts'
import { isUnchanged } from './difference.ts'
import { evaluated, dueTransitions } from './evaluate.ts'
import { movesBetween } from './moves-between.ts'

/** A customer as it was and as it shall be stored, with its version raised if anybody can see a difference. */
export type Outcome = {
  readonly before: Customer | undefined
  /** `before` itself where there is nothing to store. */
  readonly after: Customer
  readonly moves: readonly Move[]
  readonly cause: Cause
}

/** What a change is resolved under: who writes, when, and the rules in force. */
type Resolving = Pick<Scope, 'actor' | 'definitions' | 'previous' | 'now'>

/** Signs what the engine does by itself. */
const ENGINE = 0

/**
 * Evaluates the rules for a change and signs it. Where the write itself changes something it bears the moment and the writer, unless
 * it names another author; where only the engine moves the stage, the engine's author.
 */
export function resolveChange(
  scope: Resolving,
  change: Change,
  related: RelatedFacts,
  cause: Cause,
): Outcome {
  const { before, after, quiet, takenOut } = change
  const facts = change.related ?? { before: related, after: related }
  const { now, actor, definitions } = scope
  const at = Math.max(now, before?.evaluated_at ?? now)
  const isPlaced = isPlacedByHand(after) && before?.status_id !== after.status_id
  const final = evaluated(definitions, after, at, facts.after, { takenOut, isPlaced })
  const signature = { ...cause, actor: actor.userId }
  const moves = movesBetween(scope, before, final, facts, signature)
  if (before === undefined) return { before, after: final, moves, cause }
  const isWritten = quiet !== true && (after !== before || !sameMask(final.out_segments, after.out_segments))
  const author = isWritten ? authorOf(before, after, actor.userId) : ENGINE
  return signed(scope, before, final, isWritten, author, moves, cause)
}

/** What the engine alone has made of a customer, at the moment of its evaluation. */
export function outcomeOfEvaluation(
  scope: Scope,
  before: Customer,
  final: Customer,
  related: RelatedFacts,
  cause: Cause,
): Outcome {
  if (isSameState(before, final) && isDueStill(before, final))
    return { before, after: before, moves: [], cause }
  const signature = { ...cause, actor: scope.actor.userId }
  const moves = movesBetween(scope, before, final, { before: related, after: related }, signature)
  return signed(scope, before, final, false, ENGINE, moves, cause)
}

function isSameState(before: Customer, after: Customer): boolean {
  return (
    before.status_id === after.status_id &&
    before.placed_at === after.placed_at &&
    before.verdict_id === after.verdict_id &&
    sameMask(before.segments, after.segments) &&
    sameMask(before.hand_segments, after.hand_segments)
  )
}

/** Resolves the due transitions of a customer; undefined if there are none. */
export function resolveDueTransitions(
  scope: Pick<Scope, 'definitions' | 'now'>,
  before: Customer,
  related: RelatedFacts,
): Outcome | undefined {
  const { definitions, now } = scope
  const transitions = dueTransitions(definitions, before, now, related)
  const final = transitions.at(-1)
  if (final === undefined) return undefined
  const moves = transitions.flatMap((after, i) =>
    movesBetween(
      { definitions },
      transitions[i - 1] ?? before,
      after,
      { before: related, after: related },
      { cause: 'time', actor: ENGINE },
    ),
  )
  return signed(scope, before, final, false, ENGINE, moves, { cause: 'time' })
}

function signed(
  { now }: Pick<Scope, 'now'>,
  before: Customer,
  final: Customer,
  isWritten: boolean,
  author: number,
  moves: readonly Move[],
  cause: Cause,
): Outcome {
  // Moves that cancel each other, as of a customer who entered and left since it was last looked at, are facts of a version as well.
  if (isUnchanged(before, final) && moves.length === 0)
    return { before, after: isDueStill(before, final) ? before : final, moves, cause }
  const touched = isWritten || final.status_id !== before.status_id
  const after = {
    ...final,
    ...(touched && { updated_at: now, updated_by: author }),
    version: before.version + 1,
  }
  return { before, after, moves, cause }
}

/** Whether the stored moment of being due still lies ahead, and not after the true one. */
function isDueStill(before: Customer, after: Customer): boolean {
  if (before.due_at === null) return after.due_at === null
  return before.due_at > after.evaluated_at && before.due_at <= (after.due_at ?? Infinity)
}

function authorOf(before: Customer, after: Customer, userId: number): number {
  return after.updated_by === before.updated_by ? userId : after.updated_by
}
