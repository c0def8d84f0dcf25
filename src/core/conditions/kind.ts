import type { Expression, SqlBool } from 'kysely'
import type { TSchema } from 'typebox'
import type { Language, UnixSeconds } from '../actor.ts'
import type { Refuse } from '../errors.ts'
import type { AccountFacts, Column, Facts, Moment, NumberSource } from './facts.ts'
import type { DayNumber } from '../time.ts'
import type { NumberRange } from './forms/number-range.ts'
import type { Use } from './use.ts'

/** Finds a tag of the account by its id or its exact name. */
export type TagFinder = {
  find(reference: TagReference): { readonly id: number } | undefined
}

/** A tag as a tree names it. */
export type TagReference = { readonly id: number } | { readonly name: string }

/** What a kind knows when it reads written parameters. */
export type Checking = {
  readonly account: AccountFacts
  /** Notes a tag that the parameters name at a path; returns the number that stands for it until tags are resolved. */
  readonly tag: (reference: TagReference, path: string) => number
  /** Notes what is wrong; the path begins inside the parameters, '' being all of them. */
  readonly refuse: Refuse
}

/** Where and when the database is asked. */
export type Asking = { readonly accountId: number; readonly moment: Moment }

/** The names that stand in a tree as ids, for whoever reads it. */
export type Names = {
  readonly account: AccountFacts
  readonly tagName: (id: number) => string | undefined
  readonly language: Language
}

/** One item of the published `conditions` array (the page "Getting a customers stage by its ID"). */
export type WireItem = { readonly type: string; readonly [key: string]: unknown }

/** Purchases of the last so many days, today's being those of 0 days, or of all time; and all since a day, if one is given. */
export type PurchaseWindow = {
  readonly days: number | 'ever'
  readonly from?: DayNumber
  readonly elements: boolean
}

/** What one leaf reads of a customer. */
export type LeafReads = {
  readonly columns?: readonly Column[]
  readonly tags?: true
  readonly fields?: readonly number[]
  readonly segments?: readonly number[]
  readonly stage?: true
  readonly purchases?: PurchaseWindow
}

/** Something of the account that a leaf names by its id. */
export type Reference = {
  readonly thing: 'tag' | 'segment' | 'stage' | 'user' | 'custom_field' | 'option'
  readonly id: number
  /** The field that an option belongs to. */
  readonly fieldId?: number
  /** Where the id stands inside the parameters: `any.0`. */
  readonly path: string
}

/** The values that a leaf looked at, for explaining its answer. */
export type Seen = Readonly<Record<string, unknown>>

/** Values seen, as a person reads them. */
export type Readable = Readonly<Record<string, string>>

/** How a number of a customer is found. */
export type Found =
  /** In a column, NaN where it is empty, or from what is there. */
  | { readonly column: NumberSource; readonly map?: (stored: number) => number }
  /** NaN where it is absent. */
  | { readonly value: (facts: Facts) => number }

/** A number of a customer at a moment, and the range that it has to lie in. */
export type Measure = Found & {
  /** Tells the number from others of the same moment. */
  readonly of: string
  readonly range: NumberRange
  /** Whether it may be a text of digits, which has no number in its column: then `matches` answers. */
  readonly mayBeText?: boolean
  /** Whether both are days, of which those of the range move on with today: no transition comes before the range gets to the day, or leaves it. */
  readonly moves?: boolean
  /** Of a number that time alone may change: the first later day on which it may. Infinity for never. */
  readonly changesOn?: (facts: Facts) => DayNumber
}

/** Ids that a customer has. */
export type Ids = {
  /** Tells the ids from others of the same moment. */
  readonly of: string
  /** Where numbers are the ids of those who have one. */
  readonly column?: NumberSource
  /** Visits each id. Where there is a column, it is asked only of those who have no number there. */
  readonly each: (facts: Facts, visit: (id: number) => void) => void
}

/** Ids that a customer has, and those that are asked for. */
export type Having = Ids & {
  readonly operator: 'any' | 'all' | 'none'
  readonly ids: readonly number[]
}

/** All there is to know of one kind of condition. `matches` is the specification. */
export type ConditionKind<Parameters> = {
  /** Where such a leaf may stand; everywhere if not said. */
  readonly uses?: readonly Use[]
  /** The parameters as they are written. */
  readonly schema: TSchema
  /** Returns the part of `schema` that parameters like those written have to fit; all of it where absent. */
  readonly schemaFor?: (written: unknown, account: AccountFacts) => TSchema
  /**
   * Reads written parameters: refuses what `schema` does not allow and what the account does not have. Gives the form that is
   * stored, with ids alone; of no use to anybody once something was refused.
   */
  readonly check: (written: unknown, checking: Checking) => Parameters | undefined
  /** Whether the condition holds for a customer at a moment. An absent value makes it false. */
  readonly matches: (parameters: Parameters, facts: Facts, moment: Moment) => boolean
  /** What the question comes to, where that is the range of a number or a set of ids: leaves about the same number or ids share them. */
  readonly asRangeOrSet?: (parameters: Parameters, moment: Moment) => Measure | Having | undefined
  /** Builds the SQL that asks the condition of the row `c` of `customers`, of one account and not deleted. Never NULL. */
  readonly where: (parameters: Parameters, asking: Asking) => Expression<SqlBool>
  /** The first later moment at which the answer changes though nothing is written; undefined if there is none. */
  readonly nextTransition: (parameters: Parameters, facts: Facts, moment: Moment) => UnixSeconds | undefined
  /** Whether time alone never changes the answer, whoever is asked. Where absent, it does unless `nextTransition` is {@link never}. */
  readonly isTimeless?: (parameters: Parameters) => boolean
  /** Whether it takes many times as long to answer as most; such leaves are asked last. */
  readonly isSlow?: (parameters: Parameters) => boolean
  readonly reads: (parameters: Parameters) => LeafReads
  /** What the parameters name by ids; {@link nothing} for kinds that name none. */
  readonly refers: (parameters: Parameters) => readonly Reference[]
  readonly sees: (parameters: Parameters, facts: Facts, moment: Moment) => Seen
  /** Returns what `sees` returned as a person reads it, by the same keys: dates, names, "none". */
  readonly readable: (seen: Seen, names: Names, parameters: Parameters) => Readable
  /** The published form of the leaf; for kinds that are not published, one like it. */
  readonly toWire: (parameters: Parameters, names: Names) => WireItem
  /**
   * Returns a clause that can follow "and" and says that the condition holds, or that it does not: "the total of purchases is at
   * least 100", "the total of purchases is less than 100".
   */
  readonly sentence: (parameters: Parameters, names: Names, holds: boolean) => string
}

/** For kinds whose parameters name nothing of the account. */
export function nothing(): readonly Reference[] {
  return []
}

/** For kinds that time alone never changes. */
export function never(): undefined {
  return undefined
}
