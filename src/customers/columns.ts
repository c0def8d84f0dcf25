import { type Expression, type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Column } from '../core/conditions/kind.ts'
import type { Purchase } from '../core/conditions/facts.ts'
import type { Reads } from '../core/conditions/reads.ts'
import type { UnixSeconds } from '../core/actor.ts'
import { build } from '../db/build.ts'
import type { Queries } from '../db/database.ts'
import type { Customer } from './customer.ts'

/**
 * Reads customers for a pass over everybody, or over those who meet a condition about the row `c`: only the columns that rules read, and
 * each column of a block as one text. That is several times as fast as rows, and a block is all that memory holds.
 */
export class ColumnReader {
  readonly #names: readonly (keyof Customer | MaskColumn)[]
  readonly #aggregates: RawBuilder<unknown>
  readonly #columns: RawBuilder<unknown>
  readonly #condition: Expression<SqlBool>

  constructor(reads: readonly Reads[], condition: Expression<SqlBool> = sql`true`) {
    const columns = new Set<NumberColumn>(ALWAYS)
    for (const { columns: read } of reads)
      for (const column of read) if (column !== 'name') columns.add(column)
    const texts = TEXTS.filter(({ isRead }) => reads.some(isRead))
    this.#names = [...columns, ...texts.map(({ name }) => name)]
    this.#aggregates = sql.raw(
      [
        ...[...columns].map((name) => `array_agg(${name})::text as ${name}`),
        ...texts.map(({ name, json }) => `'[' || string_agg(${json}, ',') || ']' as ${name}`),
      ].join(', '),
    )
    this.#columns = sql.raw(this.#names.map((name) => `c.${name}`).join(', '))
    this.#condition = condition
  }

  /** The next block of customers after an id; what no rule reads has the value of a customer of whom nothing is known. */
  async after(queries: Queries, accountId: number, afterId: number, size: number): Promise<Customer[]> {
    const statement = sql<Record<string, string | null>>`select ${this.#aggregates} from (
      select ${this.#columns} from customers c
      where c.account_id = ${accountId} and c.id > ${afterId} and c.deleted_at is null and ${this.#condition}
      order by c.id limit ${size}) block`
    const [row] = await queries.run({ compile: () => statement.compile(build) })
    if (row?.id == null) return []
    const columns: Record<string, readonly unknown[]> = {}
    for (const name of this.#names) {
      const text = row[name] as string
      columns[name] = text.startsWith('[') ? (JSON.parse(text) as unknown[]) : valuesOf(text)
    }
    return columns.id?.map((_, i) => customerAt(columns, i)) ?? []
  }
}

type MaskColumn = 'segments_low' | 'segments_high' | 'hand_segments_low' | 'hand_segments_high'
type NumberColumn = Exclude<Column, 'name'> | keyof Customer | MaskColumn

/** What an evaluation changes, and what telling of it needs. */
const ALWAYS: readonly NumberColumn[] = [
  'id',
  'status_id',
  'placed_by_hand',
  'verdict_id',
  'purchases_count',
  'segments_low',
  'segments_high',
  'hand_segments_low',
  'hand_segments_high',
  'updated_at',
  'updated_by',
  'version',
  'due_at',
  'evaluated_at',
]

/** Columns that travel as JSON. */
const TEXTS: readonly {
  readonly name: 'name' | 'tag_ids' | 'fields'
  readonly json: string
  readonly isRead: (reads: Reads) => boolean
}[] = [
  { name: 'name', json: 'to_json(name)::text', isRead: ({ columns }) => columns.has('name') },
  { name: 'tag_ids', json: `'[' || array_to_string(tag_ids, ',') || ']'`, isRead: ({ tags }) => tags },
  { name: 'fields', json: 'fields::text', isRead: ({ fields }) => fields.size > 0 },
]

