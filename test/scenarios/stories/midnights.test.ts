import { expect, test } from 'vitest'
import { serverOfTest } from '../../helpers/server.ts'
import { Story } from './story.ts'

test('three shops expect the same purchase at midnight of their own walls', async () => {
  const server = await serverOfTest()
  const zones = ['Asia/Tokyo', 'Europe/Berlin', 'America/New_York']
  const noon = Date.parse('2026-06-10T12:00:00Z') / 1000
  const shops: { shop: Story; customer: number }[] = []
  for (const zone of zones) {
    const shop = await Story.begin('2026-06-01 12:00', { mode: 'periodicity', zone, server })
    shops.push({ shop, customer: await shop.addCustomer({ next_date: noon }) })
  }
  await shops[2]?.shop.until('2026-06-10 08:30')
  for (const { shop, customer } of shops) {
    expect((await shop.stagesOf(customer)).at(-1)).toBe('2026-06-10 00:00 Expected purchase (time)')
    await shop.prove()
  }
})

test('a day that begins at one o’clock, because clocks skip midnight, begins there for rules too', async () => {
  // In Cairo the clock goes from 2024-04-25 23:59 to 2024-04-26 01:00.
  const shop = await Story.begin('2024-04-20 12:00', { mode: 'periodicity', zone: 'Africa/Cairo' })
  const nadia = await shop.addCustomer({ next_date: shop.secondsOf('2024-04-26 15:00') })
  await shop.until('2024-04-28 12:00')
  expect(await shop.stagesOf(nadia)).toEqual([
    '2024-04-20 12:00 Stage 1 (customer_added)',
    '2024-04-26 01:00 Expected purchase (time)',
    '2024-04-27 00:00 Did not purchase (time)',
  ])
  await shop.prove()
})

test('in the night in which clocks go back “today” has 25 hours, and in the one forward 23', async () => {
  const shop = await Story.begin('2026-03-28 20:00', { mode: 'segments', zone: 'Europe/Berlin' })
  await shop.addSegment('Bought today or yesterday', { entry: { last_purchase: { in_last: 1 } } })
  const olga = await shop.addCustomer()
  await shop.buys(olga, 5)
  await shop.until('2026-10-24 20:00')
  await shop.buys(olga, 5)
  await shop.until('2026-10-30 20:00')
  const moves = [
    '2026-03-28 20:00 + Bought today or yesterday (purchase_added)',
    '2026-03-30 00:00 - Bought today or yesterday (time)',
    '2026-10-24 20:00 + Bought today or yesterday (purchase_added)',
    '2026-10-26 00:00 - Bought today or yesterday (time)',
  ]
  expect(await shop.segmentMovesOf(olga)).toEqual(moves)
  const hours = (from: string, to: string) => (shop.secondsOf(to) - shop.secondsOf(from)) / 3600
  expect(hours('2026-03-28 20:00', '2026-03-30 00:00')).toBe(27)
  expect(hours('2026-10-24 20:00', '2026-10-26 00:00')).toBe(29)
  await shop.prove()
})

test('a monthly date keeps its hour on the wall through a change of clocks', async () => {
  const shop = await Story.begin('2026-03-20 18:30', { mode: 'periodicity', zone: 'Europe/Berlin' })
  const petra = await shop.addCustomer({ periodicity: 30, next_date: shop.secondsOf('2026-03-20 18:30') })
  await shop.buys(petra, 5)
  const { json } = await shop.admin.get(`/api/v4/customers/${petra}`).expect(200)
  expect(json).toMatchObject({ next_date: shop.secondsOf('2026-04-19 18:30') })
  await shop.prove()
})

test('a shop that moves to another time zone is evaluated by the days of the new one', async () => {
  const shop = await Story.begin('2026-06-10 22:00', { mode: 'periodicity', zone: 'Europe/Berlin' })
  const rolf = await shop.addCustomer({ next_date: shop.secondsOf('2026-06-11 09:00') })
  expect(await shop.whereIs(rolf)).toEqual(['Stage 1'])
  // In Tokyo the 11th has begun.
  await shop.admin.patch('/api/patron/v1/account', { timezone: 'Asia/Tokyo' }).expect(200)
  expect(await shop.stagesOf(rolf)).toEqual([
    '2026-06-10 22:00 Stage 1 (customer_added)',
    '2026-06-10 22:00 Expected purchase (timezone_changed)',
  ])
  await shop.prove()
})
