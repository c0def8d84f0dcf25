import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Client } from '../../test/helpers/client.ts'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { until, untilDrained } from '../../test/helpers/jobs.ts'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { changeDefinitions } from '../account/scope.ts'
import { systemActor } from '../core/actor.ts'
import { UNOBSERVED } from '../core/observation.ts'
import { type RunningJobs, startJobs } from '../jobs/run.ts'
import { switchUser } from '../users/service.ts'
import { doBulkChanges } from './job.ts'

const URL = '/api/patron/v1/customers/bulk'
const ALL = { conditions: { all: [] } }
const BATCH = 250

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

type Bulk = { id: number; state: string; done: number; changed: number; not_yours: number }

/** Adds so many customers. */
async function addCustomers({ admin }: TestAccount, count: number): Promise<void> {
  for (let left = count; left > 0; left -= BATCH)
    await admin
      .post(
        '/api/v4/customers',
        Array.from({ length: Math.min(left, BATCH) }, () => ({ name: 'Customer' })),
      )
      .expect(200)
}

/** Runs bulk changes in this process until the test ends, if not stopped before. */
function startWorker(): RunningJobs {
  const { deps, database } = server.services
  const jobs = [doBulkChanges(deps)]
  const running = startJobs({ ...database, db: deps.db, jobs, schedule: [], observe: UNOBSERVED })
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= running.stop())
  onTestFinished(stop)
  return { stop }
}

async function bulkOf(client: Client, id: number): Promise<Bulk> {
  return (await client.get(`${URL}/${id}`).expect(200)).json as Bulk
}

async function versionsOf({ id }: TestAccount): Promise<readonly { version: number; customers: number }[]> {
  return server.deps.db.query(
    `select version, count(*)::int as customers from customers where account_id = $1 group by version order by version`,
    [id],
  )
}

test('600 customers are changed by a job, each once, and taken back by another', async () => {
  const account = await server.newAccount()
  await addCustomers(account, 600)
  const body = { ...ALL, change: { tags_to_add: [{ name: 'a' }] } }
  const key = { 'idempotency-key': 'k' }
  const begun = (await account.admin.post(URL, body, key).expect(202)).json as Bulk
  expect(begun).toMatchObject({ state: 'waiting', matched: 600, done: 0, undo_until: null })
  expect((await account.admin.post(URL, body, key).expect(202)).json).toEqual(begun)
  expect(await bulkOf(account.admin, begun.id)).toMatchObject({ state: 'waiting', done: 0 })
  await account.admin.post(`${URL}/${begun.id}/undo`).expect(409)
  // Who comes later is not meant.
  await addCustomers(account, 1)

  startWorker()
  await untilDrained(server.deps.db)
  expect(await bulkOf(account.admin, begun.id)).toMatchObject({ state: 'ended', done: 600, changed: 600 })
  expect(await versionsOf(account)).toEqual([
    { version: 1, customers: 1 },
    { version: 2, customers: 600 },
  ])

  const undone = (await account.admin.post(`${URL}/${begun.id}/undo`).expect(202)).json as Bulk
  await untilDrained(server.deps.db)
  expect(await bulkOf(account.admin, undone.id)).toMatchObject({ state: 'ended', matched: 600, changed: 600 })
  const { db } = server.deps
  expect(await db.query(`select from entity_tags where account_id = $1`, [account.id])).toEqual([])
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
})

test('bulk changes of an account are done in the order in which they were begun', async () => {
  const account = await server.newAccount()
  const [first, second] = [await account.newUser(), await account.newUser()]
  await addCustomers(account, 300)
  for (const { id } of [first, second])
    await account.admin.post(URL, { ...ALL, change: { responsible_user_id: id } }).expect(202)
  startWorker()
  await untilDrained(server.deps.db)
  expect(
    await server.deps.db.query(
      `select responsible_user_id as id, count(*)::int as customers from customers where account_id = $1 group by 1`,
      [account.id],
    ),
  ).toEqual([{ id: second.id, customers: 300 }])
})

test('a user who is switched off changes nothing further, and the result says so', async () => {
  const account = await server.newAccount()
  await addCustomers(account, 300)
  const { id, client } = await account.newUser()
  const body = { ...ALL, change: { tags_to_add: [{ name: 'a' }] } }
  const begun = (await client.post(URL, body).expect(202)).json as Bulk
  await changeDefinitions(server.deps, systemActor(account.id, 'en'), (scope) => switchUser(scope, id, false))
  startWorker()
  await untilDrained(server.deps.db)
  expect(await bulkOf(account.admin, begun.id)).toMatchObject({
    ...{ state: 'ended', done: 300, changed: 0, not_yours: 300 },
    left: expect.arrayContaining([expect.objectContaining({ why: 'not_yours' })]) as unknown,
  })
  expect(await versionsOf(account)).toEqual([{ version: 1, customers: 300 }])
})

