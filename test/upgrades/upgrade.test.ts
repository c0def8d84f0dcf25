import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findDefinitions } from '../../src/account/definitions.ts'
import { renderDifference } from '../../src/check/difference.ts'
import { check } from '../../src/check/service.ts'
import { slotsOf } from '../../src/core/segment-mask.ts'
import { RESTORABLE_SECONDS } from '../../src/entities/restorable.ts'
import type { Database } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { evaluateUpgradedAccounts, findAccountsToEvaluate } from '../../src/engine/upgrade.ts'
import { moveEverythingDue } from '../../src/engine/worker.ts'
import { readEvents } from '../../src/events/read.ts'
import type { CustomerDifferences, Event } from '../../src/events/types.ts'
import { keepHouse, runHere } from '../helpers/house.ts'
import { createToken } from '../../src/users/tokens.ts'
import { emptyDatabase } from '../helpers/database.ts'
import { startTestServer, TestAccount, type TestServer } from '../helpers/server.ts'
import {
  loadRelease,
  readRelease,
  recordedRows,
  recordedVersions,
  storedRows,
  type TableRows,
} from './recorded.ts'

/**
 * Columns in which a migration rewrites values, as `table.column`, and tables that it writes anew, each with the migration that does. Of a
 * table that is still there, every other column keeps every value.
 */
const REWRITTEN: Readonly<Record<string, string>> = {
  'accounts.currency': '0013-money', // another one is what the migration advises before it goes on, see below
  events: '0005-events', // one row held all that changed; now each fact has a row, which tests below compare
}

/** Tables and columns that a migration has given another name: their rows and values are those that were recorded. */
const RENAMED: Readonly<
  Record<string, { readonly to?: string; readonly columns: Readonly<Record<string, string>> }>
> = {
  customer_tags: { to: 'entity_tags', columns: { customer_id: 'entity_id' } },
  customer_search: { to: 'entity_search', columns: { customer_id: 'entity_id' } },
  links: { columns: { customer_id: 'from_id', to_entity_type: 'to_entity', to_entity_id: 'to_id' } },
  customers: { columns: { ltv: 'ltv_minor', next_price: 'next_price_minor' } },
  transactions: {
    columns: {
      price: 'price_minor',
      set_next_date: 'given_next_date',
      set_next_price: 'given_next_price_minor',
    },
  },
}

