import { type Definitions, findDefinitions } from '../account/definitions.ts'
import type { UnixSeconds } from '../core/actor.ts'
import type { RelatedFacts } from '../core/conditions/facts.ts'
import type { Customer } from '../engine/customer.ts'
import { rulesInForce } from '../engine/evaluate.ts'
import { NO_FACTS } from '../engine/facts/sources.ts'
import { readBlock } from '../engine/rows.ts'
import type { Snapshot } from '../db/database.ts'
import { ByCustomer } from './by-customer.ts'
import { type Copies, disagreementsOf } from './copies.ts'
import { type Difference, differing, type Finding } from './difference.ts'
import { pendingOf, segmentIds } from './engine.ts'
import {
  findCounts,
  findEarliestDue,
  findLastNumber,
  findTagIds,
  hasAllEvents,
  type Kept,
  type PurchasesRead,
  readIdsBeyond,
  readKept,
  readWrongBatches,
  readWrongTransactionEvents,
} from './queries.ts'

/** Customers of a block: as many as memory holds of the base. */
const BLOCK = 2000

type Report = (finding: Finding, customer?: number) => void

/** Proves an account customer by customer, and then what is kept of all of them together. @returns how many customers it has */
export async function checkAccount(
  snapshot: Snapshot,
  accountId: number,
  at: UnixSeconds,
  onDifference: (difference: Difference) => void,
): Promise<number> {
  const definitions = (await findDefinitions(snapshot, accountId)) as Definitions
  const report: Report = (finding, customer) =>
    onDifference({ account: accountId, ...(customer !== undefined && { customer }), ...finding })
  const known = {
    knownTags: await findTagIds(snapshot, accountId),
    hasAllEvents: await hasAllEvents(snapshot, accountId),
  }
  const members = new Map<number | string, number>()
  let customers = 0
  for await (const { block, copies, strays } of readBlocks(snapshot, definitions, at)) {
    for (const [i, customer] of block.entries()) {
      const own = copies[i] as Copies
      for (const finding of disagreementsOf(definitions, customer, own, known)) report(finding, customer.id)
      for (const finding of pendingOf(definitions, customer, relatedFactsOf(own, definitions), at))
        report(finding, customer.id)
      if (customer.deleted_at === null)
        for (const id of segmentIds(definitions, customer.segments))
          members.set(id, (members.get(id) ?? 0) + 1)
    }
    for (const { table, customer } of strays)
      report(
        { what: NAMES[table], stored: 'there', expected: 'none, for there is no such customer' },
        customer,
      )
    customers += block.length
  }
  await checkCounts(snapshot, definitions, members, report)
  await checkTransactionEvents(snapshot, accountId, known.hasAllEvents, report)
  await checkBatches(snapshot, accountId, report)
  await checkIds(snapshot, accountId, report)
  return customers
}

const TABLES = ['totals', 'tags', 'members', 'stays', 'search', 'events'] as const satisfies (keyof Kept)[]
const NAMES: Readonly<Record<keyof Kept, string>> = {
  totals: 'transactions',
  tags: 'rows of customer_tags',
  members: 'rows of segment_members',
  stays: 'stays',
  search: 'row of customer_search',
  events: 'events',
}

type Block = {
  readonly block: readonly Customer[]
  readonly copies: readonly Copies[]
  /** What is kept of customers who are not there. */
  readonly strays: readonly { readonly table: keyof Kept; readonly customer: number }[]
}

