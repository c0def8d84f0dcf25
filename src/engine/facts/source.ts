import type { Scope } from '../../account/scope.ts'
import type { UnixSeconds } from '../../core/actor.ts'
import type { Reads } from '../../core/conditions/reads.ts'
import type { Queries, Trx } from '../../db/database.ts'

/** What a read of facts takes. Definitions from memory will do, which may turn out not to be in force. */
export type FactsReading<By extends Queries = Queries> = Pick<Scope, 'actor' | 'definitions' | 'previous'> & {
  readonly trx: By
}

/**
 * A table beyond the customer's row that rules read: a file for each, and a line in `sources.ts`. `Fact` is what one customer has in it,
 * as conditions see it.
 */
export type FactSource<Fact> = {
  /** The fact of a customer without any row in the table. */
  readonly none: Fact
  /** Says how to load what some rules read of it; undefined where they read nothing. */
  readonly loaderFor: (reads: readonly Reads[]) => FactLoader<Fact> | undefined
}

/** Loads what some rules read of a table, for evaluations at `since` or later. */
export type FactLoader<Fact> = {
  /** Loads by id, in one statement; customers without any are absent. */
  readonly byId: (
    reading: FactsReading,
    ids: readonly number[],
    since: UnixSeconds,
  ) => Promise<ReadonlyMap<number, Fact>>
  /** Loads for a block of a pass, whose ids ascend, by the index of the customer. */
  readonly byIndex: (
    reading: FactsReading<Trx>,
    ids: Float64Array,
    since: UnixSeconds,
  ) => Promise<FactColumn<Fact>>
}

/** Facts of a block of customers. */
export type FactColumn<Fact> = { at(index: number): Fact }
