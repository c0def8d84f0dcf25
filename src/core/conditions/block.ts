import {
  allIndexes,
  type Bits,
  bitsAt,
  bitsWhere,
  both,
  either,
  forEachIndex,
  isEmpty,
  setBit,
  without,
} from '../bits.ts'
import { type FactsBatch, type Facts, fieldOf, type Moment, type NumberSource } from './facts.ts'
import type { Found, Having, Ids, Measure } from './kind.ts'
import { keyOf } from './predicate-cache.ts'
import { type Condition, type Leaf, leavesOf, partsOf } from './tree.ts'

/**
 * Customers who are asked together: each leaf is put to all of them in one loop, or to those who need it, and trees join the answers
 * as sets. Who is in a set is told by the index in `facts`.
 */
export class Block {
  readonly facts: FactsBatch
  readonly moment: Moment
  readonly none: Bits
  readonly all: Bits
  /** By the keys of leaves. */
  readonly #answers = new Map<string, Answers>()
  /** By the names of measures. */
  readonly #numbers = new Map<string, Numbers>()
  /** By the names of measures: those whose number is written as a text. */
  readonly #texts = new Map<string, Bits>()
  /** By the names of ids: who has each. */
  readonly #having = new Map<string, Map<number, Bits>>()

  constructor(facts: FactsBatch, moment: Moment) {
    this.facts = facts
    this.moment = moment
    this.none = bitsAt(facts.length, [])
    this.all = allIndexes(facts.length)
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
  mayTransition(leaf: Leaf, among: Bits, lastDays: Float64Array): Bits {
    const { question } = this.#answersTo(leaf)
    if (question === undefined || !('range' in question)) return among
    if (question.changesOn !== undefined) {
      const days = this.#numbersOf(`change of ${question.of}`, { value: question.changesOn }, among)
      return bitsWhere(among, (index) => (days[index] as number) <= (lastDays[index] as number))
    }
    if (question.moves !== true) return among
    const { today } = this.moment
    const values = this.#numbersOf(question.of, question, among)
    const { gte: first = -Infinity, lte: last = Infinity } = question.range
    return bitsWhere(among, (index) => {
      const value = values[index] as number
      const days = value > last ? value - last : value - first + 1
      return days > 0 && days < Infinity && today + days <= (lastDays[index] as number)
    })
  }

  #answering(leaf: Leaf, among: Bits): Bits {
    const answers = this.#answersTo(leaf)
    if (answers.known === this.none) {
      answers.yes = this.#ask(answers, among)
      answers.known = among
      return answers.yes
    }
    const missing = without(among, answers.known)
    if (!isEmpty(missing)) {
      answers.yes = either(answers.yes, this.#ask(answers, missing))
      answers.known = either(answers.known, missing)
    }
    return both(answers.yes, among)
  }

  #answersTo(leaf: Leaf): Answers {
    const key = keyOf(leaf)
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const { kind, parameters } = partsOf(leaf)
    const question = kind.asRangeOrSet?.(parameters, this.moment)
    const answers = { kind, parameters, question, known: this.none, yes: this.none }
    this.#answers.set(key, answers)
    return answers
  }

  #ask({ kind, parameters, question }: Answers, among: Bits): Bits {
    const matching = (those: Bits) =>
      bitsWhere(those, (index) => kind.matches(parameters, this.facts.at(index) as Facts, this.moment))
    if (question === undefined) return matching(among)
    if ('ids' in question) return both(this.#havingSet(question), among)
    const inRange = this.#inRange(question, among)
    return question.mayBeText ? either(inRange, matching(both(this.#textsOf(question), among))) : inRange
  }

  #inRange(measure: Measure, among: Bits): Bits {
    const values = this.#numbersOf(measure.of, measure, among)
    const { gte = -Infinity, gt = -Infinity, lte = Infinity, lt = Infinity, eq } = measure.range
    const [least, most] = eq === undefined ? [gte, lte] : [Math.max(gte, eq), Math.min(lte, eq)]
    return bitsWhere(among, (index) => {
      const value = values[index] as number
      return value >= least && value <= most && value > gt && value < lt
    })
  }

  /** The numbers at these indexes and at those that were read before. */
  #numbersOf(of: string, found: Found, among: Bits): Float64Array {
    const known = this.#numbers.get(of)
    if (known === undefined && 'column' in found && found.map === undefined) {
      const values = this.#columnOf(found.column)
      this.#numbers.set(of, { known: this.all, values })
      return values
    }
    const { known: knownOf, values } = known ?? {
      known: this.none,
      values: new Float64Array(this.facts.length),
    }
    if (knownOf === this.all) return values
    this.#find(found, without(among, knownOf), values)
    this.#numbers.set(of, { known: among === this.all ? among : either(knownOf, among), values })
    return values
  }

  #find(found: Found, among: Bits, values: Float64Array): void {
    if ('value' in found) {
      forEachIndex(among, (index) => {
        values[index] = found.value(this.facts.at(index) as Facts)
      })
      return
    }
    const { column, map = Number } = found
    const stored = this.#columnOf(column)
    forEachIndex(among, (index) => {
      const value = stored[index] as number
      values[index] = Number.isNaN(value) ? NaN : map(value)
    })
  }

