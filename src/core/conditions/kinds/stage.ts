import { sql } from 'kysely'
import type { AccountFacts } from '../facts.ts'
import {
  checkSet,
  columnInSet,
  findAmong,
  type IdSet,
  setSentence,
  setHolds,
  setReferences,
  setSchema,
  setToWire,
} from '../forms/id-set.ts'
import { type ConditionKind, never } from '../kind.ts'

/** The stage in which the customer stands. In a rule it would feed on its own result. */
export const stage: ConditionKind<IdSet> = {
  uses: ['filter'],
  schema: setSchema(),
  check: (written, { account, refuse }) => checkSet(written, refuse, findAmong(account.stages)),
  matches: (set, facts) => setHolds(set, (id) => facts.status_id === id),
  where: (set) => columnInSet(set, sql.ref('c.status_id')),
  nextTransition: never,
  reads: () => ({ stage: true }),
  refers: (set) => setReferences('stage', set),
  sees: (_set, facts) => ({ stage: facts.status_id }),
  toWire: (set, { account }) => setToWire('stage', set, nameIn(account)),
  sentence: (set, { account, language }) => setSentence(set, WORDS, nameIn(account), language),
}

function nameIn(account: AccountFacts) {
  return (id: number) => account.stages.find((candidate) => candidate.id === id)?.name
}

const IS = { en: 'the stage is', ru: 'этап —' }
const WORDS = { any: IS, all: IS, none: { en: 'the stage is not', ru: 'этап — не' } }
