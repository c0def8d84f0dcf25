import { afterAll, beforeAll, expect, test } from 'vitest'
import { numberEvents, startNumbering } from '../../src/events/number.ts'
import { readEvents } from '../../src/events/read.ts'
import type { Event } from '../../src/events/types.ts'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { testDatabase } from '../helpers/database.ts'
import type { Client } from '../helpers/client.ts'
import { startTestServer, type TestAccount, type TestServer } from '../helpers/server.ts'

/** Two servers over one database, as an operator runs them behind a proxy. */
let servers: [TestServer, TestServer]
let database: string
beforeAll(async () => {
  const connection = await testDatabase()
  database = connection.database
  servers = [await startTestServer({}, connection), await startTestServer({}, connection)]
})
afterAll(() => Promise.all(servers.map((server) => server.close())))

const WRITERS = 32
const WRITES = 25
const SHARED = 8

/** Writes one thing after another, of its own and of what all share; what a killed connection has undone is of no matter. */
async function writeOn(client: Client, writer: number, shared: readonly number[]): Promise<void> {
  let own: number | undefined
  for (let i = 0; i < WRITES; i++) {
    const one = shared[(writer + i) % shared.length] as number
    const name = `${writer}.${i}`
    switch (i % 5) {
      case 0: {
        const { status, json } = await client.post('/api/v4/customers', [
          { name, _embedded: { tags: [{ name: `tag ${i}` }] } },
          { name, tags_to_add: [{ name }] },
        ])
        if (status === 200)
          own = (json as { _embedded: { customers: { id: number }[] } })._embedded.customers[0]?.id
        break
      }
      case 1:
        await client.post(`/api/v4/customers/${one}/transactions`, [{ price: i }, { price: writer }])
        break
      case 2:
        await client.patch(
          '/api/v4/customers',
          shared.slice(0, 3).map((id) => ({ id, name })),
        )
        break
      case 3:
        await client.patch(`/api/v4/customers/${one}`, { name, tags_to_add: [{ name: `tag ${i}` }] })
        break
      default:
        if (own !== undefined) await client.delete(`/api/patron/v1/customers/${own}`)
    }
  }
}

/** Ends connections of the servers that are in the middle of a transaction, one after another, until it is stopped. */
function startKilling(): { stop(): Promise<number> } {
  let isStopped = false
  let killed = 0
  const ended = (async () => {
    while (!isStopped) {
      const rows = await servers[0].deps.db
        .query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = $1 and pid <> pg_backend_pid() and backend_xid is not null and random() < 0.5 limit 1`,
          [database],
        )
        .catch(() => [])
      killed += rows.length
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return killed
  })()
  return {
    stop() {
      isStopped = true
      return ended
    },
  }
}

/** Reads with a cursor as a consumer does, a few at a time, until it is stopped and has come to the end. */
function startReading({ deps }: TestServer, account: TestAccount): { stop(): Promise<readonly Event[]> } {
  const seen: Event[] = []
  let isStopped = false
  const ended = (async () => {
    for (;;) {
      const isLast = isStopped
      const page = await readEvents(deps.db, account.id, seen.at(-1)?.number ?? 0, 7).catch(() => undefined)
      seen.push(...(page?.events ?? []))
      if (isLast && page?.events.length === 0) return seen
    }
  })()
  return {
    stop() {
      isStopped = true
      return ended
    },
  }
}

test('a reader with a cursor sees each event once, and none late, under 32 writers over two servers and killed transactions', async () => {
  const account = await servers[0].newAccount()
  const clients = [account.admin, servers[1].client(account.admin.token)] as const
  const shared: number[] = []
  for (let i = 0; i < SHARED; i++) shared.push(await account.addCustomer())
  const { json } = await account.admin.post('/api/v4/customers/segments', { name: 'Rich' }).expect(200)
  const entry = { ltv: { gte: 100 } }
  await account.admin
    .put(`/api/patron/v1/segments/${(json as { id: number }).id}/conditions`, { entry, exit: null })
    .expect(200)
  const numbering = servers.map(({ deps }) => startNumbering(deps))
  const readers = servers.map((server) => startReading(server, account))
  const killing = startKilling()
  await Promise.all(
    Array.from({ length: WRITERS }, (_, writer) => writeOn(clients[writer % 2 ? 1 : 0], writer, shared)),
  )
  expect(await killing.stop(), 'connections that were ended').toBeGreaterThan(0)
  await Promise.all(numbering.map((each) => each.stop()))
  const read = await Promise.all(readers.map((reader) => reader.stop()))
  const [{ events }] = (await servers[0].deps.db.query<{ events: number }>(
    `select count(*) as events from events where account_id = $1`,
    [account.id],
  )) as [{ events: number }]
  for (const seen of read) {
    expect(seen.map(({ number }) => number)).toEqual(Array.from({ length: events }, (_, i) => i + 1))
    const versions = new Map<number, number>()
    for (const { entity_type, entity_id, version } of seen) {
      if (entity_type !== 'customer') continue
      const before = versions.get(entity_id) ?? 1
      expect([before, before + 1]).toContain(version)
      versions.set(entity_id, version as number)
    }
    const stored = await servers[0].deps.db.query<{ id: number; version: number }>(
      `select id, version from customers where account_id = $1`,
      [account.id],
    )
    expect(versions).toEqual(new Map(stored.map(({ id, version }) => [id, version])))
  }
  expect(read[1]).toEqual(read[0])
  expect(await inconsistenciesOf(servers[1].deps, account.id)).toEqual([])
})

test('batches that commit in another order than they were recorded in are numbered in neither too early nor twice', async () => {
  const account = await servers[0].newAccount()
  const { db } = servers[0].deps
  const seen: number[] = []
  const write = (name: string, commits: Promise<void>) =>
    db.transaction(async (trx) => {
      await trx.query(
        `with batch as (
           insert into event_batches (account_id, id, events, created_by, created_at)
           values ($1, gen_random_uuid(), 2, 0, 0) returning id
         ) insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
         select $1, id, position, 'tag_added', 'tag', 1, null, jsonb_build_object('name', $2::text)
         from batch, generate_series(0, 1) position`,
        [account.id, name],
      )
      await commits
    })
  const gates = Array.from({ length: 6 }, () => Promise.withResolvers<void>())
  const writes: Promise<void>[] = []
  for (const [i, gate] of gates.entries()) writes.push(write(`${i}`, gate.promise))
  for (const i of [3, 0, 5, 1, 4, 2]) {
    gates[i]?.resolve()
    await writes[i]
    await Promise.all(servers.map(({ deps }) => numberEvents(deps.db, account.id)))
    const { events } = await readEvents(db, account.id, seen.at(-1) ?? 0, 100)
    expect(events.map(({ data }) => data)).toEqual([{ name: `${i}` }, { name: `${i}` }])
    seen.push(...events.map(({ number }) => number))
  }
  expect(seen).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
})
