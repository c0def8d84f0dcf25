import { type Expression, sql, type SqlBool } from 'kysely'
import Type, { type TSchema } from 'typebox'
import type { Language } from '../../actor.ts'
import type { Refuse } from '../../errors.ts'
import { isSameName, nameAt } from '../../names.ts'
import { objectAt, textAt, type WrittenObject } from '../../field-types/written.ts'
import { chooseNamed } from '../../remedy.ts'
import type { Reference, WireItem } from '../kind.ts'
import { inside, onlyKeys, soleKey, wholeAt } from './keys.ts'
import { listed, type Phrase } from './words.ts'

/** One of, all of, or none of these ids; each once. `none` is not `any`. */
export type IdSet =
  | { readonly any: readonly number[] }
  | { readonly all: readonly number[] }
  | { readonly none: readonly number[] }
export type SetOperator = 'any' | 'all' | 'none'

const EVERY_OPERATOR: readonly [SetOperator, ...SetOperator[]] = ['any', 'all', 'none']
/** Many values are meant by few: of one thing that everybody has, `all` would ask for several at once. */
export const SINGLE_OPERATORS: readonly [SetOperator, ...SetOperator[]] = ['any', 'none']
const MAX_IDS = 1000

/** Builds the schema of ids and names of things like the one that the example names. */
export function referencesLike(example: string) {
  const id = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
  const name = Type.String({ minLength: 1, examples: [example] })
  return Type.Array(Type.Union([id, name]), {
    minItems: 1,
    maxItems: MAX_IDS,
    description: 'Ids or names',
    examples: [[example]],
  })
}

/** Builds the schema of a set of things like the one that the example names. */
export function setSchema(example: string, operators: readonly SetOperator[] = EVERY_OPERATOR): TSchema {
  const references = referencesLike(example)
  return Type.Union(
    operators.map((operator) => Type.Object({ [operator]: references }, { additionalProperties: false })),
  )
}

/** Returns the id that a reference at a path means; undefined when it was refused. */
export type FindId = (reference: number | string, refuse: Refuse, path: string) => number | undefined

export function checkSet(
  written: unknown,
  refuse: Refuse,
  findId: FindId,
  operators = EVERY_OPERATOR,
): IdSet | undefined {
  const item = objectAt(written, '', refuse)
  return item && checkSetItem(item, refuse, findId, operators)
}

export function checkSetItem(
  item: WrittenObject,
  refuse: Refuse,
  findId: FindId,
  operators = EVERY_OPERATOR,
): IdSet | undefined {
  onlyKeys(item, operators, refuse)
  const operator = soleKey(item, operators, refuse)
  if (operator === undefined) return undefined
  const references = item[operator]
  if (!Array.isArray(references)) refuse('InvalidType', operator, { type: 'array' })
  else if (references.length === 0) refuse('TooFewItems', operator, { limit: 1 })
  else if (references.length > MAX_IDS) refuse('TooManyItems', operator, { limit: MAX_IDS })
  else {
    const ids = references.map((reference: unknown, i) =>
      idAt(reference, inside(i, inside(operator, refuse)), findId, `${operator}.${i}`),
    )
    return { [operator as 'any']: [...new Set(ids)] as number[] }
  }
  return undefined
}

function idAt(reference: unknown, refuse: Refuse, findId: FindId, path: string): number | undefined {
  const known =
    typeof reference === 'string'
      ? nameOrCodeAt(reference, refuse)
      : wholeAt(reference, '', refuse, { min: 0, max: Number.MAX_SAFE_INTEGER })
  return known === undefined ? undefined : findId(known, refuse, path)
}

/** A name that something may have, as it is written: it may be a code, too, which has no other form. */
function nameOrCodeAt(reference: string, refuse: Refuse): string | undefined {
  const text = textAt(reference, '', refuse)
  return text === undefined || nameAt(text, '', refuse) === undefined ? undefined : text
}

/**
 * Finds among things with names, which need not be unique: a name that two have means neither. Of those whose names are one in different
 * spellings, it means the oldest.
 */
