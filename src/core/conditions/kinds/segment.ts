import { type Expression, sql, type SqlBool } from 'kysely'
import { bitOf, forEachSlot, maskHas } from '../../segment-mask.ts'
import type { AccountFacts, Facts } from '../facts.ts'
import {
  checkSet,
  findAmong,
  type IdSet,
  NOR,
  operatorOf,
  setSentence,
  setHolds,
  setReferences,
  setSchema,
  setToWire,
  setWhere,
} from '../forms/id-set.ts'
import { readableNames } from '../forms/readable.ts'
import { type ConditionKind, type Ids, never } from '../kind.ts'

/** The customer is in the segments. Nobody is in one that is gone. */
export const segment: ConditionKind<IdSet> = {
  uses: ['segment', 'filter'],
  schema: setSchema('VIP'),
  check: (written, { account, refuse }) =>
    checkSet(written, refuse, findAmong([...account.segments].map(([id, { name }]) => ({ id, name })))),
  matches: (set, facts, { account }) => setHolds(set, (id) => isMember(facts, id, account)),
  asRangeOrSet(set, { account }) {
    const { operator, ids } = operatorOf(set)
    const slots = ids.map((id) => account.segments.get(id)?.slot ?? NO_SLOT)
    return { ...SEGMENT_SLOTS, operator, ids: slots }
  },
  where: (set, { accountId, moment }) =>
    setWhere(
      set,
      (ids) => sql`exists (select from segment_members m
        where m.account_id = ${accountId} and m.segment_id = any(${ids}::bigint[]) and m.customer_id = c.id)`,
      (ids) => inAll(ids, moment.account),
    ),
  nextTransition: never,
  reads: (set) => ({ segments: operatorOf(set).ids }),
  refers: (set) => setReferences('segment', set),
  sees: (set, facts, { account }) => ({
    segments: operatorOf(set).ids.filter((id) => isMember(facts, id, account)),
  }),
  readable: ({ segments }, names) => ({
    segments: readableNames(segments, (id) => names.account.segments.get(id)?.name, names),
  }),
  toWire: (set, { account }) => setToWire('segment', set, (id) => account.segments.get(id)?.name),
  sentence: (set, { account, language }, holds) =>
    setSentence(set, WORDS, (id) => account.segments.get(id)?.name, language, holds),
}

/** The segments of a customer, by their slots. */
export const SEGMENT_SLOTS: Ids = {
  of: 'segments',
  each: ({ segments }, visit) => forEachSlot(segments, visit),
}

/** Of a segment that is gone: nobody has it. */
const NO_SLOT = -1

function isMember(facts: Facts, id: number, account: AccountFacts): boolean {
  const slot = account.segments.get(id)?.slot
  return slot !== undefined && maskHas(facts.segments, slot)
}

function inAll(ids: readonly number[], account: AccountFacts): Expression<SqlBool> {
  const bits = { low: 0, high: 0 }
  for (const id of ids) {
    const slot = account.segments.get(id)?.slot
    if (slot === undefined) return sql`false`
    const { half, bit } = bitOf(slot)
    bits[half] += bit
  }
  return sql`(c.segments_low & ${bits.low}::bigint = ${bits.low}::bigint
    and c.segments_high & ${bits.high}::bigint = ${bits.high}::bigint)`
}

const WORDS = {
  has: { en: 'the segments include', ru: 'среди сегментов есть' },
  hasNot: { en: 'the segments do not include', ru: 'среди сегментов нет' },
  nor: NOR,
  lacks: { en: 'the segments lack', ru: 'не хватает сегмента' },
}
