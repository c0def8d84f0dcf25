import type { Trx } from '../db/database.ts'
import { type Columns, RowInsert } from '../db/rows.ts'
import type { Deletable } from './search-rows.ts'

/** What holds the tag `$4`, of the account `$1`, behind the id `$2`. The id bounds the subquery too: a block does not visit the whole tag. */
export const HOLDS_TAG =
  'id in (select entity_id from entity_tags where account_id = $1 and entity_id > $2 and tag_id = $4)'

/** What bears tags, seen from its end; `entity_tags` is the same seen from the tags. */
export type Tagged = Deletable & { readonly id: number; readonly tag_ids: readonly number[] }

type TagRow = { tag_id: number; entity_id: number }
const COLUMNS: Columns<TagRow> = { tag_id: 'bigint', entity_id: 'bigint' }
const insertTagRows = new RowInsert('entity_tags', COLUMNS)

/** Stores the rows of tags that changes of an entity add and take away. What is deleted leaves its tags until it is restored. */
export function saveTagRows(
  trx: Trx,
  accountId: number,
  changes: readonly { readonly before: Tagged | undefined; readonly after: Tagged }[],
): void {
  const gone: TagRow[] = []
  const added: TagRow[] = []
  for (const { before, after } of changes) {
    const old = shownTags(before)
    const now = shownTags(after)
    if (old === now) continue
    for (const tag_id of old) if (!now.includes(tag_id)) gone.push({ tag_id, entity_id: after.id })
    for (const tag_id of now) if (!old.includes(tag_id)) added.push({ tag_id, entity_id: after.id })
  }
  deleteTagRows(trx, accountId, gone)
  insertTagRows.run(trx, accountId, added)
}

const NO_TAGS: readonly number[] = []

function shownTags(tagged: Tagged | undefined): readonly number[] {
  return tagged === undefined || tagged.deleted_at !== null ? NO_TAGS : tagged.tag_ids
}

function deleteTagRows(trx: Trx, accountId: number, rows: readonly TagRow[]): void {
  if (rows.length === 0) return
  trx.later(
    `delete from entity_tags t using unnest($2::bigint[], $3::bigint[]) as u(tag_id, entity_id)
     where t.account_id = $1 and t.tag_id = u.tag_id and t.entity_id = u.entity_id`,
    [accountId, rows.map((row) => row.tag_id), rows.map((row) => row.entity_id)],
  )
}
