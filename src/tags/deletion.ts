import { type IfUsed, allowDeletion } from '../account/rule-uses.ts'
import { type Scope, writeDefinitions } from '../account/scope.ts'
import { Refused } from '../core/errors.ts'
import { takeTagOff, takeTagOffDeleted } from '../entities/take-off.ts'
import { changeHolders } from '../engine/change-rules.ts'
import { findTag } from './queries.ts'
import { dropTag } from './service.ts'

/**
 * Deletes a tag: whatever bears it loses it, and every customer is where the rules put it then.
 * @throws Refused 'not_found', UsedByRules for one that rules ask for, unless that is forced
 */
export async function deleteTag(scope: Scope, id: number, ifUsed: IfUsed): Promise<void> {
  const { trx, actor } = scope
  const tag = await findTag(trx, actor.accountId, id)
  if (tag === undefined) throw new Refused('not_found')
  allowDeletion(scope, ifUsed, (named) => named.thing === 'tag' && named.id === id)
  const entity = scope.entities.get(tag.entity)
  if (entity.isRuled)
    await changeHolders(scope, {
      cause: { cause: 'tag_deleted', id },
      holding: { tag: id },
      change: (customer) => ({ ...customer, tag_ids: customer.tag_ids.filter((each) => each !== id) }),
    })
  else await takeTagOff(scope, entity, id)
  if (entity.isRestorable) await takeTagOffDeleted(trx, actor.accountId, entity, id)
  await writeDefinitions(scope, (writing) => dropTag(writing, tag))
}
