import { foldText } from '../../src/core/fold.ts'
import { slotsOf } from '../../src/core/segment-mask.ts'
import type { Queries } from '../../src/db/database.ts'

type StoredCustomer = {
  id: number
  name: string
  version: number
  status_id: number
  tag_ids: number[]
  segments_low: number
  segments_high: number
  deleted: boolean
  [property: string]: unknown
}

type CustomerEvent = {
  type: string
  entity_id: number
  version: number
  data: Record<string, [unknown, unknown]>
}

/**
 * What an account keeps twice and does not agree on, a line each; empty when all is well. Whatever was interrupted or ran at once with
 * something else, this must hold afterwards.
 */
export async function inconsistenciesOf(queries: Queries, accountId: number): Promise<string[]> {
  const customers = await queries.query<StoredCustomer>(
    `select *, deleted_at is not null as deleted from customers where account_id = $1 order by id`,
    [accountId],
  )
  const found = await Promise.all([
    totals(queries, accountId),
    tags(queries, accountId, customers),
    search(queries, accountId, customers),
    members(queries, accountId, customers),
    stages(queries, accountId, customers),
    events(queries, accountId, customers),
    transactionEvents(queries, accountId),
    handedOutIds(queries, accountId),
  ])
  return found.flat()
}

async function totals(queries: Queries, accountId: number): Promise<string[]> {
  const rows = await queries.query<{ id: number }>(
    `select c.id from customers c left join lateral (
       select coalesce(sum(t.price), 0) as ltv, count(*) as purchases_count, max(t.made_at) as last_purchase_at
       from transactions t where t.account_id = c.account_id and t.customer_id = c.id and not t.is_deleted
     ) t on true
     where c.account_id = $1 and
       (c.ltv, c.purchases_count, c.last_purchase_at) is distinct from (t.ltv, t.purchases_count, t.last_purchase_at)`,
    [accountId],
  )
  return rows.map(({ id }) => `the totals of customer ${id} are not those of its transactions`)
}

async function tags(
  queries: Queries,
  accountId: number,
  customers: readonly StoredCustomer[],
): Promise<string[]> {
  const known = await queries.query<{ id: number; name: string }>(
    `select id, name from tags where account_id = $1`,
    [accountId],
  )
  const links = await queries.query<{ customer_id: number; tag_id: number }>(
    `select customer_id, tag_id from customer_tags where account_id = $1 order by customer_id, tag_id`,
    [accountId],
  )
  const ids = new Set(known.map((tag) => tag.id))
  const linked = Map.groupBy(links, (link) => link.customer_id)
  return customers.flatMap(({ id, tag_ids, deleted }) => {
    const rows = (linked.get(id) ?? []).map((link) => link.tag_id)
    const expected = deleted ? [] : tag_ids
    return [
      ...(String(rows) === String(expected)
        ? []
        : [`customer ${id} has tags ${String(expected)} and rows ${String(rows)}`]),
      ...tag_ids.filter((tag) => !ids.has(tag)).map((tag) => `customer ${id} has tag ${tag}, which is none`),
    ]
  })
}

async function search(
  queries: Queries,
  accountId: number,
  customers: readonly StoredCustomer[],
): Promise<string[]> {
  const rows = await queries.query<{ customer_id: number; name_folded: string; words: string }>(
    `select customer_id, name_folded, words from customer_search where account_id = $1`,
    [accountId],
  )
  const byId = new Map(rows.map((row) => [row.customer_id, row]))
  const wrong = customers.filter(({ id, name }) => {
    const row = byId.get(id)
    const folded = foldText(name)
    // A name may itself have several lines.
    return row?.name_folded !== folded || !`${row.words}\n`.startsWith(`${folded}\n`)
  })
  return [
    ...wrong.map(({ id }) => `customer ${id} is not found by its name`),
    ...(rows.length === customers.length
      ? []
      : [`${rows.length} search rows of ${customers.length} customers`]),
  ]
}

async function members(
  queries: Queries,
  accountId: number,
  customers: readonly StoredCustomer[],
): Promise<string[]> {
  const segments = await queries.query<{ id: number; slot: number; members: number[]; count: number }>(
    `select s.id, s.slot,
       (select coalesce(array_agg(m.customer_id order by m.customer_id), '{}') from segment_members m
        where m.account_id = s.account_id and m.segment_id = s.id) as members,
       (select coalesce(sum(c.customers), 0) from segment_counts c
        where c.account_id = s.account_id and c.segment_id = s.id) as count
     from segments s where s.account_id = $1`,
    [accountId],
  )
  const shown = customers
    .filter((customer) => !customer.deleted)
    .map(({ id, segments_low: low, segments_high: high }) => ({ id, slots: slotsOf({ low, high }) }))
  return segments.flatMap(({ id, slot, members, count }) => {
    const expected = shown.filter((customer) => customer.slots.includes(slot)).map((customer) => customer.id)
    return [
      ...(String(members) === String(expected)
        ? []
        : [`segment ${id} has members ${String(members)}, its customers are ${String(expected)}`]),
      ...(count === members.length ? [] : [`segment ${id} counts ${count} of ${members.length} members`]),
    ]
  })
}