export function findAmong(things: Iterable<{ readonly id: number; readonly name: string }>): FindId {
  return (reference, refuse) => {
    const found =
      typeof reference === 'number'
        ? [...things].filter(({ id }) => id === reference)
        : [...things].filter(({ name }) => isSameName(name, reference)).sort((a, b) => a.id - b.id)
    const [oldest, ...others] = found
    if (oldest === undefined)
      refuse('NotSupportedChoice', '', undefined, () => chooseNamed(reference, things))
    else if (others.some(({ name }) => name === oldest.name))
      refuse('NotSupportedChoice', '', undefined, () => ({ say: 'give_id', ids: found.map(({ id }) => id) }))
    return oldest?.id
  }
}

export function operatorOf(set: IdSet): { operator: SetOperator; ids: readonly number[] } {
  if ('any' in set) return { operator: 'any', ids: set.any }
  return 'all' in set ? { operator: 'all', ids: set.all } : { operator: 'none', ids: set.none }
}

/** What the ids of a set name; an option with the field that it belongs to. */
export function setReferences(thing: Reference['thing'], set: IdSet, fieldId?: number): Reference[] {
  const { operator, ids } = operatorOf(set)
  return ids.map((id, i) => ({
    thing,
    id,
    ...(fieldId !== undefined && { fieldId }),
    path: `${operator}.${i}`,
  }))
}

/** Whether the set holds for something that has these ids. */
export function setHolds(set: IdSet, has: (id: number) => boolean): boolean {
  if ('any' in set) return set.any.some(has)
  if ('all' in set) return set.all.every(has)
  return !set.none.some(has)
}

/** Builds the SQL of a set question from the SQL of "has any" and "has all" of some ids. Neither may be NULL. */
export function setWhere(
  set: IdSet,
  hasAny: (ids: readonly number[]) => Expression<SqlBool>,
  hasAll: (ids: readonly number[]) => Expression<SqlBool>,
): Expression<SqlBool> {
  if ('any' in set) return hasAny(set.any)
  return 'all' in set ? hasAll(set.all) : sql`not ${hasAny(set.none)}`
}

/** {@link setWhere} for a column that holds one id and is never NULL. */
export function columnInSet(set: IdSet, column: Expression<number>): Expression<SqlBool> {
  return setWhere(
    set,
    (ids) => sql`(${column} = any(${ids}::bigint[]))`,
    (ids) => sql`(${column} = all(${ids}::bigint[]))`,
  )
}

const LOGIC = { any: 'or', all: 'and', none: 'not' } as const

/** The published form of a set, as the page prints it for tags. */
export function setToWire(type: string, set: IdSet, nameOf: (id: number) => string | undefined): WireItem {
  const { operator, ids } = operatorOf(set)
  const logic = LOGIC[operator]
  return {
    type,
    logic_operator: logic,
    conditions: ids.map((id) => ({ id, name: nameOf(id) ?? '' })),
    match: { value: ids, logic },
  }
}

/** The words before the names of a set, by how something has them. */
export type SetWords = {
  readonly has: Phrase
  readonly hasNot: Phrase
  /** Between the last two that it does not have. */
  readonly nor: Phrase
  /** Where at least one of them is missing. */
  readonly lacks: Phrase
}

/** {@link SetWords.nor} behind a verb ("нет A и B"), and behind a negation of each name ("не A и не B"). */
export const NOR: Phrase = { en: 'or', ru: 'и' }
export const NOR_IS: Phrase = { en: 'or', ru: 'и не' }

/** Returns "the tags include A or B", by the words, for a set that holds or does not. */
export function setSentence(
  set: IdSet,
  words: SetWords,
  nameOf: (id: number) => string | undefined,
  language: Language,
  holds: boolean,
): string {
  const { operator, ids } = operatorOf(set)
  const names = ids.map((id) => nameOf(id) ?? `#${id}`)
  const [and, or] = language === 'ru' ? ['и', 'или'] : ['and', 'or']
  const said = (phrase: Phrase, word: string) => `${phrase[language]} ${listed(names, word)}`
  if (operator === 'all') {
    if (holds) return said(words.has, and)
    return ids.length === 1 ? said(words.hasNot, '') : said(words.lacks, or)
  }
  return (operator === 'any') === holds ? said(words.has, or) : said(words.hasNot, words.nor[language])
}
