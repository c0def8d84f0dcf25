import { type IfUsed, requireUnused } from '../account/place-rules.ts'
import { refreshed, type Scope } from '../account/scope.ts'
import { Refused } from '../core/errors.ts'
import { takeTagOffDeleted } from '../customers/service.ts'
import { catchUpEverybody, changeEverybody } from '../moves/pass.ts'
import { dropTag, lookUpTags } from '../tags/service.ts'

/**
 * Deletes a tag: every customer loses it, and is where the rules put it then. A slice of its own, because customers know tags, and this
 * has to know customers.
 * @throws Refused 'not_found', UsedByRules for one that rules ask for, unless that is forced
 */
export async function deleteTag(scope: Scope, id: number, ifUsed: IfUsed): Promise<void> {
  const tag = (await lookUpTags(scope.trx, scope.actor.accountId, [{ id }])).find({ id })
  if (tag === undefined) throw new Refused('not_found')
  requireUnused(scope.definitions, ifUsed, (named) => named.thing === 'tag' && named.id === id)
  await catchUpEverybody(scope)
  await changeEverybody(
    scope,
    { tag: id },
    (customer) => ({ ...customer, tag_ids: customer.tag_ids.filter((each) => each !== id) }),
    { cause: 'tag_deleted', id },
  )
  await takeTagOffDeleted(scope, id)
  await dropTag(scope, tag)
  await refreshed(scope)
}