describe.each(recordedVersions())('a database of %s', (version) => {
  const release = readRelease(version)

  test('holds what was recorded once it is loaded, before it is upgraded', async () => {
    const client = await clientOf(await databaseOf(version, { upgrade: false }))
    for (const table of release.tables)
      expect(await storedRows(client, table), table).toEqual(recordedRows(version, table))
  })

  test('keeps every row and every value that no migration rewrites', async () => {
    const client = await clientOf(await databaseOf(version))
    for (const table of release.tables) {
      if (table in REWRITTEN) continue
      const { to = table, columns: renamed = {} } = RENAMED[table] ?? {}
      const { columns, rows } = recordedRows(version, table)
      const before = {
        columns: columns.map((column) => renamed[column] ?? column),
        rows: inMinorUnits(version, columns, rows),
      }
      const after = await storedRows(client, to)
      expect(after.columns, to).toEqual(expect.arrayContaining(Object.values(renamed)))
      const kept = before.columns.filter(
        (column) => after.columns.includes(column) && !(`${table}.${column}` in REWRITTEN),
      )
      expect(sortedValues(after, kept), table).toEqual(sortedValues(before, kept))
    }
  })

  test('is left as it is while an amount is too large for minor units, which a currency without them mends', async () => {
    const database = await databaseOf(version, { upgrade: false })
    const client = await clientOf(database)
    const before = await storedRows(client, 'customers')
    const [rich] = recorded<RecordedCustomer>(version, 'customers').filter(isTooRich)
    await expect(migrate(database)).rejects.toThrow(
      new RegExp(
        `^Nothing has been changed, because next_price of customer ${rich?.id} in account ${rich?.account_id} is ${rich?.next_price} EUR, ` +
          `and the most that can be kept from now on is 90071992547409 EUR: .*patron account set --account ${rich?.account_id} --currency JPY`,
      ),
    )
    expect(await storedRows(client, 'customers')).toEqual(before)
    await avoidMinorUnits(client, version)
    await migrate(database)
  })

  test('agrees with itself once it is upgraded, before and after what is due has happened', async () => {
    const server = await serverOver(version)
    const due = recorded<RecordedCustomer>(version, 'customers').filter(
      ({ due_at, deleted_at }) => deleted_at === null && due_at !== null && due_at <= release.now,
    )
    expect(due, 'customers who are due').not.toEqual([])
    expect(await differencesIn(server)).toEqual([])
    await moveEverythingDue(server.deps)
    expect(await differencesIn(server)).toEqual([])
  })

  test('answers with the customers, tags, rules and moves that it had', async () => {
    const server = await serverOver(version)
    const customers = recorded<RecordedCustomer>(version, 'customers')
    const tags = recorded<RecordedTag>(version, 'tags')
    for (const account of await accountsOf(server)) {
      const { json } = await account.admin.get('/api/v4/customers?limit=250').expect(200)
      const shown = (json as CustomerPage)._embedded.customers.map(({ _embedded, ...customer }) => ({
        ...pick(customer, PUBLISHED),
        tags: _embedded.tags.map(({ name }) => name).sort(),
      }))
      const nameOf = (id: number) =>
        tags.find((tag) => tag.account_id === account.id && tag.id === id)?.name ?? `tag ${id}`
      const expected = customers
        .filter(({ account_id, deleted_at }) => account_id === account.id && deleted_at === null)
        .map((customer) => ({
          ...pick(customer, PUBLISHED),
          tags: customer.tag_ids.map(nameOf).sort(),
        }))
      expect(shown.sort(byId)).toEqual(expected.sort(byId))
      for (const { id } of expected)
        await account.admin.get(`/api/patron/v1/customers/${id}/moves`).expect(200)
      for (const url of await ruleUrlsOf(account)) await account.admin.get(url).expect(200)
    }
  })

  test('carries every event over as facts without masks, numbered by account without a gap', async () => {
    const server = await serverOver(version)
    const carried: Event[] = []
    const before = recorded<RecordedEvent>(version, 'events')
    for (const { id } of await server.deps.db.query<{ id: number }>('select id from accounts')) {
      const events = await everyEventOf(server, id)
      carried.push(...events)
      expect(events.map(({ number }) => number)).toEqual(events.map((_, i) => i + 1))
      const versions = new Map<number, number>()
      for (const { entity_type, entity_id, version: after } of events) {
        if (entity_type !== 'customer' || after === null) continue
        expect(after).toBeGreaterThanOrEqual(versions.get(entity_id) ?? 1)
        versions.set(entity_id, after)
      }
      const versionsOf = (
        rows: readonly { entity_type: string; entity_id: number; version: number | null }[],
      ) =>
        new Set(
          rows
            .filter((row) => row.entity_type === 'customer')
            .map((row) => `${row.entity_id} ${row.version}`),
        )
      const own = before.filter(({ account_id }) => account_id === id)
      expect(versionsOf(events)).toEqual(versionsOf(own))
      const others = (
        rows: readonly { entity_type: string; type: string; entity_id: number; data: unknown }[],
      ) =>
        rows
          .filter(({ entity_type }) => entity_type !== 'customer')
          .map(({ type, entity_id, data }) => ({ type, entity_id, data }))
      expect(others(events)).toEqual(others(own.toSorted((a, b) => (a.id < b.id ? -1 : 1))))
    }
    for (const { data } of carried)
      expect(Object.keys(data)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(segments|hand_segments|verdict_id|slot)$/)]),
      )
  })

  test('names the tags that a customer got and lost, those that are gone, too', async () => {
    const server = await serverOver(version)
    const changes = recorded<RecordedEvent>(version, 'events').filter(({ data }) => 'tag_ids' in data)
    expect(changes).not.toEqual([])
    for (const { account_id, entity_id, version: after, data } of changes) {
      const [old, now] = data['tag_ids'] as [number[], number[]]
      const event = (await everyEventOf(server, account_id)).find(
        (each) => each.type === 'customer_changed' && each.entity_id === entity_id && each.version === after,
      )
      const { tags_added = [], tags_removed = [] } = (event?.data ?? {}) as CustomerDifferences
      expect(tags_added.map(({ id }) => id)).toEqual(now.filter((id) => !old.includes(id)))
      expect(tags_removed.map(({ id }) => id)).toEqual(old.filter((id) => !now.includes(id)))
      for (const { name } of [...tags_added, ...tags_removed]) expect(name).toEqual(expect.any(String))
    }
  })

  test('names the segment of a move only where its slot was never given to another one', async () => {
    const server = await serverOver(version)
    const segments = recorded<RecordedSegment>(version, 'segments')
    const before = recorded<RecordedEvent>(version, 'events')
    const counts = { named: 0, ambiguous: 0 }
    for (const event of before) {
      if (event.entity_type !== 'customer' || event.data['segments'] === undefined) continue
      const [old, now] = (event.data['segments'] as { low: number; high: number }[]).map((mask) =>
        slotsOf(mask),
      )
      const moves = [
        ...(now ?? []).filter((slot) => !old?.includes(slot)).map((slot) => ({ slot, entered: true })),
        ...(old ?? []).filter((slot) => !now?.includes(slot)).map((slot) => ({ slot, entered: false })),
      ]
      const expected = moves.map(({ slot, entered }) => {
        const segment = segments.find((each) => each.account_id === event.account_id && each.slot === slot)
        const added = before.find(
          (each) =>
            each.type === 'segment_added' &&
            each.account_id === event.account_id &&
            each.entity_id === segment?.id,
        )
        const isIt = segment !== undefined && added !== undefined && added.id < event.id
        counts[isIt ? 'named' : 'ambiguous']++
        return `${entered ? 'entered' : 'left'} ${isIt ? segment.id : null}`
      })
      const events = (await everyEventOf(server, event.account_id)).filter(
        ({ entity_type, entity_id, version: after }) =>
          entity_type === 'customer' && entity_id === event.entity_id && after === event.version,
      )
      const moved = events.flatMap((each) => {
        if (each.type !== 'customer_entered_segment' && each.type !== 'customer_left_segment') return []
        const { id, name } = each.data.segment
        expect(typeof name).toBe(id === null ? 'object' : 'string')
        return [`${each.type === 'customer_entered_segment' ? 'entered' : 'left'} ${id}`]
      })
      expect(moved.toSorted()).toEqual(expected.toSorted())
    }
    expect(counts.named).toBeGreaterThan(0)
    expect(counts.ambiguous).toBeGreaterThan(0)
  })

  test('evaluates the accounts whose rules ask for the average purchase: that of nothing is absent', async () => {
    const database = await databaseOf(version, { upgrade: false })
    const client = await clientOf(database)
    // It was 0, so that this entry held for whom the former one did.
    const { rows: changed } = await client.query<{ account_id: string; id: string }>(
      `update segments set entry = jsonb_build_object('all', jsonb_build_array(entry, '{"average_check": {"gte": 0}}'::jsonb))
       where name = 'Prices' returning account_id, id`,
    )
    const [accountId, segmentId] = [Number(changed[0]?.account_id), Number(changed[0]?.id)]
    await avoidMinorUnits(client, version)
    await migrate(database)
    const server = await startTestServer({}, database)
    onTestFinished(() => server.close())
    server.clock.now = release.now
    const { db } = server.deps
    expect(await findAccountsToEvaluate(db)).toEqual(
      (await accountsAskingFor(db, 'average_check')).toSorted((a, b) => a - b),
    )
    await runHere(evaluateUpgradedAccounts(server.deps))
    expect(await findAccountsToEvaluate(db)).toEqual([])
    expect(await differencesIn(server)).toEqual([])
    const members = recorded<RecordedMember>(version, 'segment_members').filter(
      ({ account_id, segment_id }) => account_id === accountId && segment_id === segmentId,
    )
    const withoutPurchases = recorded<RecordedCustomer>(version, 'customers')
      .filter(
        ({ account_id, id, purchases_count }) =>
          account_id === accountId &&
          purchases_count === 0 &&
          members.some((member) => member.customer_id === id),
      )
      .map(({ id }) => id)
    expect(withoutPurchases).not.toEqual([])
    const left = (await everyEventOf(server, accountId)).flatMap((event) =>
      event.type === 'customer_left_segment' && event.data.cause === 'upgraded' ? [event.entity_id] : [],
    )
    expect(left).toEqual(withoutPurchases)
  })

  test('knows what a hand has written of the next date, where the purchases tell, else keeps the present one', async () => {
    const server = await serverOver(version)
    const purchases = recorded<RecordedPurchase>(version, 'transactions')
    const kinds = { told: 0, present: 0 }
    for (const { account_id, id, next_date } of recorded<RecordedCustomer>(version, 'customers')) {
      const setters = purchases.filter(
        (purchase) =>
          purchase.account_id === account_id &&
          purchase.customer_id === id &&
          !purchase.is_deleted &&
          purchase.set_next_date !== null,
      )
      setters.sort((a, b) => a.id - b.id)
      const isChain =
        setters.length > 0 &&
        setters.every((each, i) => i === 0 || each.next_date_before === setters[i - 1]?.set_next_date) &&
        setters.at(-1)?.set_next_date === next_date
      kinds[isChain ? 'told' : 'present']++
      const [row] = await server.deps.db.query<object>(
        `select base_next_date, next_date_after, purchases_recorded from customers where account_id = $1 and id = $2`,
        [account_id, id],
      )
      expect(row).toEqual({
        base_next_date: isChain ? setters[0]?.next_date_before : next_date,
        next_date_after: isChain ? -1 : 0,
        purchases_recorded: 0,
      })
    }
    expect(kinds.told).toBeGreaterThan(0)
    expect(kinds.present).toBeGreaterThan(0)
  })

  test('knows since when customers have been in the stage that a hand has put them into', async () => {
    const server = await serverOver(version)
    const since = await server.deps.db.query<{ account_id: number; id: number; placed_at: number }>(
      `select account_id, id, placed_at from customers where placed_by_hand and deleted_at is null order by account_id, id`,
    )
    const stays = recorded<RecordedStay>(version, 'stays')
    const expected = recorded<RecordedCustomer>(version, 'customers')
      .filter(({ placed_by_hand, deleted_at }) => placed_by_hand && deleted_at === null)
      .map(({ account_id, id, status_id }) => ({
        account_id,
        id,
        placed_at: stays.find(
          (stay) =>
            stay.account_id === account_id &&
            stay.customer_id === id &&
            stay.kind === 'stage' &&
            stay.place_id === status_id &&
            stay.to_at === null,
        )?.from_at,
      }))
    expect(expected).not.toEqual([])
    expect(since).toEqual(expected.sort((a, b) => a.account_id - b.account_id || a.id - b.id))
  })

  test('takes changes of customers, purchases and rules', async () => {
    const server = await serverOver(version)
    for (const account of await accountsOf(server)) {
      const { admin } = account
      const customers = recorded<RecordedCustomer>(version, 'customers').filter(
        ({ account_id }) => account_id === account.id,
      )
      for (const { id, name } of customers.filter(({ deleted_at }) => deleted_at === null))
        await admin
          .patch(`/api/v4/customers/${id}`, { name: `${name}, upgraded`, tags_to_add: [{ name: version }] })
          .expect(200)
      const poor = customers.find(({ deleted_at, ltv }) => deleted_at === null && ltv < 1_000_000)
      expect(poor, 'a customer who can buy').toBeDefined()
      await admin
        .post(`/api/v4/customers/${poor?.id}/transactions`, [{ price: 7, next_price: 70 }])
        .expect(200)
      const { json } = await admin.get(`/api/v4/customers/${poor?.id}`).expect(200)
      expect(json).toMatchObject({ ltv: (poor?.ltv ?? 0) + 7, next_price: 70 })
      for (const url of await ruleUrlsOf(account)) {
        const tree = { ltv: { gte: 7 } }
        const body = url.includes('/segments/') ? { entry: tree, exit: null } : { conditions: tree }
        await admin.put(url, body).expect(200)
      }
    }
    expect(await differencesIn(server)).toEqual([])
  })

  test('lets its purchases be taken back, and its deleted customers be restored for 30 days', async () => {
    const server = await serverOver(version)
    const customers = recorded<RecordedCustomer>(version, 'customers')
    const purchases = recorded<RecordedPurchase>(version, 'transactions')
    for (const { id: accountId, admin } of await accountsOf(server)) {
      const own = customers.filter(({ account_id }) => account_id === accountId)
      const present = new Set<number>()
      for (const { id, deleted_at } of own) {
        const isRestorable = deleted_at !== null && deleted_at + RESTORABLE_SECONDS >= release.now
        if (deleted_at !== null)
          await admin.post(`/api/patron/v1/customers/${id}/restore`).expect(isRestorable ? 200 : 404)
        if (deleted_at === null || isRestorable) present.add(id)
      }
      for (const { id, account_id, customer_id, is_deleted } of purchases)
        if (account_id === accountId && present.has(customer_id) && !is_deleted)
          await admin.delete(`/api/v4/customers/transactions/${id}`).expect(204)
      for (const id of present) {
        const { json } = await admin.get(`/api/v4/customers/${id}`).expect(200)
        expect(json).toMatchObject({ ltv: 0, purchases_count: 0, average_check: 0 })
      }
    }
    expect(await differencesIn(server)).toEqual([])
  })

  test('lives on in the sandbox, whose clock stands where it stood', async () => {
    const server = await serverOver(version, { sandbox: true })
    const [clock] = recorded<RecordedClock>(version, 'sandbox_clock')
    server.clock.now = release.now - (clock?.offset_seconds ?? 0)
    expect(server.deps.now()).toBe(release.now)
    const [account] = await accountsOf(server)
    await account?.admin.post('/api/patron/v1/clock', { advance: 'P40D' }).expect(200)
    expect(await differencesIn(server)).toEqual([])
    await keepHouse(server.deps)
    expect(await differencesIn(server)).toEqual([])
  })
})

