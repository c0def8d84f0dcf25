import type { Names, Reference } from './kind.ts'
import { type Condition, type Leaf, partsOf } from './tree.ts'

/** Something that a tree names, and where: `all.0.tag.any.1`. */
export type Named = Reference & { readonly path: string }

/** Everything of the account that a tree names by id, in the order of the tree. */
export function referencesIn(condition: Condition | null): Named[] {
  return leavesAt(condition, '').flatMap(({ leaf, path }) => {
    const { kind, parameters } = partsOf(leaf)
    return kind.refers(parameters).map((reference) => ({
      ...reference,
      path: join(path, `${nameOf(leaf)}.${reference.path}`),
    }))
  })
}

/** What a tree names that is gone, or was removed from its list: nobody has it. */
export function brokenIn(condition: Condition | null, names: Pick<Names, 'account' | 'tagName'>): Named[] {
  return referencesIn(condition).filter((reference) => isGone(reference, names))
}

function isGone(
  { thing, id, fieldId }: Reference,
  { account, tagName }: Pick<Names, 'account' | 'tagName'>,
): boolean {
  switch (thing) {
    case 'tag':
      return tagName(id) === undefined
    case 'segment':
      return !account.segments.has(id)
    case 'stage':
      return !account.stages.some((stage) => stage.id === id)
    case 'user':
      return id !== ROBOT && !account.users.has(id)
    case 'custom_field':
      return account.customerFields.byId(id) === undefined
    case 'option': {
      // Of a field that is gone, the field is what is missing.
      const field = account.customerFields.byId(fieldId as number)
      return field !== undefined && !field.enums?.some((option) => option.id === id && !option.removed)
    }
  }
}

/** Who creates what no user creates. */
const ROBOT = 0

/** The tree as it would be written with names, or other ids, in place of the ids that it names; undefined leaves an id. */
export function withNames(
  condition: Condition,
  nameOfReference: (reference: Reference) => string | number | undefined,
): unknown {
  if ('all' in condition) return { all: condition.all.map((part) => withNames(part, nameOfReference)) }
  if ('any' in condition) return { any: condition.any.map((part) => withNames(part, nameOfReference)) }
  if ('not' in condition) return { not: withNames(condition.not, nameOfReference) }
  const { kind, parameters } = partsOf(condition)
  const written = structuredClone(parameters)
  for (const reference of kind.refers(parameters)) {
    const name = nameOfReference(reference)
    if (name !== undefined) put(written as Writable, reference.path.split('.'), name)
  }
  return { [nameOf(condition)]: written }
}

type Writable = { [key: string]: unknown }

function put(inside: Writable, path: readonly string[], value: string | number): void {
  const [key, ...rest] = path as [string, ...string[]]
  if (rest.length === 0) inside[key] = value
  else put(inside[key] as Writable, rest, value)
}

function leavesAt(condition: Condition | null, path: string): { leaf: Leaf; path: string }[] {
  if (condition === null) return []
  if ('all' in condition) return condition.all.flatMap((part, i) => leavesAt(part, join(path, `all.${i}`)))
  if ('any' in condition) return condition.any.flatMap((part, i) => leavesAt(part, join(path, `any.${i}`)))
  if ('not' in condition) return leavesAt(condition.not, join(path, 'not'))
  return [{ leaf: condition, path }]
}

function nameOf(leaf: Leaf): string {
  return Object.keys(leaf)[0] as string
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
