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
    this.#ordered = [...definitions].sort((a, b) => a.sort - b.sort || a.id - b.id)
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

function entryOf(field: FieldDefinition, rank: number): FieldEntry {
  const head = { field_id: field.id, field_name: field.name, field_code: field.code, field_type: field.type }
  const jsonPrefix = `${JSON.stringify(head).slice(0, -1)},"values":`
  return { field, type: fieldTypeNamed(field.type), rank, jsonPrefix }
}
