import type { Definitions } from '../account/definitions.ts'
import { apiNameOf, type ColumnName, columnsWith } from '../core/customer-columns.ts'
import type { Refuse } from '../core/errors.ts'
import type { FieldDefinition } from '../core/field-types/field-type.ts'
import { type Choice, chooseAmong, chooseWord, type Remedy } from '../core/remedy.ts'

/** Columns whose values an answer shows; of amounts both keys. */
const STORED = [
  ...columnsWith({ shown: 'numbers' }),
  ...columnsWith({ shown: 'totals' }),
  ...columnsWith({ shown: 'query' }),
]
const FIELDS = 'custom_fields_values'

/** What can be shown of a customer besides its id. One custom field is asked for by its id or code: `custom_fields_values.CITY`. */
export const COLUMNS = [
  'name',
  ...STORED.map((column) => apiNameOf(column)),
  FIELDS,
  'stage',
  'segments',
  'tags',
] as const
type Column = (typeof COLUMNS)[number]

/** What is shown where a question names no columns. */
export const DEFAULT_COLUMNS = [
  'name',
  'stage',
  'segments',
  'tags',
  'responsible_user_id',
  'next_date',
  'next_price',
  'ltv',
  'purchases_count',
  'last_purchase_at',
] as const satisfies readonly Column[]

/** What an answer shows of a customer. */
export type ShownColumns = {
  readonly stored: readonly ColumnName[]
  /** Custom fields, by id. */
  readonly fields: 'all' | readonly number[]
  readonly has: (column: Column) => boolean
}

/** The names of columns as a question keeps them: those of custom fields by id. */
export function readColumns(
  written: readonly string[],
  { customerFields }: Pick<Definitions, 'customerFields'>,
  refuse: Refuse,
): string[] {
  return written.map((name, i) => {
    const field = fieldNameIn(name)
    if (field === undefined) {
      if (!isColumn(name))
        refuse('NotSupportedChoice', `columns.${i}`, undefined, () => chooseWord(name, COLUMNS))
      return name
    }
    const found = customerFields.byWrittenId(field) ?? customerFields.byCode(field)
    if (found === undefined)
      refuse('NotSupportedChoice', `columns.${i}`, undefined, () => chooseColumn(name, customerFields.all()))
    return `${FIELDS}.${found?.id ?? field}`
  })
}

function chooseColumn(name: string, fields: readonly FieldDefinition[]): Remedy {
  const choices = fields.map(({ id, code, name: label }): Choice => {
    const column = `${FIELDS}.${code ?? id}`
    return { write: JSON.stringify(column), spellings: [column, `${FIELDS}.${label}`] }
  })
  return chooseAmong(name, choices)
}

/** What columns that were read show. */
export function shownColumns(names: readonly string[]): ShownColumns {
  const wanted = new Set<string>(names)
  const fields = names.flatMap((name) => fieldNameIn(name) ?? []).map(Number)
  return {
    stored: STORED.filter((column) => wanted.has(apiNameOf(column))),
    fields: wanted.has(FIELDS) ? 'all' : fields,
    has: (column) => wanted.has(column) || (column === FIELDS && fields.length > 0),
  }
}

/** The ids of the custom fields that columns name, and where each stands. */
export function fieldsIn(names: readonly string[]): { readonly id: number; readonly path: string }[] {
  return names.flatMap((name, i) => {
    const field = fieldNameIn(name)
    return field === undefined ? [] : [{ id: Number(field), path: `columns.${i}` }]
  })
}

function fieldNameIn(name: string): string | undefined {
  return name.startsWith(`${FIELDS}.`) ? name.slice(FIELDS.length + 1) : undefined
}

function isColumn(name: string): name is Column {
  return (COLUMNS as readonly string[]).includes(name)
}
