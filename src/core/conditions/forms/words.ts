import type { Language } from '../../actor.ts'

/** A phrase in every language. */
export type Phrase = { readonly [L in Language]: string }

/** Items one after the other with a word between the last two: "a, b or c". */
export function listed(items: readonly string[], word: string): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`
}

export function quoted(text: string, language: Language): string {
  return language === 'ru' ? `«${text}»` : `“${text}”`
}

/** Russian counts days in two cases: after "через" and before "назад" (the default), and after "не больше" (`genitive`). */
export function days(count: number, language: Language, genitive = false): string {
  if (language === 'en') return count === 1 ? '1 day' : `${count} days`
  const form = RUSSIAN.select(count)
  if (form === 'one') return `${count} ${genitive ? 'дня' : 'день'}`
  return `${count} ${form === 'few' && !genitive ? 'дня' : 'дней'}`
}

const RUSSIAN = new Intl.PluralRules('ru')
