import { type IfUsed, requireUnused } from '../account/rule-uses.ts'
import { type Scope, writeDefinitions } from '../account/scope.ts'
import { Refused } from '../core/errors.ts'
import { clearTagOfDeleted } from '../engine/rows.ts'
import { changeHolders } from '../engine/change-rules.ts'
import { dropTag, lookUpTags } from './service.ts'

/**
 * Deletes a tag: every customer loses it, and is where the rules put it then.
 * @throws Refused 'not_found', UsedByRules for one that rules ask for, unless that is forced
 */
export async function deleteTag(scope: Scope, id: number, ifUsed: IfUsed): Promise<void> {
  const tag = (await lookUpTags(scope.trx, scope.actor.accountId, [{ id }])).find({ id })
  if (tag === undefined) throw new Refused('not_found')
  requireUnused(scope.definitions, ifUsed, (named) => named.thing === 'tag' && named.id === id)
  await changeHolders(scope, {
    cause: { cause: 'tag_deleted', id },
    holding: { tag: id },
    change: (customer) => ({ ...customer, tag_ids: customer.tag_ids.filter((each) => each !== id) }),
  })
  await clearTagOfDeleted(scope.trx, scope.actor.accountId, id)
  await writeDefinitions(scope, (writing) => dropTag(writing, tag))
}
