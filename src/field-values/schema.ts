import Type from 'typebox'
import { Id, Nullable } from '../http/schema.ts'

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
