import type { TargetRule, Trees } from '../account/rule-uses.ts'
import type { Queries, Trx } from '../db/database.ts'
import { type Columns, RowInsert } from '../db/rows.ts'

/** One version of the trees of a stage or a segment. */
export type VersionRow = {
  readonly kind: TargetRule['kind']
  readonly place_id: number
  readonly version: number
  readonly conditions: Trees
  readonly created_by: number
  readonly created_at: number
}

const COLUMNS: Columns<VersionRow> = {
  kind: 'text',
  place_id: 'bigint',
  version: 'int',
  conditions: 'jsonb',
  created_by: 'bigint',
  created_at: 'bigint',
}
const insert = new RowInsert('rule_versions', COLUMNS)

export function insertVersions(trx: Trx, accountId: number, versions: readonly VersionRow[]): void {
  insert.run(trx, accountId, versions)
}

export type VersionsQuery = {
  /** Only those below this one. */
  readonly before?: number
  readonly limit: number
  /** Bytes of conditions: those are left out with which it would be more, but not the first. */
  readonly maxBytes: number
}

/** The newest versions of one rule, the newest first. */
export async function findVersions(
  queries: Queries,
  accountId: number,
  { kind, id }: Pick<TargetRule, 'kind' | 'id'>,
  { before, limit, maxBytes }: VersionsQuery,
): Promise<VersionRow[]> {
  return queries.query<VersionRow>(
    `with newest as (
       select kind, place_id, version, conditions, created_by, created_at from rule_versions
       where account_id = $1 and kind = $2 and place_id = $3 and ($4::int is null or version < $4) order by version desc limit $5
     ), summed as (
       select *, row_number() over newer as nth, sum(octet_length(conditions::text)) over newer as bytes
       from newest window newer as (order by version desc)
     )
     select kind, place_id, version, conditions, created_by, created_at from summed
     where nth = 1 or bytes <= $6 order by version desc`,
    [accountId, kind, id, before ?? null, limit, maxBytes],
  )
}

/** The versions whose trees may name a tag: those in whose text its id stands beside a condition on tags. */
export async function findVersionsNaming(trx: Trx, accountId: number, tagId: number): Promise<VersionRow[]> {
  return trx.query<VersionRow>(
    `select kind, place_id, version, conditions, created_by, created_at from rule_versions
     where account_id = $1 and conditions::text like '%"tag"%' and conditions::text like '%' || $2::bigint || '%'`,
    [accountId, tagId],
  )
}

/** Writes the trees of a version anew. */
export function updateVersion(trx: Trx, accountId: number, row: VersionRow): void {
  const { kind, place_id, version, conditions } = row
  trx.later(
    `update rule_versions set conditions = $5::jsonb where account_id = $1 and kind = $2 and place_id = $3 and version = $4`,
    [accountId, kind, place_id, version, JSON.stringify(conditions)],
  )
}

/** The newest version of every rule that has one, as `kind id`. */
export async function findNewest(trx: Trx, accountId: number): Promise<Map<string, number>> {
  const rows = await trx.query<{ kind: string; place_id: number; version: number }>(
    `select kind, place_id, max(version) as version from rule_versions where account_id = $1 group by kind, place_id`,
    [accountId],
  )
  return new Map(rows.map(({ kind, place_id, version }) => [`${kind} ${place_id}`, version]))
}
