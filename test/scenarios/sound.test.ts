import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Reference } from '../../src/core/conditions/kind.ts'
import type { Use } from '../../src/core/conditions/use.ts'
import { withNames } from '../../src/core/conditions/references.ts'
import { kindsMissingIn, treesOver } from '../../src/core/conditions/testing/trees.ts'
import type { Vocabulary, VocabularyField } from '../../src/core/conditions/testing/vocabulary.ts'
import type { Decimal } from '../../src/core/field-types/decimal.ts'
import { FIELD_TYPE_NAMES } from '../../src/core/field-types/field-type.ts'
import { dayOf } from '../../src/core/time.ts'
import { moveEverythingDue } from '../../src/engine/worker.ts'
import { keepHouse } from '../helpers/house.ts'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { addFieldOfEachType, fieldValue } from '../helpers/fields.ts'
import { startTestServer, TEST_NOW, type TestAccount, type TestServer } from '../helpers/server.ts'

const RUNS = Number(process.env['PATRON_STORIES'] ?? 12)
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
  readonly users: readonly number[]
  readonly fields: readonly VocabularyField[]
}

/** Gives the status of the answer; 0 where nobody was asked. */
type Step = (shop: Shop) => Promise<number>
type Tree = (shop: Shop) => unknown

const index = fc.nat(40)
const at = <T>(list: readonly T[], i: number) => list[i % list.length] as T
const few = fc.integer({ min: 0, max: 5 })
const days = fc.integer({ min: 0, max: 30 })
const sum = fc.constantFrom(0, 50, 100, 200, 400)
const TAGS = ['a', 'b', 'c']
const ELEMENTS = [71, 72]

/** What rules ask about, by indexes into the shop: those of users begin with 1, for 0 is the robot. */
const VOCABULARY: Vocabulary = {
  tags: [0, 1, 2],
  segments: [0, 1, 2, 3, 4],
  stages: [],
  users: [1, 2],
  fields: FIELD_TYPE_NAMES.map((type, id) => ({ id, type, options: [0, 1] })),
  elements: ELEMENTS,
  days,
  dates: fc.integer({ min: -60, max: 400 }).map((distance) => dayOf('UTC', TEST_NOW) + distance),
  amounts: sum,
  counts: few,
  numbers: fc.constantFrom<Decimal>(0, 1, 2.5, 100, '9007199254740993'),
  texts: fc.constantFrom('a', 'b', 'ann', 'anna b'),
}
const treesFor = (use: Use): fc.Arbitrary<Tree> =>
  treesOver(VOCABULARY, use).map((tree) => (shop) => withNames(tree, (reference) => named(reference, shop)))
const stageTrees = treesFor('stage')
const segmentTrees = treesFor('segment')

/** What an index of the vocabulary means in a shop: tags and fields by name and code, the others by id. */
function named({ thing, id, fieldId }: Reference, { segments, users, fields }: Shop) {
  switch (thing) {
    case 'tag':
      return TAGS[id]
    case 'segment':
      return at(segments, id)
    case 'user':
      return id === 0 ? 0 : users[id - 1]
    case 'custom_field':
      return fields[id]?.type
    case 'option':
      return fields[fieldId as number]?.options[id]
    case 'stage':
      throw new Error('no rule asks for stages')
  }
}

const none: fc.Arbitrary<Tree | undefined> = fc.constant(undefined)

/** What a write of a customer may say. */
const details = fc.record(
  {
    name: fc.constantFrom('anna', 'bob', 'Änne'),
    next_date: fc.integer({ min: -40, max: 40 }).map((distance) => TEST_NOW + distance * DAY),
    next_price: sum,
    periodicity: fc.constantFrom(0, 3, 7, 30),
    tags_to_add: fc.subarray(TAGS).map((names) => names.map((name) => ({ name }))),
    responsible: fc.nat({ max: 1 }),
    creator: fc.nat({ max: 2 }),
    values: fc.uniqueArray(fc.tuple(fc.nat({ max: FIELD_TYPE_NAMES.length - 1 }), index), {
      minLength: 1,
      maxLength: 5,
      selector: ([field]) => field,
    }),
  },
  { requiredKeys: ['name', 'next_date'] },
)

/** A customer as it is sent to a shop. */
function customerIn(
  { users, fields }: Shop,
  { responsible, creator, values, ...rest }: typeof details extends fc.Arbitrary<infer D> ? D : never,
): object {
  return {
    ...rest,
    ...(responsible !== undefined && { responsible_user_id: at(users, responsible) }),
    ...(creator !== undefined && { created_by: at([0, ...users], creator) }),
    ...(values !== undefined && {
      custom_fields_values: values.map(([i, nth]) => fieldValue(at(fields, i), nth, server.clock.now)),
    }),
  }
}

