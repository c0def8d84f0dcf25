import { expect, test } from 'vitest'
import { Story } from './story.ts'

test('a monthly buyer is expected each month, and bought recently until then, for a year', async () => {
  const shop = await Story.begin('2026-01-01 12:00', { mode: 'periodicity' })
  const anna = await shop.addCustomer({
    name: 'Anna',
    periodicity: 30,
    next_date: shop.secondsOf('2026-01-10 12:00'),
  })
  const days = [
    '2026-01-10',
    '2026-02-09',
    '2026-03-11',
    '2026-04-10',
    '2026-05-10',
    '2026-06-09',
    '2026-07-09',
    '2026-08-08',
    '2026-09-07',
    '2026-10-07',
    '2026-11-06',
    '2026-12-06',
  ]
  const month: string[] = []
  for (const day of days) {
    await shop.until(`${day} 08:00`)
    month.push((await shop.whereIs(anna)).join())
    await shop.until(`${day} 12:00`)
    await shop.buys(anna, 900)
    month.push((await shop.whereIs(anna)).join())
  }
  expect(month).toEqual(days.flatMap(() => ['Expected purchase', 'Recently purchased']))
  expect(await shop.stagesOf(anna)).toEqual([
    '2026-01-01 12:00 Stage 1 (customer_added)',
    ...days.flatMap((day) => [
      `${day} 00:00 Expected purchase (time)`,
      `${day} 12:00 Recently purchased (purchase_added)`,
    ]),
  ])
  const { json } = await shop.admin.get(`/api/v4/customers/${anna}`).expect(200)
  expect(json).toMatchObject({
    ltv: 12 * 900,
    purchases_count: 12,
    next_date: shop.secondsOf('2027-01-05 12:00'),
  })
  await shop.prove()
})

test('a buyer who is three days late is missed at midnight, and forgiven with the purchase', async () => {
  const shop = await Story.begin('2026-05-01 09:00', { mode: 'periodicity' })
  const boris = await shop.addCustomer({ periodicity: 14, next_date: shop.secondsOf('2026-05-10 15:00') })
  await shop.until('2026-05-13 11:00')
  await shop.buys(boris, 100)
  await shop.until('2026-05-27 10:00')
  expect(await shop.stagesOf(boris)).toEqual([
    '2026-05-01 09:00 Stage 1 (customer_added)',
    '2026-05-10 00:00 Expected purchase (time)',
    '2026-05-11 00:00 Did not purchase (time)',
    '2026-05-13 11:00 Recently purchased (purchase_added)',
    '2026-05-27 00:00 Expected purchase (time)',
  ])
  await shop.prove()
})

test('a customer slips away to Closed and comes back', async () => {
  const shop = await Story.begin('2026-02-01 10:00', { mode: 'periodicity' })
  const vera = await shop.addCustomer({ periodicity: 20, next_date: shop.secondsOf('2026-02-10 10:00') })
  await shop.until('2026-04-10 23:59')
  expect(await shop.whereIs(vera)).toEqual(['Did not purchase'])
  await shop.until('2026-04-11 00:00')
  expect(await shop.whereIs(vera)).toEqual(['Closed'])
  await shop.until('2026-06-01 16:00')
  expect(await shop.whereIs(vera)).toEqual(['Closed'])
  await shop.buys(vera, 500)
  await shop.until('2026-06-21 09:00')
  expect(await shop.stagesOf(vera)).toEqual([
    '2026-02-01 10:00 Stage 1 (customer_added)',
    '2026-02-10 00:00 Expected purchase (time)',
    '2026-02-11 00:00 Did not purchase (time)',
    '2026-04-11 00:00 Closed (time)',
    '2026-06-01 16:00 Recently purchased (purchase_added)',
    '2026-06-21 00:00 Expected purchase (time)',
  ])
  await shop.prove()
})

test('who was closed by hand stays closed, whatever the dates say, until the next purchase', async () => {
  const shop = await Story.begin('2026-02-01 10:00', { mode: 'periodicity' })
  const { json } = await shop.admin.get('/api/v4/customers/statuses').expect(200)
  const { statuses } = (json as { _embedded: { statuses: { id: number; type: number }[] } })._embedded
  const closed = statuses.find((status) => status.type === 3)
  const grigory = await shop.addCustomer({ next_date: shop.secondsOf('2026-02-10 10:00') })
  await shop.change(grigory, { status_id: closed?.id })
  await shop.until('2026-02-20 10:00')
  await shop.change(grigory, { next_date: shop.secondsOf('2026-03-01 10:00') })
  await shop.until('2026-03-05 10:00')
  expect(await shop.stagesOf(grigory)).toEqual([
    '2026-02-01 10:00 Stage 1 (customer_added)',
    '2026-02-01 10:00 Closed (customer_changed)',
  ])
  await shop.buys(grigory, 10, { next_date: shop.secondsOf('2026-03-06 10:00') })
  expect(await shop.whereIs(grigory)).toEqual(['Recently purchased'])
  await shop.until('2026-03-06 10:00')
  expect(await shop.whereIs(grigory)).toEqual(['Expected purchase'])
  await shop.prove()
})
