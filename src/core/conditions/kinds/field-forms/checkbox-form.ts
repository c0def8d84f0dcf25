import { sql } from 'kysely'
import Type from 'typebox'
import { booleanAt, onlyKeys } from '../../forms/keys.ts'
import type { FieldForm } from './field-form.ts'
import { EMPTY, storedText } from './stored-value.ts'

export type CheckboxQuestion = { readonly is: boolean }

/** Switched off is a value: it is another state than none. */
export const checkboxForm: FieldForm<CheckboxQuestion, boolean> = {
  schemas: [{ is: Type.Boolean() }],
  check(written, _field, refuse) {
    onlyKeys(written, ['is'], refuse)
    if (!Object.hasOwn(written, 'is')) refuse('FieldMissing', 'is')
    else return { is: booleanAt(written.is, 'is', refuse) === true }
    return undefined
  },
  matches: ({ is }, stored) => stored === is,
  asRangeOrSet: ({ is }) => ({ of: 'state', range: { eq: Number(is) } }),
  where: ({ is }, field) => sql`coalesce(${storedText(field)} = ${String(is)}, false)`,
  readable: (stored, { language }) => READABLE[language][stored ? 'on' : 'off'],
  sentence({ is }, subject, language, holds) {
    const state = STATES[language][is === holds ? 'on' : 'off']
    return holds
      ? `${subject} ${state}`
      : `${subject} ${state} ${language === 'ru' ? 'или' : 'or'} ${EMPTY[language]}`
  },
}

const STATES = { en: { on: 'is on', off: 'is off' }, ru: { on: '— да', off: '— нет' } }
const READABLE = { en: { on: 'on', off: 'off' }, ru: { on: 'да', off: 'нет' } }
