import type { Definitions } from '../../account/definitions.ts'
import type { Condition } from '../../core/conditions/tree.ts'
import type { Names } from '../../core/conditions/kind.ts'
import type { Queries } from '../../db/database.ts'
import { printYaml } from '../../http/yaml.ts'
import { brokenReferences, namesFor } from '../render.ts'
import { keysOf, stageKeysOf, systemKeyOf } from './keys.ts'
import { portableTree } from './portable.ts'
import type { RulesFile, SegmentEntry, StageEntry } from './schema.ts'

/** All stages and segments of an account with their rules, by keys that mean the same in another account. */
export async function exportRules(queries: Queries, definitions: Definitions): Promise<RulesFile> {
  const { stages } = definitions
  const segments = [...definitions.segments.values()]
  const trees = [
    ...stages.map((stage) => stage.conditions),
    ...segments.flatMap(({ entry, exit }) => [entry, exit]),
  ]
  const names = await namesFor(queries, definitions, trees, definitions.language)
  const stageKeys = stageKeysOf(stages)
  const segmentKeys = keysOf(segments)
  const portable = (tree: Condition | null) =>
    portableTree(tree, definitions, segmentKeys, names.tagName) as object | null
  return {
    version: 1,
    stages: stages.map((stage): StageEntry => {
      const system = systemKeyOf(stage)
      const { name, sort, color, conditions } = stage
      return {
        ...(system === undefined ? keyed(stageKeys.get(stage.id), name) : { system, name }),
        sort,
        color,
        conditions: portable(conditions),
        ...broken({ conditions }, names),
      }
    }),
    segments: segments.map(({ id, name, color, entry, exit }): SegmentEntry => {
      return {
        ...keyed(segmentKeys.get(id), name),
        color,
        entry: portable(entry),
        exit: portable(exit),
        ...broken({ entry, exit }, names),
      }
    }),
  }
}

/** The file as text. */
export function rulesAsYaml(file: RulesFile): string {
  return printYaml(
    file,
    'Stages and segments with their rules. docs/conditions.md tells what they can ask for.',
  )
}

function keyed(key: string | undefined, name: string): { key?: string; name: string } {
  return key === undefined || key === name ? { name } : { key, name }
}

function broken(trees: Readonly<Record<string, Condition | null>>, names: Names) {
  const broken = brokenReferences(trees, names)
  return broken.length === 0 ? {} : { broken }
}
