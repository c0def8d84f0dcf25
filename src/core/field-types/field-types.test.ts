import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { customerEntity } from '../../customers/entity.ts'
import { segmentEntity } from '../../segments/entity.ts'
import type { Decimal } from './decimal.ts'
import { type Calendar, FIELD_TYPE_NAMES, type FieldDefinition, type FieldTypeName } from './field-type.ts'
import { fieldTypeNamed } from './field-types.ts'
import { SAMPLE_OPTIONS, sampleCalendar, sampleField, UTC } from './samples.ts'
import { WrittenNumber } from './written.ts'

const MOSCOW = sampleCalendar(3 * 3600)
/** Midnight of 1970-04-11 does not exist: the clock goes from 24:00 to 01:00. */
const LATE_MIDNIGHT = sampleCalendar(-4 * 3600, -3 * 3600, 100 * 86_400 + 4 * 3600)

function parse(field: FieldDefinition, values: unknown[], current?: unknown, calendar: Calendar = UTC) {
  const refused: unknown[][] = []
  const stored = fieldTypeNamed(field.type).parse(values, {
    field,
    calendar,
    current,
    refuse: (...violation) => void refused.push(violation),
  })
  return { stored, refused }
}

const value = (given: unknown) => [{ value: given }]
/** From the first second of the year 1 to the last of 9999, in UTC. */
const SECONDS_OF_YEARS = { min: -62_135_596_800, max: 253_402_300_799 }
const TEXTS = ['text', 'textarea', 'url', 'streetaddress'] as const
const CHOICES = ['select', 'radiobutton'] as const

test('fields may be defined where the published matrix says', () => {
  expect(customerEntity.fields?.types).toEqual(FIELD_TYPE_NAMES)
  expect(FIELD_TYPE_NAMES.filter((name) => !segmentEntity.fields?.types.includes(name))).toEqual([
    'monetary',
    'chained_list',
    'file',
  ])
})

test('only the types with a list have options', () => {
  expect(FIELD_TYPE_NAMES.filter((name) => fieldTypeNamed(name).hasEnums)).toEqual([
    ...CHOICES,
    'multiselect',
  ])
})