/** An amount of a customer that minor units would take beyond what is kept. */
function isTooRich({ next_price, ltv }: RecordedCustomer): boolean {
  return Math.max(next_price, ltv) > Number.MAX_SAFE_INTEGER / 100
}

/** The accounts whose amounts stay as they are, because the currency that they are given has no minor units. */
function accountsWithoutMinorUnits(version: string): number[] {
  const rich = recorded<RecordedCustomer>(version, 'customers').filter(isTooRich)
  return [...new Set(rich.map(({ account_id }) => account_id))]
}

/** Does what the upgrade advises where an amount is too large. */
async function avoidMinorUnits(client: pg.Client, version: string): Promise<void> {
  await client.query(`update accounts set currency = 'JPY' where id = any($1::bigint[])`, [
    accountsWithoutMinorUnits(version),
  ])
}

/** Columns of amounts as they were recorded, in currency units. */
const AMOUNTS = ['price', 'set_next_price', 'next_price_before', 'next_price', 'ltv']

/** Recorded rows with their amounts in minor units: all currencies of the story but that of {@link avoidMinorUnits} have two digits. */
function inMinorUnits(
  version: string,
  columns: readonly string[],
  rows: readonly string[],
): readonly string[] {
  const indexes = AMOUNTS.map((column) => columns.indexOf(column)).filter((index) => index !== -1)
  const without = accountsWithoutMinorUnits(version)
  const accountAt = columns.indexOf('account_id')
  if (indexes.length === 0) return rows
  return rows.map((row) => {
    const values = JSON.parse(row) as unknown[]
    if (without.includes(values[accountAt] as number)) return row
    return JSON.stringify(
      values.map((value, index) =>
        indexes.includes(index) && typeof value === 'number' ? 100 * value : value,
      ),
    )
  })
}

