import type { Refuse } from './errors.ts'

/** How many characters a name may have. */
export const NAME_MAX = 255

/**
 * Returns the one form in which the name of a tag, an option, a segment, a stage or a field is kept and looked up: composed characters
 * (NFC), no white space around. Case makes a difference.
 */
export function keptName(written: string): string {
  return written.normalize('NFC').trim()
}

/** Whether two names are one in their kept form. */
export function isSameName(a: string, b: string): boolean {
  return a === b || keptName(a) === keptName(b)
}

/** Whether anything of a name can be seen. */
export function isVisible(name: string): boolean {
  return VISIBLE.test(name)
}

/**
 * A character that is seen on its own. Others are white space, controls, marks that need a letter to stand on, and what only directs how
 * neighbours are shown: joiners, variation selectors, the fillers of Hangul and of Braille.
 */
const VISIBLE = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Cs}\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}\u2800]/u

/** A name in its kept form; undefined when refused. */
export function nameAt(written: string, path: string, refuse: Refuse): string | undefined {
  const name = keptName(written)
  if (!isVisible(name)) refuse('NotBlank', path)
  else if ([...name].length > NAME_MAX) refuse('TooLong', path, { limit: NAME_MAX })
  else return name
  return undefined
}

/** The name of something after a write. What equals the present name is never an error, in whatever form that was kept. */
export function nameAfter(
  present: string,
  written: string | undefined,
  path: string,
  refuse: Refuse,
): string {
  if (written === undefined || written === present) return present
  return nameAt(written, path, refuse) ?? present
}

/** Things whose names were kept in several spellings of one, the oldest first. */
export type Twins<Thing> = readonly [oldest: Thing, ...others: Thing[]]

/** Finds the things that share a name in spellings of their own, from before names had one form. Names that are the same letter by letter are no twins. */
export function twinsAmong<Thing extends { readonly id: number; readonly name: string }>(
  things: Iterable<Thing>,
): Twins<Thing>[] {
  const ordered = [...things].sort((a, b) => a.id - b.id)
  return [...Map.groupBy(ordered, ({ name }) => keptName(name)).values()].filter(
    (group): group is [Thing, ...Thing[]] => group.some(({ name }) => name !== group[0]?.name),
  )
}
