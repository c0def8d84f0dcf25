import type { Random } from '../../src/demo/random.ts'
import { fieldValue } from '../helpers/fields.ts'
import type { EngineShop } from './shop.ts'

const DAY = 86_400

/** At most a week away. */
export function momentNear(now: number, random: Random): number {
  return now + (random.whole([0, 14]) - 7) * DAY + random.pick([0, 0, -1, 1, 3600])
}

/** Some of what can be written of a customer, apart from where it stands, with values that rules ask about. */
export function writtenData({ subjects, now }: EngineShop, random: Random) {
  const chance = (percent: number) => random.whole([0, 99]) < percent
  const pick = <T>(items: readonly T[]): T => random.pick(items)
  const nth = () => random.whole([0, 59])
  return {
    ...(chance(60) && { next_date: momentNear(now, random) }),
    ...(chance(30) && { next_price: pick([0, 1, 100, 300, 99.5, 0.01]) }),
    ...(chance(30) && { name: pick(['Anna', 'bob', 'Carl', '']) }),
    ...(chance(20) && { periodicity: pick([0, 1, 3, 30]) }),
    ...(chance(20) && { responsible_user_id: pick(subjects.users) }),
    ...(chance(20) && { created_by: pick([0, ...subjects.users]) }),
    ...(chance(70) && {
      custom_fields_values: random
        .some(subjects.fields, random.whole([1, 5]))
        .map((field) => fieldValue(field, nth(), momentNear(now, random))),
    }),
    ...(chance(30) && { tags_to_add: [{ id: pick(subjects.tags) }] }),
    ...(chance(30) && { tags_to_delete: [{ id: pick(subjects.tags) }] }),
  }
}

/** A purchase of some price, at a moment near now or at none, of some catalog elements or none. */
export function writtenPurchase({ subjects, now }: EngineShop, random: Random) {
  const bought = random.some(subjects.elements, random.whole([0, 2]))
  return {
    price: random.pick([0, 1, 50, 100, 300, 49.5, 0.01]),
    ...(random.chance(0.6) && { completed_at: momentNear(now, random) }),
    ...(random.chance(0.3) && { next_date: momentNear(now, random) }),
    ...(bought.length > 0 && { _embedded: { catalog_elements: bought.map((id) => ({ id })) } }),
  }
}
