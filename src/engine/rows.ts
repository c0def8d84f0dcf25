import {
  columnsWith,
  type ColumnsWith,
  type ColumnValues,
  CUSTOMER_COLUMNS,
  type MaskHalf,
  MASKS,
} from '../core/customer-columns.ts'
import type { FieldValues } from '../core/field-types/values.ts'
import { bitOf } from '../core/segment-mask.ts'
import type { Queries, Trx } from '../db/database.ts'
import { type Columns, RowInsert, RowUpdate } from '../db/rows.ts'
import { HOLDS_TAG } from '../entities/tag-rows.ts'
import type { Customer } from './customer.ts'

/** A row as it is stored: the masks as their halves. */
export type StoredCustomer = Readonly<
  Omit<ColumnValues, ColumnsWith<{ generated: true }> | 'tag_ids' | 'fields'>
> & {
  readonly tag_ids: readonly number[]
  readonly fields: FieldValues
}

const COLUMNS = Object.fromEntries(
  Object.entries(CUSTOMER_COLUMNS).flatMap(([name, spec]) =>
    'generated' in spec ? [] : [[name, spec.type]],
  ),
) as Columns<StoredCustomer>
const NAMES = Object.keys(COLUMNS).join(', ')

/** What an evaluation changes of a row. */
type EvaluatedRow = Pick<StoredCustomer, ColumnsWith<{ evaluated: true }>>
const EVALUATED = Object.fromEntries(
  columnsWith({ evaluated: true }).map((name) => [name, COLUMNS[name]]),
) as Columns<EvaluatedRow>

export type Member = { segment_id: number; customer_id: number }
const MEMBER_COLUMNS: Columns<Member> = { segment_id: 'bigint', customer_id: 'bigint' }

export type CountDelta = { segment_id: number; customers: number }
const COUNT_COLUMNS: Columns<CountDelta> = { segment_id: 'bigint', customers: 'bigint' }

export const insertCustomers = new RowInsert('customers', COLUMNS)
export const updateCustomers = new RowUpdate('customers', ['id'], COLUMNS)
export const updateEvaluated = new RowUpdate<EvaluatedRow>('customers', ['id'], EVALUATED)
export const insertMembers = new RowInsert('segment_members', MEMBER_COLUMNS)
export const insertCountDeltas = new RowInsert('segment_counts', COUNT_COLUMNS)

export function deleteMembers(trx: Trx, accountId: number, members: readonly Member[]): void {
  if (members.length === 0) return
  trx.later(
    `delete from segment_members m using unnest($2::bigint[], $3::bigint[]) as u(segment_id, customer_id)
     where m.account_id = $1 and m.segment_id = u.segment_id and m.customer_id = u.customer_id`,
    [accountId, members.map((member) => member.segment_id), members.map((member) => member.customer_id)],
  )
}

/** Locks customers for a write, in the order of their ids so that two batches never wait for each other in a cycle. Deleted ones too. */
export async function lockRows(trx: Trx, accountId: number, ids: readonly number[]): Promise<Customer[]> {
  const rows = await trx.query<StoredCustomer>(
    `select ${NAMES} from customers where account_id = $1 and id = any($2::bigint[]) order by id for update`,
    [accountId, ids],
  )
  return rows.map(fromRow)
}

/** Customers by id, in the order of their ids, as they stand; deleted ones too. */
export async function findCustomerRows(
  queries: Queries,
  accountId: number,
  ids: readonly number[],
): Promise<Customer[]> {
  const rows = await queries.query<StoredCustomer>(
    `select ${NAMES} from customers where account_id = $1 and id = any($2::bigint[]) order by id`,
    [accountId, ids],
  )
  return rows.map(fromRow)
}

/** The next block of customers after an id, deleted ones too, as they stand. */
export async function readBlock(
  queries: Queries,
  accountId: number,
  afterId: number,
  size: number,
): Promise<Customer[]> {
  const rows = await queries.query<StoredCustomer>(
    `select ${NAMES} from customers where account_id = $1 and id > $2 order by id limit $3`,
    [accountId, afterId, size],
  )
  return rows.map(fromRow)
}

/** What some customers hold: a value of a custom field, a tag, or the bit of a segment's slot in any mask. */
export type Holding = { readonly field: number } | { readonly tag: number } | { readonly slot: number }

/** Locks the next block of customers after an id that hold something. */
export async function lockBlock(
  trx: Trx,
  accountId: number,
  afterId: number,
  size: number,
  holding: Holding,
): Promise<Customer[]> {
  const { condition, value } = holdingCondition(holding)
  const rows = await trx.query<StoredCustomer>(
    `select ${NAMES} from customers
     where account_id = $1 and id > $2 and deleted_at is null and ${condition}
     order by id limit $3 for update`,
    [accountId, afterId, size, ...value],
  )
  return rows.map(fromRow)
}

function holdingCondition(holding: Holding): { condition: string; value: unknown[] } {
  if ('field' in holding) return { condition: 'fields ? $4', value: [String(holding.field)] }
  if ('tag' in holding) return { condition: HOLDS_TAG, value: [holding.tag] }
  const { columns, bit } = columnsOfSlot(holding.slot)
  return { condition: `(${columns.join(' | ')}) & $4::bigint <> 0`, value: [bit] }
}

/** The columns that may hold the bit of a slot, one of each mask. */
function columnsOfSlot(slot: number): { columns: readonly MaskHalf[]; bit: number } {
  const { half, bit } = bitOf(slot)
  return { columns: MASKS.map((mask) => `${mask}_${half}` as const), bit }
}

/** Customers whose moment has come, in the order of these moments, locked; those that another transaction has locked are its own to move. */
export async function lockDueRows(
  trx: Trx,
  accountId: number,
  now: number,
  size: number,
): Promise<Customer[]> {
  const rows = await trx.query<StoredCustomer>(
    `select ${NAMES} from customers where account_id = $1 and due_at <= $2
     order by due_at, id limit $3 for update skip locked`,
    [accountId, now, size],
  )
  return rows.map(fromRow)
}

function fromRow(row: StoredCustomer): Customer {
  const {
    segments_low,
    segments_high,
    hand_segments_low,
    hand_segments_high,
    out_segments_low,
    out_segments_high,
    ...rest
  } = row
  return {
    ...rest,
    segments: { low: segments_low, high: segments_high },
    hand_segments: { low: hand_segments_low, high: hand_segments_high },
    out_segments: { low: out_segments_low, high: out_segments_high },
  }
}

export function toRow(customer: Customer): StoredCustomer {
  const { segments, hand_segments, out_segments, ...rest } = customer
  return {
    ...rest,
    segments_low: segments.low,
    segments_high: segments.high,
    hand_segments_low: hand_segments.low,
    hand_segments_high: hand_segments.high,
    out_segments_low: out_segments.low,
    out_segments_high: out_segments.high,
  }
}

/** Takes the bit of a slot off the deleted customers of the account, so that it can be given to another segment. */
export async function clearSlotOfDeleted(trx: Trx, accountId: number, slot: number): Promise<void> {
  const { columns, bit } = columnsOfSlot(slot)
  await trx.query(
    `update customers set ${columns.map((column) => `${column} = ${column} & ~$2::bigint`).join(', ')}
     where account_id = $1 and deleted_at is not null and (${columns.join(' | ')}) & $2::bigint <> 0`,
    [accountId, bit],
  )
}
