import { sql } from 'kysely'
import { type ConditionKind, never } from '../kind.ts'
import {
  checkSet,
  columnInSet,
  findAmong,
  type IdSet,
  NOR_IS,
  operatorOf,
  setSentence,
  setHolds,
  setReferences,
  setSchema,
  setToWire,
  type SetWords,
  SINGLE_OPERATORS,
} from './id-set.ts'
import { readableNames } from './readable.ts'
import type { AccountFacts } from '../facts.ts'
import type { Language } from '../../actor.ts'
import type { Phrase } from './words.ts'

type UserColumn = {
  /** The name of the condition. */
  readonly kind: string
  readonly column: 'responsible_user_id' | 'created_by'
  /** Whether it can be the robot, 0. */
  readonly canBeRobot: boolean
  readonly subject: Phrase
}

const ROBOT: Phrase = { en: 'the robot', ru: 'робот' }

/** A kind that asks which user a customer has in one of its columns. */
export function userColumn({ kind, column, canBeRobot, subject }: UserColumn): ConditionKind<IdSet> {
  return {
    schema: setSchema('Ann', SINGLE_OPERATORS),
    check(written, { account, refuse }) {
      const users = [...account.users].map(([id, { name }]) => ({ id, name }))
      const findUser = findAmong(users)
      return checkSet(
        written,
        refuse,
        (reference, ...rest) => (canBeRobot && reference === 0 ? 0 : findUser(reference, ...rest)),
        SINGLE_OPERATORS,
      )
    },
    matches: (set, facts) => setHolds(set, (id) => facts[column] === id),
    asRangeOrSet: (set) => ({
      of: column,
      column,
      each: (facts, visit) => visit(facts[column]),
      ...operatorOf(set),
    }),
    where: (set) => columnInSet(set, sql.ref(`c.${column}`)),
    nextTransition: never,
    reads: () => ({ columns: [column] }),
    refers: (set) => setReferences('user', set),
    sees: (_set, facts) => ({ [column]: facts[column] }),
    readable: (seen, names) => ({
      [column]: readableNames(seen[column], (id) => userName(names.account, id, names.language), names),
    }),
    toWire: (set, { account }) => setToWire(kind, set, (id) => account.users.get(id)?.name),
    sentence: (set, { account, language }, holds) =>
      setSentence(set, wordsFor(subject), (id) => userName(account, id, language), language, holds),
  }
}

function userName(account: AccountFacts, id: number, language: Language): string | undefined {
  return id === 0 ? ROBOT[language] : account.users.get(id)?.name
}

function wordsFor({ en, ru }: Phrase): SetWords {
  const isNot = { en: `${en} is not`, ru: `${ru} — не` }
  return { has: { en: `${en} is`, ru: `${ru} —` }, hasNot: isNot, nor: NOR_IS, lacks: isNot }
}
