import { sql } from 'kysely'
import type { UnixSeconds } from '../../core/actor.ts'
import type { Purchase, RelatedFacts } from '../../core/conditions/facts.ts'
import type { PurchaseWindow } from '../../core/conditions/kind.ts'
import { widest } from '../../core/conditions/reads.ts'
import { CopiedValues } from '../../db/copied-values.ts'
import type { Trx } from '../../db/database.ts'
import { idsLiteral } from '../columns/ids-literal.ts'
import { PurchaseColumn } from './purchase-column.ts'
import type { FactSource, FactsReading } from './source.ts'

/** Purchases that are not deleted, as far back as the windows of the rules reach. */
export const purchases: FactSource<readonly Purchase[]> = {
  none: [],
  loaderFor(reads) {
    const window = widest(reads.flatMap((each) => each.purchases ?? []))
    return (
      window && {
        byId: (reading, ids, since) => findPurchases(reading, ids, window, since),
        byIndex: (reading, ids, since) => copyPurchases(reading, ids, window, since),
      }
    )
  },
}

/** What was bought, of a row of `transactions`. */
const ELEMENT_IDS = `array(select (e->>'id')::bigint from jsonb_array_elements(catalog_elements) e)`

/**
 * Returns the first moment of a window of purchases that ends at `since`. A write that changes the zone also looks at customers as they
 * stood before it, by the days of then.
 */
export function windowStart(
  { definitions, previous = definitions }: Pick<FactsReading, 'definitions' | 'previous'>,
  { days, from = Infinity }: Pick<PurchaseWindow, 'days' | 'from'>,
  since: UnixSeconds,
): UnixSeconds {
  if (days === 'ever') return 0
  const starts = [definitions, previous].map(({ calendar }) =>
    calendar.startOfDay(Math.min(calendar.dayOf(since) - days, from)),
  )
  return Math.min(...starts)
}

/** Returns facts with more purchases; unchanged where the rules in force read none. */
export function withMorePurchases(
  facts: RelatedFacts,
  more: readonly (Pick<Purchase, 'made_at' | 'price_minor'> & {
    readonly catalog_elements: readonly { readonly id: number }[]
  })[],
): RelatedFacts {
  if (facts.purchases === undefined) return facts
  const made = more.map(({ made_at, price_minor, catalog_elements }) => ({
    made_at,
    price_minor,
    element_ids: catalog_elements.map(({ id }) => id),
  }))
  return { ...facts, purchases: [...facts.purchases, ...made] }
}

async function findPurchases(
  reading: FactsReading,
  ids: readonly number[],
  window: PurchaseWindow,
  since: UnixSeconds,
): Promise<ReadonlyMap<number, readonly Purchase[]>> {
  const { trx, actor } = reading
  const rows = await trx.query<Purchase & { customer_id: number }>(
    `select customer_id, made_at, price_minor,
       ${window.elements ? ELEMENT_IDS : `'{}'::bigint[]`} as element_ids
     from transactions
     where account_id = $1 and customer_id = any($2::bigint[]) and made_at >= $3 and not is_deleted`,
    [actor.accountId, ids, windowStart(reading, window, since)],
  )
  return Map.groupBy(rows, (row) => row.customer_id)
}

/** Where the ids of a block lie less densely, each is looked up; else all between them are read. */
const MOST_IDS_PER_CUSTOMER = 4

async function copyPurchases(
  reading: FactsReading<Trx>,
  ids: Float64Array,
  window: PurchaseWindow,
  since: UnixSeconds,
): Promise<PurchaseColumn> {
  const [first = 0, last = 0] = [ids[0], ids.at(-1)]
  const isDense = last - first < MOST_IDS_PER_CUSTOMER * ids.length
  const bought = sql.raw(`, ${ELEMENT_IDS}`)
  const { trx, actor } = reading
  const { bytes } = await trx.copyOut(
    sql`select customer_id, made_at, price_minor${window.elements ? bought : sql``} from transactions
      where account_id = ${sql.lit(actor.accountId)} and made_at >= ${sql.lit(windowStart(reading, window, since))} and not is_deleted
        and customer_id ${
          isDense ? sql`between ${sql.lit(first)} and ${sql.lit(last)}` : sql`= any(${idsLiteral([...ids])})`
        }`,
  )
  return new PurchaseColumn(ids, new CopiedValues(bytes), window.elements)
}
