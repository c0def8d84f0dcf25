import type { Definitions } from '../account/definitions.ts'
import type { Entities } from '../core/entity.ts'
import { keptName, twinsAmong } from '../core/names.ts'
import { readInBlocks } from '../db/blocks.ts'
import type { Snapshot } from '../db/database.ts'
import { differing } from './difference.ts'
import type { Report } from './report.ts'

/**
 * Things that have one name in several spellings, from before names had one form: nothing is wrong with them, but a look-up by the name
 * finds the oldest alone.
 */
export type TwinNames = {
  readonly account: number
  /** `tags`, or `options of custom field 1003`. */
  readonly what: string
  readonly name: string
  /** The oldest first. */
  readonly ids: readonly number[]
}

/** One line that an operator reads. */
export function renderTwins({ account, what, name, ids }: TwinNames): string {
  const [oldest] = ids
  return `account ${account}: note: the ${what} ${ids.join(', ')} share the name ${JSON.stringify(name)}, which means ${oldest}`
}

/** Reports keys of tags that are not the form of their names in which these are looked up. Tells `onTwins` of everything whose name another one has in another spelling. */
export async function checkNames(
  snapshot: Snapshot,
  definitions: Definitions,
  entities: Entities,
  report: Report,
  onTwins: (twins: TwinNames) => void,
): Promise<void> {
  const account = definitions.account.id
  const note = (what: string, things: Iterable<Named>) => {
    for (const twins of twinsAmong(things))
      onTwins({ account, what, name: keptName(twins[0].name), ids: twins.map(({ id }) => id) })
  }
  note('stages', definitions.stages)
  note('segments', definitions.segments.values())
  for (const { name: entity, fields } of entities.all()) {
    if (!fields) continue
    const defined = definitions.fieldsOf(entity).all()
    note(`custom fields of ${entity}`, defined)
    for (const { id, enums } of defined) note(`options of custom field ${id}`, standing(enums ?? []))
  }
  for await (const { entity, tags } of tagsByKey(snapshot, account)) {
    note(`tags of ${entity}`, tags)
    for (const { id, name, name_key } of tags)
      for (const finding of differing(`name_key of tag ${id}`, name_key, keptName(name))) report(finding)
  }
}

type Named = { readonly id: number; readonly name: string }

function standing(
  options: readonly { readonly id: number; readonly value: string; readonly removed?: true }[],
): Named[] {
  return options.filter(({ removed }) => !removed).map(({ id, value }) => ({ id, name: value }))
}

type TagRow = Named & { readonly entity: string; readonly name_key: string }

/** The tags of each entity and key together. */
async function* tagsByKey(
  snapshot: Snapshot,
  accountId: number,
): AsyncGenerator<{ entity: string; tags: readonly TagRow[] }> {
  let tags: TagRow[] = []
  const rows = readInBlocks<TagRow>(
    snapshot,
    'names_of_tags',
    `select id, entity, name, name_key from tags where account_id = ${accountId} order by entity, name_key, id`,
    SIZE,
  )
  for await (const block of rows)
    for (const tag of block) {
      const [first] = tags
      if (first !== undefined && (first.entity !== tag.entity || first.name_key !== tag.name_key)) {
        yield { entity: first.entity, tags }
        tags = []
      }
      tags.push(tag)
    }
  const [first] = tags
  if (first !== undefined) yield { entity: first.entity, tags }
}

/** Rows of a block. */
const SIZE = 2000
