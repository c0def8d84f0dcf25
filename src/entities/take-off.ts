import type { Scope } from '../account/scope.ts'
import type { EntityDescriptor } from '../core/entity.ts'
import type { FieldValues } from '../core/field-types/values.ts'
import type { Trx } from '../db/database.ts'
import { recordEvents } from '../events/record.ts'
import type { NewEvent } from '../events/types.ts'
import { saveSearchRows } from './search-rows.ts'
import { HOLDS_TAG, saveTagRows } from './tag-rows.ts'

/** Rows of a block. */
const BLOCK = 1000

/** As far as an entity has these columns. */
type Row = {
  readonly id: number
  readonly name: string
  readonly fields: FieldValues
  readonly tag_ids: readonly number[]
  readonly version: number
  readonly deleted_at: null
}

/**
 * Takes a tag off everything of an entity, or puts another in its place, which is told as a change of each. Of customers the engine takes
 * it, because rules may ask for it.
 */
export async function takeTagOff(
  scope: Scope,
  entity: EntityDescriptor,
  tagId: number,
  into?: number,
): Promise<void> {
  const { trx, actor } = scope
  for await (const rows of lockedBlocks(scope, entity, HOLDS_TAG, tagId)) {
    const changes = rows.map((before) => ({
      before,
      after: { ...before, tag_ids: tagsWithout(before.tag_ids, tagId, into) },
    }))
    update(scope, entity, `tag_ids = ${WITHOUT_TAG}`, rows, [tagId, into ?? null])
    saveTagRows(trx, actor.accountId, changes)
    recordChanges(
      scope,
      entity,
      changes.map(({ before, after }) => ({
        ...before,
        data: {},
        tags: {
          tags_removed: [tagId],
          ...(after.tag_ids.length === before.tag_ids.length && into !== undefined && { tags_added: [into] }),
        },
      })),
    )
  }
}

function tagsWithout(tagIds: readonly number[], tagId: number, into: number | undefined): number[] {
  const others = tagIds.filter((id) => id !== tagId && id !== into)
  return into === undefined ? others : [...others, into].sort((a, b) => a - b)
}

/** The tags of a row without the first one of `$3`, and with the second where there is one; ascending, each once. */
const WITHOUT_TAG = `(select coalesce(array_agg(distinct tag order by tag), '{}')
  from unnest(array_replace(tag_ids, ($3::bigint[])[1], ($3::bigint[])[2])) as tag where tag is not null)`

/** Takes a tag off what is deleted and may be restored, or puts another in its place: no change that anybody sees. */
export async function takeTagOffDeleted(
  trx: Trx,
  accountId: number,
  { table }: EntityDescriptor,
  tagId: number,
  into?: number,
): Promise<void> {
  await trx.query(
    `update ${table} set tag_ids = ${WITHOUT_TAG}
     where account_id = $1 and deleted_at is not null and tag_ids @> array[$2::bigint]`,
    [accountId, tagId, [tagId, into ?? null]],
  )
}

/**
 * Takes the values of a field off everything of an entity. What is deleted keeps them, and shows them to nobody once the field is gone.
 * Of customers the engine takes them.
 */
export async function takeFieldOff(scope: Scope, entity: EntityDescriptor, fieldId: number): Promise<void> {
  const key = String(fieldId)
  for await (const rows of lockedBlocks(scope, entity, 'fields ? $4', key)) {
    const changes = rows.map((before) => {
      const { [key]: gone, ...fields } = before.fields
      return { before, after: { ...before, fields }, gone }
    })
    update(scope, entity, 'fields = fields - $3::text', rows, key)
    if (entity.isSearched) saveSearchRows(scope, entity.name, changes)
    recordChanges(
      scope,
      entity,
      changes.map(({ before, gone }) => ({ ...before, data: { [`fields.${key}`]: [gone, null] } })),
    )
  }
}

/** What is not deleted and meets a condition about the value `$4`, locked, in the order of ids. */
async function* lockedBlocks(
  { trx, actor }: Scope,
  { table, isSearched, fields, tags, isRestorable }: EntityDescriptor,
  condition: string,
  value: unknown,
): AsyncGenerator<Row[]> {
  const columns = [
    'id',
    ...(isSearched ? ['name'] : []),
    ...(fields ? ['fields'] : []),
    ...(tags ? ['tag_ids'] : []),
    ...(isRestorable ? ['version', 'deleted_at'] : ['null::bigint as deleted_at']),
  ]
  for (let after = 0; ;) {
    const rows = await trx.query<Row>(
      `select ${columns.join(', ')} from ${table}
       where account_id = $1 and id > $2 and ${isRestorable ? 'deleted_at is null and ' : ''}${condition}
       order by id limit $3 for update`,
      [actor.accountId, after, BLOCK, value],
    )
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < BLOCK) return
    after = last.id
  }
}

function update(
  { trx, actor }: Scope,
  { table, isRestorable }: EntityDescriptor,
  assignment: string,
  rows: readonly Row[],
  value: unknown,
): void {
  const version = isRestorable ? ', version = version + 1' : ''
  trx.later(`update ${table} set ${assignment}${version} where account_id = $1 and id = any($2::bigint[])`, [
    actor.accountId,
    rows.map(({ id }) => id),
    value,
  ])
}

type Changed = Row & Pick<NewEvent, 'data' | 'tags'>

/** An entity without versions is told of by events of the definition alone. */
function recordChanges(
  scope: Scope,
  { noun, isRestorable }: EntityDescriptor,
  changes: readonly Changed[],
): void {
  if (!isRestorable) return
  recordEvents(
    scope,
    changes.map(({ id, version, data, tags }) => ({
      type: `${noun}_changed`,
      entity_type: noun,
      entity_id: id,
      version: version + 1,
      data,
      ...(tags && { tags }),
    })) as NewEvent[],
  )
}
