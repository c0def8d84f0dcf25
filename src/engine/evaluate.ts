import type { Definitions } from '../account/definitions.ts'
import type { RuleSet } from '../account/rules.ts'
import type { Scope } from '../account/scope.ts'
import type { UnixSeconds } from '../core/actor.ts'
import { type Bits, bitsWhere, type ByIndex, either } from '../core/bits.ts'
import { Block } from '../core/conditions/block.ts'
import {
  type FactsBatch,
  type Facts,
  type Moment,
  momentOf,
  type RelatedFacts,
} from '../core/conditions/facts.ts'
import type { Reads } from '../core/conditions/reads.ts'
import {
  type PreparedSegment,
  evaluateMembership,
  evaluateMembershipOfBlock,
  type Membership,
} from '../core/membership.ts'
import { evaluatePlacement } from '../core/placement.ts'
import { sameMask, type SegmentMask } from '../core/segment-mask.ts'
import type { Customer } from './customer.ts'
import { NO_FACTS } from './facts/sources.ts'

/** The engine that is awake: that of the other mode sleeps, and without customers both do. */
export function engineOf({ account }: Definitions): 'stages' | 'segments' | undefined {
  if (!account.customers_enabled) return undefined
  return account.customers_mode === 'periodicity' ? 'stages' : 'segments'
}

/** The rules that evaluate customers at present; undefined while none does. */
export function rulesInForce(definitions: Definitions): RuleSet<unknown> | undefined {
  const engine = engineOf(definitions)
  return engine && definitions.rules[engine]
}

/**
 * What the rules in force read, and those that were in force until this write changed them: why somebody leaves a target is told by what
 * had held there.
 */
export function readsInForce({ definitions, previous }: Pick<Scope, 'definitions' | 'previous'>): Reads[] {
  const known = previous === undefined ? [definitions] : [definitions, previous]
  return known.flatMap((each) => rulesInForce(each)?.reads ?? [])
}

/** What a hand does to a customer in the very step that is evaluated. */
type HandOfNow = {
  /** The segments that it takes the customer out of. */
  readonly takenOut?: SegmentMask | undefined
  /** Whether it puts the customer into a stage. */
  readonly isPlaced?: boolean | undefined
}

/**
 * A customer after one evaluation of the rules in force at a moment: its stage in periodicity mode, its segments in segments mode, and the
 * moment at which it is due again. Rules meet a customer here only. `related` is what the rules read beyond its row; `hand` is what a hand
 * does at this moment.
 */
export function evaluated(
  definitions: Definitions,
  customer: Customer,
  at: UnixSeconds,
  related: RelatedFacts,
  hand: HandOfNow = {},
): Customer {
  const engine = engineOf(definitions)
  if (engine === undefined || customer.deleted_at !== null)
    return { ...customer, due_at: null, evaluated_at: at }
  const { stages, segments } = definitions.rules
  const moment = momentOf(definitions, at)
  const facts = factsOf(customer, related)
  if (engine === 'segments') {
    const membership = evaluateMembership(segments.rules, customer, facts, moment, hand.takenOut)
    return withMembership(customer, membership, segments.schedule, facts, moment)
  }
  const placement = evaluatePlacement(customer, definitions.stages, facts, moment, hand.isPlaced)
  return { ...customer, ...placement, due_at: stages.schedule.next(facts, moment) ?? null, evaluated_at: at }
}

/** A customer with the segments that an evaluation has given it, due for the rules of a schedule. `facts` are those before it. */
function withMembership(
  customer: Customer,
  membership: Membership,
  schedule: RuleSet<PreparedSegment>['schedule'],
  facts: Facts,
  moment: Moment,
): Customer {
  // A rule that asks for segments asks from now on for those that it is in now.
  const stands = sameMask(membership.segments, customer.segments)
  const due_at = schedule.next(stands ? facts : { ...facts, ...membership }, moment) ?? null
  return { ...customer, ...membership, due_at, evaluated_at: moment.now }
}

