import type { DefinitionsTrx } from '../account/scope.ts'
import type { Condition } from '../core/conditions/tree.ts'
import type { FieldValues } from '../core/field-types/values.ts'
import type { Queries, Trx } from '../db/database.ts'

export type SegmentToStore = {
  id: number
  slot: number
  name: string
  color: string
  available_products_price_types: readonly number[]
  fields: FieldValues
  created_at: number
  updated_at: number
  entry: Condition | null
  exit: Condition | null
}

export async function insertSegment(
  trx: DefinitionsTrx,
  accountId: number,
  segment: SegmentToStore,
): Promise<void> {
  await trx.query(
    `insert into segments (account_id, id, slot, name, color, available_products_price_types, fields, created_at, updated_at, entry, exit)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      accountId,
      segment.id,
      segment.slot,
      segment.name,
      segment.color,
      JSON.stringify(segment.available_products_price_types),
      JSON.stringify(segment.fields),
      segment.created_at,
      segment.updated_at,
      jsonOf(segment.entry),
      jsonOf(segment.exit),
    ],
  )
}

export async function updateSegment(
  trx: DefinitionsTrx,
  accountId: number,
  segment: SegmentToStore,
): Promise<void> {
  await trx.query(
    `update segments set name = $3, color = $4, available_products_price_types = $5, fields = $6, updated_at = $7,
       entry = $8, exit = $9
     where account_id = $1 and id = $2`,
    [
      accountId,
      segment.id,
      segment.name,
      segment.color,
      JSON.stringify(segment.available_products_price_types),
      JSON.stringify(segment.fields),
      segment.updated_at,
      jsonOf(segment.entry),
      jsonOf(segment.exit),
    ],
  )
}

function jsonOf(tree: Condition | null): string | null {
  return tree === null ? null : JSON.stringify(tree)
}

/** Deletes a segment, which nobody is in any more, with its counts. */
export async function deleteSegmentRow(trx: DefinitionsTrx, accountId: number, id: number): Promise<void> {
  const own = [accountId, id]
  await Promise.all([
    trx.query(`delete from segment_counts where account_id = $1 and segment_id = $2`, own),
    trx.query(`delete from segments where account_id = $1 and id = $2`, own),
  ])
}

/** Members of each segment: the sum of the parts that writers have added. Segments without members are absent. */
export async function countMembers(queries: Queries, accountId: number): Promise<Map<number, number>> {
  const rows = await queries.query<{ segment_id: number; customers: number }>(
    `select segment_id, sum(customers) as customers from segment_counts where account_id = $1 group by segment_id`,
    [accountId],
  )
  return new Map(rows.map((row) => [row.segment_id, row.customers]))
}

/** Joins the parts of every count into one, leaving those that a writer is adding at this moment. */
export async function joinCounts(trx: Trx, accountId: number): Promise<void> {
  await trx.query(
    `with gone as (
       delete from segment_counts c using (
         select account_id, segment_id, part from segment_counts where account_id = $1 for update skip locked
       ) p
       where c.account_id = p.account_id and c.segment_id = p.segment_id and c.part = p.part
       returning c.segment_id, c.customers
     )
     insert into segment_counts (account_id, segment_id, customers)
     select $1, segment_id, sum(customers) from gone group by segment_id having sum(customers) <> 0`,
    [accountId],
  )
}
