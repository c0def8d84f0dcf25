import Type, { type Static, type TSchema } from 'typebox'
import type { EntityName } from '../core/entity-names.ts'
import { FIELD_TYPE_NAMES } from '../core/field-types/field-type.ts'
import { NAME_MAX } from '../core/names.ts'
import { Deciding, Id, Name, Nullable, PageLinks, RequestId, SelfLink, TEXT_MAX } from '../http/schema.ts'

/** The largest place of a field or an option: `sort` is four bytes in the database. */
export const MAX_SORT = 2_147_483_647
const MAX_OPTIONS = 1000
const MAX_CHAINED_LISTS = 100

const FieldName = Type.String({ minLength: 1, maxLength: NAME_MAX })
const Sort = Type.Integer({ minimum: -2_147_483_648, maximum: MAX_SORT })
const Code = Type.String({ maxLength: NAME_MAX, description: 'Another name of it, unique among its kind' })

const Option = Type.Object({
  id: Type.Optional(Nullable<number>(Id)),
  value: Type.Optional(FieldName),
  sort: Type.Optional(Nullable<number>(Sort)),
  code: Type.Optional(Nullable<string>(Code)),
})
/** An option of a list as it is written. */
export type WrittenOption = Static<typeof Option>

const ChainedListItem = Type.Object({
  catalog_id: Id,
  parent_catalog_id: Type.Optional(Nullable<number>(Id)),
  title: Type.Optional(Nullable<string>(Name)),
})

/**
 * Items in an array, or under any keys of an object: that is what PHP writes of a list with gaps, so the official SDK sends it for
 * enums of which one was removed, and always for `chained_lists`.
 */
export type Listed<T> = readonly T[] | Readonly<Record<string, T>>

function Listed<T>(items: TSchema, limit: number, description: string) {
  return Type.Unsafe<Listed<T> | null>({
    type: ['array', 'object', 'null'],
    items,
    maxItems: limit,
    additionalProperties: items,
    maxProperties: limit,
    description,
  })
}

const writable = {
  code: Type.Optional(Nullable<string>(Code)),
  sort: Type.Optional(Nullable<number>(Sort)),
  group_id: Type.Optional(Nullable<string>(Name)),
  is_api_only: Type.Optional(Nullable<boolean>(Type.Boolean())),
  enums: Type.Optional(
    // What one option means depends on the others.
    Deciding(
      ['enums'],
      Listed<WrittenOption>(
        Option,
        MAX_OPTIONS,
        'The options of a list: with `id` to keep or rename one, without to add one; those left out are removed',
      ),
    ),
  ),
  currency: Type.Optional(
    Nullable<string>(
      Type.String({ maxLength: NAME_MAX, description: 'Of monetary fields; that of the account if absent' }),
    ),
  ),
  chained_lists: Type.Optional(
    Listed<Static<typeof ChainedListItem>>(
      ChainedListItem,
      MAX_CHAINED_LISTS,
      'Of chained_list fields: the lists that depend on each other',
    ),
  ),
  tracking_callback: Type.Optional(Nullable<string>(Type.String({ maxLength: TEXT_MAX }))),
  request_id: Type.Optional(RequestId),
}

export const NewField = Type.Object({
  name: FieldName,
  type: Type.String({ description: `One of ${FIELD_TYPE_NAMES.join(', ')}` }),
  ...writable,
})
export type NewField = Static<typeof NewField>

const changeable = {
  name: Type.Optional(FieldName),
  type: Type.Optional(Nullable<string>(Type.String({ description: 'Cannot be changed' }))),
  ...writable,
}

/** One field changed by its own URL. */
export const FieldPatch = Type.Object(changeable)
export type FieldPatch = Static<typeof FieldPatch>

/** One field of a batch: the same with its id. */
export const FieldPatchItem = Type.Object({ ...changeable, id: Id })
export type FieldPatchItem = Static<typeof FieldPatchItem>

const modelHead = {
  id: Id,
  name: Name,
  type: Type.String(),
  account_id: Id,
  code: Nullable(Name),
  sort: Type.Integer(),
  is_api_only: Type.Boolean(),
  enums: Nullable(
    Type.Array(Type.Object({ id: Id, value: Name, sort: Type.Integer(), code: Nullable(Name) })),
  ),
  group_id: Nullable(Name),
  required_statuses: Type.Array(Type.Object({})),
  is_deletable: Type.Boolean(),
  is_predefined: Type.Boolean(),
}

const modelTail = {
  tracking_callback: Nullable(Type.String()),
  remind: Nullable(Type.String()),
  triggers: Type.Array(Type.Object({})),
  currency: Nullable(Type.String()),
  hidden_statuses: Type.Array(Type.Object({})),
  chained_lists: Nullable(
    Type.Array(Type.Object({ catalog_id: Id, parent_catalog_id: Nullable(Id), title: Type.String() })),
  ),
  _links: SelfLink,
}

/** The answers about fields of these entities. The full models, because the official SDK rebuilds its objects from them. */
export function fieldAnswers(entities: readonly EntityName[]) {
  const model = {
    ...modelHead,
    entity_type: Type.Unsafe<EntityName>({ type: 'string', enum: [...entities] }),
    ...modelTail,
  }
  const FieldModel = Type.Object(model)
  return {
    FieldModel,
    PatchedField: Type.Object({ ...model, request_id: Type.Optional(Type.String()) }),
    FieldPage: Type.Object({
      _total_items: Type.Integer(),
      _page: Type.Integer(),
      _page_count: Type.Integer(),
      _links: PageLinks,
      _embedded: Type.Object({ custom_fields: Type.Array(FieldModel) }),
    }),
    WrittenFields: Type.Object({
      _total_items: Type.Integer(),
      _embedded: Type.Object({
        custom_fields: Type.Array(Type.Object({ ...model, request_id: Type.String() })),
      }),
    }),
  }
}

/** Values of custom fields as they are written. The field types check what is inside. */
export const WrittenFieldValues = Type.Unsafe<unknown[] | null>({
  type: ['array', 'null'],
  items: {},
  description: 'Values of custom fields: `[{ field_id, values: [{ value }] }]`',
})

/** Values of custom fields as they are read. */
export const FieldValuesRead = Type.Array(
  Type.Object({
    field_id: Id,
    field_name: Type.String(),
    field_code: Nullable(Type.String()),
    field_type: Type.String(),
    values: Type.Array(Type.Object({})),
  }),
)
