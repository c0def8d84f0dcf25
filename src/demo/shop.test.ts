import { describe, expect, test } from 'vitest'
import { dayOf, isoDate, parseRfc3339 } from '../core/time.ts'
import { planShop } from './shop.ts'
import type { Words } from './words.ts'
import { english } from './words-en.ts'
import { russian } from './words-ru.ts'

const DAY = 86_400
const SETTINGS: readonly [string, string, string, Words][] = [
  ['a Tuesday noon', '2026-03-10T12:00:00Z', 'UTC', english],
  ['the first second of a day', '2026-03-10T00:00:00Z', 'UTC', english],
  ['the day after clocks went forward', '2026-03-09T04:30:00Z', 'America/New_York', english],
  ['a leap day', '2028-02-29T23:59:59+03:00', 'Europe/Moscow', russian],
  ['New Year', '2027-01-01T00:00:00+05:45', 'Asia/Kathmandu', russian],
]

describe.each(SETTINGS)('planned at %s', (_title, moment, zone, words) => {
  const now = parseRfc3339(moment) as number
  const setting = { now, zone, currency: 'USD', words }
  const shop = planShop(setting)

  test('the same moment gives the same shop', () => {
    expect(planShop(setting)).toEqual(shop)
  })

  test('customers come in the order in which they joined, none in the future and none after its first purchase', () => {
    expect(shop.every((customer, i) => i === 0 || customer.createdAt >= (shop[i - 1]?.createdAt ?? 0))).toBe(
      true,
    )
    for (const { createdAt, purchases } of shop)
      expect(createdAt).toBeLessThanOrEqual(Math.min(now, purchases[0]?.at ?? now))
  })

  test('purchases are in order and all made before today', () => {
    for (const { purchases } of shop) {
      const moments = purchases.map((purchase) => purchase.at)
      expect(moments).toEqual([...new Set(moments)].sort((a, b) => a - b))
      for (const at of moments) expect(dayOf(zone, at)).toBeLessThan(dayOf(zone, now))
    }
  })

  test('some are expected today, some in the future, some lately and some long ago', () => {
    const overdueDays = shop.map(({ nextDate }) => dayOf(zone, now) - dayOf(zone, nextDate))
    expect(overdueDays.filter((days) => days === 0).length).toBeGreaterThanOrEqual(15)
    expect(overdueDays.filter((days) => days < 0).length).toBeGreaterThan(100)
    expect(overdueDays.filter((days) => days >= 1 && days < 60).length).toBeGreaterThan(30)
    expect(overdueDays.filter((days) => days >= 60).length).toBeGreaterThan(30)
  })

  test('names, phones and e-mails are plausible, and no name or phone is given twice', () => {
    const names = shop.map((customer) => customer.name)
    const phones = shop.flatMap((customer) => customer.fields.phone ?? [])
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(phones).size).toBe(phones.length)
    for (const { fields } of shop)
      for (const email of fields.email ?? [])
        expect(email).toMatch(/^[a-z]+(\.[a-z]+)*@([a-z]+(-[a-z]+)*\.example|example\.(com|net|org))$/)
  })
})

test('the shop grows over two years, and more is bought in December than in August', () => {
  const now = parseRfc3339('2026-03-10T12:00:00Z') as number
  const shop = planShop({ now, zone: 'UTC', currency: 'USD', words: english })
  const months = shop.flatMap(({ purchases }) =>
    purchases.map(({ at }) => isoDate(dayOf('UTC', at)).slice(0, 7)),
  )
  const boughtIn = (month: string) => months.filter((each) => each === month).length
  expect(now - (shop[0]?.createdAt ?? now)).toBeGreaterThan(600 * DAY)
  expect(boughtIn('2025-12')).toBeGreaterThan(1.5 * boughtIn('2025-08'))
  expect(boughtIn('2025-12')).toBeGreaterThan(boughtIn('2024-12'))
})

test('prices are rounded as price tags of the currency are, and discounts are in cents where it has them', () => {
  const now = parseRfc3339('2026-03-10T12:00:00Z') as number
  const pricesIn = (currency: string) =>
    planShop({ now, zone: 'UTC', currency, words: russian }).flatMap(({ purchases, nextPrice }) => [
      ...purchases.map((purchase) => purchase.price),
      nextPrice,
    ])
  expect(pricesIn('RUB').filter((price) => price % 10 !== 0 || price < 100)).toEqual([])
  expect(pricesIn('USD').filter((price) => !/^\d+(\.\d)?$/.test(String(price)) || price < 6)).toEqual([])
  expect(pricesIn('USD').filter((price) => !Number.isInteger(price))).not.toEqual([])
  expect(pricesIn('JPY').filter((price) => !Number.isInteger(price))).toEqual([])
})
