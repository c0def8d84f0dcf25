import type { StageDefinition } from '../../account/definitions.ts'
import { keptName } from '../../core/names.ts'
import { STAGE_TYPE } from '../../core/placement.ts'
import type { SystemKey } from './schema.ts'

const SYSTEM_TYPES: Readonly<Record<SystemKey, number>> = {
  recent: STAGE_TYPE.recent,
  expected: STAGE_TYPE.expected,
  missed: STAGE_TYPE.missed,
  closed: STAGE_TYPE.closed,
}

/** What a file calls a system stage; undefined for the others. */
export function systemKeyOf({ type, is_default }: StageDefinition): SystemKey | undefined {
  if (!is_default) return undefined
  return (Object.keys(SYSTEM_TYPES) as SystemKey[]).find((key) => SYSTEM_TYPES[key] === type)
}

/**
 * Names made unique, by id: the first of a name has it as its key, those behind it "name (2)", "name (3)". Ids tell who is the first, so
 * that keys stay when others come. Spellings of one name are that name.
 */
export function keysOf(
  things: Iterable<{ readonly id: number; readonly name: string }>,
): Map<number, string> {
  const ordered = [...things].sort((a, b) => a.id - b.id)
  const taken = new Set(ordered.map(({ name }) => keyOf(name)))
  const first = new Set<string>()
  const keys = new Map<number, string>()
  for (const { id, name: stored } of ordered) {
    const name = keyOf(stored)
    let key = name
    for (let i = 2; first.has(name) && taken.has(key); i++) key = `${name} (${i})`
    first.add(name)
    taken.add(key)
    keys.set(id, key)
  }
  return keys
}

/** The keys of stages, by id. Those of system stages begin with a character that no name has. */
export function stageKeysOf(stages: readonly StageDefinition[]): Map<number, string> {
  const keys = keysOf(stages.filter((stage) => systemKeyOf(stage) === undefined))
  for (const stage of stages) {
    const system = systemKeyOf(stage)
    if (system !== undefined) keys.set(stage.id, SYSTEM + system)
  }
  return keys
}

const SYSTEM = '\0'

/** What an entry of a file is known by: a system stage by what it is for, everything else by its key, or its name. */
export function keyOfEntry(entry: { system?: string; key?: string; name?: string }): string | undefined {
  if (entry.system !== undefined) return SYSTEM + entry.system
  const written = entry.key ?? entry.name
  return written === undefined ? undefined : keyOf(written)
}

/** The form of a key by which it is compared. A name from before nobody could see it is its own. */
function keyOf(name: string): string {
  return keptName(name) || name
}

/** A key as answers show it. */
export function shownKey(key: string): string {
  return key.replace(SYSTEM, '')
}
