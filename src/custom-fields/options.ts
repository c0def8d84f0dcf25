import type { Refuse } from '../core/errors.ts'
import type { EnumOption } from '../core/field-types/field-type.ts'
import { standingFirst } from '../core/field-types/option.ts'
import { keptName, nameAfter } from '../core/names.ts'
import { type Listed, MAX_SORT, type WrittenOption } from './schema.ts'

/** An option as it shall be; one that is new has no id yet. */
export type OptionDraft = Omit<EnumOption, 'id'> & { readonly id: number | undefined }

/**
 * The options of a field after a request has written the whole list. Those left out are kept as removed ones, because customers may still
 * have them. An item without an id means the option of that text, if the list has one: a client that
 * sends its list by texts, or repeats a request whose answer it lost, neither doubles an option nor takes it off customers.
 * `before` is empty for a new field only; ids in the list of such a one, which it may have been copied from, mean nothing.
 */
export function applyOptions(
  before: readonly EnumOption[],
  written: Listed<WrittenOption> | null | undefined,
  refuse: Refuse,
): readonly OptionDraft[] {
  if (written === null || written === undefined) {
    if (before.length === 0) refuse('FieldMissing', 'enums')
    return before
  }
  const items = Object.entries<WrittenOption>(written)
  if (items.length === 0) {
    refuse('TooFewItems', 'enums', { limit: 1 })
    return before
  }
  const refuseAt = (key: string, name: string, code: 'Duplicate' | 'FieldMissing' | 'NotSupportedChoice') =>
    refuse(code, `enums.${key}.${name}`)
  const known = matchOptions(before, items, refuseAt)
  const drafts: OptionDraft[] = []
  /** Of each name, whether the option has had it before. */
  const names = new Map<string, boolean>()
  const codes = new Set<string>()
  let last = 0
  for (const [key, item] of items) {
    const present = known.get(key)
    if (item.value === undefined && present === undefined) {
      refuseAt(key, 'value', 'FieldMissing')
      continue
    }
    const value = nameAfter(present?.value ?? '', item.value, `enums.${key}.value`, refuse)
    const hadIt = value === present?.value
    // Options that had one name in two spellings before names had one form may keep them.
    if (names.has(keptName(value)) && !(hadIt && names.get(keptName(value))))
      refuseAt(key, 'value', 'Duplicate')
    names.set(keptName(value), hadIt)
    const code = item.code === undefined ? (present?.code ?? null) : item.code === '' ? null : item.code
    if (code !== null && codes.has(code)) refuseAt(key, 'code', 'Duplicate')
    if (code !== null) codes.add(code)
    const sort = item.sort ?? present?.sort ?? nextTen(last)
    last = Math.max(last, sort)
    drafts.push({ id: present?.id, value, sort, code })
  }
  const kept = new Set(drafts.map((option) => option.id))
  const removed = before.filter((option) => !kept.has(option.id))
  return [...drafts, ...removed.map((option) => ({ ...option, removed: true as const }))]
}

/** The place after the last one: the next ten, so that there is room between. */
export function nextTen(last: number): number {
  return Math.min((Math.floor(last / 10) + 1) * 10, MAX_SORT)
}

/** The present option that each item means, by the item's key. */
function matchOptions(
  before: readonly EnumOption[],
  items: readonly (readonly [string, WrittenOption])[],
  refuseAt: (key: string, name: string, code: 'Duplicate' | 'NotSupportedChoice') => void,
): ReadonlyMap<string, EnumOption> {
  const known = new Map<string, EnumOption>()
  const byId = new Map(before.map((option) => [option.id, option]))
  const claimed = new Set<EnumOption>()
  const isNamed = ({ id }: WrittenOption) => before.length > 0 && id !== undefined && id !== null
  for (const [key, item] of items) {
    if (!isNamed(item)) continue
    const option = byId.get(item.id as number)
    if (option === undefined) refuseAt(key, 'id', 'NotSupportedChoice')
    else if (claimed.has(option)) refuseAt(key, 'id', 'Duplicate')
    else known.set(key, option)
    if (option) claimed.add(option)
  }
  const free = before.filter((option) => !claimed.has(option)).sort(standingFirst)
  const byName = Map.groupBy(free, ({ value }) => keptName(value))
  for (const [key, item] of items) {
    if (isNamed(item) || item.value === undefined) continue
    const name = keptName(item.value)
    const [option] = byName.get(name) ?? []
    if (option) known.set(key, option)
    byName.delete(name)
  }
  return known
}
