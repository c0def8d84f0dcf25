import { type Expression, sql, type SqlBool } from 'kysely'
import type { Refuse } from '../../../errors.ts'
import type { EnumOption, FieldDefinition } from '../../../field-types/field-type.ts'
import { optionsNamed } from '../../../field-types/option.ts'
import { searchToken } from '../../../field-types/values.ts'
import { type Choice, chooseAmong, type Remedy } from '../../../remedy.ts'
import {
  checkSetItem,
  type IdSet,
  NOR,
  NOR_IS,
  operatorOf,
  referencesLike,
  setSentence,
  type SetWords,
  setHolds,
  setWhere,
} from '../../forms/id-set.ts'
import { readableNames } from '../../forms/readable.ts'
import type { FieldForm } from './field-form.ts'

/**
 * One option or several of a list. Who has none has none of any options. Nobody has one that was removed from the list, though it still
 * stands on customers.
 */
export const optionsForm: FieldForm<IdSet, number | readonly number[]> = {
  schemas: (['any', 'all', 'none'] as const).map((operator) => ({ [operator]: referencesLike('Dark') })),
  check: (written, field, refuse) =>
    checkSetItem(written, refuse, (reference, refuseIt) => optionId(field, reference, refuseIt)),
  matches(set, stored, _moment, field) {
    const chosen = stored === undefined ? [] : [stored].flat()
    return setHolds(set, (id) => chosen.includes(id) && isStanding(field, id))
  },
  asRangeOrSet(set, _moment, field) {
    const { operator, ids } = operatorOf(set)
    return { of: 'options', operator, ids: ids.map((id) => (isStanding(field, id) ? id : UNKNOWN_OPTION)) }
  },
  where(set, field, { accountId }) {
    const tokens = (ids: readonly number[]) =>
      sql`${ids.filter((id) => isStanding(field, id)).map((id) => searchToken(field.id, String(id)))}::text[]`
    const found = (condition: Expression<unknown>) => sql<SqlBool>`exists (select from entity_search s
      where s.account_id = ${accountId} and s.entity = 'customers' and s.entity_id = c.id and ${condition})`
    return setWhere(
      set,
      (ids) => found(sql`s.tokens && ${tokens(ids)}`),
      (ids) =>
        ids.every((id) => isStanding(field, id)) ? found(sql`s.tokens @> ${tokens(ids)}`) : sql`false`,
    )
  },
  readable: (stored, names, field) => readableNames(stored, (id) => optionName(field, id), names),
  sentence: (set, subject, language, holds, field) =>
    `${subject} ${setSentence(set, wordsFor(field), (id) => optionName(field, id), language, holds)}`,
}

/** No option's id. */
const UNKNOWN_OPTION = -1

/** Whether an option is in its list still. */
function isStanding({ enums }: FieldDefinition, id: number): boolean {
  return (enums ?? []).some((option) => option.id === id && !option.removed)
}

/** An option of the list by its id, its code or its text. */
function optionId(
  { enums }: FieldDefinition,
  reference: number | string,
  refuse: Refuse,
): number | undefined {
  const standing = (enums ?? []).filter((option) => !option.removed)
  const option =
    typeof reference === 'number'
      ? standing.find(({ id }) => id === reference)
      : (standing.find(({ code }) => code === reference) ?? optionsNamed(standing, reference)[0])
  if (option === undefined)
    refuse('NotSupportedChoice', '', undefined, () => chooseOption(reference, standing))
  return option?.id
}

function chooseOption(reference: number | string, options: readonly EnumOption[]): Remedy {
  const choices = options.map(({ id, code, value }): Choice => {
    const write = JSON.stringify(value)
    return { write, shown: `${write} (${id})`, spellings: code === null ? [value] : [value, code] }
  })
  return chooseAmong(reference, choices)
}

function optionName({ enums }: FieldDefinition, id: number): string | undefined {
  return enums?.find((option) => option.id === id)?.value
}

/** A field with one option is it; one with many includes it. */
function wordsFor({ type }: FieldDefinition): SetWords {
  return type === 'multiselect' ? INCLUDES : IS
}

const IS_NOT = { en: 'is not', ru: '— не' }
const IS: SetWords = { has: { en: 'is', ru: '—' }, hasNot: IS_NOT, nor: NOR_IS, lacks: IS_NOT }
const INCLUDES: SetWords = {
  has: { en: 'includes', ru: 'содержит' },
  hasNot: { en: 'does not include', ru: 'не содержит' },
  nor: NOR,
  lacks: { en: 'lacks', ru: '— не хватает' },
}
