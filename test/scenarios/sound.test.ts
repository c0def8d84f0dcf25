import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { moveEverythingDue } from '../../src/engine/worker.ts'
import { keepHouse } from '../../src/start/housekeeping.ts'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { seedOr } from '../helpers/seed.ts'
import { startTestServer, TEST_NOW, type TestAccount, type TestServer } from '../helpers/server.ts'

const RUNS = Number(process.env['PATRON_STORIES'] ?? 12)
const SEED = seedOr(20_261_121)
const HOUR = 3600
const DAY = 24 * HOUR

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** What an account has; places beyond the last begin again with the first. */
type Shop = {
  readonly account: TestAccount
  readonly customers: number[]
  readonly segments: number[]
  readonly stages: number[]
  readonly purchases: number[]
}

/** Gives the status of the answer; 0 where nobody was asked. */
type Step = (shop: Shop) => Promise<number>
type Tree = (shop: Shop) => object

const index = fc.nat(40)
const at = <T>(list: readonly T[], i: number) => list[i % list.length] as T
const few = fc.integer({ min: 0, max: 5 })
const days = fc.integer({ min: 0, max: 30 })
const sum = fc.constantFrom(0, 50, 100, 200, 400)

const day = fc.oneof(
  days.map((count) => ({ in_last: count })),
  days.map((count) => ({ in_next: count })),
  days.map((count) => ({ older_than: count })),
)
const number = (value: fc.Arbitrary<number>) =>
  fc.tuple(fc.constantFrom('gte', 'lt'), value).map(([sign, limit]) => ({ [sign]: limit }))
const always =
  (leaf: object): Tree =>
  () =>
    leaf

const leaves: fc.Arbitrary<Tree> = fc.oneof(
  days.map((count) => always({ before_purchase: count })),
  days.map((count) => always({ after_today: count })),
  fc
    .tuple(fc.constantFrom('next_date', 'created_at', 'last_purchase'), day)
    .map(([kind, question]) => always({ [kind]: question })),
  number(sum).map((range) => always({ ltv: range })),
  number(few).map((range) => always({ purchases_count: range })),
  fc
    .tuple(
      fc.constantFrom('count', 'sum', 'average'),
      number(sum),
      number(few),
      fc.option(days, { nil: undefined }),
    )
    .map(([measure, sums, counts, in_last]) =>
      always({
        purchases: {
          [measure]: measure === 'count' ? counts : sums,
          ...(in_last !== undefined && { in_last }),
        },
      }),
    ),
  fc
    .tuple(fc.constantFrom('any', 'all', 'none'), fc.subarray(['a', 'b', 'c'], { minLength: 1 }))
    .map(([how, names]) => always({ tag: { [how]: names } })),
  days.map((count) => always({ custom_field: { field: 'BIRTHDAY', anniversary_in_next: count } })),
  fc.constantFrom('a', 'b').map((text) => always({ name: { starts_with: text } })),
)
const asking: fc.Arbitrary<Tree> = fc
  .tuple(fc.constantFrom('any', 'all', 'none'), fc.array(index, { minLength: 1, maxLength: 2 }))
  .map(([how, indexes]): Tree => ({ segments }) => ({
    segment: { [how]: [...new Set(indexes.map((i) => at(segments, i)))] },
  }))

