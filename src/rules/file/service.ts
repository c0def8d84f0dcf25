import type { Definitions } from '../../account/definitions.ts'
import { targetRules, requireUnused } from '../../account/rule-uses.ts'
import { type DefinitionsScope, type Scope, writeDefinitions } from '../../account/scope.ts'
import { type Customer, withoutSlot } from '../../engine/customer.ts'
import { MoveCounts, planAllCustomers } from '../../engine/all-customers.ts'
import { changeRules } from '../../engine/change-rules.ts'
import { countMembers, deleteSegment, storeSegment, storeSegmentRules } from '../../segments/service.ts'
import { dropStage, storeStage } from '../../stages/service.ts'
import type { Warning } from '../../core/warnings.ts'
import { readToAsk, readToStore } from '../read-trees.ts'
import { namesFor } from '../render.ts'
import { isAwake, type NamedTag, namedTag } from '../service.ts'
import { recordVersions, type RuleChange } from '../versions.ts'
import { canMove, type Change, changesOf } from './changes.ts'
import { type Deletes, type Draft, draftOf, type Drafting } from './draft.ts'
import { keysOf, shownKey, stageKeysOf } from './keys.ts'
import type { AppliedFile, FileOutcome, RulesFile } from './schema.ts'

export type FileOptions = {
  /** Whether what a list of the file lacks is deleted: system stages never are, and others in periodicity mode only, as by API. */
  readonly deletesMissing: boolean
}

type Read = { readonly draft: Draft; readonly changes: readonly Change[]; readonly deletes: Deletes }

/**
 * What {@link applyRules} would do. Nothing is saved, not even due transitions: they are applied in memory.
 * @throws Invalid with paths in the file; Refused 'stage_limit', 'segment_limit'
 */
export async function planRules(
  scope: Scope,
  file: RulesFile,
  options: FileOptions,
): Promise<FileOutcome & { readonly warnings: readonly Warning[] }> {
  const { trx, actor, definitions } = scope
  // Nothing has such ids, and no rule names one.
  const newIds: Drafting['newIds'] = async (_kind, count) =>
    Array.from({ length: count }, (_, i) => Number.MAX_SAFE_INTEGER - count + i)
  const warnings: Warning[] = []
  const readTrees: Drafting['readTrees'] = async (trees, account) => {
    const reader = { queries: trx, accountId: actor.accountId, account }
    const found = await readToAsk(reader, trees, { unknownTags: 'take' })
    warnings.push(...found.warnings)
    return found.trees
  }
  const read = await readFile(scope, file, { newIds, readTrees }, options)
  const done = { newIds: false, moves: new MoveCounts() }
  if (!read.changes.some(canMove)) return { ...resultOf(definitions, read, done), warnings }
  const moves = await planAllCustomers(scope, during(definitions, read), leaving(definitions, read.changes))
  return { ...resultOf(definitions, read, { ...done, moves }), warnings }
}

/**
 * Makes the stages and segments of an account those of a file, all or nothing, with one evaluation of everybody. A second application
 * changes nothing.
 * @throws Invalid with paths in the file; Refused 'stage_limit', 'segment_limit'
 */
export async function applyRules(scope: Scope, file: RulesFile, options: FileOptions): Promise<AppliedFile> {
  const { actor, definitions } = scope
  const newIds: Drafting['newIds'] = async (kind, count) =>
    count === 0 ? [] : scope.ids.take(actor.accountId, kind, count)
  const tags_created: NamedTag[] = []
  const readTrees: Drafting['readTrees'] = async (trees, account) => {
    const read = await readToStore(scope, trees, account)
    tags_created.push(...read.created.map(namedTag))
    return read.trees
  }
  const read = await readFile(scope, file, { newIds, readTrees }, options)
  const { draft, changes } = read
  if (changes.length === 0)
    return { ...resultOf(definitions, read, { newIds: true, moves: new MoveCounts() }), tags_created }
  const write = async (writing: DefinitionsScope) => {
    const members = await countMembers(writing.trx, actor.accountId)
    await store(writing, draft, changes)
    await recordVersions(writing, ruleChanges(definitions, draft, changes))
    return members
  }
  const {
    scope: after,
    result: members,
    moves,
  } = changes.some(canMove)
    ? await changeRules(scope, { cause: { cause: 'rules_applied' }, evaluate: 'all', write })
    : { ...(await writeDefinitions(scope, write)), moves: new MoveCounts() }
  // Rules have let their members go; whoever was put there by hand goes now.
  for (const { id } of deletedSegments(changes)) await deleteSegment(after, id, 'force')
  return { ...resultOf(definitions, read, { newIds: true, moves, members }), tags_created }
}