describe('what is written becomes the stored value', () => {
  test.each<[FieldTypeName, unknown[], unknown]>([
    ...TEXTS.map((type): [FieldTypeName, unknown[], unknown] => [type, value(' Ёлка 🎄\n'), ' Ёлка 🎄\n']),
    ['text', [{ value: 'x', enum_id: null, enum_code: null, more: 1 }], 'x'],
    ['numeric', value(12.5), 12.5],
    ['numeric', value('12.5'), 12.5],
    ['numeric', value('-.5'), -0.5],
    ['numeric', value('+7.'), 7],
    ['numeric', value('1e+21'), 1e21],
    ['numeric', value('0012'), 12],
    ['numeric', value(0), 0],
    ['numeric', value(-0), 0],
    ['numeric', value('1.50'), '1.50'],
    ['numeric', value(new WrittenNumber('4276010012345678901')), '4276010012345678901'],
    ['numeric', value(new WrittenNumber('100.0')), '100.0'],
    ['monetary', value('1234567890123456.78'), '1234567890123456.78'],
    ['checkbox', value(new WrittenNumber('1.0')), true],
    ['date_time', value(new WrittenNumber('1587376544.0')), 1_587_376_544],
    ['monetary', value('999.12'), 999.12],
    ['monetary', value(1000), 1000],
    ...[true, 1, '1', 'true'].map((on): [FieldTypeName, unknown[], unknown] => ['checkbox', value(on), true]),
    ...[false, 0, '0', 'false'].map((off): [FieldTypeName, unknown[], unknown] => [
      'checkbox',
      value(off),
      false,
    ]),
    ...CHOICES.flatMap((type): [FieldTypeName, unknown[], unknown][] => [
      [type, [{ enum_id: 502 }], 502],
      [type, [{ enum_id: 502, enum_code: 'LOW', value: 'Middle' }], 502],
      [type, [{ enum_id: null, enum_code: 'LOW', value: 'Middle' }], 501],
      [type, [{ enum_id: null, enum_code: null, value: 'Middle' }], 503],
      [type, [{ value: 'Low' }], 501],
      [type, [{ value: ' Low\u00a0' }], 501],
      [type, [{ enum_id: 9, enum_code: 'HIGH', value: 'Middle' }], 502],
      [type, [{ enum_id: 9, enum_code: 'NONE', value: 'Middle' }], 503],
      [type, [{ enum_id: 504, enum_code: 'GONE', value: 'Middle' }], 503],
    ]),
    ['multiselect', [{ enum_id: 503 }, { enum_code: 'LOW' }, { value: 'Middle' }], [501, 503]],
    ['date', value(86_400 * 3 + 5), 3],
    ['date', value(-1), -1],
    ['date', value(259_205.7), 3],
    ['date', value('259205'), 3],
    ['date', value('1970-01-04'), 3],
    ['date', value('2021-10-19'), 18_919],
    ['date_time', value(1_587_376_544.9), 1_587_376_544],
    ['date_time', value('1634601600'), 1_634_601_600],
    ['date_time', value('1634601600.5'), 1_634_601_600],
    ['date_time', value('2021-10-19'), 1_634_601_600],
    ['date', value('1970-01-04T23:59:59+00:00'), 3],
    ['date_time', value(1_587_376_544), 1_587_376_544],
    ['date_time', value('2020-04-20T12:55:44+03:00'), 1_587_376_544],
    [
      'chained_list',
      [
        { catalog_id: 7, catalog_element_id: 9 },
        { catalog_id: 8, catalog_element_id: 9, x: 1 },
      ],
      [
        { catalog_id: 7, catalog_element_id: 9 },
        { catalog_id: 8, catalog_element_id: 9 },
      ],
    ],
    [
      'file',
      value({ file_size: 3, file_uuid: 'u', version_uuid: 'v', file_name: 'a.txt', is_deleted: false }),
      { file_uuid: 'u', version_uuid: 'v', file_name: 'a.txt', file_size: 3 },
    ],
    [
      'file',
      value({ file_uuid: 'u', version_uuid: null }),
      { file_uuid: 'u', version_uuid: null, file_name: null, file_size: null },
    ],
  ])('%s: %j becomes %j', (type, values, stored) => {
    expect(parse(sampleField(type), values)).toEqual({ stored, refused: [] })
  })

  test.each(FIELD_TYPE_NAMES)('a single null or empty text clears a %s field', (type) => {
    expect(parse(sampleField(type), value(null))).toEqual({ stored: undefined, refused: [] })
    expect(parse(sampleField(type), value(''))).toEqual({ stored: undefined, refused: [] })
    const nulls = [
      { value: null, enum_id: null, enum_code: null, catalog_id: null, catalog_element_id: null },
    ]
    expect(parse(sampleField(type), nulls)).toEqual({ stored: undefined, refused: [] })
  })

  test('a date is the day of the moment in the account zone', () => {
    const lateEvening = Date.parse('2024-03-01T22:30:00Z') / 1000
    const day = Date.parse('2024-03-01T00:00:00Z') / 86_400_000
    const field = sampleField('date')
    expect(parse(field, value(lateEvening), undefined, UTC).stored).toBe(day)
    expect(parse(field, value(lateEvening), undefined, MOSCOW).stored).toBe(day + 1)
    expect(parse(field, value('2024-03-01T22:30:00Z'), undefined, MOSCOW).stored).toBe(day + 1)
  })

  test('a removed option stays with who has it and is given to nobody else', () => {
    const [select, multiselect] = [sampleField('select'), sampleField('multiselect')]
    expect(parse(select, [{ enum_id: 504 }], 504)).toEqual({ stored: 504, refused: [] })
    expect(parse(select, [{ value: 'Gone' }], 504)).toEqual({ stored: 504, refused: [] })
    expect(parse(select, [{ value: 'Low' }], 505)).toEqual({ stored: 501, refused: [] })
    expect(parse(select, [{ enum_id: 504 }], 501).refused).toEqual([
      ['NotSupportedChoice', 'values.0.enum_id'],
    ])
    const both = [{ enum_code: 'GONE' }, { enum_id: 501 }]
    expect(parse(multiselect, both, [504])).toEqual({ stored: [501, 504], refused: [] })
    expect(parse(multiselect, both, [501]).refused).toEqual([['NotSupportedChoice', 'values.0.enum_code']])
  })
})

