import type { UnixSeconds } from '../core/actor.ts'
import type { Days } from '../core/conditions/facts.ts'
import { type Refuse, Violations } from '../core/errors.ts'
import { momentOf, singleTextOf, textOf } from '../http/filters.ts'
import { nodeAt, type Query } from '../http/query-string.ts'

/** Moments that an answer tells sizes of, at most. */
export const MAX_POINTS = 1000
const DEFAULT_DAYS = 30
const DAY_SECONDS = 86_400

export type Step = number | 'day'
export type Range = {
  readonly from: UnixSeconds
  readonly to: UnixSeconds
  /** Seconds, or the calendar days of the account. */
  readonly step: Step
}

/** The moment `at` of a query: now unless given. @throws Invalid when it is none, or lies ahead */
export function requestedMoment(query: Query, now: UnixSeconds): UnixSeconds {
  const violations = new Violations('single')
  const at = momentIn(query, 'at', now, now, violations)
  violations.throwIfAny()
  return at
}

/** `from`, `to` and `step` of a query: each day of the last 30 unless given. @throws Invalid when they are no range of the past */
export function requestedRange(query: Query, now: UnixSeconds): Range {
  const violations = new Violations('single')
  const to = momentIn(query, 'to', now, now, violations)
  const from = momentIn(query, 'from', Math.max(0, to - DEFAULT_DAYS * DAY_SECONDS), to, violations)
  const step = stepIn(query, violations)
  violations.throwIfAny()
  return { from, to, step }
}

/** `from`, and each step from there up to `to`; by days, the beginning of each that begins within. @throws Invalid beyond {@link MAX_POINTS} */
export function pointsOf({ from, to, step }: Range, { dayOf, startOfDay }: Days): UnixSeconds[] {
  const steps = step === 'day' ? dayOf(to) - dayOf(from) : Math.floor((to - from) / step)
  const violations = new Violations('single')
  if (steps >= MAX_POINTS) violations.add(0, 'TooManyItems', 'step', { limit: MAX_POINTS })
  violations.throwIfAny()
  const points = [from]
  for (let i = 1; i <= steps; i++) {
    const at = step === 'day' ? startOfDay(dayOf(from) + i) : from + i * step
    // A day that the zone never had begins together with the next one.
    if (at !== points.at(-1)) points.push(at)
  }
  return points
}

function momentIn(
  query: Query,
  name: string,
  fallback: UnixSeconds,
  max: UnixSeconds,
  violations: Violations,
): UnixSeconds {
  const refuse: Refuse = (...problem) => violations.add(0, ...problem)
  const text = singleTextOf(nodeAt(query, name), name, refuse)
  if (text === undefined) return fallback
  const at = momentOf(text, name, refuse)
  if (at === undefined) return fallback
  if (at >= 0 && at <= max) return at
  refuse('OutOfRange', name, { min: 0, max })
  return fallback
}

function stepIn(query: Query, violations: Violations): Step {
  const text = textOf(query, 'step', (...problem) => violations.add(0, ...problem)) ?? 'day'
  if (text === 'day') return 'day'
  if (/^[1-9]\d{0,11}$/.test(text)) return Number(text)
  violations.add(0, 'InvalidFormat', 'step')
  return 'day'
}
