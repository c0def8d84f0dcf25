import { v7 as uuidv7 } from 'uuid'
import type { Scope } from '../account/scope.ts'
import type { Move } from './move.ts'
import { closeStays, insertStays, type StayEnd, type StayRow } from './stays.ts'

/**
 * Stores moves as stays, in the write's own transaction: two statements, however many. Ids of one process ascend, and customers who move
 * are locked: so the moves of one second are in order as well (docs/decisions/0018).
 */
export function recordMoves(scope: Scope, moves: readonly Move[]): void {
  if (moves.length === 0) return
  const opened = new Map<string, StayRow>()
  const added: StayRow[] = []
  const closed: StayEnd[] = []
  for (const { customerId, kind, targetId, entered, at, reason } of moves) {
    const key = `${customerId} ${kind} ${targetId}`
    const open = opened.get(key)
    const id = uuidv7()
    if (entered) {
      const stay: StayRow = {
        customer_id: customerId,
        id,
        kind,
        place_id: targetId,
        from_at: at,
        to_at: null,
        went_id: null,
        came: reason,
        went: null,
      }
      opened.set(key, stay)
      added.push(stay)
    } else if (open) {
      open.to_at = at
      open.went_id = id
      open.went = reason
      opened.delete(key)
    } else
      closed.push({ customer_id: customerId, kind, place_id: targetId, to_at: at, went_id: id, went: reason })
  }
  const { accountId } = scope.actor
  scope.observe({
    type: 'moves_made',
    accountId,
    cause: moves[0]?.reason.cause ?? 'time',
    moves: moves.length,
  })
  closeStays.run(scope.trx, accountId, closed)
  insertStays.run(scope.trx, accountId, added)
}
