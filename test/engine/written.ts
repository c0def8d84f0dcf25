import type { Random } from '../../src/demo/random.ts'
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
  const moment = () => momentNear(now, random)
  return {
    ...(chance(60) && { next_date: moment() }),
    ...(chance(30) && { next_price: pick([0, 1, 100, 300]) }),
    ...(chance(30) && { name: pick(['Anna', 'bob', 'Carl']) }),
    ...(chance(50) && {
      custom_fields_values: [
        { field_id: subjects.fields.numeric, values: [{ value: pick([0, 1, 2, 100]) }] },
        ...(chance(50)
          ? [{ field_id: subjects.fields.date, values: [{ value: moment() - pick([0, 365, 3650]) * DAY }] }]
          : []),
        ...(chance(50)
          ? [{ field_id: subjects.fields.select, values: [{ enum_id: pick(subjects.options) }] }]
          : []),
      ],
    }),
    ...(chance(30) && { tags_to_add: [{ id: pick(subjects.tags) }] }),
    ...(chance(30) && { tags_to_delete: [{ id: pick(subjects.tags) }] }),
  }
}
