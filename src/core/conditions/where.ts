import { type Expression, sql, type SqlBool } from 'kysely'
import type { Asking } from './kind.ts'
import { type Condition, partsOf } from './tree.ts'

/**
 * The question of a tree for Postgres, about the row `c` of `customers`. The query around it says which account, that of `asking`, and that
 * deleted customers do not count. True or false, never NULL.
 */
export function whereTree(condition: Condition | null, asking: Asking): Expression<SqlBool> {
  if (condition === null) return sql`false`
  if ('all' in condition) return joined(condition.all, 'and', asking)
  if ('any' in condition) return joined(condition.any, 'or', asking)
  if ('not' in condition) return sql`(not ${whereTree(condition.not, asking)})`
  const { kind, parameters } = partsOf(condition)
  return sql`(${kind.where(parameters, asking)})`
}

function joined(parts: readonly Condition[], word: 'and' | 'or', asking: Asking): Expression<SqlBool> {
  if (parts.length === 0) return word === 'and' ? sql`true` : sql`false`
  return sql`(${sql.join(
    parts.map((part) => whereTree(part, asking)),
    sql.raw(` ${word} `),
  )})`
}
