import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../test/helpers/client.ts'
import { addSegment } from '../../test/helpers/rules.ts'
import { startTestServer, TEST_NOW, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { moveEverythingDue } from '../engine/worker.ts'

const DAY = 86_400
const HOUR = 3600
/** The midnight before the test's moment, in UTC. */
const MIDNIGHT = TEST_NOW - 12 * HOUR

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

type Point = { at: number; size: number }

async function sizesAt(account: TestAccount, url: string): Promise<Point[]> {
  const { json } = await account.admin.get(`/api/patron/v1/${url}`).expect(200)
  return (json as { points: Point[] }).points
}

async function buy(account: TestAccount, customer: number): Promise<void> {
  await account.admin.post(`/api/v4/customers/${customer}/transactions`, [{ price: 5 }]).expect(200)
}

describe('the segments of a customer at a moment', () => {
  test('are those it was in then: from the moment it came until the one it went', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const segment = await addSegment(account, 'Fresh', { entry: { last_purchase: { in_last: 0 } } })
    const id = await account.addCustomer()
    server.clock.now = TEST_NOW + 100
    await buy(account, id)
    server.clock.now = TEST_NOW + 3 * DAY
    const namesAt = async (at: number | undefined) => {
      const query = at === undefined ? '' : `?at=${at}`
      const { json } = await account.admin.get(`/api/patron/v1/customers/${id}/segments${query}`).expect(200)
      return (json as { _embedded: { segments: { name: string }[] } })._embedded.segments.map(
        ({ name }) => name,
      )
    }
    const end = MIDNIGHT + DAY
    expect(
      await Promise.all([0, TEST_NOW + 99, TEST_NOW + 100, end - 1, end, undefined].map(namesAt)),
    ).toEqual([[], [], ['Fresh'], ['Fresh'], [], []])
    const { json } = await account.admin
      .get(`/api/patron/v1/customers/${id}/segments?at=${TEST_NOW + 200}.75`)
      .expect(200)
    expect(json).toMatchObject({
      at: TEST_NOW + 200,
      _embedded: {
        segments: [{ id: segment, since: TEST_NOW + 100, until: end, cause: 'purchase_added' }],
      },
    })
  })

  test.each([
    ['x', 'InvalidType'],
    ['', 'NotBlank'],
    ['-1', 'OutOfRange'],
    ['-0.5', 'OutOfRange'],
    [String(TEST_NOW + 1), 'OutOfRange'],
  ])('at %s are refused', async (at, code) => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const id = await account.addCustomer()
    for (const what of ['segments', 'stage']) {
      const { json } = await account.admin.get(`/api/patron/v1/customers/${id}/${what}?at=${at}`).expect(400)
      expect(json).toMatchObject({ 'validation-errors': [{ errors: [{ code, path: 'at' }] }] })
    }
  })

  test('are absent for whoever may not see the customer', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer()
    const { client } = await account.newUser({ rights: { view: 'D' } })
    await client.get(`/api/patron/v1/customers/${id}/segments`).expect(204)
    await client.get(`/api/patron/v1/customers/${id}/stage`).expect(204)
  })
})

test('the stage of a customer is told as it was, and as it is with overdue moves made first', async () => {
  server.clock.now = TEST_NOW
  const account = await server.newAccount({ mode: 'periodicity' })
  const id = await account.addCustomer({ next_date: TEST_NOW + 2 * DAY })
  const stageAt = async (query: string) => {
    const { json } = await account.admin.get(`/api/patron/v1/customers/${id}/stage${query}`).expect(200)
    return (json as { stage: { name: string } | null }).stage?.name ?? null
  }
  server.clock.now = TEST_NOW + 5 * DAY
  expect(await stageAt('')).toBe('Did not purchase')
  expect(await stageAt(`?at=${MIDNIGHT + 2 * DAY}`)).toBe('Expected purchase')
  expect(await stageAt(`?at=${MIDNIGHT + 2 * DAY - 1}`)).toBe('Stage 1')
  expect(await stageAt(`?at=${TEST_NOW - 1}`)).toBe(null)
})

