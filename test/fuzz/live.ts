import type { Reference } from '../../src/core/conditions/kind.ts'
import { withNames } from '../../src/core/conditions/references.ts'
import type { Condition } from '../../src/core/conditions/tree.ts'
import { FIELD_TYPE_NAMES, type FieldTypeName } from '../../src/core/field-types/field-type.ts'
import type { Queries } from '../../src/db/database.ts'

/** Of what an account has ids. */
export type Kind =
  'customer' | 'stage' | 'segment' | 'tag' | 'purchase' | 'field' | 'segmentField' | 'user' | 'option'

type LiveField = { readonly id: number; readonly type: FieldTypeName; readonly options: readonly number[] }

/** What the account has at the moment at which a request is written. Requests are made before that, and refer to it. */
export type Live = {
  readonly ids: Readonly<Record<Kind, readonly number[]>>
  readonly fields: Readonly<Record<'field' | 'segmentField', readonly LiveField[]>>
}

/** The id of something that the account has: the same one as long as it has the same. */
export class IdOf {
  readonly kind: Kind
  readonly nth: number
  constructor(kind: Kind, nth: number) {
    this.kind = kind
    this.nth = nth
  }

  in(live: Live): number {
    return pick(live.ids[this.kind], this.nth) ?? 1
  }
}

/** What each type of field may be given; `option` stands for an option that the field has. */
export type Candidates = Readonly<Record<FieldTypeName, readonly object[]>>

/** A value of a field that the account has, fit for its type. */
export class ValueOf {
  readonly kind: 'field' | 'segmentField'
  readonly nth: number
  readonly candidates: Candidates
  constructor(kind: 'field' | 'segmentField', nth: number, candidates: Candidates) {
    this.kind = kind
    this.nth = nth
    this.candidates = candidates
  }

  in(live: Live): object {
    const field = pick(live.fields[this.kind], this.nth)
    if (field === undefined) return { field_id: 1, values: [] }
    const values = this.candidates[field.type].map((candidate, i) =>
      'option' in candidate ? { enum_id: pick(field.options, this.nth + i) } : candidate,
    )
    return { field_id: field.id, values }
  }
}

/** Tags that trees name, whether or not there are any. */
export const TAG_NAMES = ['vip', 'new', 'newer']
/** How many fields of each type trees tell apart. */
export const FIELDS_OF_TYPE = 2

/**
 * A tree of conditions whose ids count what the account has: 0 is its first tag, segment, stage, or option of the field; 1 is its first
 * user. Fields are counted by type, {@link FIELDS_OF_TYPE} of each in the order of the types; tags below 0 are {@link TAG_NAMES}.
 */
export class TreeOf {
  readonly tree: Condition
  constructor(tree: Condition) {
    this.tree = tree
  }

  in(live: Live): unknown {
    return withNames(this.tree, (reference) => referenced(reference, live))
  }
}

/** What a tree names by a count; of a type of field that the account lacks, any field. */
function referenced({ thing, id, fieldId }: Reference, live: Live): string | number | undefined {
  switch (thing) {
    case 'tag':
      return id < 0 ? TAG_NAMES[-1 - id] : new IdOf('tag', id).in(live)
    case 'segment':
    case 'stage':
      return new IdOf(thing, id).in(live)
    case 'user':
      return id === ROBOT ? ROBOT : new IdOf('user', id - 1).in(live)
    case 'custom_field':
      return fieldAt(id, live)?.id ?? new IdOf('field', id).in(live)
    case 'option':
      return pick(fieldAt(fieldId as number, live)?.options ?? [], id) ?? 1
  }
}

/** Who creates what no user creates. */
const ROBOT = 0

function fieldAt(count: number, { fields }: Live): LiveField | undefined {
  const type = FIELD_TYPE_NAMES[Math.floor(count / FIELDS_OF_TYPE)]
  const ofType = fields.field.filter((field) => field.type === type)
  return pick(ofType, count % FIELDS_OF_TYPE)
}

/** The JSON of a value, with what it refers to. */
export function written(value: unknown, live: Live): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each instanceof IdOf || each instanceof ValueOf || each instanceof TreeOf ? each.in(live) : each,
  )
}

/** Up to a hundred of everything, the newest ones; the order is that of ids. */
export async function readLive(queries: Queries, accountId: number): Promise<Live> {
  const tables = {
    customer: 'customers',
    stage: 'stages',
    segment: 'segments',
    tag: 'tags',
    purchase: 'transactions',
    user: 'users',
  }
  const selects = Object.entries(tables).map(
    ([kind, table]) => `(select coalesce(array_agg(id order by id), '{}') from
      (select id from ${table} where account_id = $1 order by id desc limit 100) t) as "${kind}"`,
  )
  const [row] = await queries.query<Record<keyof typeof tables, number[]>>(`select ${selects.join(', ')}`, [
    accountId,
  ])
  const fields = await queries.query<{
    id: number
    type: FieldTypeName
    entity: string
    enums: { id: number; removed?: true }[] | null
  }>(`select id, type, entity, enums from custom_fields where account_id = $1 order by id`, [accountId])
  const of = (entity: string): LiveField[] =>
    fields
      .filter((field) => field.entity === entity)
      .map(({ id, type, enums }) => ({
        id,
        type,
        options: (enums ?? []).filter((option) => !option.removed).map((option) => option.id),
      }))
  const live = { field: of('customers'), segmentField: of('segments') }
  const ids = {
    ...(row as Record<keyof typeof tables, number[]>),
    field: live.field.map((field) => field.id),
    segmentField: live.segmentField.map((field) => field.id),
    option: [...live.field, ...live.segmentField].flatMap((field) => field.options),
  }
  return { ids, fields: live }
}

function pick<T>(all: readonly T[], nth: number): T | undefined {
  return all[nth % all.length]
}
