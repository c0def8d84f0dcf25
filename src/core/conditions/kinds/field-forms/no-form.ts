import type { Phrase } from '../../forms/words.ts'
import type { FieldForm } from './field-form.ts'

/** Values of which nothing can be asked but whether there is one. */
export const noForm: FieldForm<never, unknown> = {
  schemas: [],
  check(written, _field, refuse) {
    for (const key of Object.keys(written)) refuse('UnknownParameter', key)
    refuse('FieldMissing', 'empty')
    return undefined
  },
  matches: () => false,
  where: (question) => question,
  readable: (_stored, { language }) => FILLED[language],
  sentence: (question) => question,
}

const FILLED: Phrase = { en: 'filled in', ru: 'заполнено' }
