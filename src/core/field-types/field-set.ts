import type { FieldDefinition, FieldType } from './field-type.ts'
import { fieldTypeNamed } from './field-types.ts'

/** A definition with what rendering and searching would otherwise work out for every customer of a list. */
export type FieldEntry = {
  readonly field: FieldDefinition
  readonly type: FieldType<unknown>
  /** Its place among the fields. */
  readonly rank: number
  /** The JSON of a rendered field up to its values. */
  readonly jsonPrefix: string
}

/** The fields of one entity of an account. Keep it as long as the definitions stay: making it costs more than asking it. */
export class FieldSet {
  readonly #ordered: readonly FieldDefinition[]
  readonly #entries: ReadonlyMap<string, FieldEntry>
  readonly #byCode: ReadonlyMap<string, FieldDefinition>

  constructor(definitions: Iterable<FieldDefinition>) {
    this.#ordered = Array.from(definitions, (row) => new Definition(row)).sort(
      (a, b) => a.sort - b.sort || a.id - b.id,
    )
    if (this.#ordered.some((field) => field.entity !== this.#ordered[0]?.entity))
      throw new Error('A field set holds the fields of one entity')
    this.#entries = new Map(this.#ordered.map((field, rank) => [String(field.id), entryOf(field, rank)]))
    this.#byCode = new Map(
      this.#ordered.flatMap((field) => (field.code === null ? [] : [[field.code, field]])),
    )
  }

  byId(id: number): FieldDefinition | undefined {
    return this.#entries.get(String(id))?.field
  }

  /** Returns the field whose id a text is, written as answers write it: `0x3e9` and ` 1001` are no ids. */
  byWrittenId(text: string): FieldDefinition | undefined {
    return /^[1-9]\d{0,15}$/.test(text) ? this.byId(Number(text)) : undefined
  }

  byCode(code: string): FieldDefinition | undefined {
    return this.#byCode.get(code)
  }

  /** Every field by `sort`, then id. */
  all(): readonly FieldDefinition[] {
    return this.#ordered
  }

  /** The field that a key of stored values names, with its type. */
  entry(key: string): FieldEntry | undefined {
    return this.#entries.get(key)
  }
}

/**
 * A definition with a layout of its own. Rows that come as JSON share theirs with all other JSON: when a number elsewhere is written in
 * another way, V8 gives that layout up, and whatever it has compiled for it, again and again.
 */
class Definition implements FieldDefinition {
  readonly id: FieldDefinition['id']
  readonly entity: FieldDefinition['entity']
  readonly name: FieldDefinition['name']
  readonly type: FieldDefinition['type']
  readonly code: FieldDefinition['code']
  readonly sort: FieldDefinition['sort']
  readonly is_api_only: FieldDefinition['is_api_only']
  readonly group_id: FieldDefinition['group_id']
  readonly enums: FieldDefinition['enums']
  readonly settings: FieldDefinition['settings']
  readonly created_at: FieldDefinition['created_at']
  readonly updated_at: FieldDefinition['updated_at']

  constructor(row: FieldDefinition) {
    this.id = row.id
    this.entity = row.entity
    this.name = row.name
    this.type = row.type
    this.code = row.code
    this.sort = row.sort
    this.is_api_only = row.is_api_only
    this.group_id = row.group_id
    this.enums = row.enums
    this.settings = row.settings
    this.created_at = row.created_at
    this.updated_at = row.updated_at
  }
}

function entryOf(field: FieldDefinition, rank: number): FieldEntry {
  const head = { field_id: field.id, field_name: field.name, field_code: field.code, field_type: field.type }
  const jsonPrefix = `${JSON.stringify(head).slice(0, -1)},"values":`
  return { field, type: fieldTypeNamed(field.type), rank, jsonPrefix }
}