describe('the size of a segment', () => {
  test('is told for each step from the first moment to the last', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const segment = await addSegment(account, 'Everybody', { entry: { all: [] } })
    const added: number[] = []
    for (let hour = 1; hour <= 3; hour++) {
      server.clock.now = TEST_NOW + hour * HOUR
      added.push(await account.addCustomer())
    }
    server.clock.now = TEST_NOW + 4 * HOUR
    await account.admin.delete(`/api/patron/v1/customers/${added[0]}`).expect(204)
    const url = `segments/${segment}/size?from=${TEST_NOW}&to=${TEST_NOW + 4 * HOUR}`
    expect(await sizesAt(account, `${url}&step=${HOUR}`)).toEqual(
      [0, 1, 2, 3, 2].map((size, hour) => ({ at: TEST_NOW + hour * HOUR, size })),
    )
    expect(await sizesAt(account, `${url}&step=${HOUR - 1}`)).toMatchObject(
      [0, 0, 1, 2, 3].map((size) => ({ size })),
    )
  })

  test('by days is told at the beginning of each day of the account, which clocks set forward bring nearer', async () => {
    // In Berlin 2026-03-29 has 23 hours.
    server.clock.now = Date.parse('2026-03-28T09:00:00Z') / 1000
    const account = await server.newAccount({ timezone: 'Europe/Berlin' })
    const segment = await addSegment(account, 'Bought today', { entry: { last_purchase: { in_last: 0 } } })
    const from = server.clock.now
    await buy(account, await account.addCustomer())
    server.clock.now = Date.parse('2026-03-29T21:59:59Z') / 1000
    await buy(account, await account.addCustomer())
    await buy(account, await account.addCustomer())
    server.clock.now = Date.parse('2026-03-31T09:00:00Z') / 1000
    await moveEverythingDue(server.deps)
    const points = await sizesAt(account, `segments/${segment}/size?from=${from}&step=day`)
    expect(points.map(({ at, size }) => [new Date(at * 1000).toISOString(), size])).toEqual([
      ['2026-03-28T09:00:00.000Z', 1],
      ['2026-03-28T23:00:00.000Z', 0],
      ['2026-03-29T22:00:00.000Z', 0],
      ['2026-03-30T22:00:00.000Z', 0],
    ])
    const lastSecond = Date.parse('2026-03-29T21:59:59Z') / 1000
    expect(await sizesAt(account, `segments/${segment}/size?from=${lastSecond}&to=${lastSecond}`)).toEqual([
      { at: lastSecond, size: 2 },
    ])
  })

  test('is told of a segment that is no more, for as long as it was', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const segment = await addSegment(account, 'Everybody', { entry: { all: [] } })
    await account.addCustomer()
    server.clock.now = TEST_NOW + 100
    await account.admin.delete(`/api/v4/customers/segments/${segment}`).expect(204)
    const url = `segments/${segment}/size?from=${TEST_NOW}&to=${TEST_NOW + 100}&step=50`
    expect(await sizesAt(account, url)).toMatchObject([{ size: 1 }, { size: 1 }, { size: 0 }])
    await account.admin.get('/api/patron/v1/segments/999999/size').expect(204)
  })

  test.each([
    [`to=${TEST_NOW + 1}`, 'to', 'OutOfRange'],
    [`from=${TEST_NOW}&to=${TEST_NOW - 1}`, 'from', 'OutOfRange'],
    ['from=soon', 'from', 'InvalidType'],
    ['from[]=5', 'from', 'InvalidFormat'],
    ['step=day&step[x]=5', 'step.x', 'InvalidFormat'],
    ['step=0', 'step', 'InvalidFormat'],
    ['step=week', 'step', 'InvalidFormat'],
    ['from=0&step=day', 'step', 'TooManyItems'],
    [`from=${TEST_NOW - 1000}&step=1`, 'step', 'TooManyItems'],
  ])('is refused for %s', async (query, path, code) => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const segment = await addSegment(account, 'Any')
    const { json } = await account.admin.get(`/api/patron/v1/segments/${segment}/size?${query}`).expect(400)
    expect(json).toMatchObject({ 'validation-errors': [{ errors: [{ code, path }] }] })
  })
})

test('the size of a segment or stage is that of the customers whom the user may see', async () => {
  server.clock.now = TEST_NOW
  const account = await server.newAccount()
  const segment = await addSegment(account, 'Everybody', { entry: { all: [] } })
  const mine = await account.newUser({ rights: { view: 'M' } })
  const nothing = await account.newUser({ rights: { view: 'D' } })
  const own = await account.addCustomer({ responsible_user_id: mine.id })
  await account.addCustomer()
  const { json } = await account.admin.get(`/api/v4/customers/${own}`).expect(200)
  const { status_id: stage } = json as { status_id: number }
  server.clock.now = TEST_NOW + 10
  await account.addCustomer()
  await account.admin.delete(`/api/patron/v1/customers/${own}`).expect(204)
  const seen = async (client: Client, target: string) => {
    const url = `/api/patron/v1/${target}/size?from=${TEST_NOW}&to=${TEST_NOW + 10}&step=10`
    const answer = await client.get(url).expect(200)
    return (answer.json as { points: Point[] }).points.map(({ size }) => size)
  }
  for (const target of [`segments/${segment}`, `stages/${stage}`])
    expect(
      await Promise.all([account.admin, mine.client, nothing.client].map((c) => seen(c, target))),
    ).toEqual([
      [2, 2],
      [1, 0],
      [0, 0],
    ])
})

test('a moment in a shape that it does not have is refused, for the present would be answered in its place', async () => {
  server.clock.now = TEST_NOW
  const account = await server.newAccount()
  const customer = await account.addCustomer()
  for (const target of ['segments', 'stage']) {
    const { json } = await account.admin
      .get(`/api/patron/v1/customers/${customer}/${target}?at[]=${TEST_NOW}`)
      .expect(400)
    expect(json).toMatchObject({ 'validation-errors': [{ errors: [{ code: 'InvalidFormat', path: 'at' }] }] })
  }
})

test('the size of a stage follows those who come, go and are deleted', async () => {
  server.clock.now = TEST_NOW
  const account = await server.newAccount({ mode: 'periodicity' })
  await account.addCustomer({ next_date: TEST_NOW + DAY })
  const gone = await account.addCustomer({ next_date: TEST_NOW + DAY })
  const { json } = await account.admin.get(`/api/patron/v1/customers/${gone}/stage`).expect(200)
  const { id: stage } = (json as { stage: { id: number } }).stage
  server.clock.now = TEST_NOW + 10
  await account.admin.delete(`/api/patron/v1/customers/${gone}`).expect(204)
  server.clock.now = TEST_NOW + DAY
  await moveEverythingDue(server.deps)
  const points = await sizesAt(account, `stages/${stage}/size?from=${TEST_NOW}&step=day`)
  expect(points.map(({ size }) => size)).toEqual([2, 0])
  const tens = await sizesAt(account, `stages/${stage}/size?from=${TEST_NOW}&to=${TEST_NOW + 10}&step=10`)
  expect(tens.map(({ size }) => size)).toEqual([2, 1])
})
