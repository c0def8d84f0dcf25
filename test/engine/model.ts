import type { Definitions } from '../../src/account/definitions.ts'
import { type Facts, momentOf } from '../../src/core/conditions/facts.ts'
import { holds } from '../../src/core/conditions/tree.ts'
import { maskOf } from '../../src/core/segment-mask.ts'

/** What is known of a customer apart from where it stands. */
export type Data = Omit<Facts, 'status_id' | 'segments'>

export type Stay = { readonly target: string; readonly from: number; to: number | null }

type Person = {
  data: Data
  deleted: boolean
  in: Set<number>
  hand: Set<number>
  out: Set<number>
  status: number
  /** When a hand has put it into its stage; null where rules have. */
  placedAt: number | null
  verdict: number
  stays: Stay[]
}

/** Where a customer stands, and where it stood when. */
export type Standing = {
  readonly deleted: boolean
  readonly status: number
  readonly placedAt: number | null
  readonly verdict: number
  readonly in: readonly number[]
  readonly hand: readonly number[]
  readonly out: readonly number[]
  readonly stays: readonly string[]
}

/**
 * The engine as it is meant, without any cleverness: it evaluates every rule for everybody at every request and at every local
 * midnight. It takes from the program what a condition means, and nothing of when and how conditions are asked.
 */
export class Model {
  readonly people = new Map<number, Person>()
  #definitions: Definitions
  #now: number

  constructor(definitions: Definitions, now: number) {
    this.#definitions = definitions
    this.#now = now
  }

