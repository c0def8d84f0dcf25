import { type Violation, violation } from '../../core/errors.ts'
import { chooseWord, type Remedy } from '../../core/remedy.ts'
import { keyOfEntry, shownKey } from './keys.ts'

type Entry = { system?: string; key?: string; name?: string }

/** An entry of a list of the file, and what it means in the account; undefined for what is new. */
export type Matched<E, Thing> = {
  /** `segments.0` */
  readonly path: string
  readonly entry: E
  readonly before: Thing | undefined
}

/** Which entry means what. Entries without a key, or with that of another entry, are noted and left out. */
export function matchEntries<E extends Entry, Thing extends { readonly id: number }>(
  list: 'stages' | 'segments',
  entries: readonly E[],
  present: { readonly things: readonly Thing[]; readonly keys: ReadonlyMap<number, string> },
  violations: Violation[],
): { matched: Matched<E, Thing>[]; missing: Thing[] } {
  const byKey = new Map(present.things.map((thing) => [present.keys.get(thing.id), thing]))
  const seen = new Set<string>()
  const matched = entries.flatMap((entry, i): Matched<E, Thing>[] => {
    const path = `${list}.${i}`
    const key = keyOfEntry(entry)
    const isRepeated = key !== undefined && seen.has(key)
    if (key === undefined)
      violations.push(violation(violations, 'FieldMissing', `${path}.name`, undefined, () => NAME_NEEDED))
    if (isRepeated) violations.push({ code: 'Duplicate', path: keyPath(path, entry) })
    if (key === undefined || isRepeated) return []
    seen.add(key)
    return [{ path, entry, before: byKey.get(key) }]
  })
  return { matched, missing: present.things.filter(({ id }) => !seen.has(present.keys.get(id) as string)) }
}

const NAME_NEEDED: Remedy = { say: 'give', many: 'one', of: ['"name"', '"key"'], example: '{"name": "VIP"}' }

/**
 * An entry must be what an export would call it afterwards, or a second application would mean something else by it. So a file can add
 * things and change them, but gives nothing another name.
 */
export function refuseOtherKeys(
  written: readonly { readonly path: string; readonly entry: Entry; readonly id: number }[],
  keysAfter: ReadonlyMap<number, string>,
  violations: Violation[],
): void {
  for (const { path, entry, id } of written) {
    const key = keysAfter.get(id) as string
    if (key === keyOfEntry(entry)) continue
    const choose = () => chooseWord(undefined, [shownKey(key)])
    violations.push(violation(violations, 'NotSupportedChoice', keyPath(path, entry), undefined, choose))
  }
}

/** Where the key of an entry stands. */
function keyPath(path: string, entry: Entry): string {
  if (entry.system !== undefined) return `${path}.system`
  return `${path}.${entry.key === undefined ? 'name' : 'key'}`
}
