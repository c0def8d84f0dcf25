import type { Definitions } from '../account/definitions.ts'
import type { UnixSeconds } from '../core/actor.ts'
import type { RelatedFacts } from '../core/conditions/facts.ts'
import type { EntityDescriptor } from '../core/entity.ts'
import { unitsOf } from '../core/money.ts'
import type { Snapshot } from '../db/database.ts'
import type { Customer } from '../engine/customer.ts'
import { rulesInForce } from '../engine/evaluate.ts'
import { windowStart } from '../engine/facts/purchases.ts'
import { NO_FACTS } from '../engine/facts/sources.ts'
import { readBlock } from '../engine/rows.ts'
import { BLOCK, type Block, blocksOf, type Copies } from './blocks.ts'
import { customerDisagreements } from './copies.ts'
import { differing } from './difference.ts'
import { pendingOf, segmentIds } from './engine.ts'
import { disagreementsOf } from './entity-copies.ts'
import { findTagIds, readKept } from './entity-queries.ts'
import { reportStrays } from './leftovers.ts'
import {
  type CustomerKept,
  findCounts,
  findEarliestDue,
  type PurchasesRead,
  readKeptOfCustomers,
} from './queries.ts'
import type { Report } from './report.ts'

/** Proves the customers of an account, one by one, and the counts of its segments. @returns how many customers there are */
export async function checkCustomers(
  snapshot: Snapshot,
  entity: EntityDescriptor,
  definitions: Definitions,
  at: UnixSeconds,
  hasAllEvents: boolean,
  report: Report,
): Promise<number> {
  const accountId = definitions.account.id
  const known = { knownTags: await findTagIds(snapshot, accountId, entity.name), hasAllEvents }
  const members = new Map<number | string, number>()
  let customers = 0
  const blocks: AsyncIterable<Block<Customer, CustomerKept>> = blocksOf(
    (id) => readBlock(snapshot, accountId, id, BLOCK),
    {
      ...readKeptOfCustomers(snapshot, accountId, await purchasesRead(snapshot, definitions, at)),
      ...readKept(snapshot, accountId, entity),
    },
  )
  for await (const { rows, strays } of blocks) {
    for (const { row: customer, copies } of rows) {
      for (const finding of [
        ...customerDisagreements(definitions, customer, copies),
        ...disagreementsOf(definitions, entity, withAmountsOfEvents(customer, definitions), copies, known),
        ...pendingOf(definitions, customer, relatedFactsOf(copies, definitions), at),
      ])
        report(finding, { noun: entity.noun, id: customer.id })
      if (customer.deleted_at === null)
        for (const id of segmentIds(definitions, customer.segments))
          members.set(id, (members.get(id) ?? 0) + 1)
    }
    reportStrays(entity, strays, report)
    customers += rows.length
  }
  await checkCounts(snapshot, definitions, members, report)
  return customers
}

/** How far back the rules in force read purchases, for the customers whose due transitions are applied, too. */
async function purchasesRead(
  snapshot: Snapshot,
  definitions: Definitions,
  at: UnixSeconds,
): Promise<PurchasesRead | undefined> {
  const window = rulesInForce(definitions)?.reads.purchases
  if (window === undefined) return undefined
  const from = Math.min(at, (await findEarliestDue(snapshot, definitions.account.id, at)) ?? at)
  return { since: windowStart({ definitions }, window, from), elements: window.elements }
}

/** A customer with its amounts under the names and in the currency units of events. */
function withAmountsOfEvents(customer: Customer, { currencyDigits }: Definitions) {
  const { ltv_minor, next_price_minor } = customer
  return {
    ...customer,
    ltv: unitsOf(ltv_minor, currencyDigits),
    next_price: unitsOf(next_price_minor, currencyDigits),
  }
}

function relatedFactsOf({ totals }: Copies<CustomerKept>, definitions: Definitions): RelatedFacts {
  if (rulesInForce(definitions)?.reads.purchases === undefined) return NO_FACTS
  const purchases = (totals?.moments ?? []).map((made_at, i) => ({
    made_at,
    price_minor: totals?.prices?.[i] ?? 0,
    element_ids: totals?.elements?.[i] ?? [],
  }))
  return { purchases }
}

async function checkCounts(
  snapshot: Snapshot,
  { account, segments }: Definitions,
  members: ReadonlyMap<number | string, number>,
  report: Report,
): Promise<void> {
  const counts = await findCounts(snapshot, account.id)
  for (const id of segments.keys())
    differing(`count of segment ${id}`, counts.get(id) ?? 0, members.get(id) ?? 0).forEach((each) =>
      report(each),
    )
  for (const [id, count] of counts)
    if (!segments.has(id))
      report({ what: `count of segment ${id}, which is none`, stored: count, expected: 0 })
}