  /** Lets time pass, midnight by midnight. */
  passTo(now: number): void {
    const { calendar } = this.#definitions
    for (;;) {
      const midnight = nextMidnight(calendar, this.#now)
      if (midnight > now) break
      this.#now = midnight
      for (const person of this.people.values()) this.#evaluate(person)
    }
    this.#now = now
    for (const person of this.people.values()) this.#evaluate(person)
  }

  /** Other definitions, at this moment; a place that is gone is left by everybody. */
  redefine(definitions: Definitions): void {
    const slept = this.#mode !== 'periodicity'
    this.#definitions = definitions
    for (const person of this.people.values()) {
      const { last_purchase_at } = person.data
      // Purchases that were recorded while stages slept end the placements before them when stages wake.
      if (slept && this.#mode === 'periodicity' && !person.deleted && person.placedAt !== null)
        if (last_purchase_at !== null && last_purchase_at > person.placedAt) person.placedAt = null
      for (const ids of [person.in, person.hand, person.out])
        for (const id of ids) if (!definitions.segments.has(id)) ids.delete(id)
      this.#evaluate(person)
    }
  }

  add(id: number, data: Data, stage: number | undefined): void {
    const person: Person = {
      data,
      deleted: false,
      in: new Set(),
      hand: new Set(),
      out: new Set(),
      status: 0,
      placedAt: null,
      verdict: 0,
      stays: [],
    }
    this.people.set(id, person)
    this.#target(person)
    if (stage !== undefined && stage !== person.status && this.#mode === 'periodicity')
      this.putByHand(person, stage)
    this.#evaluate(person)
  }

  /** What a hand does that puts a customer into a stage. */
  putByHand(person: Person, stage: number): void {
    person.status = stage
    person.placedAt = this.#now
  }

  /** A write: new data, and then what hands did, in this order. `act` gives the segments that a hand took the customer out of. */
  change(id: number, data: Data, act: (person: Person, mode: string) => readonly number[] | undefined): void {
    const person = this.people.get(id) as Person
    person.data = data
    const { status } = person
    const taken = act(person, this.#mode)
    this.#evaluate(person, taken, person.status !== status)
  }

  delete(id: number): void {
    const person = this.people.get(id) as Person
    person.deleted = true
    this.#updateStays(person)
  }

  restore(id: number): void {
    const person = this.people.get(id) as Person
    person.deleted = false
    if (!this.#definitions.hasStage(person.status)) this.#target(person)
    this.#evaluate(person)
  }

  standing(id: number): Standing {
    const { deleted, status, placedAt, verdict, stays, ...rest } = this.people.get(id) as Person
    return {
      deleted,
      status,
      placedAt,
      verdict,
      in: [...rest.in].sort((a, b) => a - b),
      hand: [...rest.hand].sort((a, b) => a - b),
      out: [...rest.out].sort((a, b) => a - b),
      stays: stays.map(({ target, from, to }) => `${target} ${from}-${to ?? ''}`).sort(),
    }
  }

  get #mode(): string {
    const { customers_enabled, customers_mode } = this.#definitions.account
    return customers_enabled ? customers_mode : 'off'
  }

  #evaluate(person: Person, taken: readonly number[] = [], isPlacedNow = false): void {
    if (!person.deleted && this.#mode === 'periodicity') this.#target(person, isPlacedNow)
    if (!person.deleted && this.#mode === 'segments') this.#evaluateSegments(person, taken)
    this.#updateStays(person)
  }

  #holds(condition: Parameters<typeof holds>[0], person: Person): boolean {
    const { segments } = this.#definitions
    const slots = [...person.in].flatMap((id) => segments.get(id)?.slot ?? [])
    const facts: Facts = { ...person.data, status_id: person.status, segments: maskOf(slots) }
    return holds(condition, facts, momentOf(this.#definitions, this.#now))
  }

  /** A segment whose member the customer would be, though a hand takes it out, is one that it is kept out of from now on. */
  #evaluateSegments(person: Person, taken: readonly number[]): void {
    for (const id of taken.toSorted((a, b) => a - b)) if (this.#segmentsOf(person).has(id)) person.out.add(id)
    person.in = this.#segmentsOf(person)
    for (const { id, exit } of this.#definitions.segments.values())
      if (this.#holds(exit, person)) person.hand.delete(id)
  }

  /** Over and over, until nothing changes: so that no order is needed. */
  #segmentsOf(person: Person): Set<number> {
    const present = { ...person, in: new Set(person.in) }
    for (let round = 0; round <= 20; round++) {
      let changed = false
      for (const { id, entry, exit } of this.#definitions.segments.values()) {
        const enters = person.hand.has(id) || this.#holds(entry, present)
        const stays = exit !== null && person.in.has(id)
        const isIn = !person.out.has(id) && !this.#holds(exit, present) && (enters || stays)
        if (isIn !== present.in.has(id)) changed = true
        if (isIn) present.in.add(id)
        else present.in.delete(id)
      }
      if (!changed) return present.in
    }
    throw new Error('the model does not converge')
  }

  /** A hand of this very request stands over the verdict of the same data. */
  #target(person: Person, isPlacedNow = false): void {
    const { stages } = this.#definitions
    const held = [...stages].reverse().find((stage) => this.#holds(stage.conditions, person))
    const recent = stages.find((stage) => stage.type === 4)
    const regular = stages.find((stage) => stage.type === 0 && stage.conditions === null)
    const fallback =
      recent?.conditions === null && person.data.purchases_count > 0 ? recent : (regular ?? recent)
    const verdict = (held ?? fallback)?.id as number
    const present = stages.find((stage) => stage.id === person.status)
    const isOverruled = verdict !== person.verdict && held !== undefined && present?.type !== 3
    if (isOverruled && !isPlacedNow) person.placedAt = null
    if (present === undefined) person.placedAt = null
    person.verdict = verdict
    if (person.placedAt === null) person.status = verdict
  }

  #updateStays(person: Person): void {
    const targets = person.deleted
      ? new Set<string>()
      : new Set([`stage ${person.status}`, ...[...person.in].map((id) => `segment ${id}`)])
    for (const stay of person.stays) if (stay.to === null && !targets.delete(stay.target)) stay.to = this.#now
    for (const target of targets) person.stays.push({ target, from: this.#now, to: null })
  }
}

function nextMidnight(calendar: Definitions['calendar'], now: number): number {
  for (let day = calendar.dayOf(now) + 1; ; day++)
    if (calendar.startOfDay(day) > now) return calendar.startOfDay(day)
}
