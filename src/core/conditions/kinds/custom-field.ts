import { sql, type SqlBool } from 'kysely'
import Type, { type TSchema } from 'typebox'
import type { Refuse } from '../../errors.ts'
import type { FieldDefinition, FieldTypeName } from '../../field-types/field-type.ts'
import type { StoredForms } from '../../field-types/field-types.ts'
import { integerAt, objectAt, textAt, type WrittenObject } from '../../field-types/written.ts'
import { type Choice, chooseAmong, type Remedy } from '../../remedy.ts'
import { type AccountFacts, fieldOf } from '../facts.ts'
import type { Anniversary } from '../forms/anniversary.ts'
import { type DayQuestion, isCounted } from '../forms/day-question.ts'
import { type IdSet, setReferences } from '../forms/id-set.ts'
import { booleanAt } from '../forms/keys.ts'
import type { DecimalRange } from '../forms/number-range.ts'
import { readableValue } from '../forms/readable.ts'
import { plainItem } from '../forms/plain-item.ts'
import { isAboutText, type TextQuestion } from '../forms/text-question.ts'
import { quoted } from '../forms/words.ts'
import type { ConditionKind } from '../kind.ts'
import { checkboxForm, type CheckboxQuestion } from './field-forms/checkbox-form.ts'
import { dateForm, momentForm } from './field-forms/day-forms.ts'
import type { FieldForm } from './field-forms/field-form.ts'
import { noForm } from './field-forms/no-form.ts'
import { numberForm } from './field-forms/number-form.ts'
import { optionsForm } from './field-forms/options-form.ts'
import { textForm } from './field-forms/text-form.ts'

type Empty = { readonly empty: boolean }
type Question = DecimalRange | DayQuestion | Anniversary | IdSet | TextQuestion | CheckboxQuestion | Empty

/** A question about the value of a field, by the field's type. */
export type FieldQuestion = { readonly field: number } & Question

/** What can be asked of each type. A type without its form fails to compile. */
const FORMS: { readonly [Name in FieldTypeName]: FieldForm<Question, StoredForms[Name]> } = {
  text: textForm,
  textarea: textForm,
  url: textForm,
  streetaddress: textForm,
  numeric: numberForm,
  monetary: numberForm,
  checkbox: checkboxForm,
  select: optionsForm,
  radiobutton: optionsForm,
  multiselect: optionsForm,
  date: dateForm,
  date_time: momentForm,
  chained_list: noForm,
  file: noForm,
}

const Field = Type.Union([Type.Integer({ minimum: 1 }), Type.String({ minLength: 1, examples: ['CITY'] })], {
  description: 'The id or the code of a custom field of customers',
  examples: ['CITY'],
})

/** Builds the schema of the ways to ask about fields of some forms; whether there is a value is one for every field. */
function schemaOf(forms: readonly FieldForm<Question, unknown>[]): TSchema {
  const ways = new Set([...forms.flatMap((form) => form.schemas), { empty: Type.Boolean() }])
  return Type.Union(
    [...ways].map((properties) =>
      Type.Object({ field: Field, ...properties }, { additionalProperties: false }),
    ),
  )
}

