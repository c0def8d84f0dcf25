import { sql } from 'kysely'
import type { AccountFacts } from '../facts.ts'
import {
  checkSet,
  columnInSet,
  findAmong,
  type IdSet,
  NOR_IS,
  setSentence,
  setHolds,
  setReferences,
  setSchema,
  setToWire,
} from '../forms/id-set.ts'
import { readableNames } from '../forms/readable.ts'
import { type ConditionKind, never } from '../kind.ts'

/** The stage in which the customer stands. In a rule it would feed on its own result. */
export const stage: ConditionKind<IdSet> = {
  uses: ['filter'],
  schema: setSchema('Closed'),
  check: (written, { account, refuse }) => checkSet(written, refuse, findAmong(account.stages)),
  matches: (set, facts) => setHolds(set, (id) => facts.status_id === id),
  where: (set) => columnInSet(set, sql.ref('c.status_id')),
  nextTransition: never,
  reads: () => ({ stage: true }),
  refers: (set) => setReferences('stage', set),
  sees: (_set, facts) => ({ stage: facts.status_id }),
  readable: ({ stage: seen }, names) => ({ stage: readableNames(seen, nameIn(names.account), names) }),
  toWire: (set, { account }) => setToWire('stage', set, nameIn(account)),
  sentence: (set, { account, language }, holds) => setSentence(set, WORDS, nameIn(account), language, holds),
}

function nameIn(account: AccountFacts) {
  return (id: number) => account.stages.find((candidate) => candidate.id === id)?.name
}

const IS_NOT = { en: 'the stage is not', ru: 'этап — не' }
const WORDS = { has: { en: 'the stage is', ru: 'этап —' }, hasNot: IS_NOT, nor: NOR_IS, lacks: IS_NOT }
