import type { Refuse } from '../../errors.ts'
import type { WrittenObject } from '../../field-types/written.ts'
import type { Remedy } from '../../remedy.ts'

/** Refuses the keys that mean nothing here. */
export function onlyKeys(item: WrittenObject, known: readonly string[], refuse: Refuse): void {
  for (const key of Object.keys(item)) if (!known.includes(key)) refuse('UnknownParameter', key)
}

/** The one of these keys that the object has; undefined when it has none and is refused. More than one are refused, too. */
export function soleKey<Key extends string>(
  item: WrittenObject,
  keys: readonly [Key, ...Key[]],
  refuse: Refuse,
): Key | undefined {
  const [key, ...others] = keys.filter((candidate) => Object.hasOwn(item, candidate))
  if (key === undefined) refuse('FieldMissing', keys[0])
  for (const other of others)
    refuse('NotSupportedChoice', other, undefined, () => ({ say: 'keep_one', keys: [String(key), other] }))
  return key
}

/** Returns a `refuse` for the inside of a key's value: it puts the key before each path. */
export function inside(key: string | number, refuse: Refuse): Refuse {
  return (code, path, ...rest) => refuse(code, path === '' ? String(key) : `${key}.${path}`, ...rest)
}

/** Says that two bounds of a range leave nothing between them. */
export function contradiction(lower: Bound, upper: Bound): Remedy {
  return { say: 'loosen', lower: boundText(lower), upper: boundText(upper) }
}

type Bound = Readonly<Record<string, number | string>>

function boundText(bound: Bound): string {
  return JSON.stringify(bound).slice(1, -1).replace(':', ': ')
}

/** A whole number from `min` to `max`. */
export function wholeAt(
  value: unknown,
  path: string,
  refuse: Refuse,
  { min, max }: { min: number; max: number },
): number | undefined {
  if (!Number.isInteger(value)) refuse('InvalidType', path, { type: 'int' })
  else if ((value as number) < min || (value as number) > max) refuse('OutOfRange', path, { min, max })
  else return (value as number) + 0 // -0 becomes 0
  return undefined
}

export function booleanAt(value: unknown, path: string, refuse: Refuse): boolean | undefined {
  if (typeof value === 'boolean') return value
  refuse('InvalidType', path, { type: 'bool' })
  return undefined
}