type RecordedCustomer = {
  account_id: number
  id: number
  name: string
  next_price: number
  next_date: number | null
  status_id: number
  placed_by_hand: boolean
  ltv: number
  purchases_count: number
  tag_ids: number[]
  due_at: number | null
  deleted_at: number | null
}
type RecordedEvent = {
  account_id: number
  id: string
  type: string
  entity_type: string
  entity_id: number
  version: number | null
  data: Record<string, unknown>
}
type RecordedStay = {
  account_id: number
  customer_id: number
  kind: string
  place_id: number
  from_at: number
  to_at: number | null
}
type RecordedSegment = { account_id: number; id: number; slot: number }
type RecordedMember = { account_id: number; segment_id: number; customer_id: number }
type RecordedTag = { account_id: number; id: number; name: string }
type RecordedPurchase = {
  account_id: number
  id: number
  customer_id: number
  is_deleted: boolean
  set_next_date: number | null
  next_date_before: number | null
}
type RecordedClock = { offset_seconds: number }
type CustomerPage = {
  _embedded: { customers: (RecordedCustomer & { _embedded: { tags: { name: string }[] } })[] }
}

/** Properties of customers that answers and rows have in common, and that time alone does not change. */
const PUBLISHED = ['id', 'name', 'next_price', 'next_date', 'ltv', 'purchases_count'] as const

