import type { Definitions } from '../account/definitions.ts'
import { targetRules } from '../account/rule-uses.ts'
import { type Scope, writeDefinitions } from '../account/scope.ts'
import { keepMergedTag } from '../bulk/service.ts'
import type { EntityName } from '../core/entity-names.ts'
import { Invalid, Refused, violation } from '../core/errors.ts'
import { takeTagOff, takeTagOffDeleted } from '../entities/take-off.ts'
import { type MoveCounts, planAllCustomers } from '../engine/all-customers.ts'
import { changeRules } from '../engine/change-rules.ts'
import type { Customer } from '../engine/customer.ts'
import { rulesWithTagReplaced, storeReplacedTag, withRules } from '../rules/replace-tag.ts'
import { tagChooser } from '../tags/choose-tag.ts'
import { countHolders, dropTag, findTag, lookUpTags } from '../tags/service.ts'
import type { Tag } from '../tags/tag.ts'
import { countViewsNaming, replaceTagInViews } from '../views/service.ts'
import type { TagMerge } from './schema.ts'

type Pair = { readonly from: Tag & { readonly entity: EntityName }; readonly into: Tag }

/**
 * What {@link mergeTags} would do. Nothing is saved, not even due transitions: they are applied in memory.
 * @throws Refused 'not_found', Invalid for a tag to merge into that there is not
 */
export async function planMerge(scope: Scope, id: number, intoId: number): Promise<TagMerge> {
  const { trx, actor, definitions } = scope
  const pair = await tagsOf(scope, id, intoId)
  const { from, into } = pair
  const isRuled = scope.entities.get(from.entity).isRuled === true
  const changes = isRuled ? rulesWithTagReplaced(definitions, from.id, into.id) : []
  const after = withRules(definitions, changes)
  const moves = isRuled ? await planAllCustomers(scope, after, tagReplacer(pair)) : undefined
  return {
    ...pairModel(pair),
    holders: await countHolders(trx, actor.accountId, from.id),
    rules: changes.map(({ rule: { kind, id: ruleId, name } }) => ({ kind, id: ruleId, name })),
    views: isRuled ? await countViewsNaming(trx, actor.accountId, from.id) : 0,
    targets: moves === undefined ? [] : targetsOf(definitions, moves),
  }
}

/**
 * Merges a tag into another of its entity: whatever bears the one bears the other then, the rules, their versions and saved questions
 * name it, and every customer is where the rules put it, by one evaluation. The tag is gone.
 * @throws Refused 'not_found', Invalid for a tag to merge into that there is not
 */
export async function mergeTags(scope: Scope, id: number, intoId: number): Promise<TagMerge> {
  const { trx, actor, definitions } = scope
  const pair = await tagsOf(scope, id, intoId)
  const { from, into } = pair
  const entity = scope.entities.get(from.entity)
  const isRuled = entity.isRuled === true
  const holders = await countHolders(trx, actor.accountId, from.id)
  const changes = isRuled ? rulesWithTagReplaced(definitions, from.id, into.id) : []
  if (isRuled) await keepMergedTag(trx, actor.accountId, from.id, into.id)
  let views = 0
  let moves: MoveCounts | undefined
  let present = scope
  if (isRuled) {
    const changed = await changeRules(scope, {
      cause: { cause: 'tag_merged', id: into.id },
      evaluate: { holding: { tag: from.id }, change: tagReplacer(pair), others: changes.length > 0 },
      async write(writing) {
        await storeReplacedTag(writing, changes, from.id, into.id)
        views = await replaceTagInViews(writing, from.id, into.id)
      },
    })
    present = changed.scope
    moves = changed.moves
  } else await takeTagOff(scope, entity, from.id, into.id)
  if (entity.isRestorable) await takeTagOffDeleted(trx, actor.accountId, entity, from.id, into.id)
  await writeDefinitions(present, (writing) => dropTag(writing, from, into))
  return {
    ...pairModel(pair),
    holders,
    rules: changes.map(({ rule: { kind, id: ruleId, name } }) => ({ kind, id: ruleId, name })),
    views,
    targets: moves === undefined ? [] : targetsOf(definitions, moves),
  }
}

async function tagsOf({ trx, actor }: Scope, id: number, intoId: number): Promise<Pair> {
  const from = await findTag(trx, actor.accountId, id)
  if (from === undefined) throw new Refused('not_found')
  const tags = await lookUpTags(trx, actor.accountId, from.entity, [{ id: intoId }])
  const into = tags.find({ id: intoId })
  if (into !== undefined && into.id !== from.id) return { from, into }
  const choose = await tagChooser(trx, actor.accountId, true, from)
  throw new Invalid([violation([], 'NotSupportedChoice', 'into', undefined, () => choose({ id: intoId }))])
}

function tagReplacer({ from, into }: Pair): (customer: Customer) => Customer {
  return (customer) => {
    if (!customer.tag_ids.includes(from.id)) return customer
    const others = customer.tag_ids.filter((id) => id !== from.id && id !== into.id)
    return { ...customer, tag_ids: [...others, into.id].sort((a, b) => a - b) }
  }
}

function pairModel({ from, into }: Pair): Pick<TagMerge, 'tag' | 'into'> {
  return { tag: { id: from.id, name: from.name }, into: { id: into.id, name: into.name } }
}

function targetsOf(definitions: Definitions, moves: MoveCounts): TagMerge['targets'] {
  return targetRules(definitions)
    .map(({ kind, id, name }) => {
      const { entered: enter, left: leave } = moves.of(kind, id)
      return { kind, id, name, enter, leave }
    })
    .filter(({ enter, leave }) => enter + leave > 0)
}
