import { addFields, fieldValues } from './fields.ts'
import { RULED_STAGES } from './rules.ts'
import type { Shop } from './shop.ts'

const DAY = 86_400

/** A shop in periodicity mode; a chapter ends wherever time passes. */
export async function* stagesShop(shop: Shop): AsyncGenerator<void, void> {
  const segment = await shop.addSegment('From before the switch')
  await shop.addCustomer({ name: 'From before the switch', segments_to_add: [{ id: segment }] })
  await shop.switchTo('periodicity')
  await addFields(shop)
  const stages: Record<string, number> = {}
  for (const [i, [name]] of RULED_STAGES.entries())
    stages[name] = await shop.addStage({ name, sort: 10 + i, color: '#87f2c0' })
  for (const [name, conditions] of RULED_STAGES)
    if (conditions) await shop.ruleStage(stages[name] as number, conditions)
  const byHand = stages['By hand only'] as number
  const passing = await shop.addStage({ name: 'Passing', sort: -2_147_483_648 })

  for (const days of [-70, -21, -4, -1, 0, 1, 4, 9])
    await shop.addCustomer({ name: `Expected in ${days} days`, next_date: shop.now + days * DAY })
  const periodic = await shop.addCustomer({
    name: 'Every 20 days',
    next_date: shop.now + DAY,
    periodicity: 20,
  })
  const [first] = await shop.buy(periodic, { price: 40 })
  await shop.buy(periodic, { price: 60 })
  await shop.takeBack(first)
  await shop.addCustomer({ name: 'Period that moves no date', next_date: shop.now + DAY, periodicity: 3661 })
  const placed = await shop.addCustomer({
    name: 'Placed by hand',
    next_date: shop.now + 9 * DAY,
    status_id: byHand,
  })
  const freed = await shop.addCustomer({
    name: 'Placed, then bought',
    next_date: shop.now + 9 * DAY,
    periodicity: 8,
  })
  await shop.change(freed, { status_id: byHand })
  await shop.buy(freed, { price: 10 })
  const late = await shop.addCustomer({ name: 'Placed, then a late purchase', next_date: shop.now + DAY })
  await shop.buy(late, { price: 10 })
  await shop.change(late, { status_id: byHand })
  await shop.buy(late, { price: 20, completed_at: shop.now - 90 * DAY })
  const birthday = await shop.addCustomer({
    name: 'Birthday in a leap year',
    ...fieldValues({ DATE: '2000-02-29T12:00:00-05:00' }),
  })
  const spender = await shop.addCustomer({ name: 'Spender', tags_to_add: [{ name: 'vip' }, { name: 'VIP' }] })
  await shop.buy(spender, { price: 100_000, next_price: 50 })
  const removed = await shop.addCustomer({ name: 'Deleted long ago' })
  await shop.deleteCustomer(removed)
  yield

  await shop.ruleStage(stages['Soon'] as number, { before_purchase: 6 })
  await shop.patch(`/api/v4/customers/statuses/${stages['Waiting']}`, { name: 'Waiting long', sort: 40 })
  const gone = await shop.addCustomer({ name: 'Deleted with its stage', status_id: passing })
  const back = await shop.addCustomer({ name: 'Deleted with its stage, restored', status_id: passing })
  const left = await shop.addCustomer({ name: 'In the stage that is deleted', status_id: passing })
  await shop.buy(left, { price: 33, next_date: shop.now + 12 * DAY })
  await shop.change(left, { status_id: passing })
  yield

  for (const id of [gone, back]) await shop.deleteCustomer(id)
  await shop.delete(`/api/v4/customers/statuses/${passing}`)
  await shop.change(placed, { status_id: stages['Spenders'] as number })
  await shop.switchTo('segments')
  await shop.ruleSegment(segment, { entry: { ltv: { gte: 50 } } })
  await shop.change(birthday, { segments_to_add: [{ id: segment }] })
  await shop.switchTo('segments', false)
  await shop.switchTo('periodicity')
  yield

  await shop.restore(back)
  await shop.buy(periodic, { price: 45 }, { price: 46, completed_at: shop.now + 5 * DAY })
  await shop.ruleStage(stages['Soon'] as number, null)
  await shop.ruleStage(stages['Soon'] as number, { any: [{ before_purchase: 4 }] })
  await shop.change(spender, { tags_to_delete: [{ name: 'vip' }] })
  const chain = await shop.addCustomer({
    name: 'Chain of a period',
    next_date: shop.now + DAY,
    periodicity: 15,
  })
  const bought: (number | undefined)[] = []
  for (const price of [1, 2, 3]) bought.push(...(await shop.buy(chain, { price, next_price: price })))
  await shop.takeBack(bought[1])
  yield

  for (const days of [1, 2, 3, 5])
    await shop.addCustomer({ name: `Due at the end, ${days}`, next_date: shop.now + days * DAY })
  const staying = await shop.addCustomer({
    name: 'Placed by hand at the end',
    next_date: shop.now + 90 * DAY,
  })
  const going = await shop.addCustomer({
    name: 'Placed by hand, due at the end',
    next_date: shop.now + 6 * DAY,
  })
  for (const id of [staying, going]) await shop.change(id, { status_id: byHand })
  const closing = await shop.addStage({ name: 'Deleted at the end', sort: 70, color: '#fffeb2' })
  const away = await shop.addCustomer({ name: 'Deleted, then its stage deleted', status_id: closing })
  for (const id of [late, away]) await shop.deleteCustomer(id)
  await shop.delete(`/api/v4/customers/statuses/${closing}`)
  yield
}
