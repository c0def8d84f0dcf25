import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FieldSet } from './field-set.ts'
import { FIELD_TYPE_NAMES } from './field-type.ts'
import { sampleCalendar, sampleField, UTC } from './samples.ts'
import {
  applyFieldValues,
  type FieldValues,
  renderFieldValues,
  renderFieldValuesJson,
  searchOf,
} from './values.ts'

const note = sampleField('text', { id: 1001, code: 'NOTE', sort: 20 })
const level = sampleField('select', { id: 1002, code: 'LEVEL', sort: 10 })
const vip = sampleField('checkbox', { id: 1003, sort: 10 })
const files = sampleField('file', { id: 1004, sort: 30 })
const fields = new FieldSet([note, vip, level, files])

function apply(written: unknown, current: FieldValues = {}) {
  const refused: unknown[][] = []
  const values = applyFieldValues(
    current,
    written,
    fields,
    UTC,
    (...violation) => void refused.push(violation),
  )
  return { values, refused }
}

describe('a field set', () => {
  test('gives the fields by sort, then id', () => {
    expect(fields.all()).toEqual([level, vip, note, files])
  })

  test('finds a field by its id and by its code', () => {
    expect([fields.byId(1001), fields.byId(1), fields.byCode('NOTE'), fields.byCode('note')]).toEqual([
      note,
      undefined,
      note,
      undefined,
    ])
  })

  test('holds the fields of one entity only', () => {
    expect(() => new FieldSet([note, sampleField('text', { id: 9, entity: 'segments' })])).toThrow()
  })
})

describe('writing', () => {
  test('fields that are named get the values sent, the others keep theirs', () => {
    const written = [
      {
        field_id: 1001,
        field_code: null,
        field_name: 'x',
        field_type: 'y',
        values: [{ value: 'new', enum_id: null }],
      },
      { field_id: null, field_code: 'LEVEL', values: [{ enum_id: 501 }] },
    ]
    expect(apply(written, { 1001: 'old', 1003: true })).toEqual({
      values: { 1001: 'new', 1002: 501, 1003: true },
      refused: [],
    })
  })

  test('the id wins over the code', () => {
    const written = [{ field_id: 1001, field_code: 'LEVEL', values: [{ value: 'x' }] }]
    expect(apply(written)).toEqual({ values: { 1001: 'x' }, refused: [] })
  })

  test('the code counts where no field has the id', () => {
    const written = [{ field_id: 7, field_code: 'NOTE', values: [{ value: 'x' }] }]
    expect(apply(written)).toEqual({ values: { 1001: 'x' }, refused: [] })
  })

  test.each([null, [], [{ value: null }], [{ value: '' }]])('values %j clear the field', (values) => {
    for (const id of [1001, 1002, 1003, 1004])
      expect(apply([{ field_id: id, values }], { [id]: 'something', 7: 1 })).toEqual({
        values: { 7: 1 },
        refused: [],
      })
  })

  test.each([
    ['null', null],
    ['nothing', undefined],
    ['no items', []],
    ['the value that is there', [{ field_id: 1001, values: [{ value: 'old' }] }]],
    ['an empty field emptied', [{ field_id: 1003, values: null }]],
    [
      'the file that is there',
      [
        {
          field_id: 1004,
          values: [{ value: { file_uuid: 'u', version_uuid: 'v', file_name: 'a', file_size: 1 } }],
        },
      ],
    ],
  ])('%s changes nothing', (_title, written) => {
    const current = {
      1001: 'old',
      1002: 504,
      1004: { file_name: 'a', file_size: 1, file_uuid: 'u', version_uuid: 'v' },
    }
    const { values, refused } = apply(written, current)
    expect(values).toBe(current)
    expect(refused).toEqual([])
  })

  test('a removed option that the customer has may be sent back', () => {
    const current = { 1002: 504 }
    const { values, refused } = apply(
      [{ field_id: 1002, values: [{ enum_id: 504, value: 'Gone' }] }],
      current,
    )
    expect(values).toBe(current)
    expect(refused).toEqual([])
  })

  const safe = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }
  test.each<[unknown, unknown[][]]>([
    ['text', [['InvalidType', 'custom_fields_values', { type: 'array' }]]],
    [{ 0: {} }, [['InvalidType', 'custom_fields_values', { type: 'array' }]]],
    [Array.from({ length: 251 }, () => ({})), [['TooManyItems', 'custom_fields_values', { limit: 250 }]]],
    [[null, 5, []], [0, 1, 2].map((n) => ['InvalidType', `custom_fields_values.${n}`, { type: 'object' }])],
    [[{ values: null }], [['FieldMissing', 'custom_fields_values.0.field_id']]],
    [
      [{ field_id: null, field_code: null, values: null }],
      [['FieldMissing', 'custom_fields_values.0.field_id']],
    ],
    [[{ field_id: 7, values: null }], [['NotSupportedChoice', 'custom_fields_values.0.field_id']]],
    [
      [{ field_id: 7, field_code: 'X', values: null }],
      [['NotSupportedChoice', 'custom_fields_values.0.field_id']],
    ],
    [[{ field_code: 'X', values: null }], [['NotSupportedChoice', 'custom_fields_values.0.field_code']]],
    [
      [{ field_id: '1001', values: null }],
      [['InvalidType', 'custom_fields_values.0.field_id', { type: 'int' }]],
    ],
    [[{ field_id: 2 ** 53, values: null }], [['OutOfRange', 'custom_fields_values.0.field_id', safe]]],
    [
      [{ field_code: 1001, values: null }],
      [['InvalidType', 'custom_fields_values.0.field_code', { type: 'string' }]],
    ],
    [[{ field_id: 1001 }], [['FieldMissing', 'custom_fields_values.0.values']]],
    [
      [{ field_id: 1001, values: 'x' }],
      [['InvalidType', 'custom_fields_values.0.values', { type: 'array' }]],
    ],
    [
      [
        { field_id: 1001, values: [{ value: 'new' }, { value: 'newer' }] },
        { field_id: 1002, values: [{ enum_id: 1 }] },
      ],
      [
        ['TooManyItems', 'custom_fields_values.0.values', { limit: 1 }],
        ['NotSupportedChoice', 'custom_fields_values.1.values.0.enum_id'],
      ],
    ],
    [
      [
        { field_id: 1001, values: [{ value: 'old' }] },
        { field_code: 'NOTE', values: [{ value: 'old' }] },
      ],
      [['Duplicate', 'custom_fields_values.1.field_code']],
    ],
  ])('%j is refused and leaves what was there', (written, refused) => {
    const current = { 1001: 'old' }
    const result = apply(written, current)
    expect(result.refused).toEqual(refused)
    expect(result.values).toBe(current)
  })

  test('whatever is written is taken or refused, and never changes the values it was given', () => {
    const item = fc.record(
      {
        field_id: fc.oneof(fc.constantFrom<unknown>(1001, 1002, 1003, 1004, null), fc.anything()),
        field_code: fc.oneof(fc.constantFrom<unknown>('NOTE', 'LEVEL', null), fc.anything()),
        values: fc.oneof(
          fc.array(fc.dictionary(fc.constantFrom('value', 'enum_id', 'enum_code'), fc.anything())),
          fc.anything(),
        ),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.oneof(item, fc.anything())), fc.anything()), (written) => {
        const current = Object.freeze({ 1001: 'old', 1002: 501 })
        const { values } = apply(written, current)
        JSON.parse(renderFieldValuesJson(values, fields, UTC))
        searchOf(values, fields)
      }),
    )
  })
})

