import { foldText } from './fold.ts'

/** A word and another of so many times as many letters may differ by one edit. */
const LETTERS_PER_EDIT = 3
const MAX_EDITS = 3

/**
 * Returns the index of the spelling that was most likely meant by a word; undefined when none is near. Case makes no difference. An edit
 * adds, drops or replaces a letter, or swaps two neighbours; a word of three letters may be one edit away, one of nine three.
 */
export function nearestIndex(written: string, spellings: readonly string[]): number | undefined {
  const word = [...foldText(written)]
  let nearest: number | undefined
  let limit = editsAllowed(word.length)
  for (const [i, spelling] of spellings.entries()) {
    const distance = editDistance(word, [...foldText(spelling)], limit)
    if (distance === undefined || (nearest !== undefined && distance >= limit + 1)) continue
    nearest = i
    if (distance === 0) return i
    limit = distance - 1
  }
  return nearest
}

function editsAllowed(letters: number): number {
  return Math.min(MAX_EDITS, Math.max(letters > 1 ? 1 : 0, Math.floor(letters / LETTERS_PER_EDIT)))
}

/** Returns how many edits make one word of another; undefined beyond the limit. Looks at no more cells than the limit allows. */
export function editDistance(
  from: readonly string[],
  to: readonly string[],
  limit: number,
): number | undefined {
  if (Math.abs(from.length - to.length) > limit) return undefined
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i++) {
    const row = Array<number>(to.length + 1).fill(Infinity)
    if (i <= limit) row[0] = i
    const [first, end] = [Math.max(1, i - limit), Math.min(to.length, i + limit)]
    let least = row[0] as number
    for (let j = first; j <= end; j++) {
      const isSame = from[i - 1] === to[j - 1]
      let cost = Math.min(
        (last[j - 1] as number) + (isSame ? 0 : 1),
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
      )
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      if (isSwapped) cost = Math.min(cost, (beforeLast[j - 2] as number) + 1)
      row[j] = cost
      least = Math.min(least, cost)
    }
    // A swap reaches back over one row, so the row before counts as well.
    if (least > limit && Math.min(...last) > limit) return undefined
    beforeLast = last
    last = row
  }
  const distance = last[to.length] as number
  return distance <= limit ? distance : undefined
}
