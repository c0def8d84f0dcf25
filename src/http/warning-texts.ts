import Type from 'typebox'
import type { Language } from '../core/actor.ts'
import type { Warning } from '../core/warnings.ts'
import { fill } from './problem-texts.ts'
import { remedyText } from './remedy-texts.ts'

/** Warnings as answers show them: an error of the same shape would have refused the request. */
export const Warnings = Type.Array(
  Type.Object({ code: Type.String(), path: Type.String(), detail: Type.String() }),
  { description: 'What is doubtful about the request, which was answered all the same: docs/api/errors.md' },
)

/** Texts of warnings; `{name}` is filled from the warning. `docs/api/errors.md` shows them. */
export const WARNING_TEXTS: {
  readonly [Code in Warning['code']]: { readonly [L in Language]: string }
} = {
  NewTag: {
    en: 'There is no tag "{name}" yet: nobody has it, and saving creates it.',
    ru: 'Тега "{name}" ещё нет: его нет ни у кого, и при сохранении он будет создан.',
  },
  SegmentsAsleep: {
    en: 'Segments are asleep in the mode "periodicity": it asks for the members that they had when they fell asleep.',
    ru: 'В режиме "periodicity" сегменты не действуют: условие спрашивает о тех, кто был в них до переключения.',
  },
  StagesAsleep: {
    en: 'Stages are asleep in the mode "segments": it asks for where customers stood when they fell asleep.',
    ru: 'В режиме "segments" этапы не действуют: условие спрашивает о том, где покупатели были до переключения.',
  },
}

/** Returns warnings as an answer shows them. */
export function renderWarnings(warnings: readonly Warning[], language: Language) {
  return warnings.map((warning) => {
    const { code, path } = warning
    if (code !== 'NewTag') return { code, path, detail: fill(WARNING_TEXTS[code], language) }
    const { name, remedy } = warning
    const detail = fill(WARNING_TEXTS.NewTag, language, { name })
    return {
      code,
      path,
      detail: remedy === undefined ? detail : `${detail} ${remedyText(remedy, language).text}`,
    }
  })
}
