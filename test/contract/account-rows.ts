import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import { DEFAULT_SEGMENT_COLOR } from '../../src/core/palettes.ts'
import { STAGE_TYPE } from '../../src/core/placement.ts'
import type { Tables } from '../../src/db/tables.ts'
import type { Given, GivenField, GivenSegment, GivenStage, PrintedExchange } from './exchange.ts'
import { listedStages } from './printed/statuses.ts'
import { storedConditions, storedFieldValues } from './stored-form.ts'

/** Ids that are not printed begin here, as those that the server allots do. */
export const FIRST_ID = 1001
/** The administrator who sends the requests; printed users are others. */
export const ADMIN_ID = 1001
/** 2020-01-01, before every printed moment. What has no printed time is of then. */
export const EARLY = 1_577_836_800
const GROUP_ID = FIRST_ID

/** The account of an exchange with all that is not customers. Contacts, catalogs and their fields are ids without rows. */
export function accountRows({ given, mode }: PrintedExchange) {
  const account_id = given.flatMap((one) => ('account' in one ? [one.account.id] : []))[0] ?? FIRST_ID
  const users = given.flatMap((one) => ('user' in one ? [one.user.id] : []))
  const fields = given.flatMap((one) => ('field' in one ? [one.field] : []))
  const segments = given.flatMap((one) => ('segment' in one ? [one.segment] : []))
  const accounts: [Row<'accounts'>] = [accountRow(account_id, mode)]
  return {
    accounts,
    user_groups: [{ account_id, id: GROUP_ID, name: 'Sales', uuid: randomUUID() }],
    users: [ADMIN_ID, ...users].map((id) => userRow(account_id, id)),
    custom_fields: fields.flatMap((field, at) => fieldRows(account_id, field, at)),
    tags: tagsOf(given).map((tag) => ({
      account_id,
      entity: 'customers' as const,
      ...tag,
      name_key: tag.name,
      color: null,
    })),
    stages: stagesOf(given).map((stage) => stageRow(account_id, stage)),
    segments: segments.map((segment, slot) => segmentRow(account_id, segment, slot)),
  }
}

type Row<Table extends keyof Tables> = Insertable<Tables[Table]>

function accountRow(id: number, mode: PrintedExchange['mode']): Row<'accounts'> {
  return {
    id,
    subdomain: 'example',
    name: 'Example',
    country: 'US',
    currency: 'USD',
    language: 'en',
    timezone: 'UTC',
    customers_available: true,
    customers_enabled: true,
    customers_mode: mode,
    created_by: 0,
    updated_by: 0,
    created_at: EARLY,
    updated_at: EARLY,
  }
}

function userRow(account_id: number, id: number): Row<'users'> {
  return {
    account_id,
    id,
    name: `User ${id}`,
    email: `user-${id}@example.com`,
    lang: 'en',
    password_hash: '',
    is_admin: id === ADMIN_ID,
    is_active: true,
    group_id: GROUP_ID,
    rights: '{}',
    uuid: randomUUID(),
    created_at: EARLY,
  }
}

function fieldRows(account_id: number, field: GivenField, sort: number): Row<'custom_fields'>[] {
  const { id, entity, type, name = `Field ${id}`, code = null, enums } = field
  if (entity === 'catalogs') return []
  const options = enums?.map((option, at) => ({ ...option, sort: at, code: null }))
  return [
    {
      account_id,
      id,
      entity,
      name,
      type,
      code,
      sort,
      is_api_only: false,
      group_id: null,
      enums: options ? JSON.stringify(options) : null,
      settings: '{}',
      created_at: EARLY,
      updated_at: EARLY,
    },
  ]
}

function tagsOf(given: readonly Given[]): { id: number; name: string }[] {
  return given.flatMap((one) => {
    if ('tag' in one) return [one.tag]
    return 'customer' in one ? (one.customer._embedded?.tags ?? []) : []
  })
}

/** The account's own stages are those of the printed list; a given system stage takes the place of the one of its type. */
function stagesOf(given: readonly Given[]): GivenStage[] {
  const stages = given.flatMap((one) => ('stage' in one ? [one.stage] : []))
  const replaces = (own: GivenStage) => (stage: GivenStage) =>
    stage.id === own.id || (stage.type === own.type && own.type !== STAGE_TYPE.regular)
  return [...listedStages.filter((own) => !stages.some(replaces(own))), ...stages]
}

function stageRow(account_id: number, stage: GivenStage): Row<'stages'> {
  const { id, name, sort, type, is_default, color } = stage
  const conditions = storedConditions(stage)
  return {
    account_id,
    id,
    name,
    sort,
    type,
    is_default,
    color,
    conditions: conditions && JSON.stringify(conditions),
  }
}

function segmentRow(account_id: number, segment: GivenSegment, slot: number): Row<'segments'> {
  return {
    account_id,
    id: segment.id,
    slot,
    name: segment.name ?? `Segment ${segment.id}`,
    color: segment.color ?? DEFAULT_SEGMENT_COLOR,
    available_products_price_types: JSON.stringify(segment.available_products_price_types ?? []),
    fields: JSON.stringify(storedFieldValues(segment.custom_fields_values ?? [])),
    created_at: segment.created_at ?? EARLY,
    updated_at: segment.updated_at ?? EARLY,
  }
}
