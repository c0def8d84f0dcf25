import type { Facts, NumberSource, Purchase } from '../../core/conditions/facts.ts'
import { columnsWith, type ColumnsWith, CUSTOMER_COLUMNS, MASK_HALVES } from '../../core/customer-columns.ts'
import type { FieldValues } from '../../core/field-types/values.ts'
import type { SegmentMask } from '../../core/segment-mask.ts'
import { copiedText, CopiedValues, TextColumn } from '../../db/copied-values.ts'
import { BLANK_CUSTOMER, type Customer } from '../customer.ts'
import { FieldColumns } from './fields.ts'
import type { FactColumns } from '../facts/sources.ts'

/** Columns of whole numbers. */
export type NumberColumn = Exclude<ColumnsWith<{ type: 'bigint' }>, ColumnsWith<{ generated: true }>>
const NUMBERS = Object.entries(CUSTOMER_COLUMNS).flatMap(([name, spec]) =>
  spec.type === 'bigint' && !('generated' in spec) ? [name as NumberColumn] : [],
)
const NULLABLE: ReadonlySet<string> = new Set(columnsWith({ nullable: true }))

/** What is read of customers: some of the columns of numbers, and other things. */
export type Selection = {
  readonly numbers: readonly NumberColumn[]
  readonly name: boolean
  readonly tags: boolean
  /** Custom fields, by id. */
  readonly fields: ReadonlySet<number>
}

/**
 * A block of customers, a column each: that takes a fraction of the time and memory of an object each. What was not read is as if nothing
 * were known of it.
 */
export class CustomerColumns {
  readonly length: number
  readonly numbers: { readonly [N in NumberColumn]: Float64Array }
  /** All columns of numbers in the order of {@link NUMBERS}: found by an index, faster than by a name. */
  readonly ordered: readonly Float64Array[]
  /** What rules read beyond the rows, once it has been read. */
  related: FactColumns = {}
  readonly #bytes: Buffer
  readonly #names: TextColumn | undefined
  readonly #fieldTexts: Spans
  readonly #fields: FieldColumns
  readonly #tags: (readonly number[])[] | undefined
  /** What was read, as a customer takes it over. */
  readonly #read: readonly {
    readonly column: string
    readonly values: Float64Array
    readonly isNullable: boolean
  }[]

  /** Takes rows that COPY has written: the numbers in their order, the name, the tags, the fields. */
  constructor(bytes: Buffer, size: number, { numbers, name, tags, fields }: Selection) {
    const read = numbers.map(() => new Float64Array(size))
    this.length = size
    this.#bytes = bytes
    this.#names = name ? new TextColumn() : undefined
    this.#fieldTexts = new Spans(fields.size > 0 ? size : 0)
    this.#fields = new FieldColumns(bytes, fields, size)
    this.#tags = tags ? [] : undefined
    const rows = new CopiedValues(bytes)
    for (let index = 0; index < size; index++) {
      rows.numbersInto(read, index)
      if (this.#names) {
        const start = rows.at
        this.#names.add(bytes, start, rows.skip())
      }
      if (this.#tags) this.#tags.push(rows.numbers())
      if (fields.size > 0) {
        const start = rows.at
        rows.at = this.#fields.read(index, start) + 1
        this.#fieldTexts.set(index, start, rows.at - 1)
      }
    }
    const unread = new Float64Array(size)
    const absent = new Float64Array(size).fill(NaN)
    this.ordered = NUMBERS.map((column) => {
      const at = numbers.indexOf(column)
      return read[at] ?? (NULLABLE.has(column) ? absent : unread)
    })
    this.numbers = Object.fromEntries(NUMBERS.map((column, index) => [column, this.ordered[index]])) as {
      [N in NumberColumn]: Float64Array
    }
    this.#read = numbers
      .filter((column) => !MASK_HALVES.has(column))
      .map((column) => ({ column, values: this.numbers[column], isNullable: NULLABLE.has(column) }))
  }

  /** What rules may ask of a customer; as good as {@link customer}, and fast. */
  at(index: number): CustomerAt {
    return new IndexedCustomer(this, index) as CustomerAt
  }

  /** See {@link FactsBatch}, of the indexes from one on. */
  numbersOf(column: NumberSource, from: number, to: number): Float64Array {
    const numbers = typeof column === 'string' ? this.numbers[column] : this.#fields.numbersOf(column.field)
    return numbers?.subarray(from, to) ?? new Float64Array(to - from).fill(NaN)
  }

  /** See {@link FactsBatch}, of the indexes from one on. */
  textsOf(fieldId: number, from: number, to: number): Iterable<number> {
    return this.#fields.textsOf(fieldId, from, to)
  }

  name(index: number): string {
    return this.#names?.at(index) ?? ''
  }

  tagIds(index: number): readonly number[] {
    return this.#tags?.[index] ?? NO_TAGS
  }

  field(index: number, id: number): unknown {
    return this.#fields.at(index, id)
  }

  fields(index: number): FieldValues {
    const json = this.#fieldTexts.textAt(index, this.#bytes)
    return json === undefined ? {} : (JSON.parse(json) as FieldValues)
  }

  /** The customer at an index. What was not read is as it is of a blank one. */
  customer(index: number): Customer {
    const { numbers } = this
    const customer: Record<string, unknown> = { ...BLANK_CUSTOMER }
    for (const { column, values, isNullable } of this.#read) {
      const value = values[index] as number
      customer[column] = isNullable ? nullable(value) : value
    }
    customer['name'] = this.name(index)
    customer['tag_ids'] = this.tagIds(index)
    customer['fields'] = this.fields(index)
    customer['segments'] = maskAt(numbers.segments_low, numbers.segments_high, index)
    customer['hand_segments'] = maskAt(numbers.hand_segments_low, numbers.hand_segments_high, index)
    customer['out_segments'] = maskAt(numbers.out_segments_low, numbers.out_segments_high, index)
    return customer as Customer
  }
}

