import type { Definitions } from '../account/definitions.ts'
import type { Actor, UnixSeconds } from '../core/actor.ts'
import { permittedOwners } from '../core/rights.ts'
import type { Queries } from '../db/database.ts'
import {
  findChanges,
  findMovesByTime,
  findMovesOfCustomer,
  findMovesOfTarget,
  type Target,
  type Position,
  type MoveRow,
} from './queries.ts'

export type MovesQuery = { readonly before: Position | undefined; readonly limit: number }
export type MovesFound = { readonly moves: readonly MoveRow[]; readonly next: Position | undefined }

/** Each entry and exit of one customer, newest first. */
export async function movesOfCustomer(
  queries: Queries,
  accountId: number,
  customerId: number,
  query: MovesQuery,
): Promise<MovesFound> {
  return pageOf(query, await findMovesOfCustomer(queries, accountId, customerId, oneMore(query)))
}

/** Each entry and exit of a stage or segment, newest first, of the customers that the actor may see; those deleted since are among them. */
export async function movesOfTarget(
  queries: Queries,
  actor: Actor,
  definitions: Definitions,
  target: Target,
  query: MovesQuery,
): Promise<MovesFound> {
  const responsibles = permittedOwners(actor, 'customers', 'view', definitions.users.values())
  const rows = await findMovesOfTarget(queries, actor.accountId, target, responsibles, oneMore(query))
  return pageOf(query, rows)
}

/** How many of the customers that the actor may see now were in a stage or segment at each of these moments, which ascend. */
export async function sizesOf(
  queries: Queries,
  actor: Actor,
  definitions: Definitions,
  target: Target,
  points: readonly UnixSeconds[],
): Promise<{ at: UnixSeconds; size: number }[]> {
  const responsibles = permittedOwners(actor, 'customers', 'view', definitions.users.values())
  const { present, changes } = await findChanges(queries, actor.accountId, target, responsibles, points)
  const sizes: { at: UnixSeconds; size: number }[] = []
  let size = present
  for (const [i, at] of [...points.entries()].reverse()) {
    size -= changes.get(i + 1) ?? 0
    sizes.push({ at, size })
  }
  return sizes.reverse()
}

export { findMovesByTime as movesByTime }

function oneMore({ before, limit }: MovesQuery): MovesQuery {
  return { before, limit: limit + 1 }
}

function pageOf({ limit }: MovesQuery, rows: readonly MoveRow[]): MovesFound {
  const moves = rows.slice(0, limit)
  return { moves, next: rows.length > limit ? moves.at(-1) : undefined }
}
