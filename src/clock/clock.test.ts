import { onTestFinished, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/helpers/database.ts'
import { addSegment } from '../../test/helpers/rules.ts'
import { serverOfTest, startTestServer, type TestAccount, TEST_NOW } from '../../test/helpers/server.ts'

const CLOCK = '/api/patron/v1/clock'
const HOUR = 3600
const DAY = 86_400
/** The midnight before the test's moment, in UTC. */
const MIDNIGHT = TEST_NOW - 12 * HOUR

type Clock = { now: number; frozen: boolean; real_now: number }
type Changed = Clock & {
  from: number
  moves_count: number
  _embedded: { moves: { at: number; place_name: string; entered: boolean; customer_id: number }[] }
}

const sandbox = () => serverOfTest({ sandbox: true })

async function change({ admin }: TestAccount, body: object): Promise<Changed> {
  const { json } = await admin.post(CLOCK, body).expect(200)
  return json as Changed
}

async function clockOf({ admin }: TestAccount): Promise<Clock> {
  return (await admin.get(CLOCK).expect(200)).json as Clock
}

describe('the clock', () => {
  test('runs with real time until it is stopped, and goes on from where it stood', async () => {
    const server = await sandbox()
    const account = await server.newAccount()
    expect(await clockOf(account)).toMatchObject({ now: TEST_NOW, frozen: false })
    await change(account, { freeze: true })
    server.clock.now = TEST_NOW + 500
    expect(await clockOf(account)).toMatchObject({ now: TEST_NOW, frozen: true })
    await change(account, { freeze: false })
    server.clock.now = TEST_NOW + 800
    expect(await clockOf(account)).toMatchObject({ now: TEST_NOW + 300, frozen: false })
  })

  test.each([
    [{ advance: 90 }, TEST_NOW + 90],
    [{ advance: '3d' }, TEST_NOW + 3 * DAY],
    [{ advance: '36h' }, TEST_NOW + 36 * HOUR],
    [{ advance: 'PT1H30M' }, TEST_NOW + 1.5 * HOUR],
    [{ advance: 'P1M' }, TEST_NOW + 31 * DAY],
    [{ to: TEST_NOW + 7 }, TEST_NOW + 7],
    [{ to: TEST_NOW }, TEST_NOW],
  ])('goes forward by %j', async (body, now) => {
    const account = await (await sandbox()).newAccount()
    expect(await change(account, { freeze: true, ...body })).toMatchObject({
      from: TEST_NOW,
      now,
      frozen: true,
      moves_count: 0,
    })
  })

  test('counts days by the calendar of the account: the night in which clocks go forward is an hour shorter', async () => {
    const server = await sandbox()
    server.clock.now = Date.parse('2026-03-28T12:00:00Z') / 1000
    const account = await server.newAccount({ timezone: 'Europe/Berlin' })
    const { from, now } = await change(account, { advance: '1d' })
    expect(now - from).toBe(23 * HOUR)
  })

  test.each([
    [{ to: TEST_NOW - 1 }, 'to', 'OutOfRange'],
    [{ advance: -1 }, 'advance', 'OutOfRange'],
    [{ advance: '-P1D' }, 'advance', 'OutOfRange'],
    [{ advance: 'P9000Y' }, 'advance', 'OutOfRange'],
    [{ advance: '1000000d' }, 'advance', 'OutOfRange'],
    [{ advance: 'P10YT1S' }, 'advance', 'OutOfRange'],
    [{ to: TEST_NOW + 3654 * DAY }, 'to', 'OutOfRange'],
    [{ advance: 'tomorrow' }, 'advance', 'InvalidFormat'],
    [{ advance: 1, to: TEST_NOW + 1 }, 'to', 'NotSupportedChoice'],
    [{}, '', 'TooFewItems'],
  ])('is not set by %j', async (body, path, code) => {
    const account = await (await sandbox()).newAccount()
    const { json } = await account.admin.post(CLOCK, body).expect(400)
    expect(json).toMatchObject({ 'validation-errors': [{ errors: [{ code, path }] }] })
    expect(await clockOf(account)).toMatchObject({ now: TEST_NOW, frozen: false })
  })

  test('is for administrators, and not there without a sandbox', async () => {
    const account = await (await sandbox()).newAccount()
    const { client } = await account.newUser()
    await client.get(CLOCK).expect(403)
    await client.post(CLOCK, { advance: 1 }).expect(403)
    const plain = await (await serverOfTest()).newAccount()
    await plain.admin.get(CLOCK).expect(404)
    await plain.admin.post(CLOCK, { advance: 1 }).expect(404)
  })

  test('governs what customers bear, and no token', async () => {
    const account = await (await sandbox()).newAccount()
    // Tokens of the test live for an hour of real time.
    const { client } = await account.newUser()
    await change(account, { freeze: true, advance: '400d' })
    const id = await account.addCustomer()
    const { json } = await client.get(`/api/v4/customers/${id}`).expect(200)
    expect(json).toMatchObject({ created_at: TEST_NOW + 400 * DAY })
  })
})

describe('on the way', () => {
  test('everything due moves at its moment and in order, and the answer lists it', async () => {
    const server = await sandbox()
    const account = await server.newAccount({ mode: 'periodicity' })
    const late = await account.addCustomer({ next_date: TEST_NOW + 3 * DAY })
    const early = await account.addCustomer({ next_date: TEST_NOW + 2 * DAY })
    const { moves_count, _embedded, now } = await change(account, { freeze: true, advance: '3d' })
    expect(now).toBe(TEST_NOW + 3 * DAY)
    expect(
      _embedded.moves.map(({ at, customer_id, place_name, entered }) => [
        at,
        customer_id,
        place_name,
        entered,
      ]),
    ).toEqual([
      [MIDNIGHT + 2 * DAY, early, 'Stage 1', false],
      [MIDNIGHT + 2 * DAY, early, 'Expected purchase', true],
      [MIDNIGHT + 3 * DAY, late, 'Stage 1', false],
      [MIDNIGHT + 3 * DAY, late, 'Expected purchase', true],
      [MIDNIGHT + 3 * DAY, early, 'Expected purchase', false],
      [MIDNIGHT + 3 * DAY, early, 'Did not purchase', true],
    ])
    expect(moves_count).toBe(6)
  })

  test('customers of other accounts move, too, at the midnights of theirs, and are not listed', async () => {
    const server = await sandbox()
    const account = await server.newAccount()
    const other = await server.newAccount({ mode: 'periodicity', timezone: 'Asia/Tokyo' })
    const id = await other.addCustomer({ next_date: TEST_NOW + DAY })
    expect(await change(account, { advance: '30d' })).toMatchObject({ moves_count: 0 })
    const { json } = await other.admin.get(`/api/patron/v1/customers/${id}/moves?limit=1`).expect(200)
    const [move] = (json as { _embedded: { moves: { at: number; place_name: string }[] } })._embedded.moves
    // In Tokyo the day begins nine hours earlier.
    expect(move).toMatchObject({ at: MIDNIGHT + 2 * DAY - 9 * HOUR, place_name: 'Did not purchase' })
  })

  test('many small steps and one large one end in the same state and history', async () => {
    const stories: unknown[] = []
    for (const steps of [1, 30]) {
      const account = await (await sandbox()).newAccount()
      await addSegment(account, 'Fresh', { entry: { last_purchase: { in_last: 6 } } })
      await addSegment(account, 'Late', {
        entry: { next_date: { older_than: 3 } },
        exit: { next_date: { older_than: 12 } },
      })
      for (let i = 0; i < 5; i++) {
        const id = await account.addCustomer({ next_date: TEST_NOW + i * DAY })
        await account.admin.post(`/api/v4/customers/${id}/transactions`, [{ price: i }]).expect(200)
      }
      for (let step = 0; step < steps; step++)
        await change(account, { freeze: true, advance: (30 / steps) * DAY })
      const history: unknown[] = []
      for (let id = 1001; id <= 1005; id++)
        history.push((await account.admin.get(`/api/patron/v1/customers/${id}/moves`).expect(200)).json)
      stories.push(history)
    }
    expect(stories[0]).toEqual(stories[1])
  })
})

test('more changes of the clock at once than there are connections happen one after the other', async () => {
  const server = await sandbox()
  const account = await server.newAccount({ mode: 'periodicity' })
  for (let i = 0; i < 5; i++) await account.addCustomer({ next_date: TEST_NOW + i * DAY })
  await change(account, { freeze: true })
  await Promise.all(Array.from({ length: 30 }, () => change(account, { advance: '1d' })))
  expect(await clockOf(account)).toMatchObject({ now: TEST_NOW + 30 * DAY })
})

describe('several servers', () => {
  test('agree on the clock, from the first write on, and after a restart', async () => {
    const database = await testDatabase()
    const one = await startTestServer({ sandbox: true }, database)
    onTestFinished(() => one.close())
    const other = await startTestServer({ sandbox: true }, database)
    onTestFinished(() => other.close())
    const account = await one.newAccount()
    await change(account, { freeze: true, advance: '10d' })
    const { json } = await other
      .client(account.admin.token)
      .post('/api/v4/customers', [{ name: 'Ann' }])
      .expect(200)
    const [added] = (json as { _embedded: { customers: { id: number }[] } })._embedded.customers
    const { json: read } = await account.admin.get(`/api/v4/customers/${added?.id}`).expect(200)
    expect(read).toMatchObject({ created_at: TEST_NOW + 10 * DAY })
    const third = await startTestServer({ sandbox: true }, database)
    onTestFinished(() => third.close())
    expect(third.deps.now()).toBe(TEST_NOW + 10 * DAY)
  })

  test('that set it at once do so one after the other', async () => {
    const database = await testDatabase()
    const servers = await Promise.all([0, 1].map(() => startTestServer({ sandbox: true }, database)))
    onTestFinished(async () => void (await Promise.all(servers.map((server) => server.close()))))
    const account = await (servers[0] as (typeof servers)[0]).newAccount({ mode: 'periodicity' })
    for (let i = 0; i < 20; i++) await account.addCustomer({ next_date: TEST_NOW + i * DAY })
    await change(account, { freeze: true })
    const clients = servers.map((server) => server.client(account.admin.token))
    await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        (clients[i % 2] as (typeof clients)[0]).post(CLOCK, { advance: '5d' }).expect(200),
      ),
    )
    expect(await clockOf(account)).toMatchObject({ now: TEST_NOW + 40 * DAY })
  })
})
