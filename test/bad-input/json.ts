/** A number as its JSON text, for those that no double holds. */
export function number(text: string): unknown {
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(text)
}

/** `value` where a dotted path leads, with nothing beside it: `at('tags_to_add.0.name', 5)` is `{ tags_to_add: [{ name: 5 }] }`. */
export function at(path: string, value: unknown): unknown {
  return path.split('.').reduceRight<unknown>((below, key) => {
    if (key === '0') return [below]
    return { [key]: below }
  }, value)
}

/** An item with another one laid over it; lists are replaced. */
export function over(base: object, top: object): object {
  return Object.fromEntries(
    Object.entries({ ...base, ...top }).map(([key, value]: [string, unknown]) => {
      const below = (base as Record<string, unknown>)[key]
      return [key, isPlain(below) && isPlain(value) ? over(below, value) : value]
    }),
  )
}

/** JSON nested so many levels deep, as short as can be. */
export function nested(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels)
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