/** The whole numbers and booleans of an array as Postgres writes it: `{12,-3,NULL,t}`. */
function valuesOf(text: string): (number | boolean | null)[] {
  const values: (number | boolean | null)[] = []
  const end = text.length - 1
  for (let at = 1; at < end; at++) {
    const first = text.charCodeAt(at)
    if (first === CODE.N) values.push(null)
    else if (first === CODE.t || first === CODE.f) values.push(first === CODE.t)
    const isNumber = first === CODE.minus || (first >= CODE.zero && first <= CODE.nine)
    let number = 0
    for (; at < end; at++) {
      const code = text.charCodeAt(at)
      if (code === CODE.comma) break
      if (isNumber && code !== CODE.minus) number = number * 10 + code - CODE.zero
    }
    if (isNumber) values.push(first === CODE.minus ? -number : number)
  }
  return values
}

const CODE = { comma: 44, minus: 45, zero: 48, nine: 57, N: 78, f: 102, t: 116 }

function customerAt(columns: Record<string, readonly unknown[]>, i: number): Customer {
  const number = (name: string) => (columns[name]?.[i] ?? 0) as number
  const moment = (name: string) => (columns[name]?.[i] ?? null) as number | null
  return {
    id: number('id'),
    name: (columns.name?.[i] ?? '') as string,
    next_price: number('next_price'),
    next_date: moment('next_date'),
    responsible_user_id: number('responsible_user_id'),
    status_id: number('status_id'),
    placed_by_hand: columns.placed_by_hand?.[i] as boolean,
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
    tag_ids: (columns.tag_ids?.[i] ?? NO_TAGS) as readonly number[],
    fields: (columns.fields?.[i] ?? NO_FIELDS) as Customer['fields'],
    segments: { low: number('segments_low'), high: number('segments_high') },
    hand_segments: { low: number('hand_segments_low'), high: number('hand_segments_high') },
    version: number('version'),
    deleted_at: null,
    due_at: moment('due_at'),
    evaluated_at: number('evaluated_at'),
  }
}

/** Of ids that lie less densely, each is looked up; else all between them are read. */
const MOST_IDS_PER_CUSTOMER = 4

const NO_TAGS: readonly number[] = []
const NO_FIELDS: Customer['fields'] = {}

/** The purchases of customers that were made at a moment or after, by customer; what was bought only if `elements` says so. `ids` ascend. */
export async function readPurchaseColumns(
  queries: Queries,
  accountId: number,
  ids: readonly number[],
  since: UnixSeconds,
  elements: boolean,
): Promise<Map<number, Purchase[]>> {
  const bought = elements
    ? `(select coalesce(json_agg(e->'id'), '[]') from jsonb_array_elements(catalog_elements) e)::text`
    : `'[]'`
  const [first = 0, last = 0] = [ids[0], ids.at(-1)]
  const isDense = last - first < MOST_IDS_PER_CUSTOMER * ids.length
  const [row] = await queries.query<Record<'customer_id' | 'made_at' | 'price' | 'bought', string | null>>(
    `select array_agg(customer_id)::text as customer_id, array_agg(made_at)::text as made_at, array_agg(price)::text as price,
       ${elements ? `'[' || string_agg(bought, ',') || ']'` : 'null'} as bought
     from (select customer_id, made_at, price, ${bought} as bought from transactions
       where account_id = $1 and made_at >= $2 and not is_deleted
         and ${isDense ? 'customer_id between $3 and $4' : 'customer_id = any($3::bigint[])'}) t`,
    [accountId, since, ...(isDense ? [first, last] : [ids])],
  )
  const book = new Map<number, Purchase[]>()
  if (row?.customer_id == null) return book
  const owners = valuesOf(row.customer_id) as number[]
  const moments = valuesOf(row.made_at as string) as number[]
  const prices = valuesOf(row.price as string) as number[]
  const element_ids = row.bought === null ? undefined : (JSON.parse(row.bought) as number[][])
  owners.forEach((owner, i) => {
    const purchase: Purchase = {
      made_at: moments[i] as number,
      price: prices[i] as number,
      element_ids: element_ids?.[i] ?? NO_TAGS,
    }
    const own = book.get(owner)
    if (own) own.push(purchase)
    else book.set(owner, [purchase])
  })
  return book
}
