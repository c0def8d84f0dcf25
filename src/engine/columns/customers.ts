import type { Facts, NumberSource, Purchase } from '../../core/conditions/facts.ts'
import type { FieldValues } from '../../core/field-types/values.ts'
import type { SegmentMask } from '../../core/segment-mask.ts'
import { copiedText, CopiedValues, TextColumn } from '../../db/copied-values.ts'
import type { Customer } from '../customer.ts'
import { FieldColumns } from './fields.ts'
import type { FactColumns } from '../facts/sources.ts'

/** Columns of whole numbers. */
const NUMBERS = [
  'id',
  'next_price',
  'next_date',
  'responsible_user_id',
  'status_id',
  'placed_by_hand',
  'verdict_id',
  'periodicity',
  'created_by',
  'updated_by',
  'created_at',
  'updated_at',
  'ltv',
  'purchases_count',
  'last_purchase_at',
  'segments_low',
  'segments_high',
  'hand_segments_low',
  'hand_segments_high',
  'version',
  'due_at',
  'evaluated_at',
] as const
export type NumberColumn = (typeof NUMBERS)[number]

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
  /** What rules read beyond the rows, once it has been read. */
  related: FactColumns = {}
  readonly #bytes: Buffer
  readonly #names: TextColumn | undefined
  readonly #fieldTexts: Spans
  readonly #fields: FieldColumns
  readonly #tags: (readonly number[])[] | undefined

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
    this.numbers = Object.fromEntries(
      NUMBERS.map((column) => {
        const at = numbers.indexOf(column)
        return [column, read[at] ?? (NULLABLE.has(column) ? absent : unread)]
      }),
    ) as { [N in NumberColumn]: Float64Array }
  }

  /** What rules may ask of a customer; as good as {@link customer}, and fast. */
  at(index: number): CustomerAt {
    return new CustomerAt(this, index)
  }

  /** See {@link FactsBatch}, of the indexes from one on. */
  numbersOf(column: NumberSource, from: number, to: number): Float64Array {
    const numbers = typeof column === 'string' ? this.numbers[column] : this.#fields.numbersOf(column.field)
    return numbers?.subarray(from, to) ?? new Float64Array(to - from).fill(NaN)
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

  customer(index: number): Customer {
    const { numbers } = this
    const number = (column: NumberColumn) => numbers[column][index] as number
    const moment = (column: NumberColumn) => nullable(number(column))
    return {
      id: number('id'),
      name: this.name(index),
      next_price: number('next_price'),
      next_date: moment('next_date'),
      responsible_user_id: number('responsible_user_id'),
      status_id: number('status_id'),
      placed_by_hand: number('placed_by_hand') === 1,
      verdict_id: number('verdict_id'),
      periodicity: number('periodicity'),
      created_by: number('created_by'),
      updated_by: number('updated_by'),
      created_at: number('created_at'),
      updated_at: number('updated_at'),
      closest_task_at: null,
      ltv: number('ltv'),
      purchases_count: number('purchases_count'),
      last_purchase_at: moment('last_purchase_at'),
      tag_ids: this.tagIds(index),
      fields: this.fields(index),
      segments: maskAt(numbers.segments_low, numbers.segments_high, index),
      hand_segments: maskAt(numbers.hand_segments_low, numbers.hand_segments_high, index),
      version: number('version'),
      deleted_at: null,
      due_at: moment('due_at'),
      evaluated_at: number('evaluated_at'),
    }
  }
}

const NULLABLE: ReadonlySet<NumberColumn> = new Set(['next_date', 'last_purchase_at', 'due_at'])
const NO_TAGS: readonly number[] = []

/** The customer at an index of a block, as rules see it. */
export class CustomerAt implements Facts {
  readonly #columns: CustomerColumns
  readonly #index: number

  constructor(columns: CustomerColumns, index: number) {
    this.#columns = columns
    this.#index = index
  }

  get name(): string {
    return this.#columns.name(this.#index)
  }

  get next_date(): number | null {
    return nullable(this.#columns.numbers.next_date[this.#index] as number)
  }

  get next_price(): number {
    return this.#columns.numbers.next_price[this.#index] as number
  }

  get created_at(): number {
    return this.#columns.numbers.created_at[this.#index] as number
  }

  get created_by(): number {
    return this.#columns.numbers.created_by[this.#index] as number
  }

  get responsible_user_id(): number {
    return this.#columns.numbers.responsible_user_id[this.#index] as number
  }

  get status_id(): number {
    return this.#columns.numbers.status_id[this.#index] as number
  }

  get periodicity(): number {
    return this.#columns.numbers.periodicity[this.#index] as number
  }

  get ltv(): number {
    return this.#columns.numbers.ltv[this.#index] as number
  }

  get purchases_count(): number {
    return this.#columns.numbers.purchases_count[this.#index] as number
  }

  get last_purchase_at(): number | null {
    return nullable(this.#columns.numbers.last_purchase_at[this.#index] as number)
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

  get purchases(): readonly Purchase[] | undefined {
    return this.#columns.related.purchases?.at(this.#index)
  }

  get due_at(): number | null {
    return nullable(this.#columns.numbers.due_at[this.#index] as number)
  }

  get evaluated_at(): number {
    return this.#columns.numbers.evaluated_at[this.#index] as number
  }
}

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
