import { v7 as uuidv7 } from 'uuid'
import type { Scope } from '../account/scope.ts'
import type { Move } from './move.ts'
import { closeStays, insertStays, type StayRow } from './queries.ts'

/** Stores moves as stays, in the write's own transaction: two statements, however many. */
export function recordMoves(scope: Scope, moves: readonly Move[]): void {
  if (moves.length === 0) return
  const opened = new Map<string, StayRow>()
  const added: StayRow[] = []
  const closed: Pick<StayRow, 'customer_id' | 'kind' | 'place_id' | 'to_at' | 'went'>[] = []
  for (const { customerId, kind, placeId, entered, at, reason } of moves) {
    const key = `${customerId} ${kind} ${placeId}`
    const open = opened.get(key)
    if (entered) {
      const stay: StayRow = {
        customer_id: customerId,
        id: uuidv7(),
        kind,
        place_id: placeId,
        from_at: at,
        to_at: null,
        came: reason,
        went: null,
      }
      opened.set(key, stay)
      added.push(stay)
    } else if (open) {
      open.to_at = at
      open.went = reason
      opened.delete(key)
    } else closed.push({ customer_id: customerId, kind, place_id: placeId, to_at: at, went: reason })
  }
  const { accountId } = scope.actor
  closeStays.run(scope.trx, accountId, closed)
  insertStays.run(scope.trx, accountId, added)
}
