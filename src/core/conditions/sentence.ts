import type { Names } from './kind.ts'
import { type Condition, partsOf } from './tree.ts'

const WORDS = {
  en: { all: ' and ', any: ' or ', not: 'it is not true that ', always: 'always', never: 'never' },
  ru: { all: ' и ', any: ' или ', not: 'неверно, что ', always: 'всегда', never: 'никогда' },
}

/** The tree as a sentence in the language of the names. */
export function sentenceOf(condition: Condition | null, names: Names): string {
  const words = WORDS[names.language]
  if (condition === null) return words.never
  if ('all' in condition) return listed(condition.all, words.all, words.always, names)
  if ('any' in condition) return listed(condition.any, words.any, words.never, names)
  if ('not' in condition) return words.not + part(condition.not, names)
  const { kind, parameters } = partsOf(condition)
  return kind.sentence(parameters, names)
}

function listed(parts: readonly Condition[], word: string, none: string, names: Names): string {
  const [only, ...others] = parts
  if (only === undefined) return none
  return others.length === 0 ? sentenceOf(only, names) : parts.map((each) => part(each, names)).join(word)
}

/** A part of a larger sentence, in brackets where it would run into it. */
function part(condition: Condition, names: Names): string {
  const isGroup = 'all' in condition || 'any' in condition || 'not' in condition
  return isGroup ? `(${sentenceOf(condition, names)})` : sentenceOf(condition, names)
}