function pick<Key extends string, T extends Readonly<Record<Key, unknown>>>(object: T, keys: readonly Key[]) {
  return Object.fromEntries(keys.map((key) => [key, object[key]])) as Pick<T, Key>
}

function byId(a: { id: number }, b: { id: number }): number {
  return a.id - b.id
}

async function everyEventOf({ deps }: TestServer, accountId: number): Promise<readonly Event[]> {
  return (await readEvents(deps.db, accountId, 0, 100_000)).events
}

/** The recorded rows of a table as objects. */
function recorded<Row>(version: string, table: string): Row[] {
  const { columns, rows } = recordedRows(version, table)
  return rows.map((row) => {
    const values = JSON.parse(row) as unknown[]
    return Object.fromEntries(columns.map((column, i) => [column, values[i]])) as Row
  })
}

/** The values of some columns of each row, in an order that does not depend on keys. */
function sortedValues({ columns, rows }: TableRows, wanted: readonly string[]): string[] {
  const indexes = wanted.map((column) => columns.indexOf(column))
  return rows
    .map((row) => {
      const values = JSON.parse(row) as unknown[]
      return JSON.stringify(indexes.map((index) => values[index]))
    })
    .sort()
}

/** Makes a database of a release and, unless told otherwise, brings it to the newest schema. */
async function databaseOf(version: string, { upgrade = true } = {}): Promise<pg.ClientConfig> {
  const release = readRelease(version)
  const database = await emptyDatabase()
  await migrate(database, { upTo: release.migrations.at(-1) as string })
  const client = await clientOf(database)
  const { rows } = await client.query<{ name: string }>(
    `select name from kysely_migration order by name collate "C"`,
  )
  expect(rows.map(({ name }) => name)).toEqual(release.migrations)
  await loadRelease(client, release)
  if (upgrade) {
    await avoidMinorUnits(client, version)
    await migrate(database)
  }
  return database
}

