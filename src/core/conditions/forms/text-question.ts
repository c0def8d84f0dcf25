import { type Expression, sql } from 'kysely'
import Type from 'typebox'
import type { Language } from '../../actor.ts'
import type { Refuse } from '../../errors.ts'
import { textAt, type WrittenObject } from '../../field-types/written.ts'
import { foldText } from '../../fold.ts'
import { onlyKeys } from './keys.ts'
import { listed, type Phrase, quoted } from './words.ts'

const WAYS = ['equals', 'starts_with', 'contains'] as const
export type Way = (typeof WAYS)[number]

/** How a text shall read, without regard to case (see `foldText`); at least one way, and all of them are to hold. */
export type TextQuestion = { readonly [W in Way]?: string }

export const textQuestionProperties = Object.fromEntries(
  WAYS.map((way) => [way, Type.Optional(Type.String({ examples: ['Ann'] }))]),
)

type Limits = {
  /** Whether the texts asked about can be empty; no text begins with nothing in particular. */
  readonly canBeEmpty: boolean
  /** How many UTF-16 units a text may have once it is folded. */
  readonly foldedLength: number
}

export function checkTextQuestion(item: WrittenObject, refuse: Refuse, limits: Limits): TextQuestion {
  onlyKeys(item, WAYS, refuse)
  const present = WAYS.filter((way) => Object.hasOwn(item, way))
  if (present.length === 0) refuse('FieldMissing', 'equals')
  const texts = present.map((way) => {
    const text = textAt(item[way], way, refuse)
    if (text === '' && !(way === 'equals' && limits.canBeEmpty)) refuse('NotBlank', way)
    if (text !== undefined && foldText(text).length > limits.foldedLength)
      refuse('TooLong', way, { limit: limits.foldedLength })
    return [way, text]
  })
  return Object.fromEntries(texts) as TextQuestion
}

export function isAboutText(question: object): question is TextQuestion {
  return WAYS.some((way) => way in question)
}

type FoldedWay = { readonly way: Way; readonly text: string }
const kept = new WeakMap<TextQuestion, readonly FoldedWay[]>()

/** Each way that is asked with its folded text; a question is put to many customers, so it is folded once. */
export function foldedWays(question: TextQuestion): readonly FoldedWay[] {
  const known = kept.get(question)
  if (known !== undefined) return known
  const ways = WAYS.flatMap((way) => {
    const text = question[way]
    return text === undefined ? [] : { way, text: foldText(text) }
  })
  kept.set(question, ways)
  return ways
}

/** Whether a folded text reads as asked. */
export function readsAs(question: TextQuestion, folded: string): boolean {
  return foldedWays(question).every(({ way, text }) => {
    if (way === 'equals') return folded === text
    return way === 'starts_with' ? folded.startsWith(text) : folded.includes(text)
  })
}

/** A pattern of LIKE for a text anywhere or at the beginning, its wildcards taken literally. */
export function likePattern(way: 'starts_with' | 'contains', text: string): Expression<string> {
  const literal = text.replace(/[\\%_]/g, '\\$&')
  return sql`${way === 'contains' ? `%${literal}%` : `${literal}%`}::text`
}

const WAY_WORDS: { readonly [W in Way]: { readonly met: Phrase; readonly missed: Phrase } } = {
  equals: { met: { en: 'is', ru: '—' }, missed: { en: 'is not', ru: '— не' } },
  starts_with: {
    met: { en: 'starts with', ru: 'начинается с' },
    missed: { en: 'does not start with', ru: 'не начинается с' },
  },
  contains: {
    met: { en: 'contains', ru: 'содержит' },
    missed: { en: 'does not contain', ru: 'не содержит' },
  },
}

/** Returns what follows the subject: "starts with “a” and contains “b”", or "does not start with “a” or does not contain “b”". */
export function textSentence(question: TextQuestion, language: Language, holds: boolean): string {
  const parts = WAYS.flatMap((way) =>
    question[way] === undefined
      ? []
      : `${WAY_WORDS[way][holds ? 'met' : 'missed'][language]} ${quoted(question[way], language)}`,
  )
  const word = { en: holds ? 'and' : 'or', ru: holds ? 'и' : 'или' }
  return listed(parts, word[language])
}