/** The customers of an account in the order of their ids, with what is kept of them elsewhere, in blocks. */
async function* readBlocks(
  snapshot: Snapshot,
  definitions: Definitions,
  at: UnixSeconds,
): AsyncGenerator<Block> {
  const accountId = definitions.account.id
  const kept = readKept(snapshot, accountId, await purchasesRead(snapshot, definitions, at))
  const streams = TABLES.map((table) => ({ table, rows: new ByCustomer<Kept[typeof table]>(kept[table]) }))
  let next = readBlock(snapshot, accountId, 0, BLOCK)
  for (let isLast = false; !isLast;) {
    const block = await next
    isLast = block.length < BLOCK
    const lastId = block.at(-1)?.id ?? 0
    if (!isLast) {
      next = readBlock(snapshot, accountId, lastId, BLOCK)
      next.catch(() => undefined) // reported by the await above
    }
    const upTo = isLast ? Infinity : lastId
    const tables = await Promise.all(
      streams.map(async ({ table, rows }) => ({ table, rows: await rows.upTo(upTo) })),
    )
    const ids = new Set(block.map((customer) => customer.id))
    yield {
      block,
      copies: block.map(({ id }): Copies =>
        Object.fromEntries(tables.map(({ table, rows }) => [table, rows.get(id)])),
      ),
      strays: tables.flatMap(({ table, rows }) =>
        [...rows.values()]
          .filter((row) => !ids.has(row.customer_id) && !('events' in row && isThrownAway(row)))
          .map((row) => ({ table, customer: row.customer_id })),
      ),
    }
  }
}

/** Customers are thrown away a month after they were deleted; what is told of them stays until it is forgotten, the last of it longest. */
function isThrownAway({ events }: Kept['events']): boolean {
  return events.at(-1)?.[0] === 'customer_deleted'
}

/** How far back the rules in force read purchases, for the customers whose due transitions are applied, too. */
async function purchasesRead(
  snapshot: Snapshot,
  definitions: Definitions,
  at: UnixSeconds,
): Promise<PurchasesRead | undefined> {
  const window = rulesInForce(definitions)?.reads.purchases
  if (window === undefined) return undefined
  const { calendar, account } = definitions
  const from = Math.min(at, (await findEarliestDue(snapshot, account.id, at)) ?? at)
  const since = window.days === 'ever' ? 0 : calendar.startOfDay(calendar.dayOf(from) - window.days)
  return { since, elements: window.elements }
}

function relatedFactsOf({ totals }: Copies, definitions: Definitions): RelatedFacts {
  if (rulesInForce(definitions)?.reads.purchases === undefined) return NO_FACTS
  const purchases = (totals?.moments ?? []).map((made_at, i) => ({
    made_at,
    price: totals?.prices?.[i] ?? 0,
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

async function checkTransactionEvents(
  snapshot: Snapshot,
  accountId: number,
  isComplete: boolean,
  report: Report,
): Promise<void> {
  for await (const block of readWrongTransactionEvents(snapshot, accountId, isComplete))
    for (const { id, exists, is_deleted, added, deleted } of block)
      report({
        what: `events of transaction ${id} [added, deleted]`,
        stored: [added, deleted],
        expected: exists ? [1, is_deleted ? 1 : 0] : 'none, for there is no such transaction',
      })
}

/** What is numbered has each number once, from the oldest that is kept to the last that was given. */
async function checkBatches(snapshot: Snapshot, accountId: number, report: Report): Promise<void> {
  for await (const block of readWrongBatches(snapshot, accountId))
    for (const { id, events, rows, first_number, expected } of block) {
      for (const finding of differing(`events of batch ${id}`, rows, events)) report(finding)
      if (first_number !== null)
        for (const finding of differing(`first number of batch ${id}`, first_number, expected))
          report(finding)
    }
  for (const finding of await numberFindings(snapshot, accountId)) report(finding)
}

async function numberFindings(snapshot: Snapshot, accountId: number): Promise<Finding[]> {
  const { last_number, given } = await findLastNumber(snapshot, accountId)
  return given === null ? [] : differing('last number of events', last_number, given)
}

async function checkIds(snapshot: Snapshot, accountId: number, report: Report): Promise<void> {
  for await (const block of readIdsBeyond(snapshot, accountId))
    for (const { kind, id, next_id } of block)
      report({ what: `id of ${kind}`, stored: id, expected: `below ${next_id}, the next to be handed out` })
}
