import type { ColumnType, Generated } from 'kysely'
import type { Rights } from '../core/actor.ts'
import type { ColumnName, ColumnsWith, ColumnValues } from '../core/customer-columns.ts'
import type { EntityName } from '../core/entity-names.ts'

/** The columns that lists and single reads build queries over. Rows that are only ever written set-based are typed beside their writer. */
export type Tables = {
  accounts: AccountRow
  users: UserRow
  user_groups: { account_id: number; id: number; name: string; uuid: string }
  tokens: TokenRow
  custom_fields: CustomFieldRow
  tags: {
    account_id: number
    id: number
    entity: EntityName
    name: string
    /** The name in the form in which names are looked up; another than the name only where that is older than this form. */
    name_key: string
    color: string | null
  }
  stages: StageRow
  segments: SegmentRow
  segment_members: { account_id: number; segment_id: number; customer_id: number }
  segment_counts: { account_id: number; segment_id: number; part: Generated<string>; customers: number }
  customers: CustomerRow
  entity_tags: { account_id: number; tag_id: number; entity_id: number }
  entity_search: {
    account_id: number
    entity: EntityName
    entity_id: number
    name_folded: string
    words: string
    tokens: string[]
  }
  transactions: TransactionRow
  links: LinkRow
}

/** jsonb: read parsed, written as text. */
type Json<T> = ColumnType<T, string, string>

export type AccountRow = {
  id: number
  subdomain: string
  name: string
  country: string
  currency: string
  language: string
  timezone: string
  customers_available: boolean
  customers_enabled: boolean
  customers_mode: 'segments' | 'periodicity'
  definitions_version: Generated<number>
  created_by: number
  updated_by: number
  created_at: number
  updated_at: number
}

export type UserRow = {
  account_id: number
  id: number
  name: string
  email: string
  lang: string
  password_hash: string
  is_admin: boolean
  is_active: boolean
  group_id: number
  rights: Json<Rights>
  uuid: string
  created_at: number
}

export type TokenRow = {
  account_id: number
  id: string
  user_id: number
  name: string
  created_at: number
  expires_at: number
  revoked_at: number | null
}

export type CustomFieldRow = {
  account_id: number
  id: number
  entity: EntityName
  name: string
  type: string
  code: string | null
  sort: number
  is_api_only: boolean
  group_id: string | null
  enums: Json<unknown> | null
  settings: Json<unknown>
  created_at: number
  updated_at: number
}

export type StageRow = {
  account_id: number
  id: number
  name: string
  sort: number
  type: number
  is_default: boolean
  color: string
  conditions: Json<unknown> | null
}

export type SegmentRow = {
  account_id: number
  id: number
  slot: number
  name: string
  color: string
  available_products_price_types: Json<unknown>
  fields: Json<unknown>
  created_at: number
  updated_at: number
  entry: Json<unknown> | null
  exit: Json<unknown> | null
}

export type CustomerRow = { account_id: number } & {
  [Name in Exclude<ColumnName, GeneratedColumn | 'fields'>]: ColumnValues[Name]
} & { [Name in GeneratedColumn]: Generated<ColumnValues[Name]> } & { fields: Json<unknown> }

type GeneratedColumn = ColumnsWith<{ generated: true }>

export type TransactionRow = {
  account_id: number
  id: number
  customer_id: number
  price_minor: number
  comment: string | null
  completed_at: number
  made_at: number
  catalog_elements: Json<unknown>
  sequence: number
  given_next_date: number | null
  given_next_price_minor: number | null
  period_next_date: number | null
  created_by: number
  updated_by: number
  created_at: number
  updated_at: number
  is_deleted: boolean
}

export type LinkRow = {
  account_id: number
  from_entity: EntityName
  from_id: number
  to_entity: EntityName
  to_id: number
  is_main: boolean
  metadata: Json<unknown> | null
}