  #columnOf(column: NumberSource): Float64Array {
    const { facts } = this
    if (facts.numbersOf !== undefined) return facts.numbersOf(column)
    return new Float64Array(facts.length).map((_, index) => numberIn(facts.at(index) as Facts, column))
  }

  /** Those whose number is written as a text. */
  #textsOf(measure: Measure): Bits {
    const known = this.#texts.get(measure.of)
    if (known !== undefined) return known
    const { facts } = this
    const column = 'column' in measure ? measure.column : undefined
    if (column === undefined || typeof column === 'string') return this.none
    const isText = (index: number) => typeof fieldOf(facts.at(index) as Facts, column.field) === 'string'
    const texts = facts.textsOf
      ? bitsAt(facts.length, facts.textsOf(column.field))
      : bitsWhere(this.all, isText)
    this.#texts.set(measure.of, texts)
    return texts
  }

  #havingSet(having: Having): Bits {
    const known = this.having(having)
    const found = having.ids.map((id) => known.get(id) ?? this.none)
    if (having.operator === 'all') return found.reduce(both, this.all)
    const any = found.reduce(either, this.none)
    return having.operator === 'any' ? any : without(this.all, any)
  }

  /** Who has each id; one that nobody has may be absent. What the caller changes here, questions that are asked later will find. */
  having(ids: Ids): Map<number, Bits> {
    const known = this.#having.get(ids.of)
    if (known !== undefined) return known
    const byId = new Map<number, Bits>()
    let index = 0
    const visit = (id: number) => this.#note(byId, id, index)
    const numbers = ids.column && this.facts.numbersOf?.(ids.column)
    for (; index < this.facts.length; index++) {
      const number = numbers?.[index] ?? NaN
      if (Number.isNaN(number)) ids.each(this.facts.at(index) as Facts, visit)
      else visit(number)
    }
    this.#having.set(ids.of, byId)
    return byId
  }

  #note(byId: Map<number, Bits>, id: number, index: number): void {
    const known = byId.get(id)
    if (known) setBit(known, index)
    else byId.set(id, bitsAt(this.facts.length, [index]))
  }
}

/** Of a leaf: who was asked so far, and for whom it holds. */
type Answers = ReturnType<typeof partsOf> & {
  readonly question: Measure | Having | undefined
  known: Bits
  yes: Bits
}

/** NaN where there is none. */
function numberIn(facts: Facts, column: NumberSource): number {
  const stored = typeof column === 'string' ? facts[column] : fieldOf(facts, column.field)
  return typeof stored === 'number' || typeof stored === 'boolean' ? Number(stored) : NaN
}

/** Of whom the numbers were found so far. */
type Numbers = { readonly known: Bits; readonly values: Float64Array }

const sorted = new WeakMap<readonly Condition[], readonly Condition[]>()

/** What takes long is asked only of those of whom the rest does not tell enough. */
function slowLast(conditions: readonly Condition[]): readonly Condition[] {
  const known = sorted.get(conditions)
  if (known !== undefined) return known
  const order = conditions.toSorted((a, b) => Number(isSlow(a)) - Number(isSlow(b)))
  sorted.set(conditions, order)
  return order
}

function isSlow(condition: Condition): boolean {
  return leavesOf(condition).some((leaf) => {
    const { kind, parameters } = partsOf(leaf)
    return kind.isSlow?.(parameters) === true
  })
}
