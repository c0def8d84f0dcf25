import { v7 as uuidv7 } from 'uuid'
import type { Scope } from '../account/scope.ts'
import { type Columns, RowInsert } from '../db/rows.ts'

export type EventType =
  | 'customer_added'
  | 'customer_changed'
  | 'customer_deleted'
  | 'customer_restored'
  | 'transaction_added'
  | 'transaction_deleted'
  | 'stage_added'
  | 'stage_changed'
  | 'stage_deleted'
  | 'segment_added'
  | 'segment_changed'
  | 'segment_deleted'
  | 'custom_field_added'
  | 'custom_field_changed'
  | 'custom_field_deleted'
  | 'tag_added'
  | 'tag_deleted'
  | 'mode_changed'
  | 'account_changed'

export type EventEntity =
  'customer' | 'transaction' | 'stage' | 'segment' | 'custom_field' | 'tag' | 'account'

/** One thing that happened. `version` is that of the customer after it: events of one customer are ordered by it. */
export type NewEvent = {
  type: EventType
  entity_type: EventEntity
  entity_id: number
  version: number | null
  /** What changed: `{ name: ['before', 'after'] }`; for what is new or gone, what a reader needs of it. */
  data: Readonly<Record<string, unknown>>
}

type EventRow = NewEvent & { id: string; created_by: number; created_at: number }

const COLUMNS: Columns<EventRow> = {
  id: 'uuid',
  type: 'text',
  entity_type: 'text',
  entity_id: 'bigint',
  version: 'bigint',
  created_by: 'bigint',
  created_at: 'bigint',
  data: 'jsonb',
}
const insertEvents = new RowInsert('events', COLUMNS)

/** Records events as rows of the write's own transaction: nothing is told of what was rolled back, nothing committed is forgotten. */
export function recordEvents(scope: Scope, events: readonly NewEvent[]): void {
  const { accountId, userId } = scope.actor
  insertEvents.run(
    scope.trx,
    accountId,
    events.map((event) => ({ ...event, id: uuidv7(), created_by: userId, created_at: scope.now })),
  )
}
