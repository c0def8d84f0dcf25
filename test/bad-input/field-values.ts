import type { ViolationCode } from '../../src/core/errors.ts'
import { FOREIGN, UNKNOWN } from './ids.ts'
import type { WrongItem } from './items.ts'
import { number } from './json.ts'

/** Fields of one entity by their type, and what is near them. */
type Fields = Readonly<Record<'text' | 'numeric' | 'checkbox' | 'select' | 'date' | 'date_time', number>> & {
  readonly multiselect?: number
  readonly monetary?: number
  readonly chained_list?: number
  readonly file?: number
  /** A field of the other entity. */
  readonly ofOtherEntity: number
  /** An option of `select`, and one of another field. */
  readonly option: number
  readonly optionOfOther: number
}

type Row = readonly [what: string, items: unknown, ...(readonly [code: ViolationCode, path: string])[]]

/** What `custom_fields_values` refuses, of customers as of segments. Paths are below it. */
export function wrongFieldValues(fields: Fields): WrongItem[] {
  const rows = [...wrongFields(fields), ...wrongValuesOf(fields), ...ofSomeEntities(fields)]
  return rows.map(([what, items, ...problems]): WrongItem => [
    `custom_fields_values: ${what}`,
    { custom_fields_values: items },
    ...problems.map(
      ([code, path]) =>
        [code, path === '' ? 'custom_fields_values' : `custom_fields_values.${path}`] as const,
    ),
  ])
}

const some = [{ value: 'A' }]

function wrongFields({ text, ofOtherEntity }: Fields): Row[] {
  const named = (what: string, name: object, code: ViolationCode, key: 'field_id' | 'field_code'): Row => [
    what,
    [{ ...name, values: some }],
    [code, `0.${key}`],
  ]
  return [
    ['a number for a field', [1], ['InvalidType', '0']],
    ['null for a field', [null], ['InvalidType', '0']],
    ['a list for a field', [[]], ['InvalidType', '0']],
    named('no field', {}, 'FieldMissing', 'field_id'),
    named('null for both names', { field_id: null, field_code: null }, 'FieldMissing', 'field_id'),
    named('a field_id in a text', { field_id: '1001' }, 'InvalidType', 'field_id'),
    named('a float field_id', { field_id: 1.5 }, 'InvalidType', 'field_id'),
    named('field_id 1e400', { field_id: number('1e400') }, 'InvalidType', 'field_id'),
    named('field_id 2^53', { field_id: 2 ** 53 }, 'OutOfRange', 'field_id'),
    named('field_id 0', { field_id: 0 }, 'NotSupportedChoice', 'field_id'),
    named('field_id -1', { field_id: -1 }, 'NotSupportedChoice', 'field_id'),
    named('an unknown field', { field_id: UNKNOWN }, 'NotSupportedChoice', 'field_id'),
    named('a field of another account', { field_id: FOREIGN.field }, 'NotSupportedChoice', 'field_id'),
    named('a field of the other entity', { field_id: ofOtherEntity }, 'NotSupportedChoice', 'field_id'),
    named('an unknown code', { field_code: 'nothing' }, 'NotSupportedChoice', 'field_code'),
    named('the code __proto__', { field_code: '__proto__' }, 'NotSupportedChoice', 'field_code'),
    named('the code constructor', { field_code: 'constructor' }, 'NotSupportedChoice', 'field_code'),
    named('a number for a code', { field_code: 5 }, 'InvalidType', 'field_code'),
    [
      'a field twice',
      [
        { field_id: text, values: some },
        { field_id: text, values: some },
      ],
      ['Duplicate', '1.field_id'],
    ],
    [
      'a field twice, by id and by code',
      [
        { field_id: text, values: some },
        { field_code: 'text', values: some },
      ],
      ['Duplicate', '1.field_code'],
    ],
    [
      '251 fields',
      Array.from({ length: 251 }, () => ({ field_id: text, values: some })),
      ['TooManyItems', ''],
    ],
    ['no values', [{ field_id: text }], ['FieldMissing', '0.values']],
    ['a text for values', [{ field_id: text, values: 'A' }], ['InvalidType', '0.values']],
    ['an object for values', [{ field_id: text, values: { value: 'A' } }], ['InvalidType', '0.values']],
    ['values that are no objects', [{ field_id: text, values: ['A'] }], ['InvalidType', '0.values.0']],
    ['a value without value', [{ field_id: text, values: [{}] }], ['FieldMissing', '0.values.0.value']],
    [
      'two texts for one field',
      [{ field_id: text, values: [...some, ...some] }],
      ['TooManyItems', '0.values'],
    ],
  ]
}

