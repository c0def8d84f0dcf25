import type { Customer } from '../engine/customer.ts'
import { differing, type Finding } from './difference.ts'

/** An event of one customer: type, version, and the properties that it changed, `{ name: [before, after] }`. */
export type CustomerEvent = readonly [
  type: string,
  version: number,
  data: Readonly<Record<string, readonly [unknown, unknown]>>,
]

/** The events of a customer number its versions without a gap, and each takes up the values that the one before has left. */
export function eventFindings(customer: Customer, events: readonly CustomerEvent[]): Finding[] {
  const gap = events.findIndex(([, version], i) => version !== i + 1)
  if (gap !== -1)
    return [{ what: `version of event ${gap + 1}`, stored: events[gap]?.[1], expected: gap + 1 }]
  return [
    ...differing('number of events', events.length, customer.version),
    ...differing('first event', events[0]?.[0], 'customer_added'),
    ...chain(customer, events),
  ]
}

/** A segment that is deleted goes from the masks of deleted customers, and no event tells of it. */
const MASKS: ReadonlySet<string> = new Set(['segments', 'hand_segments'])

function chain(customer: Customer, events: readonly CustomerEvent[]): Finding[] {
  const findings: Finding[] = []
  const left = new Map<string, unknown>()
  const wasDeleted = events.some(([type]) => type === 'customer_deleted')
  for (const [, version, data] of events)
    for (const [property, [before, after]] of Object.entries(data)) {
      if (wasDeleted && MASKS.has(property)) continue
      if (left.has(property))
        findings.push(...differing(`${property} before version ${version}`, before, left.get(property)))
      left.set(property, after)
    }
  for (const [property, after] of left)
    if (Object.hasOwn(customer, property))
      findings.push(
        ...differing(`${property} after the last event`, after, customer[property as keyof Customer]),
      )
  return findings
}
