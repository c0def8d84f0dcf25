import { type ColumnName, CUSTOMER_COLUMNS } from '../core/customer-columns.ts'

/** The SQL of columns of `c` as members of a JSON object, without its braces. */
export function jsonMembers(columns: readonly ColumnName[]): string {
  const members = columns.map((name, i) => `'${i === 0 ? '' : ','}"${name}":', ${jsonValue(name)}`)
  return `concat(${members.join(', ')})`
}

/** `concat` writes numbers as JSON does, and neither truths nor nulls. */
function jsonValue(name: ColumnName): string {
  const { type, ...spec } = CUSTOMER_COLUMNS[name]
  if ('nullable' in spec) return `coalesce(c.${name}::text, 'null')`
  return type === 'boolean' ? `c.${name}::text` : `c.${name}`
}
