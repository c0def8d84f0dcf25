import type { UnixSeconds } from '../core/actor.ts'
import type { MaskName } from '../core/customer-columns.ts'
import { HALF } from '../core/segment-mask.ts'
import type { Queries } from '../db/database.ts'
import type { TargetKind, Reason } from '../engine/move.ts'

/** A stay's beginning or end, as it is told. */
export type MoveRow = {
  readonly customer_id: number
  /** That of the stay's beginning or end: those of one moment ascend in the order in which they were stored. */
  readonly id: string
  readonly kind: TargetKind
  readonly place_id: number
  readonly at: UnixSeconds
  readonly entered: boolean
  readonly reason: Reason
}

export type Target = { readonly kind: TargetKind; readonly id: number }

/** Where a page of moves ended. */
export type Position = Pick<MoveRow, 'at' | 'id' | 'entered'>

type Part = { readonly before: Position | undefined; readonly limit: number }

/** Behind every moment and every move. */
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
): Promise<MoveRow[]> {
  return findMoves(queries, 's.customer_id = $2', [accountId, customerId], part)
}

/** Whose customers are told of: those of these responsible users, or all. */
type Visible = readonly number[] | 'all'

/** Says of a row's customer that it is of the responsible users of a parameter. A customer who was purged is nobody's. */
function isVisible(customerId: string, responsibles: string): string {
  return `exists (select from customers c
    where c.account_id = $1 and c.id = ${customerId} and c.responsible_user_id = any(${responsibles}::bigint[]))`
}

/** The moves into and out of one stage or segment, newest first. */
export function findMovesOfTarget(
  queries: Queries,
  accountId: number,
  { kind, id }: Target,
  responsibles: Visible,
  part: Part,
): Promise<MoveRow[]> {
  if (responsibles === 'all')
    return findMoves(queries, 's.kind = $2 and s.place_id = $3', [accountId, kind, id], part)
  return findMoves(
    queries,
    `s.kind = $2 and s.place_id = $3 and ${isVisible('s.customer_id', '$4')}`,
    [accountId, kind, id, responsibles],
    part,
  )
}

/**
 * A page of both ends of stays, of which a stay's end is the later one. Each side is a range of an index: of the moments of the target, or of
 * the customer's stays.
 */
function findMoves(
  queries: Queries,
  condition: string,
  values: readonly unknown[],
  { before, limit }: Part,
): Promise<MoveRow[]> {
  const { at, id, entered } = before ?? NEWEST
  const [atBound, idBound, limitBound] = [1, 2, 3].map((n) => `$${values.length + n}`)
  // Behind the end of a stay comes its beginning, at the same moment perhaps. Old ends have the id of their beginning.
  const side = (column: 'from_at' | 'to_at', idColumn: 'id' | 'went_id', reason: 'came' | 'went') => {
    const isEntry = reason === 'came'
    return `(select s.customer_id, s.${idColumn} as id, s.kind, s.place_id, s.${column} as at, ${isEntry} as entered, s.${reason} as reason
      from stays s
      where s.account_id = $1 and ${condition} and s.${column} is not null
        and (s.${column}, s.${idColumn}) ${isEntry && !entered ? '<=' : '<'} (${atBound}::bigint, ${idBound}::uuid)
      order by s.${column} desc, s.${idColumn} desc limit ${limitBound})`
  }
  return queries.query<MoveRow>(
    `select * from (${side('from_at', 'id', 'came')} union all ${side('to_at', 'went_id', 'went')}) moves
     order by at desc, id desc, entered limit ${limitBound}`,
    [...values, at, id, limit],
  )
}

export type Stay = {
  readonly place_id: number
  readonly from_at: UnixSeconds
  readonly to_at: UnixSeconds | null
  readonly came: Reason
}

/** Where a customer was at a moment. */
export function findStaysAt(
  queries: Queries,
  accountId: number,
  customerId: number,
  kind: TargetKind,
  at: UnixSeconds,
): Promise<Stay[]> {
  return queries.query<Stay>(
    `select place_id, from_at, to_at, came from stays
     where account_id = $1 and customer_id = $2 and kind = $3 and from_at <= $4 and (to_at is null or to_at > $4)
     order by place_id`,
    [accountId, customerId, kind, at],
  )
}

/** A segment that a hand has put a customer in, or keeps it out of. */
export type HandMarked = { readonly id: number; readonly name: string; readonly hand: 'in' | 'out' }

