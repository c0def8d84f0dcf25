import type { StageDefinition } from '../account/definitions.ts'
import { type DefinitionsScope, type DefinitionsTrx, type Scope, writeDefinitions } from '../account/scope.ts'
import type { Condition } from '../core/conditions/tree.ts'
import { type Refuse, Refused, requireSome, Violations } from '../core/errors.ts'
import { sameStored } from '../core/field-types/same-stored.ts'
import { nameAfter } from '../core/names.ts'
import { DEFAULT_STAGE_COLOR, STAGE_COLORS } from '../core/palettes.ts'
import { STAGE_TYPE, type StageType } from '../core/placement.ts'
import type { Ids } from '../db/ids.ts'
import { recordEvents } from '../events/record.ts'
import { changeRules } from '../engine/change-rules.ts'
import { deleteStageRow, insertStages, updateStage } from './queries.ts'
import type { NewStage, StagePatch } from './schema.ts'

/** Stages of an account, system stages included (published limit). */
export const MAX_STAGES = 30

type FirstStage = {
  names: { en: string; ru: string }
  type: StageType
  sort: number
  color: string
  conditions: Condition | null
}

/**
 * The stages every account begins with: those of the published list with their colours and conditions. Did not purchase has a condition
 * of its own, though the page prints none: without one no customer would come into it.
 */
const FIRST_STAGES: readonly FirstStage[] = [
  {
    names: { en: 'Recently purchased', ru: 'Недавно купили' },
    type: STAGE_TYPE.recent,
    sort: 0,
    color: '#ccff66',
    conditions: null,
  },
  {
    names: { en: 'Stage 1', ru: 'Этап 1' },
    type: STAGE_TYPE.regular,
    sort: 1,
    color: '#fd5598',
    conditions: null,
  },
  {
    names: { en: 'Expected purchase', ru: 'Ожидается покупка' },
    type: STAGE_TYPE.expected,
    sort: 2,
    color: '#99ccff',
    conditions: { before_purchase: 0 },
  },
  {
    names: { en: 'Did not purchase', ru: 'Не купили' },
    type: STAGE_TYPE.missed,
    sort: 4,
    color: '#fd5598',
    conditions: { after_today: 1 },
  },
  {
    names: { en: 'Closed', ru: 'Закрыт' },
    type: STAGE_TYPE.closed,
    sort: 5,
    color: '#d5d8db',
    conditions: { after_today: 60 },
  },
]

/** Gives a new account its first stages. */
export async function addFirstStages(
  trx: DefinitionsTrx,
  ids: Ids,
  accountId: number,
  language: 'en' | 'ru',
): Promise<void> {
  const taken = await ids.take(accountId, 'stages', FIRST_STAGES.length)
  insertStages(
    trx,
    accountId,
    FIRST_STAGES.map(({ names, ...stage }, i) => ({
      ...stage,
      id: taken[i] as number,
      name: names[language],
      is_default: stage.type !== STAGE_TYPE.regular,
    })),
  )
}

/**
 * Adds regular stages. @throws Invalid for a colour outside the palette, Refused 'stage_limit'
 */
export async function addStages(
  scope: Scope,
  items: readonly NewStage[],
  requestIds: readonly string[],
): Promise<number[]> {
  const violations = new Violations(requestIds)
  const names = items.map(({ name, color }, i) => {
    if (color !== undefined && !STAGE_COLORS.has(color)) violations.add(i, 'NotSupportedChoice', 'color')
    return nameAfter('', name, 'name', (...violation) => violations.add(i, ...violation))
  })
  violations.throwIfAny()
  const { actor } = scope
  if (scope.definitions.stages.length + items.length > MAX_STAGES)
    throw new Refused('stage_limit', { limit: MAX_STAGES })
  const ids = await scope.ids.take(actor.accountId, 'stages', items.length)
  const stages = items.map((item, i) => ({
    id: ids[i] as number,
    name: names[i] as string,
    sort: item.sort,
    type: STAGE_TYPE.regular,
    is_default: false,
    color: item.color ?? DEFAULT_STAGE_COLOR,
    conditions: null,
  }))
  await changeRules(scope, {
    cause: { cause: 'stages_changed' },
    evaluate: 'all',
    write: async (writing) => storeNew(writing, stages),
  })
  return ids
}

