import type { UnixSeconds } from '../core/actor.ts'
import type { ExpectingPurchase } from '../core/expectation.ts'
import { readInBlocks } from '../db/blocks.ts'
import type { Queries, Snapshot } from '../db/database.ts'
import type { Streams } from './blocks.ts'
import type { Kept } from './entity-queries.ts'

/** Rows of a block. */
const SIZE = 2000

/** What other tables keep of one customer, a row for each. */
export type CustomerKept = Kept & {
  readonly totals: {
    readonly entity_id: number
    readonly ltv_minor: number
    readonly purchases_count: number
    readonly first_purchase_at: number | null
    readonly last_purchase_at: number | null
    readonly purchases_recorded: number
    /** Of those that rules read. */
    readonly moments: readonly number[] | null
    readonly prices: readonly number[] | null
    readonly elements: readonly (readonly number[])[] | null
  }
  /** What its purchases say of the next one. */
  readonly expecting: { readonly entity_id: number; readonly purchases: readonly ExpectingPurchase[] }
  readonly members: { readonly entity_id: number; readonly segments: readonly number[] }
  readonly stays: {
    readonly entity_id: number
    readonly open: readonly string[] | null
    readonly backward: readonly string[] | null
    readonly overlapping: readonly string[] | null
    readonly half: readonly string[] | null
  }
}

/** Which purchases the rules in force read: those of a moment and later, with their elements or without. */
export type PurchasesRead = { readonly since: UnixSeconds; readonly elements: boolean }

/** The rows of the tables that only customers have, each stream in the order of the customers. */
export function readKeptOfCustomers(
  snapshot: Snapshot,
  accountId: number,
  purchases: PurchasesRead | undefined,
): Streams<Omit<CustomerKept, keyof Kept>> {
  const read = <Name extends keyof CustomerKept>(name: Name, select: string) =>
    readInBlocks<CustomerKept[Name]>(snapshot, name, select, SIZE)
  return {
    totals: read('totals', totalsOf(accountId, purchases)),
    expecting: read('expecting', expectingOf(accountId)),
    members: read(
      'members',
      `select customer_id as entity_id, array_agg(segment_id order by segment_id) as segments
       from segment_members where account_id = ${accountId} group by customer_id order by customer_id`,
    ),
    stays: read('stays', staysOf(accountId)),
  }
}

function totalsOf(accountId: number, purchases: PurchasesRead | undefined): string {
  const counted = 'filter (where not is_deleted)'
  const read = purchases && `filter (where not is_deleted and made_at >= ${purchases.since})`
  const all = (value: string) => `array_agg(${value} order by made_at, id) ${read}`
  const elements = `jsonb_agg(coalesce(jsonb_path_query_array(catalog_elements, '$[*].id'), '[]') order by made_at, id) ${read}`
  return `select customer_id as entity_id, coalesce(sum(price_minor) ${counted}, 0)::float8 as ltv_minor, count(*) ${counted} as purchases_count,
      min(made_at) ${counted} as first_purchase_at, max(made_at) ${counted} as last_purchase_at, max(sequence) as purchases_recorded,
      ${read ? `${all('made_at')} as moments, ${all('price_minor')} as prices` : 'null as moments, null as prices'},
      ${purchases?.elements ? elements : 'null'} as elements
    from transactions where account_id = ${accountId} group by customer_id order by customer_id`
}

/** Purchases that are not deleted and say something of the next one, in the order of their numbers. */
function expectingOf(accountId: number): string {
  return `select customer_id as entity_id, jsonb_agg(jsonb_build_object('sequence', sequence, 'given_next_date', given_next_date,
      'given_next_price_minor', given_next_price_minor, 'period_next_date', period_next_date, 'is_newest', is_newest)
      order by sequence, id) as purchases
    from (
      select *, made_at >= max(made_at) over (partition by customer_id order by sequence, id) as is_newest
      from transactions where account_id = ${accountId} and not is_deleted
    ) t
    where coalesce(given_next_date, given_next_price_minor, period_next_date) is not null
    group by customer_id order by customer_id`
}

/** A customer is in one stage at a time, and once in a segment. What lasts has no end; what has ended did so not before it began. */
function staysOf(accountId: number): string {
  const those = (condition: string) =>
    `array_agg(kind || ' ' || place_id order by from_at, id) filter (where ${condition})`
  return `select customer_id as entity_id, ${those('to_at is null')} as open, ${those('to_at < from_at')} as backward,
      ${those('from_at < free_at')} as overlapping, ${those('num_nulls(to_at, went_id, went) in (1, 2)')} as half
    from (
      select customer_id, kind, place_id, from_at, to_at, id, went_id, went,
        lag(coalesce(to_at, ${Number.MAX_SAFE_INTEGER})) over (
          partition by customer_id, kind, case kind when 'segment' then place_id end
          order by from_at, coalesce(to_at, ${Number.MAX_SAFE_INTEGER}), id
        ) as free_at
      from stays where account_id = ${accountId}
    ) s group by customer_id order by customer_id`
}