/** What hands say of a customer now, by segment. */
export function findHandMarks(
  queries: Queries,
  accountId: number,
  customerId: number,
): Promise<HandMarked[]> {
  const has = (mask: MaskName) =>
    `(case when s.slot < ${HALF} then c.${mask}_low >> s.slot else c.${mask}_high >> s.slot - ${HALF} end) & 1 = 1`
  return queries.query<HandMarked>(
    `select s.id, s.name, case when ${has('hand_segments')} then 'in' else 'out' end as hand
     from customers c join segments s on s.account_id = c.account_id
     where c.account_id = $1 and c.id = $2 and (${has('hand_segments')} or ${has('out_segments')})
     order by s.id`,
    [accountId, customerId],
  )
}

const PRESENT_SIZE: { readonly [K in TargetKind]: string } = {
  segment: `select sum(customers) from segment_counts where account_id = $1 and segment_id = $3`,
  stage: `select count(*) from customers where account_id = $1 and status_id = $3 and deleted_at is null`,
}

/** Size of a target among the customers of some responsible users: the kept counts of segments include all customers. */
const VISIBLE_SIZE: { readonly [K in TargetKind]: string } = {
  segment: `select count(*) from segment_members m
    where account_id = $1 and segment_id = $3 and ${isVisible('m.customer_id', '$5')}`,
  stage: `${PRESENT_SIZE.stage} and responsible_user_id = any($5::bigint[])`,
}

/**
 * How many customers are in a target now, and how many more came than went between each point and the next, `change` of the last being
 * that until now. Looks at what has happened since the first point, and at nothing before.
 */
export async function findChanges(
  queries: Queries,
  accountId: number,
  { kind, id }: Target,
  responsibles: Visible,
  points: readonly UnixSeconds[],
): Promise<{ present: number; changes: ReadonlyMap<number, number> }> {
  const present = responsibles === 'all' ? PRESENT_SIZE : VISIBLE_SIZE
  const isSeen = responsibles === 'all' ? 'true' : isVisible('s.customer_id', '$5')
  const side = (column: 'from_at' | 'to_at', sign: '' | '-') =>
    `select width_bucket(${column} - 1, $4::bigint[]) as passed, ${sign}count(*) as change from stays s
     where account_id = $1 and kind = $2 and place_id = $3 and ${column} is not null and ${column} > ($4::bigint[])[1] and ${isSeen}
     group by 1`
  const rows = await queries.query<{ passed: number; change: number }>(
    `select passed, sum(change)::bigint as change from (${side('from_at', '')} union all ${side('to_at', '-')}) moves group by 1
     union all select 0, coalesce((${present[kind]}), 0)::bigint`,
    [accountId, kind, id, points, ...(responsibles === 'all' ? [] : [responsibles])],
  )
  const changes = new Map(rows.map(({ passed, change }) => [passed, change]))
  return { present: changes.get(0) ?? 0, changes }
}

/** The moves that time alone has made after one moment and until another, in the order in which they happened, and how many they are. */
export async function findMovesByTime(
  queries: Queries,
  accountId: number,
  after: UnixSeconds,
  until: UnixSeconds,
  limit: number,
): Promise<{ moves: MoveRow[]; count: number }> {
  // Target by target, for each has its moments in an index.
  const inTargets = (columns: string, column: 'from_at' | 'to_at', reason: 'came' | 'went', end: string) =>
    `select part.* from targets p cross join lateral (
       select ${columns} from stays s
       where s.account_id = $1 and s.kind = p.kind and s.place_id = p.id
         and s.${column} is not null and s.${column} > $2 and s.${column} <= $3 and s.${reason} ->> 'cause' = 'time'
       ${end}
     ) part`
  const rendered = (column: string, id: string, reason: string, isEntry: boolean) =>
    `s.customer_id, s.${id} as id, s.kind, s.place_id, s.${column} as at, ${isEntry} as entered, s.${reason} as reason`
  const first = (column: string, id: string) => `order by s.${column}, s.${id} limit $4`
  const targets = `with targets as (
      select 'stage' as kind, id from stages where account_id = $1
      union all select 'segment', id from segments where account_id = $1)`
  const [moves, [counted]] = await Promise.all([
    queries.query<MoveRow>(
      `${targets} select * from (
         ${inTargets(rendered('from_at', 'id', 'came', true), 'from_at', 'came', first('from_at', 'id'))}
         union all ${inTargets(rendered('to_at', 'went_id', 'went', false), 'to_at', 'went', first('to_at', 'went_id'))}
       ) moves order by at, id, entered desc limit $4`,
      [accountId, after, until, limit],
    ),
    queries.query<{ count: number }>(
      `${targets} select sum(n)::bigint as count from (
         ${inTargets('count(*) as n', 'from_at', 'came', '')}
         union all ${inTargets('count(*) as n', 'to_at', 'went', '')}
       ) counts`,
      [accountId, after, until],
    ),
  ])
  return { moves, count: counted?.count ?? 0 }
}
