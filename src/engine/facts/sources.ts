import type { UnixSeconds } from '../../core/actor.ts'
import type { RelatedFacts } from '../../core/conditions/facts.ts'
import type { Reads } from '../../core/conditions/reads.ts'
import { purchases } from './purchases.ts'
import type { Trx } from '../../db/database.ts'
import type { FactColumn, FactSource, FactsReading } from './source.ts'

type Fact<Name extends keyof RelatedFacts> = Exclude<RelatedFacts[Name], undefined>

/** Every table beyond the customer's row that rules read. */
const SOURCES: { readonly [Name in keyof RelatedFacts]-?: FactSource<Fact<Name>> } = { purchases }
const NAMES = Object.keys(SOURCES) as (keyof RelatedFacts)[]

/** The facts of a customer when rules read nothing beyond its row. */
export const NO_FACTS: RelatedFacts = {}
/** The facts of a customer without a row in any of the tables. */
export const EMPTY_FACTS = Object.fromEntries(
  NAMES.map((name) => [name, SOURCES[name].none]),
) as Required<RelatedFacts>

/** What rules read of some customers beyond their rows, by id. */
export class FactsById {
  static readonly none = new FactsById({})
  readonly #byName: { readonly [Name in keyof RelatedFacts]?: ReadonlyMap<number, Fact<Name>> }
  readonly #names: readonly (keyof RelatedFacts)[]

  constructor(byName: { readonly [Name in keyof RelatedFacts]?: ReadonlyMap<number, Fact<Name>> }) {
    this.#byName = byName
    this.#names = NAMES.filter((name) => byName[name] !== undefined)
  }

  /** Returns the facts of one customer: those that were read, empty where it has none. */
  of(id: number): RelatedFacts {
    if (this.#names.length === 0) return NO_FACTS
    return Object.fromEntries(
      this.#names.map((name) => [name, this.#byName[name]?.get(id) ?? SOURCES[name].none]),
    )
  }
}

/** Facts of a block of a pass, a column for each source that rules read. */
export type FactColumns = { readonly [Name in keyof RelatedFacts]?: FactColumn<Fact<Name>> }

/** Returns the facts of the customer at an index. */
export function factsAt(columns: FactColumns, index: number): RelatedFacts {
  const names = NAMES.filter((name) => columns[name] !== undefined)
  return names.length === 0
    ? NO_FACTS
    : Object.fromEntries(names.map((name) => [name, columns[name]?.at(index)]))
}

/** Reads what some rules need of customers beyond their rows, for evaluations at `since` or later: one statement a source, or none. */
export async function readFacts(
  reading: FactsReading,
  reads: readonly Reads[],
  ids: readonly number[],
  since: UnixSeconds,
): Promise<FactsById> {
  const loaders = loadersFor(reads)
  if (loaders.length === 0) return FactsById.none
  const loaded = await Promise.all(
    loaders.map(async ({ name, loader }) => [
      name,
      ids.length === 0 ? new Map() : await loader.byId(reading, ids, since),
    ]),
  )
  return new FactsById(Object.fromEntries(loaded) as ConstructorParameters<typeof FactsById>[0])
}

/** Reads what some rules need of a block of customers beyond their rows. `ids` ascend. */
export async function readFactColumns(
  reading: FactsReading<Trx>,
  reads: readonly Reads[],
  ids: Float64Array,
  since: UnixSeconds,
): Promise<FactColumns> {
  const loaded = await Promise.all(
    loadersFor(reads).map(async ({ name, loader }) => [name, await loader.byIndex(reading, ids, since)]),
  )
  return Object.fromEntries(loaded) as FactColumns
}

/** Whether some rules need anything beyond the customer's row. */
export function needsFacts(reads: readonly Reads[]): boolean {
  return loadersFor(reads).length > 0
}

function loadersFor(reads: readonly Reads[]) {
  return NAMES.flatMap((name) => {
    const loader = SOURCES[name].loaderFor(reads)
    return loader === undefined ? [] : [{ name, loader }]
  })
}