describe('reading', () => {
  const values: FieldValues = { 999: 'of a field that is gone', 1001: 'Hello "World"', 1002: 501, 1003: true }

  test('values read with their field, by its sort and id; those of unknown fields are left out', () => {
    expect(JSON.stringify(renderFieldValues(values, fields, UTC))).toBe(
      JSON.stringify([
        {
          field_id: 1002,
          field_name: 'Field "1002"',
          field_code: 'LEVEL',
          field_type: 'select',
          values: [{ value: 'Low', enum_id: 501, enum_code: 'LOW' }],
        },
        {
          field_id: 1003,
          field_name: 'Field "1003"',
          field_code: null,
          field_type: 'checkbox',
          values: [{ value: true }],
        },
        {
          field_id: 1001,
          field_name: 'Field "1001"',
          field_code: 'NOTE',
          field_type: 'text',
          values: [{ value: 'Hello "World"' }],
        },
      ]),
    )
  })

  test('what is written back as it was read changes nothing', () => {
    const known = { 1001: 'x', 1002: 504, 1003: false }
    expect(apply(renderFieldValues(known, fields, UTC), known).values).toBe(known)
  })

  test('the search finds folded texts and tokens that name the field', () => {
    expect(searchOf(values, fields)).toEqual({
      words: ['low', 'hello "world"'],
      tokens: ['1002=501', '1003=1', '1001=hello "world"'],
    })
  })

  test('the JSON text is that of the objects', () => {
    const name = fc.string({ unit: 'binary' })
    const definition = fc.record({
      id: fc.integer({ min: 1, max: 12 }).map((id) => 1_000 + id),
      name,
      code: fc.option(name),
      sort: fc.integer({ min: 0, max: 3 }),
      type: fc.constantFrom(...FIELD_TYPE_NAMES),
    })
    const definitions = fc.uniqueArray(definition, { selector: (field) => field.id, maxLength: 12 })
    const stored = {
      text: 'a\u2028"\\',
      textarea: '',
      url: 'x',
      streetaddress: 'y',
      numeric: 1e-7,
      monetary: 1e21,
      checkbox: false,
      select: 505,
      radiobutton: 1,
      multiselect: [503, 501, 1],
      date: -719_162,
      date_time: 7,
      chained_list: [{ catalog_element_id: 2, catalog_id: 1 }],
      file: { file_name: 'a', file_size: null, file_uuid: 'u', version_uuid: null },
    }
    fc.assert(
      fc.property(definitions, fc.integer({ min: -12, max: 14 }), (parts, hours) => {
        const set = new FieldSet(parts.map(({ type, ...rest }) => sampleField(type, rest)))
        const all = Object.fromEntries(parts.map(({ id, type }) => [id, stored[type]]))
        const calendar = sampleCalendar(hours * 3600)
        expect(renderFieldValuesJson(all, set, calendar)).toBe(
          JSON.stringify(renderFieldValues(all, set, calendar)),
        )
      }),
    )
  })
})