/** One case: a single value of a field. */
function single(type: string, field: number, what: string, value: unknown, code: ViolationCode): Row {
  return [`${type}: ${what}`, [{ field_id: field, values: [{ value }] }], [code, '0.values.0.value']]
}

function wrongValuesOf(fields: Fields): Row[] {
  const { text, numeric, checkbox, select, date, date_time, option, optionOfOther } = fields
  const chosen = (what: string, item: object, code: ViolationCode, key: string): Row => [
    `select: ${what}`,
    [{ field_id: select, values: [item] }],
    [code, `0.values.0.${key}`],
  ]
  return [
    single('text', text, 'a number', 5, 'InvalidType'),
    single('text', text, 'an object', {}, 'InvalidType'),
    single('text', text, '65,537 bytes', 'a'.repeat(65_537), 'TooLong'),
    single('text', text, '65,538 bytes in 32,769 letters', 'я'.repeat(32_769), 'TooLong'),
    single('text', text, 'a NUL', 'a\0', 'InvalidCharacters'),
    single('text', text, 'half of a surrogate pair', '\ud83d', 'InvalidCharacters'),
    single('numeric', numeric, 'a word', 'many', 'InvalidFormat'),
    single('numeric', numeric, 'a comma', '1,5', 'InvalidFormat'),
    single('numeric', numeric, 'true', true, 'InvalidType'),
    single('numeric', numeric, 'a list', [1], 'InvalidType'),
    single('numeric', numeric, '1e400', number('1e400'), 'OutOfRange'),
    single('numeric', numeric, '1e400 in a text', '-1e400', 'OutOfRange'),
    single('numeric', numeric, '39 digits', number('9'.repeat(39)), 'TooManyDigits'),
    single('numeric', numeric, '39 digits in a text', `0.${'1'.repeat(39)}`, 'TooManyDigits'),
    single('text', text, 'a number with a zero at its end', number('1.50'), 'InvalidType'),
    single('numeric', numeric, 'Infinity', 'Infinity', 'InvalidFormat'),
    single('checkbox', checkbox, 'a word', 'yes', 'InvalidType'),
    single('checkbox', checkbox, '2', 2, 'InvalidType'),
    single('checkbox', checkbox, 'an object', {}, 'InvalidType'),
    single('date', date, 'a word', 'tomorrow', 'InvalidDate'),
    single('date', date, 'a day that is none', '2026-02-30T00:00:00Z', 'InvalidDate'),
    single('date', date, 'a day of no month', '2026-13-01', 'InvalidDate'),
    single('date', date, 'true', true, 'InvalidType'),
    single('date', date, '2^53', 2 ** 53, 'OutOfRange'),
    single('date', date, 'the year 10000', 253_402_300_800, 'OutOfRange'),
    single('date', date, 'the year 0', -62_135_596_801, 'OutOfRange'),
    single('date_time', date_time, 'an hour that is none', '2026-02-03T24:00:00Z', 'InvalidDate'),
    single('date_time', date_time, '1e400', number('1e400'), 'InvalidType'),
    single('date_time', date_time, 'the year 10000', 253_402_300_800, 'OutOfRange'),
    chosen('nothing', {}, 'FieldMissing', 'enum_id'),
    chosen('an unknown option', { enum_id: UNKNOWN }, 'NotSupportedChoice', 'enum_id'),
    chosen('an option of another account', { enum_id: FOREIGN.option }, 'NotSupportedChoice', 'enum_id'),
    chosen('an option of another field', { enum_id: optionOfOther }, 'NotSupportedChoice', 'enum_id'),
    chosen('an option in a text', { enum_id: String(option) }, 'InvalidType', 'enum_id'),
    chosen('a float option', { enum_id: 1.5 }, 'InvalidType', 'enum_id'),
    chosen('an option beyond 2^53', { enum_id: 2 ** 60 }, 'OutOfRange', 'enum_id'),
    chosen('an unknown text', { value: 'Green' }, 'NotSupportedChoice', 'value'),
    chosen('a number for the text', { value: option }, 'InvalidType', 'value'),
    chosen('an unknown code', { enum_code: 'toString' }, 'NotSupportedChoice', 'enum_code'),
    [
      'select: two options',
      [{ field_id: select, values: [{ enum_id: option }, { enum_id: option }] }],
      ['TooManyItems', '0.values'],
    ],
    [
      'wrong values of three fields',
      [
        { field_id: numeric, values: [{ value: 'many' }] },
        { field_id: text, values: [{ value: 'fine' }] },
        { field_id: date, values: [{ value: 'tomorrow' }] },
        { field_id: UNKNOWN, values: [{ value: 'A' }] },
      ],
      ['InvalidFormat', '0.values.0.value'],
      ['InvalidDate', '2.values.0.value'],
      ['NotSupportedChoice', '3.field_id'],
    ],
  ]
}

