import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kindsMissingIn } from '../../src/core/conditions/testing/trees.ts'
import { fillAccount } from '../bad-input/shop.ts'
import type { Client, TestAnswer } from '../helpers/client.ts'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { startTestServer, type TestAccount, type TestServer } from '../helpers/server.ts'
import { type Live, readLive } from './live.ts'
import { bytesOf, type Request, requestsOf, urlOf } from './requests.ts'
import { treesFor } from './trees.ts'

const RUNS = 300

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const isOfCustomers = (path: string) => /\/customers(?:\/\{id\}(?:\/restore)?)?$/.test(path)
const isOfPurchases = (path: string) => path.includes('transactions')
const isOfSettings = (path: string) => /account$|mode$/.test(path)

/** Which operations are mixed, and in which mode of the account. */
const GROUPS: readonly [what: string, mode: 'segments' | 'periodicity', isOf: (path: string) => boolean][] = [
  ['customers in segments mode', 'segments', isOfCustomers],
  ['customers in periodicity mode', 'periodicity', isOfCustomers],
  ['purchases in segments mode', 'segments', isOfPurchases],
  ['purchases in periodicity mode', 'periodicity', isOfPurchases],
  ['stages', 'periodicity', (path) => path.includes('statuses')],
  ['segments', 'segments', (path) => /segments(?:\/\{id\})?$/.test(path)],
  ['fields', 'segments', (path) => path.includes('custom_fields')],
  ['tags', 'segments', (path) => path.includes('tags')],
  ['rules of segments', 'segments', (path) => /conditions|preview|plan|customers$/.test(path)],
  ['files of rules', 'segments', (path) => /rules|conditions|customers$/.test(path)],
  ['rules of stages', 'periodicity', (path) => /conditions|preview|plan|customers$/.test(path)],
  ['the account and its users', 'segments', (path) => isOfSettings(path) || path.includes('users')],
  ['bulk changes', 'segments', (path) => /bulk|customers$/.test(path)],
  ['everything in segments mode', 'segments', (path) => !isOfSettings(path)],
  ['everything in periodicity mode', 'periodicity', (path) => !isOfSettings(path)],
  ['everything', 'segments', () => true],
]

test.each(['stage', 'segment', 'filter'] as const)('the trees for a %s are of every kind', (use) => {
  const trees = treesFor[use].map(({ tree }) => tree)
  expect(kindsMissingIn(trees, use)).toEqual([])
})

describe.each(GROUPS)('whatever is sent about %s', (_what, mode, isOf) => {
  test('is answered as the reference says, and leaves the account consistent', async () => {
    const account = await server.newAccount()
    const { admin, seller } = await fillAccount(account)
    if (mode === 'segments') await account.switchTo('segments')
    const together = fc.array(requestsOf(server.app.swagger(), isOf), { minLength: 1, maxLength: 3 })
    const statuses = new Set<number>()
    await fc.assert(
      fc.asyncProperty(together, fc.integer({ min: 1, max: 20 }), async (requests, who) => {
        const client = who === 1 ? seller : admin
        const live = await readLive(server.deps.db, account.id)
        const answers = await Promise.all(requests.map((request) => send(client, request, live)))
        for (const [i, { status, text }] of answers.entries()) {
          expect(status, `${shown(requests[i] as Request, live)} → ${text}`).toBeLessThan(500)
          statuses.add(status)
        }
        for (const request of requests)
          if (request.method === 'GET') await expectSameTwice(client, request, live)
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    await expectConsistent(account)
    expect([...statuses]).toEqual(expect.arrayContaining([200, 400]))
  })
})

/** The client holds each answer to the reference. */
function send(client: Client, request: Request, live: Live): Promise<TestAnswer> {
  return client.send(request.method, urlOf(request, live), bytesOf(request, live), request.headers)
}

async function expectSameTwice(client: Client, request: Request, live: Live): Promise<void> {
  const [first, second] = [await send(client, request, live), await send(client, request, live)]
  expect(second.text, shown(request, live)).toBe(first.text)
  expect([second.status, second.headers['etag']]).toEqual([first.status, first.headers['etag']])
}

async function expectConsistent(account: TestAccount): Promise<void> {
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  const [limits] = await server.deps.db.query(
    `select (select count(*) from stages where account_id = $1) <= 30 as stages,
       (select count(*) from segments where account_id = $1) <= 100 as segments,
       (select count(*) from custom_fields where account_id = $1 and entity = 'segments') <= 30 as segment_fields`,
    [account.id],
  )
  expect(limits).toEqual({ stages: true, segments: true, segment_fields: true })
}

/** A request as it was sent, for whoever reads of a failure. */
function shown(request: Request, live: Live): string {
  const { method, headers } = request
  const body = String(bytesOf(request, live)).slice(0, 3000)
  return `${method} ${urlOf(request, live)} ${JSON.stringify(headers)} ${body}`
}