/** A connection that is closed when the test ends. */
async function clientOf(database: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(database)
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

/** A server over an upgraded database, at the moment at which the recording ended. */
async function serverOver(version: string, settings: { sandbox?: boolean } = {}): Promise<TestServer> {
  const server = await startTestServer(settings, await databaseOf(version))
  onTestFinished(() => server.close())
  server.clock.now = readRelease(version).now
  return server
}

/** Every account, with customers switched on in the mode that it has, spoken for by an administrator. */
async function accountsOf(server: TestServer): Promise<TestAccount[]> {
  const { deps, tokenSecret } = server.services
  const accounts: TestAccount[] = []
  for (const { id } of await deps.db.query<{ id: number }>('select id from accounts order by id')) {
    const definitions = await findDefinitions(deps.db, id)
    const admin = [...(definitions?.users.values() ?? [])].find((user) => user.is_admin && user.is_active)
    if (definitions === undefined || admin === undefined)
      throw new Error(`Account ${id} has no administrator.`)
    const realNow = deps.realNow()
    const { token } = await createToken(
      deps.db,
      tokenSecret,
      { accountId: id, userId: admin.id, name: 'test', expiresAt: realNow + 3600 },
      realNow,
    )
    const account = new TestAccount(server, id, admin.id, server.client(token))
    await account.switchTo(definitions.account.customers_mode)
    accounts.push(account)
  }
  return accounts
}

/** The accounts with a rule of a stage or segment in which a word occurs. */
async function accountsAskingFor(db: Database, word: string): Promise<number[]> {
  const accounts: number[] = []
  for (const { id } of await db.query<{ id: number }>('select id from accounts')) {
    const { stages = [], segments = new Map() } = (await findDefinitions(db, id)) ?? {}
    if (JSON.stringify([...stages, ...segments.values()]).includes(`"${word}"`)) accounts.push(id)
  }
  return accounts
}

/** Where the rules of each stage and segment of an account are read and written. */
async function ruleUrlsOf({ server, id }: TestAccount): Promise<string[]> {
  const definitions = await findDefinitions(server.deps.db, id)
  const stages = (definitions?.stages ?? []).map((stage) => `/api/patron/v1/stages/${stage.id}/conditions`)
  const segments = [...(definitions?.segments.keys() ?? [])]
  return [...stages, ...segments.map((segment) => `/api/patron/v1/segments/${segment}/conditions`)]
}

async function differencesIn({ deps }: TestServer): Promise<string[]> {
  const lines: string[] = []
  await check(deps, undefined, (difference) => lines.push(renderDifference(difference)))
  return lines
}
