import type pg from 'pg'
import { changeDefinitions, type Deps } from '../../src/account/scope.ts'
import type { Actor } from '../../src/core/actor.ts'
import { minorUnitsOf } from '../../src/core/money.ts'
import { withPurchases } from '../../src/core/totals.ts'
import { PatchQueue } from '../../src/customers/patch-queue.ts'
import { changeRule } from '../../src/rules/service.ts'
import { addSegment } from '../../src/segments/service.ts'
import { deleteTag } from '../../src/tags/deletion.ts'
import { type Base, customerOf, loadAccount, purchasesAt, type Shape } from '../base.ts'
import type { Bench, Scenario } from '../bench.ts'
import { SEGMENTS } from '../engine-rules.ts'
import { runFloor, withClient } from '../floors.ts'
import { KeptAccount } from '../kept-account.ts'
import { figuresOf, medianRatio, p50, sample, sampleOf, sideBySide } from '../measure.ts'
import type { Result } from '../report.ts'
import { numberOf } from '../shop.ts'
import { changingOne } from './change-with-rules.ts'

/** Of the customers that the run has, the accounts of these rows have one in so many. */
const SHARE = { tag: 20, nested: 100, purchases: 100 }
const DAY = 86_400

/** Deleting a tag that three customers of ten have, and that a rule asks for. */
export const deleteSpreadTag: Scenario = {
  rows: [15],
  async run(bench, report) {
    const { services, connection } = await bench.services()
    const spread = (base: Base) => base.tags.at(-1) as number
    const base = await loadAccount(services, {
      name: 'spread-tag',
      customers: Math.ceil(bench.options.customers / SHARE.tag),
      rules: (deps, actor, { tags }) => addSegments(deps, actor, 1, () => ({ tag: { any: [tags.at(-1)] } })),
      shape: (own, k) => {
        const customer = customerOf(own, own.firstId + k, k)
        const tag_ids = k % 10 < 3 ? [...customer.tag_ids, spread(own)] : customer.tag_ids
        return { customer: { ...customer, tag_ids }, bought: [] }
      },
    })
    const { accountId, userId } = base.actor
    const segment = base.definitions.segmentsBySlot[0]?.id as number
    const leaf = { tag: { any: [spread(base)] } }
    const left = {
      segment: { id: segment, name: 'Segment 1' },
      by_hand: false,
      at: services.deps.now(),
      cause: 'tag_deleted',
      cause_id: spread(base),
      leaf,
      seen: { tag_ids: [1001, 1002] },
    }
    const result = await keptSideBySide(bench, connection, base, {
      ours: () =>
        changeDefinitions(services.deps, base.actor, (scope) => deleteTag(scope, spread(base), 'force')),
      floor: (client) =>
        runFloor(client, 'delete-tag', [
          accountId,
          spread(base),
          services.deps.now(),
          userId,
          segment,
          JSON.stringify({ cause: 'tag_deleted', id: spread(base), actor: userId, leaf }),
          JSON.stringify({ tags_removed: [{ id: spread(base), name: 'tag 60' }] }),
          JSON.stringify(left),
        ]),
    })
    report({
      ...result,
      row: 15,
      measure: `delete a tag of 30 % of ${base.customers}`,
      goal: { atMost: 3 },
    })
  },
}

/** Giving a segment that all 99 others ask for a rule that moves three customers of ten. */
export const saveNestedRule: Scenario = {
  rows: [16],
  async run(bench, report) {
    const { services, connection } = await bench.services()
    const base = await loadAccount(services, {
      name: 'nested',
      customers: Math.ceil(bench.options.customers / SHARE.nested),
      rules: (deps, actor) =>
        addSegments(deps, actor, SEGMENTS, (i, ids) =>
          i === 0 ? undefined : { segment: { any: ids.slice(0, 1) } },
        ),
    })
    const { accountId, userId } = base.actor
    const segments = base.definitions.segmentsBySlot.map((each) => each?.id as number)
    const [required] = segments as [number]
    const points = base.definitions.customerFields.all()[1]?.id as number
    const entry = { custom_field: { field: points, lt: 750 } }
    const cause = 'segment_rules_changed'
    const came = { cause, id: required, actor: userId }
    const entered = { by_hand: false, at: services.deps.now(), cause, cause_id: required }
    const nested = { segment: { any: [required] } }
    const result = await keptSideBySide(bench, connection, base, {
      ours: () =>
        changeDefinitions(services.deps, base.actor, (scope) =>
          changeRule(scope, 'segment', required, { entry, exit: null }, { keepMembers: false }),
        ),
      floor: (client) =>
        runFloor(client, 'save-nested-rule', [
          accountId,
          segments,
          services.deps.now(),
          String(points),
          750,
          required,
          JSON.stringify({ ...came, leaf: entry }),
          JSON.stringify({ ...came, leaf: nested }),
          userId,
          JSON.stringify({ ...entered, leaf: entry }),
          JSON.stringify({ ...entered, leaf: nested, seen: { segments: [required] } }),
        ]),
    })
    report({
      ...result,
      row: 16,
      measure: `save a rule that 99 segments ask for, 30 % of ${base.customers}`,
      goal: { atMost: 3 },
    })
  },
}

const MANY_PURCHASES = 10_000
const WINDOW_DAYS = 365
const CHANGES = 20