const often: readonly fc.Arbitrary<readonly [string, Step]>[] = [
  step('customers are added', fc.array(details, { minLength: 1, maxLength: 4 }), async (shop, items) => {
    const { account, customers } = shop
    const body = items.map((item) => customerIn(shop, item))
    const { status, json } = await account.admin.post('/api/v4/customers', body)
    if (status === 200)
      customers.push(
        ...(json as { _embedded: { customers: { id: number }[] } })._embedded.customers.map(({ id }) => id),
      )
    return status
  }),
  step('a customer is changed', fc.tuple(index, details), (shop, [i, item]) =>
    shop.account.admin.patch(`/api/v4/customers/${at(shop.customers, i)}`, customerIn(shop, item)),
  ),
  step(
    'a customer is put in segments and taken out',
    fc.tuple(index, fc.array(index, { maxLength: 3 }), fc.array(index, { maxLength: 2 })),
    ({ account, customers, segments }, [i, into, out]) =>
      account.admin.patch(`/api/v4/customers/${at(customers, i)}`, {
        segments_to_add: into.map((one) => ({ id: at(segments, one) })),
        segments_to_delete: out.map((one) => ({ id: at(segments, one) })),
      }),
  ),
  step('a customer is put in a stage', fc.tuple(index, index), ({ account, customers, stages }, [i, stage]) =>
    account.admin.patch(`/api/v4/customers/${at(customers, i)}`, { status_id: at(stages, stage) }),
  ),
  step(
    'purchases are made',
    fc.tuple(
      index,
      fc.array(
        fc.record({
          price: sum,
          ago: fc.integer({ min: -3, max: 40 }),
          bought: fc.subarray(ELEMENTS),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    ),
    async ({ account, customers, purchases }, [i, items]) => {
      const body = items.map(({ price, ago, bought }) => ({
        price,
        completed_at: server.clock.now - ago * DAY,
        _embedded: { catalog_elements: bought.map((id) => ({ id })) },
      }))
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
  step('a purchase is deleted', index, ({ account, purchases }, i) =>
    account.admin.delete(`/api/v4/customers/transactions/${at(purchases, i)}`),
  ),
  step(
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
  step(
    'time passes',
    fc.tuple(fc.integer({ min: 1, max: 40 * 24 }), fc.boolean()),
    async (_shop, [hours, isPunctual]) => {
      server.clock.now += hours * HOUR
      if (isPunctual) await moveEverythingDue(server.deps)
    },
  ),
]
const seldom: readonly fc.Arbitrary<readonly [string, Step]>[] = [
  step('a customer is deleted', index, ({ account, customers }, i) =>
    account.admin.delete(`/api/patron/v1/customers/${at(customers, i)}`),
  ),
  step('a customer is restored', index, ({ account, customers }, i) =>
    account.admin.post(`/api/patron/v1/customers/${at(customers, i)}/restore`),
  ),
  step(
    'the conditions of a stage change',
    fc.tuple(index, fc.option(stageTrees, { nil: undefined })),
    (shop, [i, tree]) =>
      shop.account.admin.put(`/api/patron/v1/stages/${at(shop.stages, i)}/conditions`, {
        conditions: tree?.(shop) ?? null,
      }),
  ),
  step('a stage is sorted anew', fc.tuple(index, few), ({ account, stages }, [i, sort]) =>
    account.admin.patch(`/api/v4/customers/statuses/${at(stages, i)}`, { name: 'Stage', sort }),
  ),
  step('a segment is deleted and another added', index, async ({ account, segments }, i) => {
    const slot = i % segments.length
    const { status } = await account.admin.delete(`/api/v4/customers/segments/${segments[slot]}?force=1`)
    if (status === 204) segments[slot] = await addSegment(account, `again ${i}`)
    return status
  }),
  step(
    'the mode changes',
    fc.tuple(fc.constantFrom('segments', 'periodicity'), fc.boolean()),
    ({ account }, [mode, on]) =>
      account.admin.patch('/api/v4/customers/mode', { mode, is_enabled: on || mode === 'segments' }),
  ),
  step(
    'the shop moves',
    fc.constantFrom('UTC', 'Pacific/Apia', 'America/St_Johns'),
    ({ account }, timezone) => account.admin.patch('/api/patron/v1/account', { timezone }),
  ),
  step('the worker comes', fc.constant(undefined), () => moveEverythingDue(server.deps)),
  step('the house is kept', fc.constant(undefined), () => keepHouse(server.deps)),
]
const steps = fc.oneof(
  ...often.map((arbitrary) => ({ arbitrary, weight: 3 })),
  ...seldom.map((arbitrary) => ({ arbitrary, weight: 1 })),
)

function step<T>(
  name: string,
  values: fc.Arbitrary<T>,
  act: (shop: Shop, value: T) => PromiseLike<number | { status: number } | void>,
): fc.Arbitrary<readonly [string, Step]> {
  return values.map((value) => {
    const run: Step = async (shop) => {
      const answer = (await act(shop, value)) ?? 0
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
  const users = [account.adminId, (await account.newUser()).id]
  const fields = await addFieldOfEachType(account)
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
  const stages = statuses.map(({ id }) => id)
  return { account, customers, segments, stages, purchases: [], users, fields }
}

/** Most segments have rules from the beginning: each asks for those before it, if for any. */
const firstRules = fc.array(fc.tuple(segmentTrees, fc.option(segmentTrees, { nil: undefined, freq: 2 })), {
  minLength: 5,
  maxLength: 5,
})

test.each(['stage', 'segment'] as const)('the rules of a %s are of every kind', (use) => {
  expect(kindsMissingIn(treesOver(VOCABULARY, use), use)).toEqual([])
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
      for (const [name, run] of story) {
        const status = await run(shop)
        differences.push(`${name} → ${status}`)
        expect(status, differences.join('\n')).toBeLessThan(500)
        expect(await inconsistenciesOf(server.deps, shop.account.id), differences.join('\n')).toEqual([])
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
})