const NO_TAGS: readonly number[] = []

/** The customer at an index of a block, as rules see it. */
class IndexedCustomer {
  readonly #columns: CustomerColumns
  readonly #index: number

  constructor(columns: CustomerColumns, index: number) {
    this.#columns = columns
    this.#index = index
  }

  get name(): string {
    return this.#columns.name(this.#index)
  }

  get tag_ids(): readonly number[] {
    return this.#columns.tagIds(this.#index)
  }

  get fields(): FieldValues {
    return this.#columns.fields(this.#index)
  }

  field(id: number): unknown {
    return this.#columns.field(this.#index, id)
  }

  get segments(): SegmentMask {
    const { segments_low, segments_high } = this.#columns.numbers
    return maskAt(segments_low, segments_high, this.#index)
  }

  get hand_segments(): SegmentMask {
    const { hand_segments_low, hand_segments_high } = this.#columns.numbers
    return maskAt(hand_segments_low, hand_segments_high, this.#index)
  }

  get out_segments(): SegmentMask {
    const { out_segments_low, out_segments_high } = this.#columns.numbers
    return maskAt(out_segments_low, out_segments_high, this.#index)
  }

  get purchases(): readonly Purchase[] | undefined {
    return this.#columns.related.purchases?.at(this.#index)
  }

  // A getter for each column, by its index: by its name it would be looked up anew at each call.
  static {
    for (const [order, column] of NUMBERS.entries()) {
      const get = NULLABLE.has(column)
        ? function (this: IndexedCustomer) {
            return nullable((this.#columns.ordered[order] as Float64Array)[this.#index] as number)
          }
        : function (this: IndexedCustomer) {
            return (this.#columns.ordered[order] as Float64Array)[this.#index]
          }
      if (!MASK_HALVES.has(column)) Object.defineProperty(IndexedCustomer.prototype, column, { get })
    }
  }
}

/** What rules may ask of the customer at an index, and when it was and is to be evaluated. */
export type CustomerAt = Facts &
  Pick<Customer, 'hand_segments' | 'out_segments' | 'due_at' | 'evaluated_at'> &
  IndexedCustomer

/** Where texts of the rows start and end, by index. */
class Spans {
  readonly #starts: Int32Array
  readonly #ends: Int32Array

  constructor(size: number) {
    this.#starts = new Int32Array(size)
    this.#ends = new Int32Array(size)
  }

  set(index: number, start: number, end: number): void {
    this.#starts[index] = start
    this.#ends[index] = end
  }

  /** undefined if nothing was set. */
  textAt(index: number, bytes: Buffer): string | undefined {
    const end = this.#ends[index]
    return end === undefined ? undefined : copiedText(bytes, this.#starts[index] as number, end)
  }
}

function nullable(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

function maskAt(low: Float64Array, high: Float64Array, index: number): SegmentMask {
  return { low: low[index] as number, high: high[index] as number }
}
