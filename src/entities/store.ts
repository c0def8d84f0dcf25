import type { Scope } from '../account/scope.ts'
import type { EntityDescriptor } from '../core/entity.ts'
import { may } from '../core/rights.ts'
import type { Trx } from '../db/database.ts'
import { type Columns, RowInsert, RowUpdate } from '../db/rows.ts'
import { recordEvents } from '../events/record.ts'
import { tagDifferences } from '../events/tag-differences.ts'
import type { NewEvent } from '../events/types.ts'
import { changedProperties, isUnchanged } from './difference.ts'
import { saveSearchRows, type Searched } from './search-rows.ts'
import { saveTagRows, type Tagged } from './tag-rows.ts'

/** The columns that the machineries ask for; the store keeps `version`. */
export type StoredEntity = Searched & Tagged & { readonly version: number }

export type EntityChange<Row> = { readonly before: Row | undefined; readonly after: Row }

/** Kept by the store itself. */
const UNSEEN: ReadonlySet<string> = new Set(['version'])

/**
 * The rows of an entity that has a name, fields and tags, can be restored, and is not ruled: reads them for a change, and stores changes
 * with all that follows in a fixed number of statements, however many there are.
 */
export class EntityStore<Row extends StoredEntity> {
  readonly #entity: EntityDescriptor
  readonly #names: string
  readonly #insert: RowInsert<Row>
  readonly #update: RowUpdate<Row>

  constructor(entity: EntityDescriptor, columns: Columns<Row>) {
    this.#entity = entity
    this.#names = Object.keys(columns).join(', ')
    this.#insert = new RowInsert(entity.table, columns)
    this.#update = new RowUpdate(entity.table, ['id'], columns)
  }

  /** Locks rows in the order of their ids, so that two batches never wait for each other in a cycle. Deleted ones too. */
  async lock(trx: Trx, accountId: number, ids: readonly number[]): Promise<Row[]> {
    return trx.query<Row>(
      `select ${this.#names} from ${this.#entity.table}
       where account_id = $1 and id = any($2::bigint[]) order by id for update`,
      [accountId, ids],
    )
  }

  /** Locks rows that are not deleted and that the actor may see, by id: what it may not see is as absent as what does not exist. */
  async lockVisible({ trx, actor, definitions }: Scope, ids: readonly number[]): Promise<Map<number, Row>> {
    const { name, owner } = this.#entity
    const rows = await this.lock(trx, actor.accountId, ids)
    const isVisible = (row: Row) =>
      owner === undefined || may(actor, name, 'view', row[owner as keyof Row] as number, definitions.groupOf)
    return new Map(
      rows.filter((row) => row.deleted_at === null && isVisible(row)).map((row) => [row.id, row]),
    )
  }

  /** Stores what is new and what has changed, with its search rows, tags and events. Returns the rows as they are now. */
  save(scope: Scope, changes: readonly EntityChange<Row>[]): Row[] {
    const { trx, actor } = scope
    const versioned = changes.map(({ before, after }): EntityChange<Row> => {
      if (before === undefined) return { before, after: { ...after, version: 1 } }
      if (isUnchanged(before, after, UNSEEN)) return { before, after: before }
      return { before, after: { ...after, version: before.version + 1 } }
    })
    const written = versioned.filter(({ before, after }) => before !== after)
    const rowsOf = (isNew: boolean) =>
      written.filter(({ before }) => (before === undefined) === isNew).map(({ after }) => after)
    this.#insert.run(trx, actor.accountId, rowsOf(true))
    this.#update.run(trx, actor.accountId, rowsOf(false))
    saveSearchRows(scope, this.#entity.name, written)
    saveTagRows(trx, actor.accountId, written)
    recordEvents(
      scope,
      written.map((change) => this.#eventOf(change)),
    )
    return versioned.map(({ after }) => after)
  }

  #eventOf({ before, after }: EntityChange<Row>): NewEvent {
    const { noun } = this.#entity
    const common = { entity_type: noun, entity_id: after.id, version: after.version }
    const named = (what: 'added' | 'deleted' | 'restored') =>
      ({ ...common, type: `${noun}_${what}`, data: { name: after.name } }) as NewEvent
    if (before === undefined) return named('added')
    if (before.deleted_at !== after.deleted_at)
      return named(after.deleted_at === null ? 'restored' : 'deleted')
    const { tag_ids, ...data } = changedProperties(before, after, UNSEEN)
    const tags = tag_ids && tagDifferences(before.tag_ids, after.tag_ids)
    return { ...common, type: `${noun}_changed`, data, ...(tags && { tags }) } as NewEvent
  }
}
