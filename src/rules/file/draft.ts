import type { Definitions, SegmentDefinition, StageDefinition } from '../../account/definitions.ts'
import type { AccountFacts } from '../../core/conditions/facts.ts'
import type { Names } from '../../core/conditions/kind.ts'
import type { Condition } from '../../core/conditions/tree.ts'
import { Invalid, Refused, type Refuse, type Violation, violation } from '../../core/errors.ts'
import { sameStored } from '../../core/field-types/same-stored.ts'
import { nameAfter } from '../../core/names.ts'
import {
  DEFAULT_SEGMENT_COLOR,
  DEFAULT_STAGE_COLOR,
  SEGMENT_COLORS,
  STAGE_COLORS,
} from '../../core/palettes.ts'
import { STAGE_TYPE } from '../../core/placement.ts'
import { chooseWord } from '../../core/remedy.ts'
import { MAX_SEGMENTS } from '../../segments/service.ts'
import { MAX_SORT } from '../../stages/schema.ts'
import { MAX_STAGES } from '../../stages/service.ts'
import { refuseCycles } from '../cycles.ts'
import type { WrittenTree } from '../read-trees.ts'
import { keysOf, stageKeysOf } from './keys.ts'
import { type Matched, matchEntries, refuseOtherKeys } from './match.ts'
import { portableFacts, portableTree } from './portable.ts'
import type { RulesFile, SegmentEntry, StageEntry } from './schema.ts'

/** What a draft needs besides the file. */
export type Drafting = {
  readonly definitions: Definitions
  readonly tagName: Names['tagName']
  readonly now: number
  /** Ids for what is new: reserved ones, or some that nothing has where nothing will be saved. */
  readonly newIds: (kind: 'stages' | 'segments', count: number) => Promise<readonly number[]>
  readonly readTrees: (trees: readonly WrittenTree[], account: AccountFacts) => Promise<(Condition | null)[]>
  /** Whether what a list of the file lacks shall go; system stages stay. */
  readonly deletes: Deletes
}

/** Whether what a list of a file lacks goes, by kind. */
export type Deletes = { readonly stages: boolean; readonly segments: boolean }

/** Stages and segments as a file wants them. */
export type Draft = {
  /** In their order. */
  readonly stages: readonly StageDefinition[]
  readonly segments: readonly SegmentDefinition[]
  /** What the account has and the file has not, though it has a list of such things. */
  readonly missing: {
    readonly stages: readonly StageDefinition[]
    readonly segments: readonly SegmentDefinition[]
  }
}

/**
 * Reads a file against an account: what each entry means, and what it shall be. Everything is checked, nothing is saved.
 * @throws Invalid with paths in the file; Refused 'stage_limit', 'segment_limit'
 */
export async function draftOf(file: RulesFile, drafting: Drafting): Promise<Draft> {
  const violations: Violation[] = []
  const stages = await draftStages(file.stages, drafting, violations)
  const segments = await draftSegments(file.segments, drafting, violations)
  throwAny(violations)
  refuseOtherKeys(stages.written, stageKeysOf(stages.after), violations)
  const keys = keysOf(segments.after)
  refuseOtherKeys(segments.written, keys, violations)
  throwAny(violations)
  const trees = await readAll(stages.written, segments.written, segments.after, keys, drafting)
  const paths = new Map(segments.written.map(({ id, path }) => [id, path]))
  const ruled = segments.after.map((segment) => ({ ...segment, ...trees.segment.get(segment.id) }))
  refuseCycles({ segments: new Map(ruled.map((each) => [each.id, each])) }, (id) => paths.get(id))
  return {
    stages: stages.after
      .map((stage) => ({ ...stage, ...trees.stage.get(stage.id) }))
      .sort((a, b) => a.sort - b.sort || a.id - b.id),
    segments: ruled,
    missing: { stages: stages.missing, segments: segments.missing },
  }
}

/** An entry with what it shall be, its trees aside. */
type Written<E, Thing> = Matched<E, Thing> & { readonly id: number; readonly after: Thing }
type Drafted<E, Thing> = {
  readonly written: readonly Written<E, Thing>[]
  /** Everything that there shall be. */
  readonly after: readonly Thing[]
  readonly missing: readonly Thing[]
}

async function draftStages(
  entries: readonly StageEntry[] | undefined,
  { definitions, newIds, deletes }: Drafting,
  violations: Violation[],
): Promise<Drafted<StageEntry, StageDefinition>> {
  const { stages } = definitions
  if (entries === undefined) return { written: [], after: stages, missing: [] }
  const present = { things: stages, keys: stageKeysOf(stages) }
  const { matched, missing: absent } = matchEntries('stages', entries, present, violations)
  const added = matched.filter(({ before }) => before === undefined)
  const ids = await newIds('stages', added.length)
  const last = Math.max(0, ...stages.map((stage) => stage.sort))
  // Those that accounts are made with have colours outside the palette, and may come from another account.
  const colors = new Set([...STAGE_COLORS, ...stages.map((stage) => stage.color)])
  const written = matched.map((each): Written<StageEntry, StageDefinition> => {
    const { entry, path } = each
    const nth = added.indexOf(each)
    const before = each.before ?? {
      id: ids[nth] as number,
      name: '',
      type: STAGE_TYPE.regular,
      is_default: false,
      // At the end of the range it stays behind what is there by its id.
      sort: Math.min(last + 1 + nth, MAX_SORT),
      color: DEFAULT_STAGE_COLOR,
      conditions: null,
    }
    const { sort = before.sort, color = before.color } = entry
    const name = nameOf(each, before, violations)
    if (color !== before.color && !colors.has(color)) refuseColor(color, [...STAGE_COLORS], path, violations)
    return { ...each, id: before.id, after: { ...before, name, sort, color } }
  })
  const missing = absent.filter((stage) => !stage.is_default)
  const kept = absent.filter((stage) => stage.is_default || !deletes.stages)
  const after = [...written.map((each) => each.after), ...kept]
  if (after.length > MAX_STAGES) throw new Refused('stage_limit', { limit: MAX_STAGES })
  return { written, after, missing }
}