test('a number equal to a value that keeps its zeros changes nothing; a text is taken as it is written', () => {
  const field = sampleField('numeric')
  expect(parse(field, value(1.5), '1.50').stored).toBe('1.50')
  expect(parse(field, value('1.5'), '1.50').stored).toBe(1.5)
  expect(parse(field, value('1.50'), 1.5).stored).toBe('1.50')
  expect(parse(field, value(new WrittenNumber('1.50')), 1.5).stored).toBe('1.50')
  expect(parse(field, value(1.25), '1.50').stored).toBe(1.25)
})

describe('what cannot be taken is refused', () => {
  const safe = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }
  test.each<[FieldTypeName, unknown[], unknown[][]]>([
    ...FIELD_TYPE_NAMES.flatMap((type): [FieldTypeName, unknown[], unknown[][]][] => [
      [type, ['plain'], [['InvalidType', 'values.0', { type: 'object' }]]],
      [type, [null], [['InvalidType', 'values.0', { type: 'object' }]]],
      [type, [[]], [['InvalidType', 'values.0', { type: 'object' }]]],
    ]),
    ...FIELD_TYPE_NAMES.filter((type) => type !== 'multiselect' && type !== 'chained_list').map(
      (type): [FieldTypeName, unknown[], unknown[][]] => [
        type,
        [{ value: null }, { value: null }],
        [['TooManyItems', 'values', { limit: 1 }]],
      ],
    ),
    ...TEXTS.flatMap((type): [FieldTypeName, unknown[], unknown[][]][] => [
      [type, [{}], [['FieldMissing', 'values.0.value']]],
      [type, value(5), [['InvalidType', 'values.0.value', { type: 'string' }]]],
      [type, value('a\0b'), [['InvalidCharacters', 'values.0.value']]],
      [type, value('a\ud800'), [['InvalidCharacters', 'values.0.value']]],
    ]),
    ['numeric', value(true), [['InvalidType', 'values.0.value', { type: 'float' }]]],
    ['numeric', value([1]), [['InvalidType', 'values.0.value', { type: 'float' }]]],
    ['numeric', value('12,5'), [['InvalidFormat', 'values.0.value']]],
    ['numeric', value(' 12'), [['InvalidFormat', 'values.0.value']]],
    ['numeric', value('0x10'), [['InvalidFormat', 'values.0.value']]],
    ['numeric', value('.'), [['InvalidFormat', 'values.0.value']]],
    ['numeric', value('1\0'), [['InvalidCharacters', 'values.0.value']]],
    ['numeric', value('9'.repeat(39)), [['TooManyDigits', 'values.0.value', { limit: 38 }]]],
    ['monetary', value('1e-400'), [['TooManyDigits', 'values.0.value', { limit: 38 }]]],
    [
      'monetary',
      value(new WrittenNumber('1e999')),
      [['OutOfRange', 'values.0.value', { min: -Number.MAX_VALUE, max: Number.MAX_VALUE }]],
    ],
    ['text', value(new WrittenNumber('1.50')), [['InvalidType', 'values.0.value', { type: 'string' }]]],
    ['select', value(new WrittenNumber('501.0')), [['InvalidType', 'values.0.value', { type: 'string' }]]],
    [
      'monetary',
      value('1e999'),
      [['OutOfRange', 'values.0.value', { min: -Number.MAX_VALUE, max: Number.MAX_VALUE }]],
    ],
    ['checkbox', value('yes'), [['InvalidType', 'values.0.value', { type: 'bool' }]]],
    ['checkbox', value(2), [['InvalidType', 'values.0.value', { type: 'bool' }]]],
    ...CHOICES.flatMap((type): [FieldTypeName, unknown[], unknown[][]][] => [
      [type, [{}], [['FieldMissing', 'values.0.enum_id']]],
      [type, [{ enum_id: 9 }], [['NotSupportedChoice', 'values.0.enum_id']]],
      [type, [{ enum_id: 9, value: 'Gone' }], [['NotSupportedChoice', 'values.0.enum_id']]],
      [type, [{ enum_id: 9, enum_code: 'NONE', value: 5 }], [['NotSupportedChoice', 'values.0.enum_id']]],
      [type, [{ enum_id: '501' }], [['InvalidType', 'values.0.enum_id', { type: 'int' }]]],
      [type, [{ enum_id: 2 ** 53 }], [['OutOfRange', 'values.0.enum_id', safe]]],
      [type, [{ enum_code: 'low' }], [['NotSupportedChoice', 'values.0.enum_code']]],
      [type, [{ enum_code: 501 }], [['InvalidType', 'values.0.enum_code', { type: 'string' }]]],
      [type, value('low'), [['NotSupportedChoice', 'values.0.value']]],
      [type, value('Gone'), [['NotSupportedChoice', 'values.0.value']]],
      [type, value(true), [['InvalidType', 'values.0.value', { type: 'string' }]]],
    ]),
    [
      'multiselect',
      [{ enum_id: 501 }, { enum_id: 1 }, { value: null }],
      [
        ['NotSupportedChoice', 'values.1.enum_id'],
        ['FieldMissing', 'values.2.enum_id'],
      ],
    ],
    ...(['date', 'date_time'] as const).flatMap((type): [FieldTypeName, unknown[], unknown[][]][] => [
      [type, value(true), [['InvalidType', 'values.0.value', { type: 'int' }]]],
      [type, value('tomorrow'), [['InvalidDate', 'values.0.value']]],
      [type, value('2026-02-30'), [['InvalidDate', 'values.0.value']]],
      [type, value(SECONDS_OF_YEARS.min - 1), [['OutOfRange', 'values.0.value', SECONDS_OF_YEARS]]],
      [type, value(SECONDS_OF_YEARS.max + 1), [['OutOfRange', 'values.0.value', SECONDS_OF_YEARS]]],
      [type, value(1e15), [['OutOfRange', 'values.0.value', SECONDS_OF_YEARS]]],
      [type, value(1e300), [['OutOfRange', 'values.0.value', safe]]],
    ]),
    [
      'chained_list',
      [{ catalog_id: 7 }, { catalog_id: 0, catalog_element_id: '9' }],
      [
        ['FieldMissing', 'values.0.catalog_element_id'],
        ['OutOfRange', 'values.1.catalog_id', { min: 1, max: Number.MAX_SAFE_INTEGER }],
        ['InvalidType', 'values.1.catalog_element_id', { type: 'int' }],
      ],
    ],
    ['file', value('u'), [['InvalidType', 'values.0.value', { type: 'object' }]]],
    ['file', value({ file_name: 'a' }), [['FieldMissing', 'values.0.value.file_uuid']]],
    [
      'file',
      value({ file_uuid: 1, version_uuid: '\0', file_name: 'x'.repeat(256), file_size: -1 }),
      [
        ['InvalidType', 'values.0.value.file_uuid', { type: 'string' }],
        ['InvalidCharacters', 'values.0.value.version_uuid'],
        ['TooLong', 'values.0.value.file_name', { limit: 255 }],
        ['OutOfRange', 'values.0.value.file_size', { min: 0, max: Number.MAX_SAFE_INTEGER }],
      ],
    ],
  ])('%s: %j', (type, values, refused) => {
    expect(parse(sampleField(type), values)).toEqual({ stored: undefined, refused })
  })

  test('a text is measured in bytes of UTF-8', () => {
    const field = sampleField('textarea')
    expect(parse(field, value('a'.repeat(65_536))).refused).toEqual([])
    expect(parse(field, value('ы'.repeat(32_768))).refused).toEqual([])
    for (const long of ['a'.repeat(65_537), 'ы'.repeat(32_768) + 'a'])
      expect(parse(field, value(long)).refused).toEqual([['TooLong', 'values.0.value', { limit: 65_536 }]])
  })

  test('more values than a field holds are refused as one mistake', () => {
    const many = (item: object) => Array.from({ length: 1_001 }, () => item)
    const refused = [['TooManyItems', 'values', { limit: 1_000 }]]
    expect(parse(sampleField('multiselect'), many({ enum_id: 1 })).refused).toEqual(refused)
    expect(parse(sampleField('chained_list'), many({})).refused).toEqual(refused)
  })
})