function treesOf(leaf: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> {
  const branch = fc
    .tuple(fc.constantFrom('all', 'any'), fc.array(leaf, { minLength: 1, maxLength: 3 }))
    .map(([how, parts]): Tree => (shop) => ({ [how]: parts.map((part) => part(shop)) }))
  const inverse = fc.oneof(leaf, branch).map((part): Tree => (shop) => ({ not: part(shop) }))
  return fc.oneof(leaf, branch, inverse)
}
const stageTrees = treesOf(leaves)
const segmentTrees = treesOf(fc.oneof({ weight: 3, arbitrary: leaves }, { weight: 2, arbitrary: asking }))
const none: fc.Arbitrary<Tree | undefined> = fc.constant(undefined)

/** What a write of a customer may say. */
const details = fc.record(
  {
    name: fc.constantFrom('anna', 'bob', 'Änne'),
    next_date: fc.integer({ min: -40, max: 40 }).map((distance) => TEST_NOW + distance * DAY),
    periodicity: fc.constantFrom(0, 7, 30),
    tags_to_add: fc.subarray(['a', 'b', 'c']).map((names) => names.map((name) => ({ name }))),
    custom_fields_values: fc
      .integer({ min: 0, max: 364 })
      .map((count) => [{ field_code: 'BIRTHDAY', values: [{ value: count * DAY }] }]),
  },
  { requiredKeys: ['name', 'next_date'] },
)

const often: readonly fc.Arbitrary<readonly [string, Step]>[] = [
  named(
    'customers are added',
    fc.array(details, { minLength: 1, maxLength: 4 }),
    async ({ account, customers }, items) => {
      const { status, json } = await account.admin.post('/api/v4/customers', items)
      if (status === 200)
        customers.push(
          ...(json as { _embedded: { customers: { id: number }[] } })._embedded.customers.map(({ id }) => id),
        )
      return status
    },
  ),
  named('a customer is changed', fc.tuple(index, details), ({ account, customers }, [i, item]) =>
    account.admin.patch(`/api/v4/customers/${at(customers, i)}`, item),
  ),
  named(
    'a customer is put in segments and taken out',
    fc.tuple(index, fc.array(index, { maxLength: 3 }), fc.array(index, { maxLength: 2 })),
    ({ account, customers, segments }, [i, into, out]) =>
      account.admin.patch(`/api/v4/customers/${at(customers, i)}`, {
        segments_to_add: into.map((one) => ({ id: at(segments, one) })),
        segments_to_delete: out.map((one) => ({ id: at(segments, one) })),
      }),
  ),
  named(
    'a customer is put in a stage',
    fc.tuple(index, index),
    ({ account, customers, stages }, [i, stage]) =>
      account.admin.patch(`/api/v4/customers/${at(customers, i)}`, { status_id: at(stages, stage) }),
  ),
  named(
    'purchases are made',
    fc.tuple(
      index,
      fc.array(fc.record({ price: sum, ago: fc.integer({ min: -3, max: 40 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
    ),
    async ({ account, customers, purchases }, [i, items]) => {
      const body = items.map(({ price, ago }) => ({ price, completed_at: server.clock.now - ago * DAY }))
      const { status, json } = await account.admin.post(
        `/api/v4/customers/${at(customers, i)}/transactions`,
        body,
      )
      if (status === 200)
        purchases.push(
          ...(json as { _embedded: { transactions: { id: number }[] } })._embedded.transactions.map(
            ({ id }) => id,
          ),
        )
      return status
    },
  ),
  named('a purchase is deleted', index, ({ account, purchases }, i) =>
    account.admin.delete(`/api/v4/customers/transactions/${at(purchases, i)}`),
  ),
  named(
    'the rules of a segment change',
    fc.tuple(
      index,
      fc.option(segmentTrees, { nil: undefined, freq: 6 }),
      fc.oneof(none, segmentTrees),
      fc.boolean(),
    ),
    (shop, [i, entry, exit, keep]) =>
      shop.account.admin.put(
        `/api/patron/v1/segments/${at(shop.segments, i)}/conditions${keep ? '?keep_members=1' : ''}`,
        { entry: entry?.(shop) ?? null, exit: exit?.(shop) ?? null },
      ),
  ),
  named(
    'time passes',
    fc.tuple(fc.integer({ min: 1, max: 40 * 24 }), fc.boolean()),
    async (_shop, [hours, isPunctual]) => {
      server.clock.now += hours * HOUR
      if (isPunctual) await moveEverythingDue(server.deps)
    },
  ),
]
const seldom: readonly fc.Arbitrary<readonly [string, Step]>[] = [
  named('a customer is deleted', index, ({ account, customers }, i) =>
    account.admin.delete(`/api/patron/v1/customers/${at(customers, i)}`),
  ),
  named('a customer is restored', index, ({ account, customers }, i) =>
    account.admin.post(`/api/patron/v1/customers/${at(customers, i)}/restore`),
  ),
  named(
    'the conditions of a stage change',
    fc.tuple(index, fc.option(stageTrees, { nil: undefined })),
    (shop, [i, tree]) =>
      shop.account.admin.put(`/api/patron/v1/stages/${at(shop.stages, i)}/conditions`, {
        conditions: tree?.(shop) ?? null,
      }),
  ),
  named('a stage is sorted anew', fc.tuple(index, few), ({ account, stages }, [i, sort]) =>
    account.admin.patch(`/api/v4/customers/statuses/${at(stages, i)}`, { name: 'Stage', sort }),
  ),
  named('a segment is deleted and another added', index, async ({ account, segments }, i) => {
    const slot = i % segments.length
    const { status } = await account.admin.delete(`/api/v4/customers/segments/${segments[slot]}?force=1`)
    if (status === 204) segments[slot] = await addSegment(account, `again ${i}`)
    return status
  }),
  named(
    'the mode changes',
    fc.tuple(fc.constantFrom('segments', 'periodicity'), fc.boolean()),
    ({ account }, [mode, on]) =>
      account.admin.patch('/api/v4/customers/mode', { mode, is_enabled: on || mode === 'segments' }),
  ),
  named(
    'the shop moves',
    fc.constantFrom('UTC', 'Pacific/Apia', 'America/St_Johns'),
    ({ account }, timezone) => account.admin.patch('/api/patron/v1/account', { timezone }),
  ),
  named('the worker comes', fc.constant(undefined), () => moveEverythingDue(server.deps)),
  named('the house is kept', fc.constant(undefined), () => keepHouse(server.deps)),
]
const steps = fc.oneof(
  ...often.map((arbitrary) => ({ arbitrary, weight: 3 })),
  ...seldom.map((arbitrary) => ({ arbitrary, weight: 1 })),
)

function named<T>(
  name: string,
  values: fc.Arbitrary<T>,
  step: (shop: Shop, value: T) => PromiseLike<number | { status: number } | void>,
): fc.Arbitrary<readonly [string, Step]> {
  return values.map((value) => {
    const run: Step = async (shop) => {
      const answer = (await step(shop, value)) ?? 0
      return typeof answer === 'number' ? answer : answer.status
    }
    return [`${name} ${fc.stringify(value)}`, run] as const
  })
}

async function addSegment({ admin }: TestAccount, name: string): Promise<number> {
  const { json } = await admin.post('/api/v4/customers/segments', { name }).expect(200)
  return (json as { id: number }).id
}

async function openShop(): Promise<Shop> {
  const account = await server.newAccount({ timezone: 'America/New_York' })
  const { admin } = account
  await admin
    .post('/api/v4/customers/custom_fields', [{ name: 'Birthday', type: 'date', code: 'BIRTHDAY' }])
    .expect(200)
  const segments = []
  for (let i = 0; i < 5; i++) segments.push(await addSegment(account, `Segment ${i}`))
  await account.switchTo('periodicity')
  const { json } = await admin.post('/api/v4/customers/statuses', [{ name: 'Mine', sort: 3 }]).expect(200)
  expect(json).toBeDefined()
  const { json: all } = await admin.get('/api/v4/customers/statuses').expect(200)
  const { statuses } = (all as { _embedded: { statuses: { id: number }[] } })._embedded
  await account.switchTo('segments')
  const customers: number[] = []
  for (const name of ['anna', 'bob', 'bo', 'Änne']) customers.push(await account.addCustomer({ name }))
  return { account, customers, segments, stages: statuses.map(({ id }) => id), purchases: [] }
}

/** Most segments have rules from the beginning: each asks for those before it, if for any. */
const firstRules = fc.array(fc.tuple(segmentTrees, fc.option(segmentTrees, { nil: undefined, freq: 2 })), {
  minLength: 5,
  maxLength: 5,
})

test('whatever happens to a shop, whenever it is looked at: everything follows from data, rules and time', async () => {
  const stories = fc.tuple(firstRules, fc.array(steps, { minLength: 25, maxLength: 60, size: 'max' }))
  await fc.assert(
    fc.asyncProperty(stories, async ([rules, story]) => {
      server.clock.now = TEST_NOW
      const shop = await openShop()
      const differences: string[] = []
      for (const [i, [entry, exit]] of rules.entries()) {
        const before = { ...shop, segments: shop.segments.slice(0, Math.max(1, i)) }
        const body = { entry: entry(before), exit: exit?.(before) ?? null }
        await shop.account.admin.put(`/api/patron/v1/segments/${shop.segments[i]}/conditions`, body)
        differences.push(`segment ${shop.segments[i]} has the rules ${JSON.stringify(body)}`)
      }
      for (const [name, step] of story) {
        const status = await step(shop)
        differences.push(`${name} → ${status}`)
        expect(status, differences.join('\n')).toBeLessThan(500)
        expect(await inconsistenciesOf(server.deps, shop.account.id), differences.join('\n')).toEqual([])
      }
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  )
})