/** Changing a customer with 10,000 purchases in the window that rules ask about. */
export const changeWithManyPurchases: Scenario = {
  rows: [17],
  async run(bench, report) {
    const { services, connection } = await bench.services()
    const base = await loadAccount(services, {
      name: 'many-purchases',
      customers: 10,
      rules: (deps, actor) =>
        addSegments(deps, actor, 10, (i) => ({
          purchases: { sum: { gte: 1_000_000 * (i + 1) }, in_last: WINDOW_DAYS - i },
        })),
      shape: buying((k) => (k === 0 ? MANY_PURCHASES : 10), WINDOW_DAYS - 15),
    })
    const { accountId, userId } = base.actor
    const { calendar } = base.definitions
    const queue = new PatchQueue(services.deps)
    let price = 0
    const rounds = await withClient(connection, async (client) => {
      await client.query('vacuum analyze')
      const from = calendar.startOfDay(calendar.dayOf(base.now) - WINDOW_DAYS)
      return sideBySide(
        bench.options.rounds,
        () => sample(CHANGES, 1, () => queue.change(base.actor, base.firstId, { next_price: ++price })),
        () =>
          sample(CHANGES, 1, async () => {
            await runFloor(client, 'read-purchases', [accountId, base.firstId, from])
            const data = JSON.stringify({ next_price: [price, ++price] })
            const values = [accountId, base.firstId, price, services.deps.now(), userId, data]
            await runFloor(client, 'change-price', values)
          }),
      )
    })
    report({
      row: 17,
      measure: `change one with ${MANY_PURCHASES} purchases in the window of rules`,
      ours: figuresOf(rounds.ours),
      floor: figuresOf(rounds.floor),
      value: medianRatio(rounds, (ours, floor) => p50(ours) / p50(floor)),
      unit: 'x',
      goal: { atMost: 8 },
    })
  },
}

/** Changing one customer where 100 rules ask about purchases, each another window or measure, and without rules. */
export const changeWithPurchaseRules: Scenario = {
  rows: [18],
  async run(bench, report) {
    const { services, connection } = await bench.services()
    const own = {
      customers: Math.ceil(bench.options.customers / SHARE.purchases),
      shape: buying(() => 10, 700),
    }
    const base = await loadAccount(services, {
      ...own,
      name: 'purchase-rules',
      rules: (deps, actor) => addSegments(deps, actor, SEGMENTS, purchaseRule),
    })
    const plain = await loadAccount(services, { ...own, name: 'purchases-plain' })
    await withClient(connection, (client) => client.query('vacuum analyze'))
    const rounds = await sideBySide(
      bench.options.rounds,
      changingOne(services, base),
      changingOne(services, plain),
    )
    report({
      row: 18,
      measure: 'change one with 100 rules about purchases, against none',
      ours: figuresOf(rounds.ours),
      floor: figuresOf(rounds.floor),
      value: medianRatio(rounds, (ours, floor) => p50(ours) / p50(floor)),
      unit: 'x',
      goal: { atMost: 2 },
    })
  },
}

/** Gives an account so many segments, and each the rule that `ruleOf` makes for it; it may ask for any of them. */
async function addSegments(
  deps: Deps,
  actor: Actor,
  count: number,
  ruleOf: (i: number, ids: readonly number[]) => object | undefined,
): Promise<void> {
  const ids: number[] = []
  for (let i = 0; i < count; i++) {
    const name = `Segment ${i + 1}`
    ids.push((await changeDefinitions(deps, actor, (scope) => addSegment(scope, { name }))).id)
  }
  await changeDefinitions(deps, actor, async (first) => {
    let scope = first
    for (const [i, id] of ids.entries()) {
      const written = { entry: ruleOf(i, ids) ?? null, exit: null }
      ;({ scope } = await changeRule(scope, 'segment', id, written, { keepMembers: false }))
    }
  })
}

/** Windows from a week to two years, and each measure. */
function purchaseRule(i: number): object {
  const in_last = 7 * (i + 1)
  const measures = [{ count: { gte: 1 + (i % 5) } }, { sum: { gte: 1000 * (i + 1) } }]
  return { purchases: { ...measures[i % 2], in_last } }
}

/** Customers who bought so often, on days that are spread over as many before that of the load. */
function buying(times: (k: number) => number, days: number): Shape {
  return (base, k) => {
    const today = base.now - (base.now % DAY)
    const purchases = Array.from({ length: times(k) }, (_, i) => ({
      price: 5 * (1 + (numberOf(k, 30 + i) % 2000)),
      at: today - 1 - (numberOf(k, 50_000 + i) % (days * DAY)),
    }))
    const totals = withPurchases(
      { ltv_minor: 0, purchases_count: 0 },
      purchases.map(({ price }) => minorUnitsOf(price, base.definitions.currencyDigits)),
    )
    const moments = purchases.map(({ at }) => at)
    const span = { first_purchase_at: Math.min(...moments), last_purchase_at: Math.max(...moments) }
    return {
      customer: { ...customerOf(base, base.firstId + k, k), ...totals, ...span },
      bought: purchasesAt(base, k, purchases),
    }
  }
}

type Sides = {
  readonly ours: () => Promise<unknown>
  readonly floor: (client: pg.Client) => Promise<unknown>
}

/** Both sides once a round, each of them on the account as it was loaded. */
async function keptSideBySide(
  bench: Bench,
  connection: pg.ClientConfig,
  base: Base,
  { ours, floor }: Sides,
): Promise<Pick<Result, 'ours' | 'floor' | 'value' | 'unit'>> {
  const rounds = await withClient(connection, async (client) => {
    const kept = await KeptAccount.keep(client, base.actor.accountId)
    const timed = (work: () => Promise<unknown>) => async () => {
      const from = performance.now()
      await work()
      const taken = sampleOf(performance.now() - from)
      await kept.bringBack()
      return taken
    }
    return sideBySide(
      bench.options.rounds,
      timed(ours),
      timed(() => floor(client)),
    )
  })
  return {
    ours: figuresOf(rounds.ours),
    floor: figuresOf(rounds.floor),
    value: medianRatio(rounds, (mine, other) => p50(mine) / p50(other)),
    unit: 'x',
  }
}
