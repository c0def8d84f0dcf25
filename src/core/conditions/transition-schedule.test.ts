import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Facts, type Moment, momentOf } from './facts.ts'
import { type Kind, kindNamed, KINDS } from './kinds.ts'
import { nextTransitionOfTree } from './transition-schedule.ts'
import { factsAt, leavesAt, moments, treesAt } from './testing/arbitraries.ts'
import { FIELD_IDS, sampleFacts, sampleMoment, seconds } from './testing/samples.ts'
import { type Condition, holds, type Leaf, partsOf } from './tree.ts'

const KIND_NAMES = Object.keys(KINDS) as Kind[]

/** Something to ask, of somebody, at a moment; and later moments to ask again, as seconds and as days with seconds beside their start. */
function cache(conditionsAt: (moment: Moment) => fc.Arbitrary<Condition>) {
  return moments.chain((moment) =>
    fc.record({
      moment: fc.constant(moment),
      facts: factsAt(moment),
      condition: conditionsAt(moment),
      later: fc.array(fc.integer({ min: 1, max: 3e8 }), { maxLength: 50 }),
      days: fc.array(fc.tuple(fc.integer({ min: 1, max: 12_000 }), fc.integer({ min: -1, max: 1 })), {
        maxLength: 100,
      }),
    }),
  )
}

describe('until the transition of a leaf its answer stays, and then it is another', () => {
  test.each(KIND_NAMES)('%s', (kind) => {
    fc.assert(
      fc.property(
        cache((moment) => leavesAt(moment, [kind])),
        ({ moment, facts, condition, later, days }) => {
          const { parameters } = partsOf(condition as Leaf)
          const transition = kindNamed(kind).nextTransition(parameters, facts, moment)
          expectSame(condition, facts, moment, transition ?? Infinity, later, days)
          if (kindNamed(kind).isTimeless?.(parameters) === true) expect(transition).toBeUndefined()
          if (transition !== undefined) {
            expect(transition).toBeGreaterThan(moment.now)
            const then = momentOf(moment.account, transition)
            expect(holds(condition, facts, then)).toBe(!holds(condition, facts, moment))
          }
        },
      ),
      { numRuns: kind === 'custom_field' ? 300 : 100 },
    )
  })
})

test('until the transition of a tree its value stays, and then it is another', () => {
  fc.assert(
    fc.property(cache(treesAt), ({ moment, facts, condition, later, days }) => {
      const transition = nextTransitionOfTree(condition, facts, moment)
      expectSame(condition, facts, moment, transition ?? Infinity, later, days)
      // Anniversaries come back for ever, and a tree that does not care is not looked at for ever.
      if (transition !== undefined && !JSON.stringify(condition).includes('anniversary'))
        expect(holds(condition, facts, momentOf(moment.account, transition))).toBe(
          !holds(condition, facts, moment),
        )
    }),
    { numRuns: 300 },
  )
})

/** The value of the tree is the same at all these moments before the transition: at the borders of each day of a year, and at those given. */
function expectSame(
  condition: Condition,
  facts: Facts,
  moment: Moment,
  transition: number,
  later: readonly number[],
  days: readonly (readonly [number, number])[],
): void {
  const { now, today, account } = moment
  const everyDay = Array.from({ length: 400 }, (_, i) => account.calendar.startOfDay(today + 1 + i))
  const given = days.map(([day, shift]) => account.calendar.startOfDay(today + day) + shift)
  const cases = [
    transition - 1,
    ...everyDay,
    ...everyDay.map((at) => at - 1),
    ...given,
    ...later.map((more) => now + more),
  ]
  const before = holds(condition, facts, moment)
  for (const at of cases.filter((second) => second > now && second < transition && second < Infinity))
    if (holds(condition, facts, momentOf(account, at)) !== before)
      expect.fail(`the value changes at ${at}, before the transition at ${transition}`)
}

