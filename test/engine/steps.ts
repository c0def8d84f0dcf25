import type { Random } from '../../src/demo/random.ts'
import { moveEverythingDue } from '../../src/engine/worker.ts'
import type { Model } from './model.ts'
import { drawRule } from './rules.ts'
import type { EngineShop } from './shop.ts'
import { momentNear, writtenData, writtenPurchase } from './written.ts'

const DAY = 86_400

/** One random step after the other, done to a shop and to its model; each gives what it did in words. */
export function steps(shop: EngineShop, model: Model, random: Random): () => Promise<string> {
  const { account, subjects } = shop
  const { admin, server } = account
  const below = (count: number) => random.whole([0, count - 1])
  const pick = <T>(items: readonly T[]): T => random.pick(items)
  const chance = (percent: number) => below(100) < percent
  const purchases: { id: number; customer: number }[] = []
  const living = () => [...model.people].filter(([, { deleted }]) => !deleted).map(([id]) => id)
  const data = () => writtenData(shop, random)

  async function add(): Promise<string> {
    const { stages } = await shop.definitions()
    const status = chance(25) ? pick(stages).id : undefined
    const body = {
      name: 'New',
      next_date: momentNear(shop.now, random),
      ...data(),
      ...(status !== undefined && { status_id: status }),
    }
    const { json } = await admin.post('/api/v4/customers', [body]).expect(200)
    const id = (json as { _embedded: { customers: { id: number }[] } })._embedded.customers[0]?.id as number
    model.add(id, await shop.dataOf(id), status)
    return `add ${id} ${JSON.stringify(body)}`
  }

  async function change(id: number): Promise<string> {
    const { stages } = await shop.definitions()
    const status = chance(25) ? pick(stages).id : undefined
    const marked = chance(25) ? pick(subjects.segments) : undefined
    const taken = chance(30) ? random.some(subjects.segments, random.whole([1, 2])) : undefined
    const listed = chance(15) ? subjects.segments.filter(() => chance(50)) : undefined
    const body = {
      ...data(),
      ...(status !== undefined && { status_id: status }),
      ...(marked !== undefined && { segments_to_add: [{ id: marked }] }),
      ...(taken !== undefined && { segments_to_delete: taken.map((each) => ({ id: each })) }),
      ...(listed !== undefined && { _embedded: { segments: listed.map((each) => ({ id: each })) } }),
    }
    await admin.patch(`/api/v4/customers/${id}`, body).expect(200)
    model.change(id, await shop.dataOf(id), (person, mode) => {
      if (mode === 'periodicity' && status !== undefined && status !== person.status) {
        model.putByHand(person, status)
      }
      if (mode !== 'segments') return undefined
      if (listed) {
        for (const each of person.hand) if (!listed.includes(each)) person.hand.delete(each)
        for (const each of listed) if (!person.in.has(each) && !person.out.has(each)) person.hand.add(each)
      }
      if (marked !== undefined) {
        person.hand.add(marked)
        person.out.delete(marked)
      }
      for (const each of taken ?? []) person.hand.delete(each)
      return taken
    })
    return `change ${id} ${JSON.stringify(body)}`
  }

  async function mark(id: number): Promise<string> {
    const segment = pick(subjects.segments)
    const hand = pick(['in', 'out', null] as const)
    const { status } = await admin.put(`/api/patron/v1/customers/${id}/segments/${segment}`, { hand })
    model.change(id, await shop.dataOf(id), (person, mode) => {
      if ((mode === 'segments') !== (status === 200)) throw new Error(`${status} in mode ${mode}`)
      if (mode !== 'segments') return undefined
      person.hand.delete(segment)
      person.out.delete(segment)
      if (hand === 'in') person.hand.add(segment)
      if (hand === 'out') person.out.add(segment)
      return undefined
    })
    return `mark ${id} ${hand} in ${segment}: ${status}`
  }

  async function buy(id: number): Promise<string> {
    const body = writtenPurchase(shop, random)
    const before = model.people.get(id)?.data.last_purchase_at ?? -1
    const { json } = await admin.post(`/api/v4/customers/${id}/transactions`, [body]).expect(200)
    const [made] = (json as { _embedded: { transactions: { id: number }[] } })._embedded.transactions
    purchases.push({ id: made?.id as number, customer: id })
    const madeAt = Math.min(body.completed_at || shop.now, shop.now)
    model.change(id, await shop.dataOf(id), (person, mode) => {
      if (mode === 'periodicity' && madeAt >= before && madeAt >= (person.placedAt ?? 0))
        person.placedAt = null
      return undefined
    })
    return `buy ${id} ${JSON.stringify(body)}`
  }

  async function takeBack(): Promise<string> {
    const alive = living()
    const index = purchases.findIndex(({ customer }) => alive.includes(customer))
    const [purchase] = index === -1 ? [] : purchases.splice(index, 1)
    if (purchase === undefined) return 'nothing to take back'
    await admin.delete(`/api/v4/customers/transactions/${purchase.id}`).expect(204)
    model.change(purchase.customer, await shop.dataOf(purchase.customer), () => undefined)
    return `take back ${purchase.id} of ${purchase.customer}`
  }

  async function remove(id: number): Promise<string> {
    await admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
    model.delete(id)
    return `delete ${id}`
  }

  async function restore(): Promise<string> {
    const gone = [...model.people].filter(([, { deleted }]) => deleted).map(([id]) => id)
    if (gone.length === 0) return 'nobody to restore'
    const id = pick(gone)
    const { status } = await admin.post(`/api/patron/v1/customers/${id}/restore`, undefined)
    if (status === 200) model.restore(id)
    return `restore ${id}: ${status}`
  }

  async function ruleSegment(): Promise<string> {
    const index = below(subjects.segments.length)
    const id = subjects.segments[index] as number
    // Segments ask only for those before them, so that none asks for itself.
    const rule = { use: 'segment', nested: subjects.segments.slice(0, index) } as const
    const rules = {
      entry: chance(85) ? drawRule(shop, random, rule) : null,
      exit: chance(40) ? drawRule(shop, random, rule) : null,
    }
    await shop.setSegmentRules(id, rules)
    model.redefine(await shop.definitions())
    return `segment ${id}: ${JSON.stringify(rules)}`
  }

  async function ruleStage(): Promise<string> {
    const { stages } = await shop.definitions()
    const stage = pick(stages)
    const conditions = chance(75) ? drawRule(shop, random, { use: 'stage' }) : null
    await shop.setStageRule(stage.id, conditions)
    model.redefine(await shop.definitions())
    return `stage ${stage.id}: ${JSON.stringify(conditions)}`
  }

  async function addOrSortStage(): Promise<string> {
    const { stages, account: settings } = await shop.definitions()
    if (settings.customers_mode !== 'periodicity' || !settings.customers_enabled) return 'no stages now'
    const own = stages.filter((stage) => !stage.is_default)
    const what = below(3)
    if (what === 0 && stages.length < 9)
      await admin.post('/api/v4/customers/statuses', [{ name: 'More', sort: below(8) }]).expect(200)
    else if (what === 1 && own.length > 0)
      await admin.delete(`/api/v4/customers/statuses/${pick(own).id}`).expect(204)
    else await admin.patch(`/api/v4/customers/statuses/${pick(stages).id}`, { sort: below(8) }).expect(200)
    model.redefine(await shop.definitions())
    return `stages: ${['add', 'delete', 'sort'][what]}`
  }

  async function switchMode(): Promise<string> {
    const mode = pick(['segments', 'periodicity'] as const)
    await account.switchTo(mode)
    model.redefine(await shop.definitions())
    return `mode ${mode}`
  }

  async function moveZone(): Promise<string> {
    const timezone = pick(['UTC', 'Asia/Tokyo', 'America/Sao_Paulo'])
    await admin.patch('/api/patron/v1/account', { timezone }).expect(200)
    model.redefine(await shop.definitions())
    return `zone ${timezone}`
  }

  async function pass(): Promise<string> {
    const seconds = pick([1, 60, 3600, 7 * 3600, DAY, DAY, 3 * DAY, 10 * DAY, 31 * DAY])
    server.clock.now += seconds
    const isPunctual = chance(50)
    if (isPunctual) await moveEverythingDue(server.deps)
    return `${seconds} seconds pass${isPunctual ? '' : ', and the worker sleeps'}`
  }

  return async () => {
    model.passTo(shop.now)
    const alive = living()
    if (alive.length < 2) return add()
    const dice = below(100)
    if (dice < 6 && model.people.size < 8) return add()
    if (dice < 30) return change(pick(alive))
    if (dice < 34) return mark(pick(alive))
    if (dice < 48) return buy(pick(alive))
    if (dice < 52) return takeBack()
    if (dice < 55) return remove(pick(alive))
    if (dice < 59) return restore()
    if (dice < 69) return ruleSegment()
    if (dice < 75) return ruleStage()
    if (dice < 79) return addOrSortStage()
    if (dice < 82) return switchMode()
    if (dice < 84) return moveZone()
    const status = await pass()
    model.passTo(shop.now)
    return status
  }
}
