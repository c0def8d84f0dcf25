import type { Definitions } from '../account/definitions.ts'
import { joinPath } from '../core/conditions/parse.ts'
import { referencesIn } from '../core/conditions/references.ts'
import type { Condition } from '../core/conditions/tree.ts'
import type { Warning } from '../core/warnings.ts'

/** Returns where trees first ask for segments or stages that are asleep in the present mode. Paths begin with the name of the tree. */
export function asleepWarnings(
  trees: Readonly<Record<string, Condition | null>>,
  { account: { customers_mode: mode } }: Definitions,
): Warning[] {
  const named = Object.entries(trees).flatMap(([name, tree]) =>
    referencesIn(tree).map(({ thing, path }) => ({ thing, path: joinPath(name, path) })),
  )
  const segment = named.find(({ thing }) => thing === 'segment')
  const stage = named.find(({ thing }) => thing === 'stage')
  return [
    ...(segment && mode !== 'segments' ? [{ code: 'SegmentsAsleep' as const, path: segment.path }] : []),
    ...(stage && mode !== 'periodicity' ? [{ code: 'StagesAsleep' as const, path: stage.path }] : []),
  ]
}
