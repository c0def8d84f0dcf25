import type { Definitions } from '../account/definitions.ts'
import type { Scope } from '../account/scope.ts'
import type { EntityDescriptor } from '../core/entity.ts'
import type { EntityName } from '../core/entity-names.ts'
import { type FieldValues, searchOf } from '../core/field-types/values.ts'
import { foldText } from '../core/fold.ts'
import { type Columns, RowInsert, RowUpdate } from '../db/rows.ts'

/** Rows of a block. */
const BLOCK = 1000

/** What the search finds one of an entity by. */
export type Searched = { readonly id: number; readonly name: string; readonly fields: FieldValues }

/** Whether one of an entity is deleted, and can be restored. */
export type Deletable = { readonly deleted_at: number | null }

export type SearchRow = { entity_id: number; name_folded: string; words: string; tokens: readonly string[] }

const COLUMNS: Columns<SearchRow> = {
  entity_id: 'bigint',
  name_folded: 'text',
  words: 'text',
  tokens: 'text[]',
}

/** The statements of an entity name it as a constant, which the planner knows the rows of. */
type Writer = { readonly insert: RowInsert<SearchRow>; readonly update: RowUpdate<SearchRow> }
const writers = new Map<EntityName, Writer>()

function writerOf(entity: EntityName): Writer {
  let writer = writers.get(entity)
  if (writer === undefined) {
    writer = {
      insert: new RowInsert('entity_search', COLUMNS, { entity }),
      update: new RowUpdate('entity_search', ['entity_id'], COLUMNS, `t.entity = '${entity}'`),
    }
    writers.set(entity, writer)
  }
  return writer
}

/** Returns what lists search and filter by: the folded name, the folded texts, and a token for each value. */
export function searchRow(
  definitions: Definitions,
  entity: EntityName,
  { id, name, fields }: Searched,
): SearchRow {
  const { words, tokens } = searchOf(fields, definitions.fieldsOf(entity))
  const name_folded = foldText(name)
  return { entity_id: id, name_folded, words: [name_folded, ...words].join('\n'), tokens }
}

/** Stores the search rows of what is new, and of what has another name or other values or is restored. */
export function saveSearchRows(
  { trx, actor, definitions }: Pick<Scope, 'trx' | 'actor' | 'definitions'>,
  entity: EntityName,
  changes: readonly {
    readonly before: (Searched & Deletable) | undefined
    readonly after: Searched & Deletable
  }[],
): void {
  const added: SearchRow[] = []
  const changed: SearchRow[] = []
  for (const { before, after } of changes) {
    if (before === undefined) added.push(searchRow(definitions, entity, after))
    else if (before.name !== after.name || before.fields !== after.fields || isRestored(before, after))
      changed.push(searchRow(definitions, entity, after))
  }
  const { insert, update } = writerOf(entity)
  insert.run(trx, actor.accountId, added)
  update.run(trx, actor.accountId, changed)
}

/** While it was deleted, a field whose values it has may have been deleted, too. */
function isRestored(before: Deletable, after: Deletable): boolean {
  return before.deleted_at !== null && after.deleted_at === null
}

/**
 * Rewrites what the search finds of everything of an entity that holds one of these tokens, after the texts behind them have changed.
 * Deleted ones too, since they may come back. In blocks: memory does not grow with the base.
 */
export async function rewriteSearch(
  { trx, actor, definitions }: Pick<Scope, 'trx' | 'actor' | 'definitions'>,
  { name, table }: EntityDescriptor,
  tokens: readonly string[],
): Promise<void> {
  if (tokens.length === 0) return
  for (let after = 0; ;) {
    const block = await trx.query<Searched>(
      `select c.id, c.name, c.fields
       from entity_search s join ${table} c on c.account_id = s.account_id and c.id = s.entity_id
       where s.account_id = $1 and s.entity = '${name}' and s.entity_id > $2 and s.tokens && $3::text[]
       order by s.entity_id limit $4`,
      [actor.accountId, after, tokens, BLOCK],
    )
    writerOf(name).update.run(
      trx,
      actor.accountId,
      block.map((each) => searchRow(definitions, name, each)),
    )
    const last = block.at(-1)
    if (last === undefined || block.length < BLOCK) return
    after = last.id
  }
}
