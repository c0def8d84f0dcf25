import type { Language } from '../core/actor.ts'
import type { Form, Remedy } from '../core/remedy.ts'
import type { Use } from '../core/conditions/use.ts'

type Phrase = { readonly [L in Language]: string }

/**
 * Returns the sentence that says how a wrong value becomes right. With `alone` it is all that has to be said; else it follows the text
 * of the code.
 */
export function remedyText(
  remedy: Remedy,
  language: Language,
): { readonly text: string; readonly alone: boolean } {
  const alone = ALONE.has(remedy.say) || (remedy.say === 'write' && FORMS_ALONE.has(remedy.form))
  return { text: sentenceOf(remedy)[language], alone }
}

/** Where the text of the code would blame something that is right, or repeats what the sentence says. */
const ALONE: ReadonlySet<Remedy['say']> = new Set([
  'give',
  'keep_one',
  'leave_alone',
  'loosen',
  'negate',
  'simplify',
  'split',
  'swap',
])

const FORMS_ALONE: ReadonlySet<Form> = new Set(['condition', 'group', 'reference'])

function sentenceOf(remedy: Remedy): Phrase {
  switch (remedy.say) {
    case 'choose':
      return chooseSentence(remedy)
    case 'give_id':
      return {
        en: `Several have this name; give an id: ${remedy.ids.join(', ')}.`,
        ru: `Это имя не единственное; укажите ID: ${remedy.ids.join(', ')}.`,
      }
    case 'write':
      return formSentence(remedy.form, remedy.example)
    case 'write_whole':
      return {
        en: `Write a whole number from ${remedy.min} to ${remedy.max}, such as ${remedy.example}.`,
        ru: `Напишите целое число от ${remedy.min} до ${remedy.max}, например ${remedy.example}.`,
      }
    case 'quote':
      return {
        en: `Write it in quotes: ${remedy.example}.`,
        ru: `Напишите в кавычках: ${remedy.example}.`,
      }
    case 'give':
      return giveSentence(remedy)
    case 'leave_alone':
      return {
        en: `Nothing goes with "${remedy.key}". Leave it out, or everything beside it.`,
        ru: `С "${remedy.key}" ничего не сочетается. Уберите его или всё остальное.`,
      }
    case 'keep_one': {
      const [first, second] = remedy.keys
      return {
        en: `"${first}" and "${second}" exclude each other. Keep one of them, or ask for each in a condition of its own, both in {"all": [...]}.`,
        ru: `"${first}" и "${second}" исключают друг друга. Оставьте одно из двух или разделите на два условия внутри {"all": [...]}.`,
      }
    }
    case 'split': {
      const [first, second] = remedy.kinds
      const apart = `{"all": [{"${first}": ...}, {"${second}": ...}]}`
      return {
        en: `An object holds one condition, and this one has "${first}" and "${second}". Write them apart: ${apart}.`,
        ru: `В объекте может быть одно условие, а здесь и "${first}", и "${second}". Запишите их отдельно: ${apart}.`,
      }
    }
    case 'take_away':
      return {
        en: `An object holds one condition, here "${remedy.kind}", and nothing beside it. Take "${remedy.key}" away.`,
        ru: `В объекте может быть только одно условие, здесь "${remedy.kind}". Уберите "${remedy.key}".`,
      }
    case 'loosen':
      return {
        en: `No value meets both ${remedy.lower} and ${remedy.upper}. Change or leave out one of them.`,
        ru: `Ни одно значение не удовлетворяет сразу ${remedy.lower} и ${remedy.upper}. Измените или уберите одно из двух.`,
      }
    case 'swap':
      return {
        en: `The smaller number comes first: ${remedy.example}.`,
        ru: `Меньшее число пишется первым: ${remedy.example}.`,
      }
    case 'negate':
      return {
        en: 'Only true can be written here. For the opposite, put the condition into {"not": ...}.',
        ru: 'Здесь возможно только true. Чтобы спросить обратное, поместите условие в {"not": ...}.',
      }
    case 'move':
      return {
        en: `"${remedy.kind}" can be asked only ${listed(remedy.uses, 'en')}.`,
        ru: `"${remedy.kind}" можно спрашивать только ${listed(remedy.uses, 'ru')}.`,
      }
    case 'merge': {
      const call = `POST /api/patron/v1/tags/${remedy.id}/merge {"into": ${remedy.into}}`
      return {
        en: `Another tag has this name (${remedy.into}). Merge this one into it: ${call}.`,
        ru: `Это имя уже у другого тега (${remedy.into}). Объедините с ним этот: ${call}.`,
      }
    }
    case 'simplify':
      return {
        en: `Conditions have up to ${remedy.levels} levels and ${remedy.leaves} leaves. Ask for several values in one leaf, as in {"tag": {"any": ["A", "B"]}}, or divide the conditions.`,
        ru: `В условиях до ${remedy.levels} уровней и ${remedy.leaves} листьев. Спросите о нескольких значениях в одном листе, как в {"tag": {"any": ["A", "B"]}}, или разделите условия.`,
      }
  }
}