describe('the wire form', () => {
  test.each<[FieldTypeName, unknown, object[]]>([
    ['text', 'a "b"', [{ value: 'a "b"' }]],
    ['numeric', 12.5, [{ value: '12.5' }]],
    ['numeric', 1e20, [{ value: '100000000000000000000' }]],
    ['numeric', '1.50', [{ value: '1.50' }]],
    ['monetary', 999.12, [{ value: '999.12' }]],
    ['checkbox', false, [{ value: false }]],
    ['select', 502, [{ value: 'High', enum_id: 502, enum_code: 'HIGH' }]],
    ['radiobutton', 504, [{ value: 'Gone', enum_id: 504, enum_code: 'GONE' }]],
    ['select', 999, []],
    [
      'multiselect',
      [503, 501],
      [
        { value: 'Low', enum_id: 501, enum_code: 'LOW' },
        { value: 'Middle', enum_id: 503, enum_code: null },
      ],
    ],
    ['date', 3, [{ value: 259_200 }]],
    ['date_time', 5, [{ value: 5 }]],
    ['chained_list', [{ catalog_element_id: 9, catalog_id: 7 }], [{ catalog_id: 7, catalog_element_id: 9 }]],
    [
      'file',
      { file_name: null, file_size: 3, file_uuid: 'u', version_uuid: 'v' },
      [{ value: { file_uuid: 'u', version_uuid: 'v', file_name: null, file_size: 3 } }],
    ],
  ])('%s: %j reads %j', (type, stored, values) => {
    const rendered = fieldTypeNamed(type).render(stored, sampleField(type), UTC)
    expect(JSON.stringify(rendered)).toBe(JSON.stringify(values))
  })

  test('a date reads as the first instant of its day, where midnight is and where it is not', () => {
    const read = (calendar: Calendar) => fieldTypeNamed('date').render(100, sampleField('date'), calendar)
    expect(read(MOSCOW)).toEqual([{ value: 100 * 86_400 - 3 * 3600 }])
    expect(read(LATE_MIDNIGHT)).toEqual([{ value: 100 * 86_400 + 4 * 3600 }])
  })
})

