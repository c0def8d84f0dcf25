import type { Trx } from './database.ts'

/**
 * Columns of a set-based write with the Postgres type of each. A type that ends in `[]` or is `jsonb` travels as text:
 * `unnest` would flatten an array of arrays.
 */
export type Columns<Row> = { readonly [Name in keyof Row & string]: string }

function parts<Row>(columns: Columns<Row>, firstParameter: number) {
  const names = Object.keys(columns) as (keyof Row & string)[]
  const typeOf = (name: keyof Row & string) => columns[name]
  const asText = (type: string) => type.endsWith('[]') || type === 'jsonb'
  const arrays = names.map((name, i) => {
    const type = typeOf(name)
    return `$${firstParameter + i}::${asText(type) ? 'text' : type}[]`
  })
  return {
    names,
    source: `unnest(${arrays.join(', ')}) as u(${names.join(', ')})`,
    read: (name: keyof Row & string) => (asText(typeOf(name)) ? `u.${name}::${typeOf(name)}` : `u.${name}`),
  }
}

function values<Row extends object>(columns: Columns<Row>, rows: readonly Row[]): unknown[][] {
  return Object.entries(columns).map(([name, type]) => {
    const column = rows.map((row) => row[name as keyof Row] as unknown)
    if (type === 'jsonb') return column.map((value) => (value === null ? null : JSON.stringify(value)))
    if (typeof type === 'string' && type.endsWith('[]'))
      return column.map((value) => (value === null ? null : arrayLiteral(value as readonly unknown[])))
    return column
  })
}

/** An array as Postgres writes it: `{1,2}`, `{"a b"}`. */
function arrayLiteral(items: readonly unknown[]): string {
  return `{${items.map((item) => (typeof item === 'string' ? `"${item.replace(/["\\]/g, '\\$&')}"` : String(item))).join(',')}}`
}

/** A set-based insert of rows of one account: one statement, however many rows. */
export class RowInsert<Row extends object> {
  readonly #columns: Columns<Row>
  readonly #text: string
  /** `suffix` follows the statement: `on conflict …`. */
  constructor(table: string, columns: Columns<Row>, suffix = '') {
    const { names, source, read } = parts(columns, 2)
    this.#columns = columns
    this.#text =
      `insert into ${table} (account_id, ${names.join(', ')}) select $1::bigint, ${names.map(read).join(', ')} from ${source} ${suffix}`.trim()
  }

  async run(trx: Trx, accountId: number, rows: readonly Row[]): Promise<void> {
    if (rows.length > 0) await trx.query(this.#text, [accountId, ...values(this.#columns, rows)])
  }
}

/** A set-based update of rows of one account by key columns; every other column given is set. */
export class RowUpdate<Row extends object> {
  readonly #columns: Columns<Row>
  readonly #text: string
  constructor(table: string, keys: readonly (keyof Row & string)[], columns: Columns<Row>) {
    const { names, source, read } = parts(columns, 2)
    this.#columns = columns
    const sets = names.filter((name) => !keys.includes(name)).map((name) => `${name} = ${read(name)}`)
    const match = keys.map((key) => `t.${key} = u.${key}`)
    this.#text = `update ${table} t set ${sets.join(', ')} from ${source} where t.account_id = $1::bigint and ${match.join(' and ')}`
  }

  async run(trx: Trx, accountId: number, rows: readonly Row[]): Promise<void> {
    if (rows.length > 0) await trx.query(this.#text, [accountId, ...values(this.#columns, rows)])
  }
}