async function draftSegments(
  entries: readonly SegmentEntry[] | undefined,
  { definitions, newIds, now, deletes }: Drafting,
  violations: Violation[],
): Promise<Drafted<SegmentEntry, SegmentDefinition>> {
  const segments = [...definitions.segments.values()]
  if (entries === undefined) return { written: [], after: segments, missing: [] }
  const present = { things: segments, keys: keysOf(segments) }
  const { matched, missing } = matchEntries('segments', entries, present, violations)
  const added = matched.filter(({ before }) => before === undefined)
  // Those that go have their slots until the new ones have theirs.
  if (segments.length + added.length > MAX_SEGMENTS)
    throw new Refused('segment_limit', { limit: MAX_SEGMENTS })
  const ids = await newIds('segments', added.length)
  const slots = freeSlots(definitions)
  const written = matched.map((each): Written<SegmentEntry, SegmentDefinition> => {
    const { entry, path } = each
    const nth = added.indexOf(each)
    const before = each.before ?? {
      id: ids[nth] as number,
      slot: slots[nth] as number,
      name: '',
      color: DEFAULT_SEGMENT_COLOR,
      available_products_price_types: [],
      fields: {},
      created_at: now,
      updated_at: now,
      entry: null,
      exit: null,
    }
    const { color = before.color } = entry
    const name = nameOf(each, before, violations)
    if (color !== before.color && !SEGMENT_COLORS.has(color))
      refuseColor(color, [...SEGMENT_COLORS], path, violations)
    return { ...each, id: before.id, after: { ...before, name, color } }
  })
  const after = [...written.map((each) => each.after), ...(deletes.segments ? [] : missing)]
  return { written, after: after.sort((a, b) => a.id - b.id), missing }
}

function refuseColor(color: string, palette: readonly string[], path: string, violations: Violation[]): void {
  violations.push(
    violation(violations, 'NotSupportedChoice', `${path}.color`, undefined, () => chooseWord(color, palette)),
  )
}

/** The name that an entry gives. What is new is called by its key unless it has a name; a key may be too long for that, since it may count. */
function nameOf(
  { entry, path, before }: Matched<{ key?: string; name?: string }, unknown>,
  { name }: { readonly name: string },
  violations: Violation[],
): string {
  const refuse: Refuse = (...found) => violations.push(violation(violations, ...found))
  if (entry.name !== undefined || before !== undefined)
    return nameAfter(name, entry.name, `${path}.name`, refuse)
  return nameAfter('', entry.key, `${path}.key`, refuse)
}

function freeSlots({ segmentsBySlot }: Definitions): number[] {
  return Array.from({ length: MAX_SEGMENTS }, (_, slot) => slot).filter((slot) => !segmentsBySlot[slot])
}

type TreesById = Map<number, Record<string, Condition | null>>

/** Reads the trees of all entries at once, so that everything that is wrong is told. */
async function readAll(
  stages: readonly Written<StageEntry, StageDefinition>[],
  segments: readonly Written<SegmentEntry, SegmentDefinition>[],
  segmentsAfter: readonly SegmentDefinition[],
  keys: ReadonlyMap<number, string>,
  { definitions, tagName, readTrees }: Drafting,
): Promise<{ stage: TreesById; segment: TreesById }> {
  const slots = segmentsAfter.map(({ id, slot }) => [id, { slot, name: keys.get(id) as string }] as const)
  const keysNow = keysOf(definitions.segments.values())
  const trees = [
    ...stages.map(({ id, path, entry, after }) => ({
      ...{ kind: 'stage' as const, id, path, name: 'conditions' },
      ...{ tree: entry.conditions, stored: after.conditions },
    })),
    ...segments.flatMap(({ id, path, entry, after }) =>
      (['entry', 'exit'] as const).map((name) => ({
        ...{ kind: 'segment' as const, id, path, name },
        ...{ tree: entry[name], stored: after[name] },
      })),
    ),
  ].filter(({ tree }) => tree !== undefined)
  const written = trees.map(({ kind, path, name, tree, stored }): WrittenTree => {
    // What the export says of the stored tree is that tree, also where it names what is gone.
    const isStored = sameStored(tree, portableTree(stored, definitions, keysNow, tagName))
    return { path: `${path}.${name}`, use: kind, written: isStored ? stored : tree, stored }
  })
  const read = await readTrees(written, portableFacts(definitions, new Map(slots)))
  const byId = { stage: new Map() as TreesById, segment: new Map() as TreesById }
  for (const [i, { kind, id, name }] of trees.entries())
    byId[kind].set(id, { ...byId[kind].get(id), [name]: read[i] ?? null })
  return byId
}

function throwAny(violations: readonly Violation[]): void {
  if (violations.length > 0) throw new Invalid(violations)
}
