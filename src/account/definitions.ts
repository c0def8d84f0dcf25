import type { GroupOf } from '../core/rights.ts'
import { type Language, LANGUAGES, type Rights } from '../core/actor.ts'
import type { EntityName } from '../core/entity-names.ts'
import type { Calendar, FieldDefinition } from '../core/field-types/field-type.ts'
import { FieldSet } from '../core/field-types/field-set.ts'
import type { FieldValues } from '../core/field-types/values.ts'
import type { SegmentRule } from '../core/membership.ts'
import { digitsOf } from '../core/money.ts'
import type { StageRule } from '../core/placement.ts'
import { daysOf, parseRfc3339 } from '../core/time.ts'
import type { Queries } from '../db/database.ts'
import type { AccountRow } from '../db/tables.ts'
import { type Rules, rulesOf } from './rules.ts'

export type UserDefinition = {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly lang: string
  readonly is_admin: boolean
  readonly is_active: boolean
  readonly group_id: number
  readonly rights: Rights
  readonly uuid: string
}

export type StageDefinition = StageRule & {
  readonly name: string
  readonly sort: number
  readonly is_default: boolean
  readonly color: string
}

export type SegmentDefinition = SegmentRule & {
  readonly name: string
  readonly color: string
  readonly available_products_price_types: readonly number[]
  readonly fields: FieldValues
  readonly created_at: number
  readonly updated_at: number
}

/**
 * Everything of an account that is not customers: settings, users, fields, stages, segments. It changes seldom and is needed
 * by every request, so it is kept in memory under a version that every change of it raises.
 */
export class Definitions {
  readonly version: number
  readonly account: Omit<AccountRow, 'definitions_version'>
  readonly users: ReadonlyMap<number, UserDefinition>
  readonly groups: readonly { readonly id: number; readonly name: string; readonly uuid: string }[]
  readonly customerFields: FieldSet
  readonly #fields: ReadonlyMap<EntityName, FieldSet>
  /** By `sort`, then id: the order in which stages are shown and verdicts are given. */
  readonly stages: readonly StageDefinition[]
  readonly segments: ReadonlyMap<number, SegmentDefinition>
  readonly segmentsBySlot: readonly (SegmentDefinition | undefined)[]
  readonly calendar: Calendar
  /** How many digits the account's currency has behind the decimal point. */
  readonly currencyDigits: number
  readonly #row: DefinitionsRow
  #rules: Rules | undefined

  constructor(row: DefinitionsRow) {
    this.#row = row
    this.version = row.account.definitions_version
    this.account = row.account
    this.users = new Map(row.users.map((user) => [user.id, user]))
    this.groups = row.groups
    const fields = Map.groupBy(row.fields, (field) => field.entity)
    this.#fields = new Map([...fields].map(([entity, definitions]) => [entity, new FieldSet(definitions)]))
    this.customerFields = this.fieldsOf('customers')
    this.stages = row.stages
    this.segments = new Map(row.segments.map((segment) => [segment.id, segment]))
    const bySlot: SegmentDefinition[] = []
    for (const segment of row.segments) bySlot[segment.slot] = segment
    this.segmentsBySlot = bySlot
    this.currencyDigits = digitsOf(row.account.currency)
    this.calendar = { ...daysOf(row.account.timezone), parseRfc3339 }
  }

  get language(): Language {
    return LANGUAGES.find((language) => language === this.account.language) ?? 'en'
  }

  /** The rules in force, prepared for evaluating customers. */
  get rules(): Rules {
    return (this.#rules ??= rulesOf(this))
  }

  /** Returns these definitions with other stages or segments, as an unsaved change would make them. */
  with(change: {
    stages?: readonly StageDefinition[]
    segments?: readonly SegmentDefinition[]
  }): Definitions {
    return new Definitions({ ...this.#row, ...change })
  }

  /** The custom fields of an entity. */
  fieldsOf(entity: EntityName): FieldSet {
    return this.#fields.get(entity) ?? NO_FIELDS
  }

  /** The group of a user, for rights. */
  readonly groupOf: GroupOf = (userId) => this.users.get(userId)?.group_id

  /** Whether a stage of this id exists. */
  hasStage(id: number): boolean {
    return this.stages.some((stage) => stage.id === id)
  }
}

const NO_FIELDS = new FieldSet([])

type DefinitionsRow = {
  account: Omit<AccountRow, 'definitions_version'> & { definitions_version: number }
  users: readonly UserDefinition[]
  groups: readonly { id: number; name: string; uuid: string }[]
  fields: readonly FieldDefinition[]
  /** In the order of `sort`, then id. */
  stages: readonly StageDefinition[]
  segments: readonly SegmentDefinition[]
}

/** One statement, so that all of it is of one moment. */
const LOAD = `
  select to_jsonb(a) as account,
    (select coalesce(jsonb_agg(to_jsonb(u) - 'password_hash' order by u.id), '[]') from users u where u.account_id = a.id) as users,
    (select coalesce(jsonb_agg(to_jsonb(g) order by g.id), '[]') from user_groups g where g.account_id = a.id) as groups,
    (select coalesce(jsonb_agg(to_jsonb(f) order by f.sort, f.id), '[]') from custom_fields f where f.account_id = a.id) as fields,
    (select coalesce(jsonb_agg(to_jsonb(s) order by s.sort, s.id), '[]') from stages s where s.account_id = a.id) as stages,
    (select coalesce(jsonb_agg(to_jsonb(s) order by s.id), '[]') from segments s where s.account_id = a.id) as segments
  from accounts a where a.id = $1`

/** The definitions of an account as they stand for `queries`; undefined when there is no such account. */
export async function findDefinitions(queries: Queries, accountId: number): Promise<Definitions | undefined> {
  const [row] = await queries.query<DefinitionsRow>(LOAD, [accountId])
  return row && new Definitions(row)
}
