import type { Use } from './conditions/use.ts'
import { nearestIndex } from './nearest.ts'

/**
 * What makes a wrong value right, besides what its code says. Worded in English and Russian in `http/remedy-texts.ts`. Values to be
 * written are JSON text.
 */
export type Remedy =
  /** A word that is known there: the one that was most likely meant, and all of them unless they are many. */
  | { readonly say: 'choose'; readonly nearest?: string; readonly known: readonly string[] | 'many' }
  /** A name that several things have: one of their ids. */
  | { readonly say: 'give_id'; readonly ids: readonly number[] }
  /** A value of another form. */
  | { readonly say: 'write'; readonly form: Form; readonly example: string }
  /** A whole number in a range. */
  | { readonly say: 'write_whole'; readonly min: number; readonly max: number; readonly example: string }
  /** A text, where a number or a word of the language was written. */
  | { readonly say: 'quote'; readonly example: string }
  /** One of some keys, or at least one of them. */
  | {
      readonly say: 'give'
      readonly many: 'one' | 'some'
      readonly of: readonly string[]
      readonly example: string
    }
  /** A key without any other beside it. */
  | { readonly say: 'leave_alone'; readonly key: string }
  /** One of two keys that exclude each other. */
  | { readonly say: 'keep_one'; readonly keys: readonly [string, string] }
  /** Each of two conditions in an object of its own. */
  | { readonly say: 'split'; readonly kinds: readonly [string, string] }
  /** Nothing beside a condition. */
  | { readonly say: 'take_away'; readonly key: string; readonly kind: string }
  /** A range that something is in: each bound with its value. */
  | { readonly say: 'loosen'; readonly lower: string; readonly upper: string }
  /** The smaller number first. */
  | { readonly say: 'swap'; readonly example: string }
  /** true, and "not" around the condition for the opposite. */
  | { readonly say: 'negate' }
  /** The condition in another tree. */
  | { readonly say: 'move'; readonly kind: string; readonly uses: readonly Use[] }
  /** One tag merged into the other that has the name. */
  | { readonly say: 'merge'; readonly id: number; readonly into: number }
  /** Fewer levels and leaves. */
  | { readonly say: 'simplify'; readonly levels: number; readonly leaves: number }

/** What may be written. */
export type Form =
  'condition' | 'tree' | 'group' | 'object' | 'list' | 'reference' | 'number' | 'date' | 'text'

/** Something that may be chosen: as it is written, as a list shows it, and what people may write for it. */
export type Choice = {
  readonly write: string
  readonly shown?: string
  readonly spellings: readonly string[]
}

/** Names of an account are listed up to so many; words of the language always are. */
const MOST_NAMES = 20

/** Says what could have been chosen in place of what was written. */
export function chooseAmong(written: unknown, choices: readonly Choice[], most: number = MOST_NAMES): Remedy {
  const spelled = choices.flatMap(({ write, spellings }) => spellings.map((text) => ({ write, text })))
  const index =
    typeof written === 'string'
      ? nearestIndex(
          written,
          spelled.map(({ text }) => text),
        )
      : undefined
  const nearest = index === undefined ? undefined : spelled[index]?.write
  const known = choices.length > most ? 'many' : choices.map(({ write, shown = write }) => shown)
  return { say: 'choose', known, ...(nearest !== undefined && { nearest }) }
}

/** Says which words there are in place of one that there is not. */
export function chooseWord(written: unknown, words: readonly string[]): Remedy {
  const choices = words.map((word) => ({ write: JSON.stringify(word), spellings: [word] }))
  return chooseAmong(written, choices, Infinity)
}

/** Says which of the things with names there are, in place of one that there is not. */
export function chooseNamed(
  written: unknown,
  things: Iterable<{ readonly id: number; readonly name: string }>,
): Remedy {
  const choices = [...things].map(({ id, name }): Choice => {
    const write = JSON.stringify(name)
    return { write, shown: `${write} (${id})`, spellings: [name] }
  })
  return chooseAmong(written, choices)
}
