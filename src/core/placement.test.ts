import { describe, expect, test } from 'vitest'
import { type Facts, momentOf } from './conditions/facts.ts'
import { sampleAccount, sampleFacts } from './conditions/testing/samples.ts'
import { evaluatePlacement, type Placement, STAGE_TYPE, type StageRule, verdictOf } from './placement.ts'

const DAY = 86_400
const NOW = 20_000 * DAY + 43_200
const moment = momentOf(sampleAccount('UTC'), NOW)

const RECENT: StageRule = { id: 1, type: STAGE_TYPE.recent, conditions: null }
const REGULAR: StageRule = { id: 2, type: STAGE_TYPE.regular, conditions: null }
const EXPECTED: StageRule = { id: 3, type: STAGE_TYPE.expected, conditions: { before_purchase: 0 } }
const MISSED: StageRule = { id: 4, type: STAGE_TYPE.missed, conditions: { after_today: 1 } }
const CLOSED: StageRule = { id: 5, type: STAGE_TYPE.closed, conditions: { after_today: 60 } }
const FIRST_STAGES = [RECENT, REGULAR, EXPECTED, MISSED, CLOSED]

const facts = (given: Partial<Facts> = {}): Facts => sampleFacts(given)
const inDays = (days: number) => NOW + days * DAY

describe('the verdict of the first stages', () => {
  test.each([
    ['expected tomorrow: nothing holds yet', { next_date: inDays(1) }, REGULAR],
    ['expected later today', { next_date: NOW + 3600 }, EXPECTED],
    ['expected earlier today', { next_date: NOW - 3600 }, EXPECTED],
    ['expected yesterday', { next_date: inDays(-1) }, MISSED],
    ['expected 59 days ago', { next_date: inDays(-59) }, MISSED],
    ['expected 60 days ago', { next_date: inDays(-60) }, CLOSED],
    [
      'bought on the expected day',
      { next_date: NOW, last_purchase_at: NOW - 40_000, purchases_count: 1 },
      RECENT,
    ],
    [
      'bought the day before, still expected',
      { next_date: NOW, last_purchase_at: inDays(-1), purchases_count: 1 },
      EXPECTED,
    ],
    [
      'bought late: nothing is expected until a date is set',
      { next_date: inDays(-60), last_purchase_at: inDays(-2), purchases_count: 3 },
      RECENT,
    ],
    ['no date, a purchase', { last_purchase_at: inDays(-400), purchases_count: 1 }, RECENT],
    ['no date, no purchase', {}, REGULAR],
  ])('%s', (_title, given, stage) => {
    expect(verdictOf(FIRST_STAGES, facts(given), moment).stageId).toBe(stage.id)
  })

  test('the last stage whose conditions hold wins, in the order given', () => {
    const early: StageRule = { id: 9, type: STAGE_TYPE.regular, conditions: { tag: { any: [7] } } }
    const late: StageRule = { id: 8, type: STAGE_TYPE.regular, conditions: { tag: { all: [7] } } }
    expect(verdictOf([early, RECENT, late], facts({ tag_ids: [7] }), moment)).toEqual({
      stageId: 8,
      held: true,
    })
  })

  test('Recently purchased with conditions of its own is no fallback for a purchase, but the last resort', () => {
    const recent = { ...RECENT, conditions: { tag: { any: [7] } } }
    const bought = facts({ purchases_count: 1 })
    expect(verdictOf([recent, REGULAR], bought, moment).stageId).toBe(REGULAR.id)
    expect(verdictOf([recent], bought, moment).stageId).toBe(recent.id)
  })
})

describe('a hand placement', () => {
  const byHand: Placement = { status_id: REGULAR.id, placed_at: NOW, verdict_id: EXPECTED.id }

  test('stands while the verdict stays', () => {
    expect(evaluatePlacement(byHand, FIRST_STAGES, facts({ next_date: NOW }), moment)).toEqual(byHand)
  })

  test('ends when the conditions of another verdict hold', () => {
    expect(evaluatePlacement(byHand, FIRST_STAGES, facts({ next_date: inDays(-1) }), moment)).toEqual({
      status_id: MISSED.id,
      placed_at: null,
      verdict_id: MISSED.id,
    })
  })

  test('outlives a fallback, and a verdict that comes back after it ends it', () => {
    const fallen = evaluatePlacement(byHand, FIRST_STAGES, facts({ next_date: inDays(30) }), moment)
    expect(fallen).toEqual({ status_id: REGULAR.id, placed_at: NOW, verdict_id: REGULAR.id })
    expect(evaluatePlacement(fallen, FIRST_STAGES, facts({ next_date: NOW }), moment)).toMatchObject({
      status_id: EXPECTED.id,
      placed_at: null,
    })
  })

  test('in a closed stage outlives every verdict', () => {
    const closed: Placement = { status_id: CLOSED.id, placed_at: NOW, verdict_id: REGULAR.id }
    expect(evaluatePlacement(closed, FIRST_STAGES, facts({ next_date: NOW }), moment)).toEqual({
      ...closed,
      verdict_id: EXPECTED.id,
    })
  })

  test('in a stage that is gone ends', () => {
    const gone: Placement = { status_id: 99, placed_at: NOW, verdict_id: REGULAR.id }
    expect(evaluatePlacement(gone, FIRST_STAGES, facts(), moment)).toEqual({
      status_id: REGULAR.id,
      placed_at: null,
      verdict_id: REGULAR.id,
    })
  })
})
