import Type from 'typebox'
import type { ConditionKind } from './kind.ts'

/** A set of tag ids: at least one of them, every one, or none. */
export type TagSet = { any: number[] } | { all: number[] } | { none: number[] }

const Ids = Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1 })

/** The customer has the tags (design 4; the published form is printed on the page "Getting a customers stage by its ID"). */
export const tag: ConditionKind<TagSet> = {
  schema: Type.Union([Type.Object({ any: Ids }), Type.Object({ all: Ids }), Type.Object({ none: Ids })]),
  matches(set, facts) {
    const has = (id: number) => facts.tag_ids.includes(id)
    if ('any' in set) return set.any.some(has)
    if ('all' in set) return set.all.every(has)
    return !set.none.some(has)
  },
  toWire(set, names) {
    const [logic, ids] =
      'any' in set
        ? (['or', set.any] as const)
        : 'all' in set
          ? (['and', set.all] as const)
          : (['not', set.none] as const)
    return {
      type: 'tag',
      options: { name: names.tagsTitle },
      logic_operator: logic,
      conditions: ids.map((id) => ({ id, name: names.tagName(id) ?? '' })),
      match: { value: ids, logic },
      tmpl: 'tag_customers',
    }
  },
}