/** Types that only customers have. */
function ofSomeEntities({ multiselect, monetary, chained_list: list, file, option }: Fields): Row[] {
  if (multiselect === undefined || monetary === undefined || list === undefined || file === undefined)
    return []
  const elements = (what: string, values: unknown, ...problems: [ViolationCode, string][]): Row => [
    `chained_list: ${what}`,
    [{ field_id: list, values }],
    ...problems,
  ]
  const stored = (what: string, value: unknown, ...problems: [ViolationCode, string][]): Row => [
    `file: ${what}`,
    [{ field_id: file, values: [{ value }] }],
    ...problems.map(([code, key]) => [code, `0.values.0.value${key}`] as const),
  ]
  return [
    single('monetary', monetary, 'a currency in it', '5 USD', 'InvalidFormat'),
    [
      'multiselect: options of another field, unknown ones and none',
      [
        {
          field_id: multiselect,
          values: [{ enum_id: option }, { enum_id: UNKNOWN }, {}, 'Red', { value: 'Red' }],
        },
      ],
      ['NotSupportedChoice', '0.values.0.enum_id'],
      ['NotSupportedChoice', '0.values.1.enum_id'],
      ['FieldMissing', '0.values.2.enum_id'],
      ['InvalidType', '0.values.3'],
    ],
    [
      'multiselect: 1,001 options',
      [{ field_id: multiselect, values: Array.from({ length: 1001 }, () => ({ value: 'Red' })) }],
      ['TooManyItems', '0.values'],
    ],
    elements(
      'nothing in an element',
      [{}],
      ['FieldMissing', '0.values.0.catalog_id'],
      ['FieldMissing', '0.values.0.catalog_element_id'],
    ),
    elements(
      'an element 0',
      [{ catalog_id: 1, catalog_element_id: 0 }],
      ['OutOfRange', '0.values.0.catalog_element_id'],
    ),
    elements('a text', ['A'], ['InvalidType', '0.values.0']),
    elements(
      '1,001 elements',
      Array.from({ length: 1001 }, () => ({})),
      ['TooManyItems', '0.values'],
    ),
    stored('a text', 'A', ['InvalidType', '']),
    stored('no uuid', {}, ['FieldMissing', '.file_uuid']),
    stored('a name of 256 letters', { file_uuid: 'A', file_name: 'a'.repeat(256) }, [
      'TooLong',
      '.file_name',
    ]),
    stored('a negative size', { file_uuid: 'A', file_size: -1 }, ['OutOfRange', '.file_size']),
    stored(
      'three wrong properties',
      { file_uuid: 5, file_size: '1', version_uuid: [] },
      ['InvalidType', '.file_uuid'],
      ['InvalidType', '.version_uuid'],
      ['InvalidType', '.file_size'],
    ),
  ]
}
