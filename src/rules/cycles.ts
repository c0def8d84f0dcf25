import type { Definitions, SegmentDefinition } from '../account/definitions.ts'
import { referencesIn } from '../core/conditions/references.ts'
import { Invalid } from '../core/errors.ts'
import { inDependencyOrder } from '../core/membership.ts'

/**
 * Refuses segments of which some ask for each other in a cycle. `pathOf` gives the path of a segment's trees in the request;
 * undefined for one that the request does not write.
 * @throws Invalid 'Circle' that names them, at the leaf that closes the cycle
 */
export function refuseCycles(
  { segments }: Pick<Definitions, 'segments'>,
  pathOf: (segmentId: number) => string | undefined,
): void {
  const ordered = inDependencyOrder(segments.values())
  if (!('cycle' in ordered)) return
  const { cycle } = ordered
  const nameOf = (id: number) => segments.get(id)?.name ?? `#${id}`
  // Begun at a segment that was written, because there something can be done about it.
  const start = Math.max(
    0,
    cycle.findIndex((id) => pathOf(id) !== undefined),
  )
  const cycleFromWritten = [...cycle.slice(start), ...cycle.slice(0, start)]
  const [first, second] = [
    cycleFromWritten[0] as number,
    cycleFromWritten[1] ?? (cycleFromWritten[0] as number),
  ]
  const names = [...cycleFromWritten, first].map(nameOf).join(' → ')
  const path = [pathOf(first) ?? '', referencePath(segments.get(first), second)].filter((part) => part !== '')
  throw new Invalid([{ code: 'Circle', path: path.join('.'), params: { segments: names } }])
}

/** Where the rules of a segment ask for another. */
function referencePath(segment: SegmentDefinition | undefined, required: number): string {
  for (const tree of ['entry', 'exit'] as const) {
    const reference = referencesIn(segment?.[tree] ?? null).find(
      ({ thing, id }) => thing === 'segment' && id === required,
    )
    if (reference) return `${tree}.${reference.path}`
  }
  return ''
}