/** The accounts to check: all of them, or one. */
export async function findAccounts(queries: Queries, only: number | undefined): Promise<number[]> {
  const rows = await queries.query<{ id: number }>(
    `select id from accounts where $1::bigint is null or id = $1 order by id`,
    [only ?? null],
  )
  return rows.map((row) => row.id)
}

/** The earliest moment at which a customer was evaluated that is due by now; undefined if nobody is. */
export async function findEarliestDue(
  queries: Queries,
  accountId: number,
  now: UnixSeconds,
): Promise<number | undefined> {
  const [row] = await queries.query<{ at: number | null }>(
    `select min(evaluated_at) as at from customers where account_id = $1 and due_at <= $2`,
    [accountId, now],
  )
  return row?.at ?? undefined
}

/** The number of members of each segment as it is kept, by id. */
export async function findCounts(queries: Queries, accountId: number): Promise<Map<number, number>> {
  const rows = await queries.query<{ segment_id: number; customers: number }>(
    `select segment_id, sum(customers) as customers from segment_counts where account_id = $1
     group by segment_id order by segment_id`,
    [accountId],
  )
  return new Map(rows.map((row) => [row.segment_id, row.customers]))
}

/** A transaction and how often events tell that it was added and deleted. */
export type TransactionEvents = {
  readonly id: number
  readonly exists: boolean
  readonly is_deleted: boolean
  readonly added: number
  readonly deleted: number
}

/**
 * Transactions whose events do not tell what became of them: one that it was added, and, once it is deleted, one that it was; none of
 * them twice, and, unless all events are there (`isComplete`), perhaps none. Those of a customer that was thrown away are gone with
 * it, and their events stay.
 */
export function readWrongTransactionEvents(
  snapshot: Snapshot,
  accountId: number,
  isComplete: boolean,
): AsyncGenerator<TransactionEvents[]> {
  const wrong = (count: string, expected: string) =>
    `coalesce(${count}, 0) ${isComplete ? '<>' : '>'} ${expected}`
  return readInBlocks(
    snapshot,
    'mistold',
    `select coalesce(t.id, e.id) as id, t.id is not null as exists, coalesce(t.is_deleted, false) as is_deleted,
       coalesce(e.added, 0) as added, coalesce(e.deleted, 0) as deleted
     from (select id, is_deleted from transactions where account_id = ${accountId}) t
     full join (
       select entity_id as id, count(*) filter (where type = 'transaction_added') as added,
         count(*) filter (where type = 'transaction_deleted') as deleted, min((data->>'customer_id')::bigint) as customer_id
       from events where account_id = ${accountId} and entity_type = 'transaction' group by entity_id
     ) e on e.id = t.id
     where case when t.id is null
       then exists (select from customers c where c.account_id = ${accountId} and c.id = e.customer_id)
       else ${wrong('e.added', '1')} or ${wrong('e.deleted', 't.is_deleted::int')} end`,
    SIZE,
  )
}

/** Whether no event of the account has been forgotten yet. */
export async function hasAllEvents(queries: Queries, accountId: number): Promise<boolean> {
  const rows = await queries.query(
    `select from event_heads h where h.account_id = $1 and h.last_number > 0
       and not exists (select from event_batches b where b.account_id = $1 and b.first_number = 1)`,
    [accountId],
  )
  return rows.length === 0
}

/** A batch and how many events it has; with a number, the one after those of the batch before. */
export type BatchFound = {
  readonly id: string
  readonly events: number
  readonly rows: number
  readonly first_number: number | null
  readonly expected: number | null
}

/** Batches that have other events than they say, or whose numbers do not follow those of the batch before. */
export function readWrongBatches(snapshot: Snapshot, accountId: number): AsyncGenerator<BatchFound[]> {
  return readInBlocks(
    snapshot,
    'batches',
    `select coalesce(b.id, e.batch_id) as id, coalesce(b.events, 0) as events, coalesce(e.rows, 0) as rows, b.first_number,
       coalesce(b.expected, b.first_number) as expected
     from (
       select id, events, first_number, case when first_number is not null then
           lag(first_number + events) over (partition by first_number is null order by first_number) end as expected
       from event_batches where account_id = ${accountId}
     ) b full join (
       select batch_id, count(*) filter (where place = position) as rows from (
         select batch_id, position, row_number() over (partition by batch_id order by position) - 1 as place
         from events where account_id = ${accountId}
       ) placed group by batch_id
     ) e on e.batch_id = b.id
     where b.events is distinct from e.rows or b.first_number <> b.expected`,
    SIZE,
  )
}

/** The last number that was given, and that of the last event which has one; null if none has. */
export async function findLastNumber(
  queries: Queries,
  accountId: number,
): Promise<{ last_number: number | null; given: number | null }> {
  const [row] = await queries.query<{ last_number: number | null; given: number | null }>(
    `select (select last_number from event_heads where account_id = $1) as last_number,
       (select max(first_number + events - 1) from event_batches where account_id = $1) as given`,
    [accountId],
  )
  return row ?? { last_number: null, given: null }
}
