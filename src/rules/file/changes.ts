import type { Definitions, SegmentDefinition, StageDefinition } from '../../account/definitions.ts'
import type { TargetRule } from '../../account/rule-uses.ts'
import { sameStored } from '../../core/field-types/same-stored.ts'
import type { Deletes, Draft } from './draft.ts'
import { keysOf, shownKey, stageKeysOf } from './keys.ts'

/** One stage or segment that a file makes another. */
export type Change = {
  readonly kind: TargetRule['kind']
  readonly id: number
  readonly key: string
  readonly action: 'add' | 'change' | 'delete'
  /** The properties that differ; those of what is new. */
  readonly changed: readonly string[]
}

const STAGE_PROPERTIES = ['name', 'sort', 'color', 'conditions'] as const
const SEGMENT_PROPERTIES = ['name', 'color', 'entry', 'exit'] as const

/** What differs between an account and a draft: nothing when the file says what is. */
export function changesOf(definitions: Definitions, draft: Draft, deletes: Deletes): Change[] {
  const { stages, segments } = definitions
  const keys = {
    stage: new Map([...stageKeysOf(stages), ...stageKeysOf(draft.stages)]),
    segment: new Map([...keysOf(segments.values()), ...keysOf(draft.segments)]),
  }
  const deleted = (kind: Change['kind'], things: readonly { readonly id: number }[]): Change[] =>
    deletes[`${kind}s`]
      ? things.map(({ id }) => ({ kind, id, key: keys[kind].get(id) ?? '', action: 'delete', changed: [] }))
      : []
  const changes = [
    ...differences('stage', stages, draft.stages, STAGE_PROPERTIES),
    ...deleted('stage', draft.missing.stages),
    ...differences('segment', [...segments.values()], draft.segments, SEGMENT_PROPERTIES),
    ...deleted('segment', draft.missing.segments),
  ]
  return changes.map((change) => ({ ...change, key: shownKey(keys[change.kind].get(change.id) ?? '') }))
}

function differences<Thing extends StageDefinition | SegmentDefinition>(
  kind: Change['kind'],
  before: readonly Thing[],
  after: readonly Thing[],
  properties: readonly (keyof Thing & string)[],
): Change[] {
  const byId = new Map(before.map((thing) => [thing.id, thing]))
  return after.flatMap((thing): Change[] => {
    const { id } = thing
    const old = byId.get(id)
    const changed = properties.filter((name) => old === undefined || !sameStored(old[name], thing[name]))
    if (changed.length === 0) return []
    return [{ kind, id, key: '', action: old === undefined ? 'add' : 'change', changed }]
  })
}

const MOVING = new Set(['sort', 'conditions', 'entry', 'exit'])

/** Whether a change can move customers. A new segment without rules cannot; a new stage can, for it may be what is fallen back to. */
export function canMove({ kind, action, changed }: Change): boolean {
  return (
    (kind === 'stage' && action !== 'change') ||
    action === 'delete' ||
    changed.some((name) => MOVING.has(name))
  )
}