describe('filters and the search', () => {
  test.each<[FieldTypeName, unknown, string]>([
    ['text', 'Straße', 'STRASSE'],
    ['url', 'https://Example.com/?a=b', 'HTTPS://example.com/?A=B'],
    ['textarea', 'ё'.repeat(70_000), 'Ё'.repeat(70_000)],
    ['numeric', 12.5, '12.50'],
    ['numeric', '12.50', '12.5'],
    ['numeric', '4276010012345678901', '4276010012345678901.0'],
    ['numeric', 1e21, '1000000000000000000000'],
    ['numeric', 0, '-0'],
    ['monetary', 1000, '1e3'],
    ['checkbox', true, '1'],
    ['checkbox', false, '0'],
    ['select', 501, '501'],
    ['radiobutton', 504, '504'],
    ['multiselect', [501, 503], '503'],
    ['date', 3, '259205'],
    ['date', 3, '1970-01-04T12:00:00Z'],
    ['date', 3, '1970-01-04'],
    ['date_time', 5, '5'],
    ['date_time', -5, '-5'],
    ['chained_list', [{ catalog_id: 7, catalog_element_id: 9 }], '9'],
    ['file', { file_uuid: 'u', version_uuid: null, file_name: null, file_size: null }, 'u'],
  ])('%s: %j is found by %s', (type, stored, text) => {
    const fieldType = fieldTypeNamed(type)
    expect(fieldType.tokens(stored)).toContain(fieldType.filterToken(text, sampleField(type), UTC))
  })

  test.each<[FieldTypeName, string]>([
    ['text', ''],
    ['numeric', 'many'],
    ['numeric', '1e999'],
    ['checkbox', 'maybe'],
    ['select', 'Low'],
    ['select', '999'],
    ['multiselect', ''],
    ['date', 'today'],
    ['date_time', '99999999999999999999'],
    ['chained_list', '-1'],
    ['file', ''],
  ])('%s: nothing is found by %j', (type, text) => {
    expect(fieldTypeNamed(type).filterToken(text, sampleField(type), UTC)).toBeUndefined()
  })

  test.each<[FieldTypeName, string, Decimal | undefined]>([
    ['numeric', '-1.5', -1.5],
    ['numeric', '0', 0],
    ['numeric', '1e999', Number.MAX_VALUE],
    ['numeric', '-1e999', -Number.MAX_VALUE],
    ['numeric', '4276010012345678901', '4276010012345678901'],
    ['numeric', '9'.repeat(39), undefined],
    ['monetary', 'a', undefined],
    ['date', '259205', 3],
    ['date', '1970-01-04', 3],
    ['date', '1970-01-04T00:00:00Z', 3],
    ['date', '99999999999999', 2_932_897],
    ['date', '-99999999999999', -719_163],
    ['date', '1e5', undefined],
    ['date_time', '99999999999999', 99_999_999_999_999],
    ['date_time', '', undefined],
  ])('a range of a %s field from %j begins at %j', (type, text, bound) => {
    expect(fieldTypeNamed(type).range?.bound(text, UTC)).toBe(bound)
  })

  test('ranges are asked of numbers and dates only', () => {
    expect(FIELD_TYPE_NAMES.filter((name) => fieldTypeNamed(name).range)).toEqual([
      'numeric',
      'monetary',
      'date',
      'date_time',
    ])
  })

  test('long texts that differ anywhere have different tokens that fit an index', () => {
    const long = 'ы'.repeat(3_000)
    const tokens = [long, `${long}a`, `${long}b`, `${long.slice(1)}a`, long.slice(0, 200)].flatMap((text) =>
      fieldTypeNamed('text').tokens(text),
    )
    expect(new Set(tokens).size).toBe(5)
    for (const token of tokens) expect(new TextEncoder().encode(token).length).toBeLessThan(1_000)
  })

  test('a token is never cut through a character', () => {
    const [token] = fieldTypeNamed('text').tokens(`a${'😀'.repeat(200)}`)
    expect(token?.isWellFormed()).toBe(true)
  })

  test.each<[FieldTypeName, unknown, string[]]>([
    ['text', 'Abc', ['Abc']],
    ['numeric', 12.5, ['12.5']],
    ['select', 504, ['Gone']],
    ['multiselect', [501, 503], ['Low', 'Middle']],
    ['file', { file_uuid: 'u', version_uuid: 'v', file_name: 'a.txt', file_size: 3 }, ['a.txt']],
    ['checkbox', true, []],
    ['date', 3, []],
  ])('%s: the search reads %j as %j', (type, stored, words) => {
    expect(fieldTypeNamed(type).words(stored, sampleField(type))).toEqual(words)
  })
})

