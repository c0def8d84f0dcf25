import { allPlaces, type Bits, bitsAt, bitsWhere, both, either, placesOf, setBit, without } from '../bits.ts'
import type { DayNumber } from '../time.ts'
import type { Facts, Moment } from './facts.ts'
import type { Having, Measure } from './kind.ts'
import { keyOf } from './questions.ts'
import { type Condition, type Leaf, leavesOf, partsOf } from './tree.ts'

/**
 * Customers who are asked together: each leaf is put to all of them in one loop, or to those who need it, and trees join the answers
 * as sets. Who is in a set is told by the place in `facts`.
 */
export class Block {
  readonly facts: readonly Facts[]
  readonly moment: Moment
  readonly none: Bits
  readonly all: Bits
  /** By the keys of leaves: who was asked so far, and for whom it holds. */
  readonly #answers = new Map<string, { readonly asked: Bits; readonly yes: Bits }>()
  /** By the measures' names: of whom the numbers were found so far. */
  readonly #numbers = new Map<string, { readonly asked: Bits; readonly values: Float64Array }>()
  /** By the names of havings: who has each id. */
  readonly #having = new Map<string, ReadonlyMap<number, Bits>>()

  constructor(facts: readonly Facts[], moment: Moment) {
    this.facts = facts
    this.moment = moment
    this.none = bitsAt(facts.length, [])
    this.all = allPlaces(facts.length)
  }

  /** Of some, those for whom a tree holds: the answers of `holds`. As there, a group asks no more of whom it knows enough of. */
  holding(condition: Condition | null, among: Bits = this.all): Bits {
    if (condition === null) return this.none
    if ('not' in condition) return without(among, this.holding(condition.not, among))
    if ('all' in condition) {
      let left = among
      for (const part of slowLast(condition.all)) left = this.holding(part, left)
      return left
    }
    if ('any' in condition) {
      let left = among
      for (const part of slowLast(condition.any)) left = without(left, this.holding(part, left))
      return without(among, left)
    }
    return this.#answering(condition, among)
  }

  /** Of some, those for whom time alone may change the answer of a leaf until a day of their own: nobody else. */
  mayFlip(leaf: Leaf, among: Bits, lastDays: readonly DayNumber[]): Bits {
    const { kind, parameters } = partsOf(leaf)
    const question = kind.comesTo?.(parameters, this.moment)
    if (question === undefined || !('range' in question) || question.moves !== true) return among
    const values = this.#valuesOf(question, among)
    const { gte: first = -Infinity, lte: last = Infinity } = question.range
    return bitsWhere(among, (place) => {
      const value = values[place] as number
      const days = value > last ? value - last : value - first + 1
      return days > 0 && days < Infinity && this.moment.today + days <= (lastDays[place] as number)
    })
  }

  #answering(leaf: Leaf, among: Bits): Bits {
    const key = keyOf(leaf)
    const known = this.#answers.get(key)
    const { facts, moment } = this
    const { kind, parameters } = partsOf(leaf)
    const asked = known ? without(among, known.asked) : among
    const question = kind.comesTo?.(parameters, moment)
    const yes =
      question === undefined
        ? bitsWhere(asked, (place) => kind.matches(parameters, facts[place] as Facts, moment))
        : 'ids' in question
          ? both(this.#havingSet(question), asked)
          : this.#inRange(question, asked)
    const answers = known
      ? { asked: either(known.asked, asked), yes: either(known.yes, yes) }
      : { asked, yes }
    this.#answers.set(key, answers)
    return both(answers.yes, among)
  }

  #inRange(measure: Measure, asked: Bits): Bits {
    const values = this.#valuesOf(measure, asked)
    const { gte = -Infinity, gt = -Infinity, lte = Infinity, lt = Infinity, eq } = measure.range
    const [least, most] = eq === undefined ? [gte, lte] : [Math.max(gte, eq), Math.min(lte, eq)]
    return bitsWhere(asked, (place) => {
      const value = values[place] as number
      return value >= least && value <= most && value > gt && value < lt
    })
  }

  #valuesOf({ of, value }: Measure, asked: Bits): Float64Array {
    const { facts } = this
    const known = this.#numbers.get(of) ?? { asked: this.none, values: new Float64Array(facts.length) }
    const { values } = known
    for (const place of placesOf(without(asked, known.asked))) values[place] = value(facts[place] as Facts)
    this.#numbers.set(of, { asked: either(known.asked, asked), values })
    return values
  }

  #havingSet({ of, has, operator, ids }: Having): Bits {
    const known = this.#having.get(of) ?? this.#byId(has)
    this.#having.set(of, known)
    const found = ids.map((id) => known.get(id) ?? this.none)
    if (operator === 'all') return found.reduce(both, this.all)
    const any = found.reduce(either, this.none)
    return operator === 'any' ? any : without(this.all, any)
  }

  /** Who has each id. */
  #byId(has: Having['has']): Map<number, Bits> {
    const byId = new Map<number, Bits>()
    this.facts.forEach((each, place) => {
      const own = has(each)
      if (typeof own === 'number') this.#note(byId, own, place)
      else for (const id of own) this.#note(byId, id, place)
    })
    return byId
  }

  #note(byId: Map<number, Bits>, id: number, place: number): void {
    const known = byId.get(id)
    if (known) setBit(known, place)
    else byId.set(id, bitsAt(this.facts.length, [place]))
  }
}

/** What takes long is asked only of those of whom the rest does not tell enough. */
function slowLast(conditions: readonly Condition[]): Condition[] {
  return conditions.toSorted((a, b) => Number(isSlow(a)) - Number(isSlow(b)))
}

function isSlow(condition: Condition): boolean {
  return leavesOf(condition).some((leaf) => {
    const { kind, parameters } = partsOf(leaf)
    return kind.isSlow?.(parameters) === true
  })
}
