import { type Expression, sql, type SqlBool } from 'kysely'
import { FIELD_TYPES } from '../../../field-types/field-types.ts'
import type { FieldDefinition } from '../../../field-types/field-type.ts'
import { searchToken } from '../../../field-types/values.ts'
import { foldText } from '../../../fold.ts'
import {
  checkTextQuestion,
  foldedWays,
  likePattern,
  textSentence,
  type TextQuestion,
  textQuestionProperties,
  type Way,
} from '../../forms/text-question.ts'
import { quoted } from '../../forms/words.ts'
import type { FieldForm } from './field-form.ts'

/** No longer than a text that is its own token, so that the token decides. */
const LIMITS = { canBeEmpty: false, foldedLength: 200 }

/**
 * Texts are stored as written, and folded as the token of the search: whole up to 200 UTF-16 units, and from there on the first 200 of
 * them. `equals` is exact; the other two look at so much of the text.
 */
export const textForm: FieldForm<TextQuestion, string> = {
  schemas: [textQuestionProperties],
  check: (written, _field, refuse) => checkTextQuestion(written, refuse, LIMITS),
  matches(question, stored) {
    if (stored === undefined) return false
    const folded = foldText(stored)
    const beginning = beginningOf(folded)
    return foldedWays(question).every(({ way, text }) => {
      if (way === 'equals') return folded === text
      return way === 'starts_with' ? beginning.startsWith(text) : beginning.includes(text)
    })
  },
  where: (question, field, { accountId }) => sql`exists (select from entity_search s
    where s.account_id = ${accountId} and s.entity = 'customers' and s.entity_id = c.id
    and ${sql.join(
      foldedWays(question).map(({ way, text }) => fieldReads(way, text, field)),
      sql` and `,
    )})`,
  readable: (stored, { language }) => quoted(stored, language),
  sentence: (question, subject, language, holds) => `${subject} ${textSentence(question, language, holds)}`,
}

/** So much of a folded text as the database looks at: what its token says of it. */
function beginningOf(folded: string): string {
  if (folded.length <= LIMITS.foldedLength && !folded.includes('…')) return folded
  const [token = ''] = FIELD_TYPES.text.tokens(folded)
  return token.replace(AFTER_BEGINNING, '')
}

/**
 * What the token of a long text says after its beginning, and the half of a character that may stand there. A short text that happens
 * to end so is taken for its beginning, too.
 */
const AFTER_BEGINNING = /\uFFFD?…[0-9]+\.[0-9a-z]+$/

/** The comparison with `s.words`, in which every folded text occurs, is for the index. */
function fieldReads(way: Way, text: string, field: FieldDefinition): Expression<SqlBool> {
  if (way === 'equals') return sql`s.tokens @> ${[searchToken(field.id, text)]}::text[]`
  const prefix = searchToken(field.id, '')
  const beginning = sql<string>`regexp_replace(token collate "C", ${AFTER_BEGINNING.source}, '')`
  const reads =
    way === 'starts_with'
      ? sql`starts_with(${beginning}, ${prefix + text})`
      : sql`strpos(substr(${beginning}, ${prefix.length + 1}), ${text}) > 0`
  return sql`s.words like ${likePattern('contains', text)} and exists (select from unnest(s.tokens) as token
    where starts_with(token, ${prefix}) and ${reads})`
}
