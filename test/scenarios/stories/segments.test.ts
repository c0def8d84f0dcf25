import { expect, test } from 'vitest'
import { Story } from './story.ts'

test('a VIP by spend stays one until the spend falls below another, lower threshold', async () => {
  const shop = await Story.begin('2026-01-01 12:00', { mode: 'segments' })
  await shop.addSegment('VIP', {
    entry: { purchases: { sum: { gte: 1000 }, in_last: 90 } },
    exit: { purchases: { sum: { lt: 300 }, in_last: 90 } },
  })
  const daria = await shop.addCustomer()
  await shop.buys(daria, 700)
  await shop.until('2026-02-01 12:00')
  await shop.buys(daria, 400)
  // From 2 April on the first purchase is more than 90 days ago: 400 are left, which neither lets in nor out.
  await shop.until('2026-04-15 12:00')
  expect(await shop.whereIs(daria)).toEqual(['VIP'])
  await shop.until('2026-05-10 12:00')
  await shop.buys(daria, 400)
  expect(await shop.whereIs(daria)).not.toContain('VIP')
  await shop.buys(daria, 600)
  await shop.until('2026-12-01 12:00')
  expect(await shop.segmentMovesOf(daria)).toEqual([
    '2026-02-01 12:00 + VIP (purchase_added)',
    '2026-05-03 00:00 - VIP (time)',
    '2026-05-10 12:00 + VIP (purchase_added)',
    '2026-08-09 00:00 - VIP (time)',
  ])
  await shop.prove()
})

test('whoever has a birthday within 7 days is in the list for it, on leap days too', async () => {
  const shop = await Story.begin('2026-01-15 12:00', { mode: 'segments' })
  const { json } = await shop.admin
    .post('/api/v4/customers/custom_fields', [{ name: 'Birthday', type: 'date', code: 'BIRTHDAY' }])
    .expect(200)
  const [field] = (json as { _embedded: { custom_fields: { id: number }[] } })._embedded.custom_fields
  await shop.addSegment('Birthday soon', {
    entry: { custom_field: { field: 'BIRTHDAY', anniversary_in_next: 7 } },
  })
  const born = (date: string) => ({
    custom_fields_values: [
      { field_id: field?.id, values: [{ value: Date.parse(`${date}T00:00:00+03:00`) / 1000 }] },
    ],
  })
  const elena = await shop.addCustomer(born('2000-02-29'))
  const fyodor = await shop.addCustomer(born('1990-01-03'))
  const stranger = await shop.addCustomer()
  await shop.until('2028-06-01 12:00')
  expect(await shop.segmentMovesOf(elena)).toEqual([
    '2026-02-21 00:00 + Birthday soon (time)',
    '2026-03-01 00:00 - Birthday soon (time)',
    '2027-02-21 00:00 + Birthday soon (time)',
    '2027-03-01 00:00 - Birthday soon (time)',
    '2028-02-22 00:00 + Birthday soon (time)',
    '2028-03-01 00:00 - Birthday soon (time)',
  ])
  expect(await shop.segmentMovesOf(fyodor)).toEqual([
    '2026-12-27 00:00 + Birthday soon (time)',
    '2027-01-04 00:00 - Birthday soon (time)',
    '2027-12-27 00:00 + Birthday soon (time)',
    '2028-01-04 00:00 - Birthday soon (time)',
  ])
  expect(await shop.segmentMovesOf(stranger)).toEqual([])
  await shop.prove()
})

