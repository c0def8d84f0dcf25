import type { Names } from './kind.ts'
import { type Condition, partsOf } from './tree.ts'

const WORDS = {
  en: { and: ' and ', or: ' or ', always: 'always', never: 'never' },
  ru: { and: ' и ', or: ' или ', always: 'всегда', never: 'никогда' },
}

/**
 * Returns a sentence which says that a tree holds, or with `holds: false` that it does not, in the language of the names. A negation
 * goes into the leaves, which word it as a person would: "the tags do not include gold".
 */
export function sentenceOf(condition: Condition | null, names: Names, holds = true): string {
  const { and, or, always, never } = WORDS[names.language]
  if (condition === null) return holds ? never : always
  if ('not' in condition) return sentenceOf(condition.not, names, !holds)
  if ('all' in condition)
    return holds
      ? joined(condition.all, and, always, names, holds)
      : joined(condition.all, or, never, names, holds)
  if ('any' in condition)
    return holds
      ? joined(condition.any, or, never, names, holds)
      : joined(condition.any, and, always, names, holds)
  const { kind, parameters } = partsOf(condition)
  return kind.sentence(parameters, names, holds)
}

function joined(
  parts: readonly Condition[],
  word: string,
  none: string,
  names: Names,
  holds: boolean,
): string {
  const [only, ...others] = parts
  if (only === undefined) return none
  if (others.length === 0) return sentenceOf(only, names, holds)
  return parts
    .map((part) => (isGroup(part) ? `(${sentenceOf(part, names, holds)})` : sentenceOf(part, names, holds)))
    .join(word)
}

/** Whether a part of a larger sentence needs brackets. */
function isGroup(condition: Condition): boolean {
  if ('not' in condition) return isGroup(condition.not)
  return 'all' in condition || 'any' in condition
}
