import type { EntityNoun } from '../core/entity-names.ts'
import type { Definitions } from '../account/definitions.ts'
import { MASKS } from '../core/customer-columns.ts'
import { handMarkOf } from '../core/membership.ts'
import type { Customer } from '../engine/customer.ts'
import type { Difference, EventType } from '../events/types.ts'
import { differing, type Finding } from './difference.ts'

/** An event of one of an entity that is kept. */
export type EntityEvent = readonly [type: EventType, version: number, data: Readonly<Record<string, unknown>>]

/**
 * Returns where the kept events of one of an entity are wrong: they number its versions without a gap up to the present one, each takes up
 * what the one before has left, and the last ones end in what is stored. `isComplete`: no event of the account has been deleted
 * because of its age, so that the first one is there, too.
 */
export function eventFindings(
  noun: EntityNoun,
  row: Row,
  events: readonly EntityEvent[],
  isComplete: boolean,
): Finding[] {
  const first = events[0]
  if (first === undefined)
    return isComplete ? [{ what: 'events', stored: 'none', expected: 'one that it was added' }] : []
  const gap = events.findIndex(([, version], i) => {
    const before = events[i - 1]?.[1]
    return before !== undefined && version !== before && version !== before + 1
  })
  if (gap !== -1)
    return [
      {
        what: `version of event ${gap + 1}`,
        stored: events[gap]?.[1],
        expected: (events[gap - 1]?.[1] as number) + 1,
      },
    ]
  const added = events.filter(([type]) => type === `${noun}_added`).length
  return [
    ...(isComplete ? differing('first event', first[0], `${noun}_added`) : []),
    ...(isComplete ? differing('version of the first event', first[1], 1) : []),
    ...(added > 1 ? [{ what: 'events that it was added', stored: added, expected: 1 }] : []),
    ...differing('version of the last event', events.at(-1)?.[1], row.version),
    ...deletion(noun, row, events),
    ...chain(noun, row, events),
  ]
}

/** What events are compared with; other properties as far as there are any. */
type Row = { readonly version: number; readonly deleted_at: number | null }

/** Returns where the kept events of a customer are wrong in what only customers have: stages, segments and marks. */
export function customerEventFindings(
  { segments: known }: Pick<Definitions, 'segments'>,
  customer: Customer,
  segments: readonly (number | string)[],
  events: readonly EntityEvent[],
): Finding[] {
  return [
    ...stages(customer, events),
    ...internalsIn(events),
    ...segmentFindings(customer, segments, (id) => known.has(id), events),
    ...handMarks(customer, (id) => known.get(id)?.slot, events),
  ]
}

function deletion(noun: EntityNoun, { deleted_at }: Row, events: readonly EntityEvent[]): Finding[] {
  const last = events.findLast(([type]) => type === `${noun}_deleted` || type === `${noun}_restored`)
  return last
    ? differing('deleted, by the last event', last[0] === `${noun}_deleted`, deleted_at !== null)
    : []
}

/** Properties that events hold in their stored form. */
function chain(noun: EntityNoun, row: Row, events: readonly EntityEvent[]): Finding[] {
  const findings: Finding[] = []
  const left = new Map<string, unknown>()
  for (const [type, version, data] of events) {
    if (type !== `${noun}_changed`) continue
    for (const [property, change] of Object.entries(data)) {
      const values = changeIn(change)
      if (values === undefined || property === 'updated_by') continue
      if (left.has(property))
        findings.push(...differing(`${property} before version ${version}`, values[0], left.get(property)))
      left.set(property, values[1])
    }
  }
  for (const [property, after] of left)
    if (Object.hasOwn(row, property))
      findings.push(...differing(`${property} after the last event`, after, row[property as keyof Row]))
  return findings
}

function changeIn(change: unknown): readonly unknown[] | undefined {
  if (Array.isArray(change)) return change.every(isPlain) ? change : undefined
  const nested = (change as { change?: unknown }).change
  return Array.isArray(nested) ? nested : undefined
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value !== 'object'
}

type Target = { readonly id: number | null } | null

/** Each move to a stage leaves the one that was entered before. A restored customer may be in any. */
function stages({ status_id, deleted_at }: Customer, events: readonly EntityEvent[]): Finding[] {
  const findings: Finding[] = []
  let stage: number | undefined
  for (const [type, version, data] of events) {
    if (type === 'customer_restored') stage = (data['stage'] as Target)?.id ?? undefined
    if (type !== 'customer_stage_changed') continue
    const [from, to] = [data['from'] as Target, data['to'] as Target]
    if (stage !== undefined) findings.push(...differing(`stage before version ${version}`, from?.id, stage))
    stage = to?.id ?? undefined
  }
  return stage === undefined || deleted_at !== null
    ? findings
    : [...findings, ...differing('stage after the last event', stage, status_id)]
}

/** Masks and slots mean something else as soon as a segment is deleted. */
const INTERNAL: ReadonlySet<string> = new Set([...MASKS, 'slot', 'verdict_id'])

function internalsIn(events: readonly EntityEvent[]): Finding[] {
  return events.flatMap(([type, version, data]) =>
    Object.keys(data).some((property) => INTERNAL.has(property))
      ? [{ what: `masks or slots in ${type} of version ${version}`, stored: data, expected: 'none' }]
      : [],
  )
}

/** The segments of whoever is not deleted, as far as kept events name them, are those of the last move. */
function segmentFindings(
  { deleted_at }: Customer,
  segments: readonly (number | string)[],
  isKnown: (segmentId: number) => boolean,
  events: readonly EntityEvent[],
): Finding[] {
  if (deleted_at !== null) return []
  const last = new Map<number, boolean>()
  for (const [type, , data] of events) {
    if (type !== 'customer_entered_segment' && type !== 'customer_left_segment') continue
    const id = (data['segment'] as Target)?.id
    if (typeof id === 'number' && isKnown(id)) last.set(id, type === 'customer_entered_segment')
  }
  return [...last].flatMap(([id, isIn]) =>
    differing(`in segment ${id}, by the last event`, isIn, segments.includes(id)),
  )
}

/** Each change of the hand mark of a segment takes up what the one before has left, and the last one ends in what is stored. */
function handMarks(
  customer: Customer,
  slotOf: (segmentId: number) => number | undefined,
  events: readonly EntityEvent[],
): Finding[] {
  const findings: Finding[] = []
  const left = new Map<number, unknown>()
  for (const [type, version, data] of events) {
    if (type !== 'customer_hand_mark_changed') continue
    const id = (data['segment'] as Target)?.id
    if (typeof id !== 'number') continue
    const [before, after] = data['mark'] as Difference
    if (left.has(id))
      findings.push(
        ...differing(`hand mark in segment ${id} before version ${version}`, before, left.get(id)),
      )
    left.set(id, after)
  }
  for (const [id, mark] of left) {
    const slot = slotOf(id)
    if (slot !== undefined)
      findings.push(
        ...differing(`hand mark in segment ${id}, by the last event`, mark, handMarkOf(customer, slot)),
      )
  }
  return findings
}