test('three purchases in 90 days but none in the last 30 is a good customer who pauses', async () => {
  const shop = await Story.begin('2026-03-01 10:00', { mode: 'segments' })
  await shop.addSegment('Pausing', {
    entry: {
      all: [
        { purchases: { count: { gte: 3 }, in_last: 90 } },
        { purchases: { count: { eq: 0 }, in_last: 30 } },
      ],
    },
  })
  const galina = await shop.addCustomer()
  for (const day of ['2026-03-01', '2026-03-10', '2026-03-20']) {
    await shop.until(`${day} 11:00`)
    await shop.buys(galina, 50)
  }
  const igor = await shop.addCustomer()
  await shop.buys(igor, 50)
  await shop.until('2026-05-01 11:00')
  expect(await shop.whereIs(galina)).toEqual(['Pausing'])
  await shop.until('2026-07-01 11:00')
  expect(await shop.segmentMovesOf(galina)).toEqual([
    '2026-04-20 00:00 + Pausing (time)',
    '2026-05-31 00:00 - Pausing (time)',
  ])
  expect(await shop.segmentMovesOf(igor)).toEqual([])
  await shop.prove()
})

test('a purchase entered late is counted on its own day, and one that is deleted is counted no more', async () => {
  const shop = await Story.begin('2026-03-01 10:00', { mode: 'segments' })
  await shop.addSegment('Regular', { entry: { purchases: { count: { gte: 2 }, in_last: 30 } } })
  const kira = await shop.addCustomer()
  await shop.until('2026-03-20 10:00')
  await shop.buys(kira, 50, { completed_at: shop.secondsOf('2026-03-02 18:00') })
  await shop.buys(kira, 50)
  await shop.until('2026-04-02 10:00')
  await shop.buys(kira, 70)
  const { json } = await shop.admin.get(`/api/v4/customers/${kira}/transactions`).expect(200)
  const { transactions } = (json as { _embedded: { transactions: { id: number; price: number }[] } })
    ._embedded
  const last = transactions.find(({ price }) => price === 70)
  await shop.until('2026-04-03 10:00')
  await shop.admin.delete(`/api/v4/customers/transactions/${last?.id}`).expect(204)
  expect(await shop.segmentMovesOf(kira)).toEqual([
    '2026-03-20 10:00 + Regular (purchase_added)',
    '2026-04-02 00:00 - Regular (time)',
    '2026-04-02 10:00 + Regular (purchase_added)',
    '2026-04-03 10:00 - Regular (purchase_deleted)',
  ])
  await shop.prove()
})

test('a segment of segments follows those that it names at once, and may not name itself', async () => {
  const shop = await Story.begin('2026-01-01 10:00', { mode: 'segments' })
  const vip = await shop.addSegment('VIP', { entry: { ltv: { gte: 1000 } } })
  const lapsing = await shop.addSegment('Lapsing', { entry: { last_purchase: { older_than: 60 } } })
  const call = await shop.addSegment('Call now', {
    entry: { all: [{ segment: { all: [vip, lapsing] } }, { tag: { none: ['called'] } }] },
  })
  const lev = await shop.addCustomer()
  const maria = await shop.addCustomer()
  await shop.buys(lev, 1500)
  await shop.buys(maria, 50)
  await shop.until('2026-03-02 23:59')
  expect(await shop.whereIs(lev)).toEqual(['VIP'])
  await shop.until('2026-03-03 00:00')
  expect(await shop.whereIs(lev)).toEqual(['Call now', 'Lapsing', 'VIP'])
  expect(await shop.whereIs(maria)).toEqual(['Lapsing'])
  await shop.change(lev, { _embedded: { tags: [{ name: 'called' }] } })
  await shop.until('2026-03-04 10:00')
  await shop.buys(lev, 10)
  expect(await shop.segmentMovesOf(lev)).toEqual([
    '2026-01-01 10:00 + VIP (purchase_added)',
    '2026-03-03 00:00 + Lapsing (time)',
    '2026-03-03 00:00 + Call now (time)',
    '2026-03-03 00:00 - Call now (customer_changed)',
    '2026-03-04 10:00 - Lapsing (purchase_added)',
  ])
  await shop.admin
    .put(`/api/patron/v1/segments/${vip}/conditions`, { entry: { segment: { any: [call] } }, exit: null })
    .expect(400)
  await shop.prove()
})
