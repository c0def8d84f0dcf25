import type { Trx } from './database.ts'

/**
 * Columns of a set-based write with the Postgres type of each. A type that ends in `[]` or is `jsonb` travels as text:
 * `unnest` would flatten an array of arrays.
 */
export type Columns<Row> = { readonly [Name in keyof Row & string]: string }

/**
 * How a statement reads the rows that travel as arrays from a parameter on: `source` is a call of `unnest` with an alias `u`, `read` the
 * expression for a column of it.
 */
export function unnested<Row>(columns: Columns<Row>, firstParameter: number) {
  const names = Object.keys(columns) as (keyof Row & string)[]
  const typeOf = (name: keyof Row & string) => columns[name]
  const asText = (type: string) => type.endsWith('[]') || type === 'jsonb'
  const arrays = names.map((name, i) => {
    const type = typeOf(name)
    return `$${firstParameter + i}::${asText(type) ? 'text' : type}[]`
  })
  return {
    names,
    unnest: `unnest(${arrays.join(', ')})`,
    source: `unnest(${arrays.join(', ')}) as u(${names.join(', ')})`,
    read: (name: keyof Row & string) => (asText(typeOf(name)) ? `u.${name}::${typeOf(name)}` : `u.${name}`),
  }
}

/** Returns a parameter for each column: the array of its values as Postgres writes arrays. */
export function columnArrays<Row extends object>(columns: Columns<Row>, rows: readonly Row[]): string[] {
  return Object.entries(columns).map(([name, type]) => {
    const literal = LITERALS[type as string] ?? quoted
    const items = rows.map((row) => {
      const value = row[name as keyof Row] as unknown
      return value === null ? 'NULL' : literal(value)
    })
    return `{${items.join(',')}}`
  })
}

/** How a value of a type stands inside an array. Types not named here are texts. */
const LITERALS: Readonly<Record<string, (value: unknown) => string>> = {
  bigint: String,
  int: String,
  boolean: String,
  uuid: String,
  jsonb: (value) => quoted(JSON.stringify(value)),
  'bigint[]': (value) => `"{${(value as readonly number[]).join(',')}}"`,
  'text[]': (value) => quoted(`{${(value as readonly string[]).map(quoted).join(',')}}`),
}

function quoted(value: unknown): string {
  const text = value as string
  return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`
}

/** A set-based insert of rows of one account: one statement, however many rows. */
export class RowInsert<Row extends object> {
  readonly #columns: Columns<Row>
  readonly #text: string
  /** `constants` are columns that have one plain word in every row. */
  constructor(table: string, columns: Columns<Row>, constants: Readonly<Record<string, string>> = {}) {
    const { names, source, read } = unnested(columns, 2)
    const given = Object.values(constants).map((word) => `'${word}'`)
    this.#columns = columns
    this.#text = `insert into ${table} (${['account_id', ...Object.keys(constants), ...names].join(', ')})
      select ${['$1::bigint', ...given, ...names.map(read)].join(', ')} from ${source}`
  }

  /** Sends the statement; without rows, none. */
  run(trx: Trx, accountId: number, rows: readonly Row[]): void {
    if (rows.length > 0) trx.later(this.#text, [accountId, ...columnArrays(this.#columns, rows)])
  }
}

/** A set-based update of rows of one account by key columns; every other column given is set. */
export class RowUpdate<Row extends object> {
  readonly #columns: Columns<Row>
  readonly #text: string
  /** `condition`, about `t`, says which of the rows with these keys are meant. */
  constructor(
    table: string,
    keys: readonly (keyof Row & string)[],
    columns: Columns<Row>,
    condition = 'true',
  ) {
    const { names, source, read } = unnested(columns, 2)
    this.#columns = columns
    const sets = names.filter((name) => !keys.includes(name)).map((name) => `${name} = ${read(name)}`)
    const match = keys.map((key) => `t.${key} = u.${key}`)
    this.#text = `update ${table} t set ${sets.join(', ')} from ${source} where t.account_id = $1::bigint and ${match.join(' and ')} and ${condition}`
  }

  /** Sends the statement; without rows, none. */
  run(trx: Trx, accountId: number, rows: readonly Row[]): void {
    if (rows.length > 0) trx.later(this.#text, [accountId, ...columnArrays(this.#columns, rows)])
  }
}
