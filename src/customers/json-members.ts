import { type AmountColumn, type ColumnName, CUSTOMER_COLUMNS, isAmount } from '../core/customer-columns.ts'

/** A column whose value is shown as it is stored: every one but amounts. */
type StoredColumn = Exclude<ColumnName, AmountColumn>

/** Returns those columns of some that are shown as they are stored. */
export function asStored(columns: readonly ColumnName[]): StoredColumn[] {
  return columns.filter((column): column is StoredColumn => !isAmount(column))
}

/** The SQL of columns of `c` as members of a JSON object, without its braces. */
export function jsonMembers(columns: readonly StoredColumn[]): string {
  const members = columns.map((name, i) => `'${i === 0 ? '' : ','}"${name}":', ${jsonValue(name)}`)
  return `concat(${members.join(', ')})`
}

/** `concat` writes numbers as JSON does, and neither truths nor nulls. */
function jsonValue(name: StoredColumn): string {
  const { type, ...spec } = CUSTOMER_COLUMNS[name]
  if ('nullable' in spec) return `coalesce(c.${name}::text, 'null')`
  return type === 'boolean' ? `c.${name}::text` : `c.${name}`
}