function chooseSentence({ nearest, known }: Extract<Remedy, { say: 'choose' }>): Phrase {
  const near = {
    en: nearest === undefined ? [] : [`Did you mean ${nearest}?`],
    ru: nearest === undefined ? [] : [`Возможно, имелось в виду ${nearest}.`],
  }
  if (known === 'many')
    return nearest === undefined
      ? { en: 'Nothing known here is like it.', ru: 'Ничего похожего здесь нет.' }
      : { en: near.en.join(' '), ru: near.ru.join(' ') }
  if (known.length === 0)
    return { en: 'There is nothing to choose from yet.', ru: 'Выбирать пока не из чего.' }
  return {
    en: [...near.en, `Known here: ${known.join(', ')}.`].join(' '),
    ru: [...near.ru, `Здесь известны: ${known.join(', ')}.`].join(' '),
  }
}

function giveSentence({ many, of, example }: Extract<Remedy, { say: 'give' }>): Phrase {
  const keys = of.join(', ')
  return many === 'one'
    ? {
        en: `One of these is needed: ${keys}. For example: ${example}.`,
        ru: `Нужно одно из: ${keys}. Например: ${example}.`,
      }
    : {
        en: `At least one of these is needed: ${keys}. For example: ${example}.`,
        ru: `Нужно хотя бы одно из: ${keys}. Например: ${example}.`,
      }
}

function formSentence(form: Form, example: string): Phrase {
  const { en, ru } = FORMS[form]
  return { en: `${en} ${example}.`, ru: `${ru} ${example}.` }
}

const FORMS: { readonly [F in Form]: Phrase } = {
  condition: {
    en: 'A condition is expected here, such as',
    ru: 'Здесь должно быть условие, например',
  },
  group: {
    en: 'One condition is expected here, not a list. Put the list into a group:',
    ru: 'Здесь должно быть одно условие, а не список. Поместите список в группу:',
  },
  tree: {
    en: 'Write null for no conditions, or a condition, such as',
    ru: 'Напишите null, если условий нет, или условие, например',
  },
  object: { en: 'Write an object, such as', ru: 'Напишите объект, например' },
  list: { en: 'Write a list, such as', ru: 'Напишите список, например' },
  reference: { en: 'Write an id, or a name or code such as', ru: 'Напишите ID, имя или код, например' },
  number: { en: 'Write a number, such as', ru: 'Напишите число, например' },
  date: { en: 'Write a date, such as', ru: 'Напишите дату, например' },
  text: { en: 'Write a text, such as', ru: 'Напишите текст, например' },
}

const USES: { readonly [U in Use]: Phrase } = {
  stage: { en: 'in the conditions of stages', ru: 'в условиях этапов' },
  segment: { en: 'in the conditions of segments', ru: 'в условиях сегментов' },
  filter: { en: 'in previews and queries', ru: 'в предпросмотре и запросах' },
}

function listed(uses: readonly Use[], language: Language): string {
  return uses.map((use) => USES[use][language]).join(language === 'ru' ? ', ' : ' and ')
}
