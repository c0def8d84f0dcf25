import { changeDefinitions, type Deps } from '../src/account/scope.ts'
import type { Actor } from '../src/core/actor.ts'
import { isoDate } from '../src/core/time.ts'
import { changeRule } from '../src/rules/service.ts'
import { addSegment } from '../src/segments/service.ts'
import { LOADED_TAGS } from './shop.ts'

type Rule = { readonly entry?: object; readonly exit?: object }
type Named = {
  readonly managers: readonly number[]
  readonly tags: readonly number[]
  /** The ids of the custom fields by their names, and those of the options of `Source`. */
  readonly fields: Readonly<Record<string, number>>
  readonly sources: readonly number[]
  readonly today: number
}

export const SEGMENTS = 100
/** The last of the segments has no rule yet: for saving one. */
const FREE = 1

/** Gives an account without customers its 100 segments, one after another, as an administrator would. */
export async function addRules(
  deps: Deps,
  actor: Actor,
  { managers, tags }: Pick<Named, 'managers' | 'tags'>,
): Promise<void> {
  const ids: number[] = []
  for (let i = 0; i < SEGMENTS; i++) {
    const { id } = await changeDefinitions(deps, actor, (scope) =>
      addSegment(scope, { name: `Segment ${i + 1}` }),
    )
    ids.push(id)
  }
  await changeDefinitions(deps, actor, async (first) => {
    const { customerFields, calendar } = first.definitions
    const fields = Object.fromEntries(customerFields.all().map(({ name, id }) => [name, id]))
    const sources = customerFields
      .all()
      .flatMap(({ name, enums }) => (name === 'Source' ? (enums ?? []) : []))
    const rules = rulesOf({
      managers,
      tags,
      fields,
      sources: sources.map(({ id }) => id),
      today: calendar.dayOf(first.now),
    })
    // Rules that ask for a segment come after it.
    rules.push(
      ...[0, 30, 40].map((i) => ({ entry: all(isIn(ids[i] as number), isIn(ids[i + 1] as number)) })),
    )
    if (rules.length !== SEGMENTS - FREE) throw new Error(`${rules.length} rules`)
    let scope = first
    for (const [i, { entry = null, exit = null }] of rules.entries())
      ({ scope } = await changeRule(
        scope,
        'segment',
        ids[i] as number,
        { entry, exit },
        { keepMembers: false },
      ))
  })
}

/** The rules of all segments but the last four. The first 60 read what the writes of the bench change: next date, points, tags beyond the loaded ones. */
function rulesOf({ managers, tags, fields, sources, today }: Named): Rule[] {
  const times = (count: number, rule: (i: number) => Rule) => Array.from({ length: count }, (_, i) => rule(i))
  const field = (name: string, question: object) => ({ custom_field: { field: fields[name], ...question } })
  const tag = (i: number) => ({ tag: { any: [tags[i % LOADED_TAGS]] } })
  const manager = (i: number) => ({ responsible_user: { any: [managers[i % managers.length]] } })
  const source = (i: number) => field('Source', { any: [sources[i % sources.length]] })
  const points = (from: number, to: number) => field('Points', { gte: from, lt: to })
  const day = (days: number) => isoDate(today + days)
  return [
    ...times(12, (i) => ({
      entry: { next_date: { from: day(31 * i), to: day(31 * i + 30) } },
    })),
    ...times(20, (i) => ({ entry: all({ next_date: { in_next: 7 + i } }, tag(i)) })),
    ...times(6, (i) => ({
      entry: all({ next_date: { in_next: 14 + i } }, manager(i), points(1000, 2000)),
      exit: { next_date: { older_than: 3 } },
    })),
    ...times(8, (i) => ({ entry: all({ after_today: 5 + i }, tag(i + 20)) })),
    ...times(10, (i) => ({ entry: points(250 * i, 250 * (i + 1) - 60) })),
    ...times(4, (i) => ({ entry: { tag: { any: [tags[LOADED_TAGS + i]] } } })),
    // Rules that read other things.
    ...times(6, (i) => ({ entry: all({ created_at: { in_last: 20 * (i + 1) } }, source(i)) })),
    ...times(6, (i) => ({ entry: all({ last_purchase: { older_than: 300 + 30 * i } }, tag(i + 30)) })),
    ...times(4, (i) => ({ entry: { ltv: { gte: 55_000 + 5000 * i } }, exit: { ltv: { lt: 50_000 } } })),
    ...times(3, (i) => ({ entry: all({ purchases_count: { gte: 8 + i } }, source(i + 2)) })),
    ...times(3, (i) => ({ entry: { average_check: { gte: 8500 + 300 * i } } })),
    ...times(2, (i) => ({ entry: { purchases: { sum: { gte: 15_000 + 5000 * i }, in_last: 90 } } })),
    ...times(2, (i) => ({ entry: { purchases: { count: { gte: 2 + i }, in_last: 60 } } })),
    ...times(3, (i) => ({ entry: field('Birthday', { anniversary_in_next: 3 + 2 * i }) })),
    ...times(3, (i) => ({
      entry: all(
        field('City', { starts_with: ['Ber', 'Mo', 'Каз'][i] }),
        field('May be called', { is: true }),
        manager(i),
      ),
    })),
    ...times(2, (i) => ({ entry: field('Budget', { gte: 48_000 + 1000 * i }) })),
    { entry: all({ name: { starts_with: 'Anna' } }, manager(0)) },
    { entry: { name: { contains: 'антон 9' } } },
  ]
}

function all(...conditions: object[]) {
  return { all: conditions }
}

function isIn(segment: number) {
  return { segment: { any: [segment] } }
}
