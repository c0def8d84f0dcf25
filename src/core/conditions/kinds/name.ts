import { type Expression, sql, type SqlBool } from 'kysely'
import Type from 'typebox'
import { foldText } from '../../fold.ts'
import { objectAt } from '../../field-types/written.ts'
import { plainItem } from '../forms/plain-item.ts'
import {
  checkTextQuestion,
  foldedWays,
  likePattern,
  readsAs,
  textSentence,
  type TextQuestion,
  textQuestionProperties,
  type Way,
} from '../forms/text-question.ts'
import { quoted } from '../forms/words.ts'
import { type ConditionKind, never, nothing } from '../kind.ts'

/** Names have at most 255 characters; folding makes at most three of one. */
const LIMITS = { canBeEmpty: true, foldedLength: 765 }
/** How much of a folded name the index holds. */
const INDEXED = 255

/** How the customer's name reads, without regard to case. A customer without a name has the empty one. */
export const name: ConditionKind<TextQuestion> = {
  schema: Type.Object(textQuestionProperties, { additionalProperties: false, minProperties: 1 }),
  check(written, { refuse }) {
    const item = objectAt(written, '', refuse)
    return item && checkTextQuestion(item, refuse, LIMITS)
  },
  matches: (question, facts) => readsAs(question, foldText(facts.name)),
  where: (question, { accountId }) => sql`exists (select from entity_search s
    where s.account_id = ${accountId} and s.entity = 'customers' and s.entity_id = c.id
    and ${sql.join(
      foldedWays(question).map(({ way, text }) => nameReads(way, text)),
      sql` and `,
    )})`,
  nextTransition: never,
  isSlow: () => true,
  reads: () => ({ columns: ['name'] }),
  refers: nothing,
  sees: (_question, facts) => ({ name: facts.name }),
  readable: ({ name: seen }, { language }) => ({ name: quoted(String(seen), language) }),
  toWire: (question) => plainItem('name', question),
  sentence: (question, { language }, holds) =>
    `${language === 'ru' ? 'имя' : 'the name'} ${textSentence(question, language, holds)}`,
}

/** The first of each pair of comparisons is for an index. */
function nameReads(way: Way, text: string): Expression<SqlBool> {
  const beginning = [...text].slice(0, INDEXED).join('')
  if (way === 'equals') return sql`left(s.name_folded, 255) = ${beginning} and s.name_folded = ${text}`
  if (way === 'starts_with')
    return sql`left(s.name_folded, 255) like ${likePattern(way, beginning)} and s.name_folded like ${likePattern(way, text)}`
  return sql`s.words like ${likePattern(way, text)} and s.name_folded like ${likePattern(way, text)}`
}
