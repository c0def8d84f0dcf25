import type { ErrorCode, YAMLError } from 'yaml'
import type { Language } from '../core/actor.ts'

type Phrase = { readonly [L in Language]: string }

/** What the text of a rules file has to be instead of several documents. */
const ONE_DOCUMENT: Phrase = {
  en: 'it holds several documents. Write all stages and segments into one: remove the line "---" between them, and give each key, such as "version", once',
  ru: 'в нём несколько документов. Запишите все этапы и сегменты в один: уберите строку "---" между ними и укажите каждый ключ, например "version", один раз',
}

/** Where something stands in a text, both from 1. */
type Position = { readonly line: number; readonly col: number }

/** Returns what is wrong with a text that is no YAML, and where, if that is known. */
export function yamlProblem({ code, message }: YAMLError, position?: Position): Phrase {
  if (code === 'MULTIPLE_DOCS') return ONE_DOCUMENT
  if (position === undefined) return { en: message, ru: RUSSIAN[code] }
  const { line, col } = position
  return {
    en: `${message} at line ${line}, column ${col}`,
    ru: `${RUSSIAN[code]}: строка ${line}, столбец ${col}`,
  }
}

/** The library describes its errors in English. */
const RUSSIAN: { readonly [Code in Exclude<ErrorCode, 'MULTIPLE_DOCS'>]: string } = {
  ALIAS_PROPS: 'у псевдонима не может быть якоря или тега',
  BAD_ALIAS: 'имя псевдонима или якоря недопустимо',
  BAD_COLLECTION_TYPE: 'тег не подходит к списку или словарю',
  BAD_DIRECTIVE: 'недопустимая директива',
  BAD_DQ_ESCAPE: 'недопустимая последовательность после обратной косой черты в кавычках',
  BAD_INDENT: 'неверный отступ',
  BAD_PROP_ORDER: 'якорь или тег стоит не на своём месте',
  BAD_SCALAR_START: 'текст не может начинаться с этого знака; поставьте кавычки',
  BLOCK_AS_IMPLICIT_KEY:
    'вложенный словарь должен начинаться с новой строки; текст с двоеточием поставьте в кавычки',
  BLOCK_IN_FLOW: 'внутри скобок не может быть списка или словаря с отступами',
  DUPLICATE_KEY: 'ключ указан дважды',
  IMPOSSIBLE: 'текст не читается',
  KEY_OVER_1024_CHARS: 'ключ длиннее 1024 знаков',
  MISSING_CHAR: 'не хватает знака: пробела, двоеточия, запятой, кавычки или скобки',
  MULTILINE_IMPLICIT_KEY: 'ключ должен занимать одну строку',
  MULTIPLE_ANCHORS: 'у значения может быть только один якорь',
  MULTIPLE_TAGS: 'у значения может быть только один тег',
  NON_STRING_KEY: 'ключ должен быть текстом',
  RESOURCE_EXHAUSTION: 'вложенность слишком велика',
  TAB_AS_INDENT: 'отступ сделан табуляцией; используйте пробелы',
  TAG_RESOLVE_FAILED: 'неизвестный тег',
  UNEXPECTED_TOKEN: 'здесь этого знака быть не может',
}
