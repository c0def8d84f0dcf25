import type { Scope } from '../account/scope.ts'
import { changeRule } from '../rules/service.ts'
import { Catalogue } from './catalogue.ts'
import { Random } from './random.ts'
import type { ShopIds } from './set-up.ts'
import type { SegmentName, Words } from './words.ts'

type Rule = { readonly entry?: object; readonly exit?: object }

/** Who comes into a segment by itself and who leaves it; guests of the workshop are written down by hand. Sums are in dollars' worth. */
function rulesOf({ fields, segments }: ShopIds, words: Words, price: (dollars: number) => number) {
  const tag = (name: keyof Words['tags']) => ({ tag: { any: [words.tags[name]] } })
  const isIn = (...names: SegmentName[]) => ({ segment: { any: names.map((name) => segments[name]) } })
  return {
    wholesale: { entry: tag('wholesale') },
    subscribers: { entry: tag('subscription') },
    regulars: {
      entry: {
        all: [{ purchases: { count: { gte: 3 }, in_last: 120 } }, { not: isIn('subscribers', 'wholesale') }],
      },
      exit: { last_purchase: { older_than: 60 } },
    },
    // Whoever is in stays until it is clearly less: nobody goes in and out around one sum.
    vip: {
      entry: {
        all: [{ purchases: { sum: { gte: price(600) }, in_last: 365 } }, { not: isIn('wholesale') }],
      },
      exit: { purchases: { sum: { lt: price(350) }, in_last: 365 } },
    },
    slipping: { entry: { all: [{ after_today: 2 }, { not: { after_today: 61 } }] } },
    lapsed: { entry: { after_today: 61 } },
    newcomers: {
      entry: { all: [{ created_at: { in_last: 45 } }, { not: isIn('wholesale', 'subscribers') }] },
    },
    birthdays: { entry: { custom_field: { field: fields.birthday, anniversary_in_next: 30 } } },
    // Written down by hand, until they have not been seen for a year.
    gifts: { exit: { last_purchase: { older_than: 365 } } },
  } satisfies Partial<Record<SegmentName, Rule>>
}

/** Gives the segments of the shop their rules, as an administrator would. Gives the scope in which they stand. */
export async function setSegmentRules(scope: Scope, ids: ShopIds, words: Words): Promise<Scope> {
  const catalogue = new Catalogue(new Random(0), words, scope.definitions.account.currency)
  let current = scope
  const rules: Partial<Record<SegmentName, Rule>> = rulesOf(ids, words, (dollars) => catalogue.price(dollars))
  for (const [name, { entry = null, exit = null }] of Object.entries(rules)) {
    const id = ids.segments[name as SegmentName]
    const { scope: after } = await changeRule(current, 'segment', id, { entry, exit }, { keepMembers: false })
    current = after
  }
  return current
}
