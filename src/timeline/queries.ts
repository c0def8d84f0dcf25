import type { UnixSeconds } from '../core/actor.ts'
import type { Queries } from '../db/database.ts'
import type { PlaceKind, Reason } from '../history/move.ts'

/** A stay's beginning or end, as it is told. */
export type ToldMove = {
  readonly customer_id: number
  /** The stay's: those of one moment ascend in the order in which the stays began. */
  readonly id: string
  readonly kind: PlaceKind
  readonly place_id: number
  readonly at: UnixSeconds
  readonly entered: boolean
  readonly reason: Reason
}

export type Place = { readonly kind: PlaceKind; readonly id: number }

/** Where a page of moves ended. */
export type Position = Pick<ToldMove, 'at' | 'id' | 'entered'>

type Part = { readonly before: Position | undefined; readonly limit: number }

/** Behind every moment and every stay. */
const NEWEST: Position = {
  at: Number.MAX_SAFE_INTEGER,
  id: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  entered: false,
}

/** The moves of one customer, newest first. */
export function findMovesOfCustomer(
  queries: Queries,
  accountId: number,
  customerId: number,
  part: Part,
): Promise<ToldMove[]> {
  return findMoves(queries, 's.customer_id = $2', [accountId, customerId], part)
}

/** The moves into and out of one stage or segment, newest first, of the customers of these responsible users, or of all. */
export function findMovesOfPlace(
  queries: Queries,
  accountId: number,
  { kind, id }: Place,
  responsibles: readonly number[] | 'all',
  part: Part,
): Promise<ToldMove[]> {
  if (responsibles === 'all')
    return findMoves(queries, 's.kind = $2 and s.place_id = $3', [accountId, kind, id], part)
  return findMoves(
    queries,
    `s.kind = $2 and s.place_id = $3 and exists (select from customers c
       where c.account_id = $1 and c.id = s.customer_id and c.responsible_user_id = any($4::bigint[]))`,
    [accountId, kind, id, responsibles],
    part,
  )
}

/**
 * A page of both ends of stays, of which a stay's end is the later one. Each side is a range of an index: of the place's moments, or of
 * the customer's stays.
 */
function findMoves(
  queries: Queries,
  condition: string,
  values: readonly unknown[],
  { before, limit }: Part,
): Promise<ToldMove[]> {
  const { at, id, entered } = before ?? NEWEST
  const [atBound, idBound, limitBound] = [1, 2, 3].map((n) => `$${values.length + n}`)
  // Behind the end of a stay comes its beginning, at the same moment perhaps.
  const side = (column: 'from_at' | 'to_at', reason: 'came' | 'went', isEntry: boolean) =>
    `(select s.customer_id, s.id, s.kind, s.place_id, s.${column} as at, ${isEntry} as entered, s.${reason} as reason
      from stays s
      where s.account_id = $1 and ${condition} and s.${column} is not null
        and (s.${column}, s.id) ${isEntry && !entered ? '<=' : '<'} (${atBound}::bigint, ${idBound}::uuid)
      order by s.${column} desc, s.id desc limit ${limitBound})`
  return queries.query<ToldMove>(
    `select * from (${side('from_at', 'came', true)} union all ${side('to_at', 'went', false)}) moves
     order by at desc, id desc, entered limit ${limitBound}`,
    [...values, at, id, limit],
  )
}
