/** Whether two stored values are the same. Keys may stand in any order: the database does not keep it. */
export function sameStored(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [entriesOfA, keysOfB] = [Object.entries(a), Object.keys(b)]
  if (Array.isArray(a) !== Array.isArray(b) || entriesOfA.length !== keysOfB.length) return false
  return entriesOfA.every(([key, value]) => Object.hasOwn(b, key) && sameStored(value, (b as never)[key]))
}