/** A customer with its stage as it follows from data, rules and the moment, in either mode. */
export function placed(
  definitions: Definitions,
  customer: Customer,
  at: UnixSeconds,
  related: RelatedFacts,
): Customer {
  const moment = momentOf(definitions, at)
  return {
    ...customer,
    ...evaluatePlacement(customer, definitions.stages, factsOf(customer, related), moment),
  }
}

/** What conditions may ask of a customer. */
export function factsOf(customer: Customer, related: RelatedFacts): Facts {
  return related === NO_FACTS ? customer : { ...customer, ...related }
}

/** What a prefilter reads of a customer. */
export type Candidate = Facts & Membership & Pick<Customer, 'due_at' | 'evaluated_at'>

/** What a fast look at many customers has found. */
export type Candidates = {
  /** Whom an evaluation may change, or who are to be looked at sooner than they are due. */
  readonly indexes: Bits
  /** An evaluation of the customer at one of these indexes. */
  readonly evaluate: (index: number, customer: Customer, related: RelatedFacts) => Customer
}

/**
 * Evaluates rules of segments, all of them or some, for many customers at once: only the few whom that changes need an evaluation each. One
 * of some rules is as good as one of all, where the others were evaluated up to this moment and neither the customer nor they have
 * changed since; the customer is due for those no later than before.
 */
export function prefiltered(
  definitions: Definitions,
  rules: RuleSet<PreparedSegment>,
  customers: ByIndex<Candidate> & FactsBatch,
  at: UnixSeconds,
): Candidates {
  const block = new Block(customers, momentOf(definitions, at))
  const changes = evaluateMembershipOfBlock(rules.rules, customers, block)
  const due = new Float64Array(customers.length).map((_, index) => customers.at(index)?.due_at ?? Infinity)
  const isOdd = bitsWhere(
    block.all,
    (index) => (customers.at(index)?.evaluated_at ?? 0) > at || (due[index] as number) <= at,
  )
  const known = either(changes.changed, isOdd)
  return {
    indexes: either(known, rules.schedule.before(due, block, known)),
    evaluate(index, customer, related) {
      const later = momentOf(definitions, Math.max(at, customer.evaluated_at))
      const facts = factsOf(customer, related)
      const membership =
        later.now === at
          ? changes.at(index, customer)
          : evaluateMembership(rules.rules, customer, facts, later)
      const after = withMembership(customer, membership, rules.schedule, facts, later)
      if (rules === definitions.rules.segments) return after
      const first = Math.min(after.due_at ?? Infinity, customer.due_at ?? Infinity)
      return { ...after, due_at: first === Infinity ? null : first }
    },
  }
}

/**
 * The due transitions of a customer up to a moment, in their order: the customer as it stood after each. A late evaluation ends in the state
 * and the history of a punctual one.
 */
export function dueTransitions(
  definitions: Definitions,
  customer: Customer,
  now: UnixSeconds,
  related: RelatedFacts,
): Customer[] {
  const transitions: Customer[] = []
  let present = customer
  while (isDue(present, now)) {
    const at = Math.max(present.due_at as number, present.evaluated_at)
    present = evaluated(definitions, present, at, related)
    transitions.push(present)
  }
  return transitions
}

/** Whether time has come to look at a customer again. */
export function isDue({ due_at }: { readonly due_at: number | null }, now: UnixSeconds): boolean {
  return due_at !== null && due_at <= now
}

/** Returns the earliest moment that applying the due transitions of customers looks at: a second before the first one, to report what changed. */
export function firstTransitionAt(due: readonly Pick<Customer, 'due_at' | 'evaluated_at'>[]): UnixSeconds {
  let first = Infinity
  for (const { due_at, evaluated_at } of due)
    first = Math.min(first, Math.max(due_at ?? Infinity, evaluated_at) - 1)
  return first
}
