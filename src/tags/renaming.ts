import { type Scope, writeDefinitions } from '../account/scope.ts'
import { Invalid, Refused, Violations } from '../core/errors.ts'
import { nameAfter } from '../core/names.ts'
import { recordEvents } from '../events/record.ts'
import { findTag, findTags, updateTagName } from './queries.ts'
import type { Tag } from './tag.ts'

/**
 * Gives a tag another name. Whatever bears it or names it keeps it: all of them have its id.
 * @throws Refused 'not_found'; Invalid for a name that another tag has, which is a merge, or of which nothing can be seen
 */
export async function renameTag(scope: Scope, id: number, written: string): Promise<Tag> {
  const { trx, actor } = scope
  const tag = await findTag(trx, actor.accountId, id)
  if (tag === undefined) throw new Refused('not_found')
  const violations = new Violations('single')
  const name = nameAfter(tag.name, written, 'name', (...found) => violations.add(0, ...found))
  violations.throwIfAny()
  if (name === tag.name) return tag
  const twin = (await findTags(trx, actor.accountId, tag.entity, [], [name])).find((each) => each.id !== id)
  if (twin !== undefined)
    throw new Invalid([
      { code: 'NotSupportedChoice', path: 'name', remedy: { say: 'merge', id, into: twin.id } },
    ])
  await writeDefinitions(scope, async (writing) => {
    await updateTagName(writing.trx, actor.accountId, id, name)
    recordEvents(writing, [
      {
        type: 'tag_changed',
        entity_type: 'tag',
        entity_id: id,
        version: null,
        data: { name: [tag.name, name] },
      },
    ])
  })
  return { ...tag, name }
}
