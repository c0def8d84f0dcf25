import type { SegmentDefinition } from '../account/definitions.ts'
import { requireMode } from '../account/mode.ts'
import type { Scope } from '../account/scope.ts'
import { joinPath } from '../core/conditions/parse.ts'
import { type Refuse, type Violation, violation } from '../core/errors.ts'
import { type HandMark, withHandMark } from '../core/membership.ts'
import { chooseNamed } from '../core/remedy.ts'
import { applyPatch } from '../customers/apply.ts'
import { BLANK_CUSTOMER, type Customer } from '../engine/customer.ts'
import type { TagIndex } from '../tags/tag-index.ts'
import type { BulkChange } from './schema.ts'
import type { Reach } from './touched.ts'

/** What a change makes of any customer, which it may change, and what of it. */
export type ReadChange = {
  readonly action: 'edit' | 'delete'
  readonly reach: Reach
  readonly changed: (customer: Customer) => Customer
}

type Marks = readonly { readonly segment: SegmentDefinition; readonly hand: HandMark }[]

const PATH = 'change'

/**
 * Reads what is to be changed of many customers. Tags that it names must be in the index. Everything that cannot be taken is added to
 * `violations`; what is left can be applied to every customer.
 * @throws Refused 'periodicity_needed', 'segments_needed' for a stage or marks that sleep, which would change nothing
 */
export function readChange(
  scope: Pick<Scope, 'definitions' | 'now'>,
  { delete: isDeletion, segments, ...patch }: BulkChange,
  tags: TagIndex,
  violations: Violation[],
): ReadChange {
  const refuse: Refuse = (code, path, ...rest) =>
    violations.push(violation(violations, code, joinPath(PATH, path), ...rest))
  const { definitions, now } = scope
  if (isDeletion === true) {
    for (const beside of Object.keys({ ...patch, ...(segments && { segments }) }))
      refuse('NotSupportedChoice', beside, undefined, () => ({ say: 'leave_alone', key: 'delete' }))
    return {
      action: 'delete',
      reach: { hands: [], stage: false },
      changed: (customer) => ({ ...customer, deleted_at: now }),
    }
  }
  if (patch.status_id !== undefined) requireMode(definitions, 'periodicity')
  if (segments !== undefined) requireMode(definitions, 'segments')
  const marks = readMarks(scope, segments ?? [], refuse)
  // What is equal to a stored value is never refused, and a blank customer has none: what it can take, every customer can.
  applyPatch(scope, BLANK_CUSTOMER, patch, tags, refuse)
  return {
    action: 'edit',
    reach: {
      hands: marks.map(({ segment }) => segment),
      stage: patch.status_id !== undefined,
    },
    changed: (customer) => {
      const { after } = applyPatch(scope, customer, patch, tags, refuse)
      return marks.reduce<Customer>(
        (marked, { segment, hand }) => ({ ...marked, ...withHandMark(marked, segment.slot, hand) }),
        after,
      )
    },
  }
}

function readMarks(
  { definitions }: Pick<Scope, 'definitions'>,
  written: NonNullable<BulkChange['segments']>,
  refuse: Refuse,
): Marks {
  const seen = new Set<number>()
  return written.flatMap(({ id, hand }, i) => {
    const path = `segments.${i}.id`
    const segment = definitions.segments.get(id)
    if (segment === undefined)
      refuse('NotSupportedChoice', path, undefined, () => chooseNamed(id, definitions.segments.values()))
    if (seen.has(id)) refuse('Duplicate', path)
    seen.add(id)
    return segment === undefined ? [] : [{ segment, hand }]
  })
}