function storeNew(scope: DefinitionsScope, stages: readonly StageDefinition[]): void {
  insertStages(scope.trx, scope.actor.accountId, stages)
  recordEvents(
    scope,
    stages.map(({ id, name, sort, color }) => ({
      type: 'stage_added',
      entity_type: 'stage',
      entity_id: id,
      version: null,
      data: { name, sort, color },
    })),
  )
}

const CHANGEABLE = ['name', 'sort', 'color'] as const

/**
 * Changes a stage. What equals the stored value is never an error: system stages keep colours outside the palette.
 * @throws Refused 'not_found', Invalid
 */
export async function changeStage(scope: Scope, id: number, patch: StagePatch): Promise<StageDefinition> {
  const before = getStage(scope, id)
  const { sort = before.sort, color = before.color } = patch
  const violations = new Violations('single')
  const refuse: Refuse = (...violation) => violations.add(0, ...violation)
  requireSome(patch, CHANGEABLE, refuse)
  const name = nameAfter(before.name, patch.name, 'name', refuse)
  if (color !== before.color && !STAGE_COLORS.has(color)) violations.add(0, 'NotSupportedChoice', 'color')
  violations.throwIfAny()
  const after = { ...before, name, sort, color }
  if (differing(before, after).length === 0) return before
  const write = (writing: DefinitionsScope) => storeChanged(writing, before, after)
  if (sort === before.sort) await writeDefinitions(scope, write)
  else await changeRules(scope, { cause: { cause: 'stages_changed', id }, evaluate: 'all', write })
  return after
}

const PROPERTIES = ['name', 'sort', 'color', 'conditions'] as const

function differing(before: StageDefinition, after: StageDefinition) {
  return PROPERTIES.filter((key) => !sameStored(before[key], after[key]))
}

async function storeChanged(
  scope: DefinitionsScope,
  before: StageDefinition,
  after: StageDefinition,
): Promise<void> {
  const changed = differing(before, after)
  if (changed.length === 0) return
  await updateStage(scope.trx, scope.actor.accountId, after)
  const data = Object.fromEntries(changed.map((key) => [key, [before[key], after[key]] as const]))
  recordEvents(scope, [
    { type: 'stage_changed', entity_type: 'stage', entity_id: after.id, version: null, data },
  ])
}

/** Stores a stage as it shall be, new or changed, with its conditions. */
export async function storeStage(scope: DefinitionsScope, stage: StageDefinition): Promise<void> {
  const before = scope.definitions.stages.find((each) => each.id === stage.id)
  if (before === undefined) storeNew(scope, [stage])
  else await storeChanged(scope, before, stage)
}

/**
 * Deletes a stage; its customers go where the rules put them, in the same transaction.
 * @throws Refused 'not_found', 'system_stage'
 */
export async function deleteStage(scope: Scope, id: number): Promise<void> {
  requireRegular(scope, id)
  await changeRules(scope, {
    cause: { cause: 'stages_changed', id },
    evaluate: 'all',
    write: (writing) => dropStage(writing, id),
  })
}

/** Takes a stage away; its customers stay in it until they are evaluated. @throws Refused 'not_found', 'system_stage' */
export async function dropStage(scope: DefinitionsScope, id: number): Promise<void> {
  const { name } = requireRegular(scope, id)
  await deleteStageRow(scope.trx, scope.actor.accountId, id)
  recordEvents(scope, [
    { type: 'stage_deleted', entity_type: 'stage', entity_id: id, version: null, data: { name } },
  ])
}

function requireRegular(scope: Scope, id: number): StageDefinition {
  const stage = getStage(scope, id)
  if (stage.is_default) throw new Refused('system_stage')
  return stage
}

/** @throws Refused 'not_found' */
function getStage(scope: Scope, id: number): StageDefinition {
  const stage = scope.definitions.stages.find((candidate) => candidate.id === id)
  if (stage === undefined) throw new Refused('not_found')
  return stage
}
