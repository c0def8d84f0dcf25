import { type Columns, RowInsert, RowUpdate } from '../db/rows.ts'
import type { TargetKind, Reason } from './move.ts'

/** A stay of a customer in a stage or segment: `from_at` included, `to_at` not; without `to_at` it lasts. */
export type StayRow = {
  customer_id: number
  /** Of its beginning. Ids of beginnings and ends ascend in the order in which these were stored. */
  id: string
  kind: TargetKind
  place_id: number
  from_at: number
  to_at: number | null
  /** Of its end. */
  went_id: string | null
  came: Reason
  went: Reason | null
}

const COLUMNS: Columns<StayRow> = {
  customer_id: 'bigint',
  id: 'uuid',
  kind: 'text',
  place_id: 'bigint',
  from_at: 'bigint',
  to_at: 'bigint',
  went_id: 'uuid',
  came: 'jsonb',
  went: 'jsonb',
}
/** The end of the stay that lasts. */
export type StayEnd = Pick<StayRow, 'customer_id' | 'kind' | 'place_id' | 'to_at' | 'went_id' | 'went'>

const END_COLUMNS: Columns<StayEnd> = {
  customer_id: 'bigint',
  kind: 'text',
  place_id: 'bigint',
  to_at: 'bigint',
  went_id: 'uuid',
  went: 'jsonb',
}

export const insertStays = new RowInsert('stays', COLUMNS)
/** Ends the stay that lasts. */
export const closeStays = new RowUpdate(
  'stays',
  ['customer_id', 'kind', 'place_id'],
  END_COLUMNS,
  't.to_at is null',
)