describe('properties', () => {
  const goodText = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0'))
  const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((double) => double + 0),
    fc.constantFrom<Decimal>('1.50', '0.00', '4276010012345678901', '-1234567890123456.78', '9'.repeat(38)),
  )
  const optionId = fc.constantFrom(...SAMPLE_OPTIONS.map((option) => option.id))
  const day = fc.integer({ min: -719_162, max: 2_932_896 })
  const stored: Record<FieldTypeName, fc.Arbitrary<unknown>> = {
    text: goodText,
    textarea: goodText,
    url: goodText,
    streetaddress: goodText,
    numeric: number,
    monetary: number,
    checkbox: fc.boolean(),
    select: optionId,
    radiobutton: optionId,
    multiselect: fc.subarray([501, 502, 503, 504, 505], { minLength: 1 }),
    date: fc.oneof(day, fc.constantFrom(-719_162, 2_932_896, 99, 100, 101)),
    date_time: fc.oneof(fc.integer(SECONDS_OF_YEARS), fc.constantFrom(...Object.values(SECONDS_OF_YEARS))),
    chained_list: fc.array(fc.record({ catalog_id: id, catalog_element_id: id }), { minLength: 1 }),
    file: fc.record({
      file_uuid: goodText,
      version_uuid: fc.option(goodText),
      file_name: fc.option(goodText),
      file_size: fc.option(fc.nat()),
    }),
  }
  const calendar = fc.constantFrom(
    UTC,
    MOSCOW,
    LATE_MIDNIGHT,
    sampleCalendar(14 * 3600),
    sampleCalendar(-12 * 3600),
    sampleCalendar(5 * 3600, 4 * 3600, 100 * 86_400 - 5 * 3600),
  )

  test.each(FIELD_TYPE_NAMES)('a %s value written back as it was read is the same value', (type) => {
    const field = sampleField(type)
    fc.assert(
      fc.property(stored[type], calendar, (before, calendar) => {
        const rendered = JSON.parse(
          JSON.stringify(fieldTypeNamed(type).render(before, field, calendar)),
        ) as unknown[]
        expect(parse(field, rendered, before, calendar)).toEqual({ stored: before, refused: [] })
      }),
    )
  })

  test.each(FIELD_TYPE_NAMES)('the JSON text of a %s value is that of its wire form', (type) => {
    const [field, fieldType] = [sampleField(type), fieldTypeNamed(type)]
    fc.assert(
      fc.property(stored[type], calendar, (before, calendar) => {
        const json = JSON.stringify(fieldType.render(before, field, calendar))
        expect(fieldType.json?.(before, field, calendar) ?? json).toBe(json)
      }),
    )
  })

  test.each(['text', 'numeric', 'checkbox', 'date', 'date_time'] as const)(
    'a %s value is found by what it reads as',
    (type) => {
      const [field, fieldType] = [sampleField(type), fieldTypeNamed(type)]
      fc.assert(
        fc.property(stored[type], calendar, (before, calendar) => {
          const [rendered] = fieldType.render(before, field, calendar) as { value: unknown }[]
          const requested = typeof rendered?.value === 'boolean' ? Number(rendered.value) : rendered?.value
          expect(fieldType.filterToken(String(requested), field, calendar)).toBe(fieldType.tokens(before)[0])
        }),
      )
    },
  )

  test.each(FIELD_TYPE_NAMES)(
    'whatever is written to a %s field is taken, clears it or is refused',
    (type) => {
      const key = fc.constantFrom('value', 'enum_id', 'enum_code', 'catalog_id', 'catalog_element_id')
      const junk = fc.array(fc.oneof(fc.anything(), fc.dictionary(key, fc.anything())), { minLength: 1 })
      fc.assert(
        fc.property(junk, (values) => {
          const { stored, refused } = parse(sampleField(type), values)
          if (refused.length > 0) expect(stored).toBeUndefined()
          else if (stored !== undefined) fieldTypeNamed(type).render(stored, sampleField(type), UTC)
        }),
      )
    },
  )

  test.each(FIELD_TYPE_NAMES)('whatever a filter asks of a %s field has an answer', (type) => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.double().map(String)), (text) => {
        const fieldType = fieldTypeNamed(type)
        fieldType.filterToken(text, sampleField(type), UTC)
        expect(fieldType.range?.bound(text, UTC)).not.toBeNaN()
      }),
    )
  })
})