test('what a change names may be deleted before it is done: then nobody is changed', async () => {
  const account = await server.newAccount()
  await addCustomers(account, 260)
  const { json } = await account.admin
    .post('/api/v4/customers/custom_fields', [{ name: 'City', type: 'text', code: 'CITY' }])
    .expect(200)
  const [field] = (json as { _embedded: { custom_fields: { id: number }[] } })._embedded.custom_fields
  const values = [{ field_code: 'CITY', values: [{ value: 'Bonn' }] }]
  const body = { ...ALL, change: { custom_fields_values: values } }
  const begun = (await account.admin.post(URL, body).expect(202)).json as Bulk
  await account.admin.delete(`/api/patron/v1/custom_fields/${field?.id}`).expect(204)
  startWorker()
  await untilDrained(server.deps.db)
  expect(await bulkOf(account.admin, begun.id)).toMatchObject({ state: 'ended', changed: 0, refused: 260 })
})

test('one that was given up says so, and can be taken back', async () => {
  const account = await server.newAccount()
  await addCustomers(account, 300)
  const body = { ...ALL, change: { tags_to_add: [{ name: 'a' }] } }
  const begun = (await account.admin.post(URL, body).expect(202)).json as Bulk
  const { db } = server.deps
  await db.query(
    `update graphile_worker._private_jobs set attempts = max_attempts where id = (
       select job_id from bulk_changes where account_id = $1 and id = $2)`,
    [account.id, begun.id],
  )
  expect(await bulkOf(account.admin, begun.id)).toMatchObject({ state: 'failed', done: 0 })
  expect((await account.admin.post(`${URL}/${begun.id}/undo`).expect(200)).json).toMatchObject({
    ...{ state: 'ended', matched: 0 },
  })
  // Run again all the same, it changes nothing that has been taken back.
  await db.query(
    `update graphile_worker._private_jobs set attempts = 0 where id = (
       select job_id from bulk_changes where account_id = $1 and id = $2)`,
    [account.id, begun.id],
  )
  startWorker()
  await until(async () => (await bulkOf(account.admin, begun.id)).state !== 'waiting')
  await untilDrained(db)
  expect(await versionsOf(account)).toEqual([{ version: 1, customers: 300 }])
})

test('ten large bulk changes of an account may wait; the next is 429 until one has ended, and small ones are made', async () => {
  const account = await server.newAccount()
  await addCustomers(account, 251)
  const body = { ...ALL, change: { tags_to_add: [{ name: 'a' }] } }
  const small = (await account.admin.post(URL, { ...body, ids: [1001], conditions: undefined }).expect(200))
    .json as Bulk
  const answers = await Promise.all(Array.from({ length: 13 }, () => account.admin.post(URL, body)))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 202)).toHaveLength(10)
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(3)
  for (const { headers, json } of refused) {
    expect(headers['retry-after']).toBe('60')
    expect(json).toMatchObject({
      detail: 'No more than 10 bulk changes of an account can wait; try again when one of them has ended',
    })
  }
  await account.admin.post(`${URL}/${small.id}/undo`).expect(200)
  const another = await server.newAccount()
  await addCustomers(another, 251)
  await another.admin.post(URL, body).expect(202)

  // One that was given up takes no room.
  const { id } = answers.find(({ status }) => status === 202)?.json as Bulk
  await server.deps.db.query(
    `update graphile_worker._private_jobs set attempts = max_attempts where id = (
       select job_id from bulk_changes where account_id = $1 and id = $2)`,
    [account.id, id],
  )
  await account.admin.post(URL, body).expect(202)
  await account.admin.post(URL, body).expect(429)
  startWorker()
  await until(async () => (await account.admin.post(URL, body)).status === 202)
  await untilDrained(server.deps.db)
})

test('the tags that a bulk change made are listed once, with those of its first block', async () => {
  const account = await server.newAccount()
  await addCustomers(account, 260)
  await account.admin.post('/api/v4/customers/tags', [{ name: 'old' }]).expect(200)
  const tags_to_add = [{ name: 'old' }, { name: 'new' }, { name: ' newer ' }]
  const begun = (await account.admin.post(URL, { ...ALL, change: { tags_to_add } }).expect(202)).json as Bulk
  expect(begun).toMatchObject({ tags_created: [] })
  startWorker()
  await untilDrained(server.deps.db)
  const { json } = await account.admin.get('/api/v4/customers/tags').expect(200)
  const [, ...made] = (json as { _embedded: { tags: { id: number; name: string }[] } })._embedded.tags
  expect(made.map(({ name }) => name).sort()).toEqual(['new', 'newer'])
  const { tags_created } = (await bulkOf(account.admin, begun.id)) as unknown as { tags_created: object[] }
  expect(tags_created).toHaveLength(2)
  expect(tags_created).toEqual(expect.arrayContaining(made.map(({ id, name }) => ({ id, name }))) as unknown)
})