async function stages(
  queries: Queries,
  accountId: number,
  customers: readonly StoredCustomer[],
): Promise<string[]> {
  const rows = await queries.query<{ id: number }>(`select id from stages where account_id = $1`, [accountId])
  const ids = new Set(rows.map((row) => row.id))
  return customers
    .filter((customer) => !customer.deleted && !ids.has(customer.status_id))
    .map(({ id, status_id }) => `customer ${id} stands in stage ${status_id}, which is none`)
}

/** The events of a customer number its versions without a gap, and each takes up the values that the one before has left. */
async function events(
  queries: Queries,
  accountId: number,
  customers: readonly StoredCustomer[],
): Promise<string[]> {
  const all = await queries.query<CustomerEvent>(
    `select type, entity_id, version, data from events
     where account_id = $1 and entity_type = 'customer' order by entity_id, version`,
    [accountId],
  )
  const byCustomer = Map.groupBy(all, (event) => event.entity_id)
  const orphans = [...byCustomer.keys()].filter((id) => !customers.some((customer) => customer.id === id))
  return [
    ...orphans.map((id) => `an event tells of customer ${id}, who is not there`),
    ...customers.flatMap((customer) => eventsOf(customer, byCustomer.get(customer.id) ?? [])),
  ]
}

function eventsOf(customer: StoredCustomer, own: readonly CustomerEvent[]): string[] {
  const wrong: string[] = []
  const versions = own.map((event) => event.version)
  const expected = Array.from({ length: customer.version }, (_, i) => i + 1)
  if (String(versions) !== String(expected))
    wrong.push(
      `customer ${customer.id} of version ${customer.version} has events of versions ${String(versions)}`,
    )
  if (own[0]?.type !== 'customer_added') wrong.push(`no event tells that customer ${customer.id} was added`)
  const left = new Map<string, unknown>()
  for (const { version, data } of own)
    for (const [property, [before, after]] of Object.entries(data)) {
      if (left.has(property) && JSON.stringify(left.get(property)) !== JSON.stringify(before))
        wrong.push(`version ${version} of customer ${customer.id} changes another ${property} than was left`)
      left.set(property, after)
    }
  for (const [property, after] of left)
    if (property in customer && JSON.stringify(customer[property]) !== JSON.stringify(after))
      wrong.push(`the last event of customer ${customer.id} leaves another ${property} than the customer has`)
  return wrong
}

async function transactionEvents(queries: Queries, accountId: number): Promise<string[]> {
  const rows = await queries.query<{
    id: number
    told: number
    exists: boolean
    gone: boolean
    toldGone: number
  }>(
    `select coalesce(t.id, e.entity_id) as id, t.id is not null as exists, coalesce(t.is_deleted, false) as gone,
       coalesce(e.added, 0) as told, coalesce(e.deleted, 0) as "toldGone"
     from (select * from transactions where account_id = $1) t
     full join (
       select entity_id, count(*) filter (where type = 'transaction_added') as added,
         count(*) filter (where type = 'transaction_deleted') as deleted
       from events where account_id = $1 and entity_type = 'transaction' group by entity_id
     ) e on e.entity_id = t.id`,
    [accountId],
  )
  return rows
    .filter(({ exists, told, gone, toldGone }) => !exists || told !== 1 || toldGone !== (gone ? 1 : 0))
    .map(({ id }) => `the events of transaction ${id} do not tell what became of it`)
}

/** No id in use lies at or above what is still to be handed out. */
async function handedOutIds(queries: Queries, accountId: number): Promise<string[]> {
  const kinds = ['customers', 'transactions', 'tags', 'stages', 'segments']
  const rows = await Promise.all(
    kinds.map((kind) =>
      queries.query<{ id: number }>(
        `select id from ${kind} where account_id = $1 and id >=
           (select next_id from id_blocks where account_id = $1 and kind = '${kind}')`,
        [accountId],
      ),
    ),
  )
  return rows.flatMap((beyond, i) => beyond.map(({ id }) => `${kinds[i]} ${id} was never handed out`))
}