describe('the transition', () => {
  const berlin = sampleMoment('2026-03-27T12:00:00+01:00', 'Europe/Berlin')

  test.each<[string, Condition | null, Partial<Facts>, string | undefined]>([
    [
      'is the first instant of the day',
      { before_purchase: 3 },
      { next_date: seconds('2026-04-01') },
      '2026-03-29T00:00:00+01:00',
    ],
    [
      'is that of a day after the clock has changed',
      { next_date: { in_last: 1 } },
      { next_date: seconds('2026-03-28') },
      '2026-03-28T00:00:00+01:00',
    ],
    [
      'does not come once a purchase was made',
      { after_today: 5 },
      { next_date: 0, last_purchase_at: 1 },
      undefined,
    ],
    ['does not come without a date', { after_today: 5 }, {}, undefined],
    [
      'is not one of leaves that leave the tree as it is',
      { all: [{ next_date: { in_last: 2 } }, { any: [] }] },
      { next_date: seconds('2026-04-01') },
      undefined,
    ],
    [
      'of two leaves is that which changes the tree',
      { all: [{ next_date: { in_next: 3 } }, { created_at: { older_than: 4 } }] },
      { next_date: seconds('2026-04-02'), created_at: seconds('2026-03-26') },
      '2026-03-31T00:00:00+02:00',
    ],
    [
      'leaves out what comes and goes while another leaf is false',
      { all: [{ next_date: { in_next: 0 } }, { created_at: { older_than: 300 } }] },
      { next_date: seconds('2026-04-02'), created_at: seconds('2026-03-26') },
      undefined,
    ],
    ['of no conditions never comes', null, {}, undefined],
    [
      'of purchases comes when enough of them are too old',
      { purchases: { count: { gte: 2 }, in_last: 3 } },
      {
        purchases: ['2026-03-25', '2026-03-26', '2026-03-27'].map((date) => ({
          made_at: seconds(`${date}T09:00:00Z`),
          price_minor: 1,
          element_ids: [],
        })),
      },
      '2026-03-30T00:00:00+02:00',
    ],
  ])('%s', (_title, condition, given, expected) => {
    const transition = nextTransitionOfTree(condition, sampleFacts(given), berlin)
    expect(transition).toBe(expected === undefined ? undefined : seconds(expected))
  })

  test('of an anniversary that is nearly always ahead comes in the year after which there is a leap year, 1900 and 2100 being none', () => {
    const condition = { custom_field: { field: FIELD_IDS.date, anniversary_in_next: 364 } }
    const facts = sampleFacts({ fields: { [FIELD_IDS.date]: 7425 } }) // 1 May 1990
    const transition = nextTransitionOfTree(condition, facts, sampleMoment('2095-05-03T12:00:00Z'))
    expect(transition).toBe(seconds('2103-05-02T00:00:00Z'))
  })

  test('of an anniversary that is always ahead never comes', () => {
    const condition = { custom_field: { field: FIELD_IDS.date, anniversary_in_next: 365 } }
    const facts = sampleFacts({ fields: { [FIELD_IDS.date]: 7425 } })
    expect(nextTransitionOfTree(condition, facts, sampleMoment('2095-05-03T12:00:00Z'))).toBeUndefined()
  })

  describe('in a zone that never had 30 December 2011', () => {
    const apia = sampleMoment('2011-12-29T12:00:00-10:00', 'Pacific/Apia')

    test('does not come for what would hold on that day', () => {
      const question = { field: FIELD_IDS.date, in_last: 0 }
      const facts = sampleFacts({ fields: { [FIELD_IDS.date]: Math.floor(seconds('2011-12-30') / 86_400) } })
      expect(KINDS.custom_field.nextTransition(question, facts, apia)).toBeUndefined()
    })

    test.each([
      ['held again on the next day', 364, '1999-12-29', '2015-12-30T00:00:00+14:00'],
      ['was to hold on that day alone', 0, '1999-12-30', '2012-12-30T00:00:00+14:00'],
    ])('of an anniversary that %s comes in a later year', (_title, ahead, date, expected) => {
      const question = { field: FIELD_IDS.date, anniversary_in_next: ahead }
      const facts = sampleFacts({ fields: { [FIELD_IDS.date]: seconds(`${date}T00:00:00Z`) / 86_400 } })
      expect(KINDS.custom_field.nextTransition(question, facts, apia)).toBe(seconds(expected))
    })

    test('comes once for what changes on it and on the next day', () => {
      const facts = sampleFacts({
        purchases: ['2011-12-26', '2011-12-27', '2011-12-28'].map((date) => ({
          made_at: seconds(`${date}T12:00:00-10:00`),
          price_minor: 1,
          element_ids: [],
        })),
      })
      const transitionOf = (count: number) =>
        KINDS.purchases.nextTransition({ count: { eq: count }, in_last: 3 }, facts, apia)
      expect(transitionOf(2)).toBeUndefined()
      expect(transitionOf(1)).toBe(seconds('2011-12-31T00:00:00+14:00'))
      expect(transitionOf(3)).toBe(seconds('2011-12-31T00:00:00+14:00'))
    })
  })
})