/** The value of a custom field. Nobody has a value of a field that is gone, nor an option that is: `none` of them is true. */
export const customField: ConditionKind<FieldQuestion> = {
  schema: schemaOf(Object.values(FORMS)),
  schemaFor(written, { customerFields }) {
    const reference = (written as { readonly field?: unknown } | null)?.field
    const field =
      typeof reference === 'string'
        ? customerFields.byCode(reference)
        : customerFields.byId(Number(reference ?? NaN))
    return field === undefined ? customField.schema : schemaOf([formOf(field)])
  },

  check(written, { account, refuse }) {
    const item = objectAt(written, '', refuse)
    const field = item && checkField(item, account, refuse)
    if (item === undefined || field === undefined) return undefined
    const { field: _reference, ...rest } = item
    const question = Object.hasOwn(rest, 'empty')
      ? checkEmpty(rest, refuse)
      : formOf(field).check(rest, field, refuse)
    return question && { field: field.id, ...question }
  },

  matches(question, facts, moment) {
    const stored = fieldOf(facts, question.field)
    const field = moment.account.customerFields.byId(question.field)
    if ('empty' in question) return (field === undefined || stored === undefined) === question.empty
    return field === undefined ? 'none' in question : formOf(field).matches(question, stored, moment, field)
  },

  asRangeOrSet(question, moment) {
    const { field: id } = question
    const field = moment.account.customerFields.byId(id)
    const form = field && !('empty' in question) && formOf(field).asRangeOrSet?.(question, moment, field)
    if (!form) return undefined
    const of = `${form.of} of field ${id}`
    const column = { field: id }
    if (!('ids' in form)) return { ...form, of, column }
    return { ...form, of, column, each: (facts, visit) => optionsIn(fieldOf(facts, id)).forEach(visit) }
  },

  where(question, asking) {
    const field = asking.moment.account.customerFields.byId(question.field)
    if (!('empty' in question))
      return field === undefined ? always('none' in question) : formOf(field).where(question, field, asking)
    if (field === undefined) return always(question.empty)
    const has = sql`(c.fields ? ${String(field.id)})`
    return question.empty ? sql`(not ${has})` : sql`${has}`
  },

  nextTransition(question, facts, moment) {
    const stored = fieldOf(facts, question.field)
    const field = moment.account.customerFields.byId(question.field)
    if (field === undefined || stored === undefined || 'empty' in question) return undefined
    return formOf(field).nextTransition?.(question, stored, moment)
  },

  isTimeless: (question) => !isCounted(question) && !('anniversary_in_next' in question),
  isSlow: (question) => isAboutText(question) || 'anniversary_in_next' in question,
  reads: ({ field }) => ({ fields: [field] }),
  refers: (question) => [
    { thing: 'custom_field', id: question.field, path: 'field' },
    ...(isSet(question) ? setReferences('option', question, question.field) : []),
  ],
  sees: ({ field }, facts) => ({ value: fieldOf(facts, field) ?? null }),
  readable({ value }, names, { field: id }) {
    const field = names.account.customerFields.byId(id)
    if (field === undefined || value === null || value === undefined)
      return { value: readableValue(value, names) }
    return { value: formOf(field).readable(value, names, field) }
  },
  toWire: (question) => plainItem('custom_field', question),

  sentence(question, { account, language }, holds) {
    const field = account.customerFields.byId(question.field)
    const name = quoted(field?.name ?? `#${question.field}`, language)
    const subject = language === 'ru' ? `поле ${name}` : `the field ${name}`
    const words = STATE_WORDS[language]
    if (field === undefined) return `${subject} ${words.gone}`
    if ('empty' in question) return `${subject} ${question.empty === holds ? words.empty : words.filled}`
    return formOf(field).sentence(question, subject, language, holds, field)
  },
}

/** Only options are asked about in sets. */
function isSet(question: Question): question is IdSet {
  return 'any' in question || 'all' in question || 'none' in question
}

/** Options that are chosen: values of their fields are an id or a list of ids. */
function optionsIn(stored: unknown): readonly number[] {
  return stored === undefined ? [] : [stored as number | readonly number[]].flat()
}

function always(answer: boolean) {
  return answer ? sql<SqlBool>`true` : sql<SqlBool>`false`
}

const STATE_WORDS = {
  en: { empty: 'is empty', filled: 'is filled in', gone: 'has been deleted' },
  ru: { empty: '— пусто', filled: '— заполнено', gone: 'удалено' },
}

/** The form of a field's type, for questions and values whose types only the definition knows. */
function formOf({ type }: FieldDefinition): FieldForm<Question, unknown> {
  return FORMS[type]
}

function checkField(
  { field: reference }: WrittenObject,
  { customerFields }: AccountFacts,
  refuse: Refuse,
): FieldDefinition | undefined {
  if (reference === undefined) {
    refuse('FieldMissing', 'field')
    return undefined
  }
  const named =
    typeof reference === 'string'
      ? textAt(reference, 'field', refuse)
      : integerAt(reference, 'field', refuse, 1)
  if (named === undefined) return undefined
  const field = typeof named === 'string' ? customerFields.byCode(named) : customerFields.byId(named)
  if (field === undefined)
    refuse('NotSupportedChoice', 'field', undefined, () => chooseField(named, customerFields.all()))
  return field
}

function chooseField(reference: unknown, fields: readonly FieldDefinition[]): Remedy {
  const choices = fields.map(({ id, code, name }): Choice => {
    const write = code === null ? String(id) : JSON.stringify(code)
    return {
      write,
      shown: `${write} (${JSON.stringify(name)})`,
      spellings: code === null ? [name] : [code, name],
    }
  })
  return chooseAmong(reference, choices)
}

function checkEmpty(rest: WrittenObject, refuse: Refuse): Empty {
  for (const key of Object.keys(rest)) {
    if (key === 'empty') continue
    refuse('NotSupportedChoice', key, undefined, () => ({ say: 'keep_one', keys: ['empty', key] }))
  }
  return { empty: booleanAt(rest.empty, 'empty', refuse) === true }
}