async function readFile(
  scope: Scope,
  file: RulesFile,
  drafting: Pick<Drafting, 'newIds' | 'readTrees'>,
  { deletesMissing }: FileOptions,
): Promise<Read> {
  const { definitions, trx, now } = scope
  const deletes = { stages: deletesMissing && isAwake(definitions, 'stage'), segments: deletesMissing }
  const trees = targetRules(definitions).flatMap((rule) => Object.values(rule.trees))
  const { tagName } = await namesFor(trx, definitions, trees, definitions.language)
  const draft = await draftOf(file, { definitions, tagName, now, deletes, ...drafting })
  const changes = changesOf(definitions, draft, deletes)
  const gone = new Set(deletedSegments(changes).map(({ id }) => id))
  requireUnused(
    definitions.with({ stages: draft.stages, segments: draft.segments }),
    'refuse_kept',
    ({ thing, id }) => thing === 'segment' && gone.has(id),
  )
  return { draft, changes, deletes }
}

function deletedSegments(changes: readonly Change[]): Change[] {
  return changes.filter(({ kind, action }) => kind === 'segment' && action === 'delete')
}

/** The account while its customers are evaluated: what is deleted is there as long as its members leave it. */
function during(definitions: Definitions, { draft, changes }: Read): Definitions {
  const leaving = deletedSegments(changes).flatMap(({ id }) => definitions.segments.get(id) ?? [])
  return definitions.with({
    stages: draft.stages,
    segments: [...draft.segments, ...leaving.map((segment) => ({ ...segment, entry: null, exit: null }))],
  })
}

function leaving(definitions: Definitions, changes: readonly Change[]): (customer: Customer) => Customer {
  const slots = deletedSegments(changes).flatMap(({ id }) => definitions.segments.get(id)?.slot ?? [])
  return (customer) => slots.reduce(withoutSlot, customer)
}

async function store(scope: DefinitionsScope, draft: Draft, changes: readonly Change[]): Promise<void> {
  for (const { kind, id, action } of changes) {
    const stage = draft.stages.find((each) => each.id === id)
    const segment = draft.segments.find((each) => each.id === id)
    if (kind === 'stage' && action === 'delete') await dropStage(scope, id)
    else if (kind === 'stage' && stage) await storeStage(scope, stage)
    else if (action === 'delete') await storeSegmentRules(scope, id, { entry: null, exit: null })
    else if (segment) await storeSegment(scope, segment)
  }
}

/** The changes of rules among those of a file, for their versions. */
function ruleChanges(definitions: Definitions, draft: Draft, changes: readonly Change[]): RuleChange[] {
  const before = targetRules(definitions)
  const after = targetRules({
    stages: draft.stages,
    segments: new Map(draft.segments.map((each) => [each.id, each])),
  })
  return changes.flatMap(({ kind, id, action, changed }) => {
    const isRule = ({ kind: ofKind, id: ofId }: { kind: string; id: number }) =>
      ofKind === kind && ofId === id
    const rule = after.find(isRule)
    if (rule === undefined) return []
    const { trees } = rule
    const isNew = action === 'add' && Object.values(trees).some((tree) => tree !== null)
    const isChanged = action === 'change' && changed.some((name) => name in trees)
    if (!isNew && !isChanged) return []
    const none = Object.fromEntries(Object.keys(trees).map((name) => [name, null]))
    return [{ rule: before.find(isRule) ?? { ...rule, trees: none }, trees }]
  })
}

type Done = {
  /** Whether what is new has its id now. */
  readonly newIds: boolean
  readonly moves: MoveCounts
  /** How many were in each segment before; absent for none. */
  readonly members?: ReadonlyMap<number, number>
}

function resultOf(
  definitions: Definitions,
  { draft, changes, deletes }: Read,
  { newIds, moves, members }: Done,
): FileOutcome {
  const notInFile = (
    kind: Change['kind'],
    things: readonly { readonly id: number; readonly name: string }[],
    keys: ReadonlyMap<number, string>,
  ) => things.map(({ id, name }) => ({ kind, key: shownKey(keys.get(id) ?? name), name }))
  return {
    changes: changes.map(({ kind, id, key, action, changed }) => {
      const { entered, left } = moves.of(kind, id)
      const leave = kind === 'segment' && action === 'delete' ? (members?.get(id) ?? left) : left
      const hasId = action !== 'add' || newIds
      return { kind, key, ...(hasId && { id }), action, changed: [...changed], enter: entered, leave }
    }),
    not_in_file: [
      ...(deletes.stages ? [] : notInFile('stage', draft.missing.stages, stageKeysOf(definitions.stages))),
      ...(deletes.segments
        ? []
        : notInFile('segment', draft.missing.segments, keysOf(definitions.segments.values()))),
    ],
    applied: { stages: isAwake(definitions, 'stage'), segments: isAwake(definitions, 'segment') },
  }
}
