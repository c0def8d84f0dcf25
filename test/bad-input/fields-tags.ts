import { type BadCase, pathOf, type WriteRoute } from './bad-case.ts'
import { FIELD, FOREIGN, OPTION, SEGMENT_FIELD, TAG, UNKNOWN } from './ids.ts'
import { missing, type WrongItem, wrongItems, wrongValues } from './items.ts'
import { over } from './json.ts'
import { ROUTES } from './routes.ts'
import type { Properties } from './values.ts'

const PROPERTIES: Properties = {
  name: 'title',
  code: 'name?',
  sort: 'int32?',
  group_id: 'name?',
  is_api_only: 'flag?',
  enums: 'collection?',
  currency: 'name?',
  chained_lists: 'collection?',
  tracking_callback: 'text?',
  request_id: 'requestId?',
}
const OPTION_PROPERTIES: Properties = { id: 'id?', value: 'title', sort: 'int32?', code: 'name?' }
const LIST_PROPERTIES: Properties = { catalog_id: 'id', parent_catalog_id: 'id?', title: 'name?' }

const select = (enums: unknown, rest: object = {}) => ({ type: 'select', enums, ...rest })
const many = (count: number) => Array.from({ length: count }, (_, i) => ({ value: `option ${i}` }))

const NEW: readonly WrongItem[] = [
  ...['', 'texts', 'TEXT', 'smart_address', '__proto__', 'constructor', 'hasOwnProperty'].map(
    (type): WrongItem => [`the type ${type}`, { type }, ['NotSupportedChoice', 'type']],
  ),
  ['a list without options', { type: 'select' }, ['FieldMissing', 'enums']],
  ['no options in a list', select([]), ['TooFewItems', 'enums']],
  ['no options in an object', select({}), ['TooFewItems', 'enums']],
  ['options of a text', { enums: [{ value: 'A' }] }, ['NotSupportedChoice', 'enums']],
  ['an option that is a text', select(['A']), ['InvalidType', 'enums.0']],
  ['an option null in an object', select({ first: null }), ['InvalidType', 'enums.first']],
  ['an option without a text', select([{}]), ['FieldMissing', 'enums.0.value']],
  [
    'an option without a text under __proto__',
    select(JSON.parse('{"__proto__":{"sort":1}}')),
    ['FieldMissing', 'enums.__proto__.value'],
  ],
  ['equal options', select([{ value: 'A' }, { value: 'B' }, { value: 'A' }]), ['Duplicate', 'enums.2.value']],
  [
    'equal codes of options',
    select([
      { value: 'A', code: 'C' },
      { value: 'B', code: 'C' },
    ]),
    ['Duplicate', 'enums.1.code'],
  ],
  ['1,001 options', select(many(1001)), ['TooManyItems', 'enums']],
  ['1,001 options in an object', select(Object.fromEntries(many(1001).entries())), ['TooManyItems', 'enums']],
  ['a code that is taken', { code: 'numeric' }, ['NotSupportedChoice', 'code']],
]
const NEW_OF_CUSTOMERS: readonly WrongItem[] = [
  ...['usd', 'US', 'EURO', '', '€€€', 'USD '].map((currency): WrongItem => [
    `the currency "${currency}"`,
    { type: 'monetary', currency },
    ['InvalidFormat', 'currency'],
  ]),
  [
    '101 lists',
    { type: 'chained_list', chained_lists: Array.from({ length: 101 }, () => ({ catalog_id: 1 })) },
    ['TooManyItems', 'chained_lists'],
  ],
  [
    'a list by nothing',
    { type: 'chained_list', chained_lists: { a: {} } },
    ['FieldMissing', 'chained_lists.a.catalog_id'],
  ],
]
const NEW_OF_SEGMENTS: readonly WrongItem[] = ['monetary', 'chained_list', 'file'].map((type): WrongItem => [
  `the type ${type}, which only customers have`,
  { type },
  ['NotSupportedChoice', 'type'],
])

/** What a field with options refuses when it is changed. */
const OPTIONS = (option: number, ofOther: number): readonly WrongItem[] => [
  ['another type', { type: 'text' }, ['ReadOnly', 'type']],
  ['an unknown type', { type: 'toString' }, ['ReadOnly', 'type']],
  ['an unknown option', { enums: [{ id: UNKNOWN, value: 'A' }] }, ['NotSupportedChoice', 'enums.0.id']],
  [
    'an option of another account',
    { enums: [{ id: FOREIGN.option }] },
    ['NotSupportedChoice', 'enums.0.id'],
    ['FieldMissing', 'enums.0.value'],
  ],
  [
    'an option of another field',
    { enums: [{ id: ofOther, value: 'A' }] },
    ['NotSupportedChoice', 'enums.0.id'],
  ],
  [
    'an option twice',
    {
      enums: [
        { id: option, value: 'A' },
        { id: option, value: 'B' },
      ],
    },
    ['Duplicate', 'enums.1.id'],
  ],
  ['no options', { enums: [] }, ['TooFewItems', 'enums']],
  ['a code that is taken', { code: 'numeric' }, ['NotSupportedChoice', 'code']],
  [
    'two things at once',
    { type: 'text', enums: [{ value: 'A' }, { value: 'A' }, {}] },
    ['ReadOnly', 'type'],
    ['Duplicate', 'enums.1.value'],
    ['FieldMissing', 'enums.2.value'],
  ],
]

const inEnums = (type: object) => ({
  prefix: 'enums.0.',
  around: (item: object) => ({ ...type, enums: [over({ value: 'A' }, item)] }),
})
const inLists = (type: object) => ({
  prefix: 'chained_lists.0.',
  around: (item: object) => ({ ...type, chained_lists: [over({ catalog_id: 1 }, item)] }),
})

const ofNew = (route: WriteRoute) => [
  ...missing(route, ['name', 'type']),
  ...wrongValues(route, { ...PROPERTIES, type: 'anyText' }),
  ...wrongValues(route, OPTION_PROPERTIES, inEnums({ type: 'select' })),
  ...wrongItems(route, NEW),
]
const ofChanged = (route: WriteRoute, option: number, ofOther: number) => [
  ...wrongValues(route, { ...PROPERTIES, type: 'anyText?' }),
  ...wrongValues(route, OPTION_PROPERTIES, inEnums({})),
  ...wrongItems(route, OPTIONS(option, ofOther)),
]
/** A route of one field, or of a batch, about a field of another type. */
const about = (route: WriteRoute, id: number): WriteRoute => ({
  ...route,
  ...(route.isBatch ? { good: { ...route.good, id } } : { ids: { id: [id, FOREIGN.field] } }),
})

const inBatches: BadCase[] = [
  {
    method: 'POST',
    path: pathOf(ROUTES.addFields),
    mode: 'segments',
    what: 'three bad items among good ones, two of them with one code',
    body: [
      { name: 'A', type: 'text', code: 'SAME' },
      { name: 'B', type: 'text', code: 'SAME', request_id: 'second' },
      { name: 'C', type: 'none' },
      { type: 'text', request_id: 'nameless' },
      { name: 'D', type: 'text' },
    ],
    problems: [
      ['second', 'NotSupportedChoice', 'code'],
      ['2', 'NotSupportedChoice', 'type'],
      ['nameless', 'FieldMissing', 'name'],
    ],
  },
  ...(
    [
      [ROUTES.changeFields, FIELD, SEGMENT_FIELD],
      [ROUTES.changeSegmentFields, SEGMENT_FIELD, FIELD],
    ] as const
  ).map(([route, own, ofOther]): BadCase => ({
    method: 'PATCH',
    path: pathOf(route),
    mode: 'segments',
    what: 'ids that are unknown, foreign, of the other entity and named twice',
    body: [
      { id: UNKNOWN, name: 'A' },
      { id: own.text, name: 'B' },
      { id: FOREIGN.field, name: 'C', request_id: 'foreign' },
      { id: ofOther.text, name: 'D', request_id: 'other' },
      { id: own.text, name: 'E', request_id: 'again' },
    ],
    problems: [
      ['0', 'NotSupportedChoice', 'id'],
      ['foreign', 'NotSupportedChoice', 'id'],
      ['other', 'NotSupportedChoice', 'id'],
      ['again', 'Duplicate', 'id'],
    ],
  })),
  {
    method: 'POST',
    path: pathOf(ROUTES.addSegmentFields),
    mode: 'segments',
    what: 'more fields of segments than there may be',
    body: Array.from({ length: 25 }, () => ({ name: 'A', type: 'text' })),
    refused: 'segment_field_limit',
    params: { limit: 30 },
  },
]

const crossed: BadCase[] = (
  [
    [ROUTES.changeField, SEGMENT_FIELD.text],
    [ROUTES.deleteField, SEGMENT_FIELD.text],
    [ROUTES.changeSegmentField, FIELD.text],
    [ROUTES.deleteSegmentField, FIELD.text],
  ] as const
).map(([route, id]) => ({
  method: route.method,
  path: pathOf(route, { id }),
  mode: 'segments',
  what: 'a field of the other entity in its path',
  ...(route.good && { body: route.good }),
  refused: 'not_found',
}))

export const FIELD_TAG_CASES: readonly BadCase[] = [
  ...ofNew(ROUTES.addFields),
  ...wrongItems(ROUTES.addFields, NEW_OF_CUSTOMERS),
  ...wrongValues(ROUTES.addFields, LIST_PROPERTIES, inLists({ type: 'chained_list' })),
  ...ofNew(ROUTES.addSegmentFields),
  ...wrongItems(ROUTES.addSegmentFields, NEW_OF_SEGMENTS),
  ...missing(ROUTES.changeFields, ['id']),
  ...wrongValues(ROUTES.changeFields, { id: 'id' }),
  ...[ROUTES.changeFields, ROUTES.changeField].flatMap((route) => [
    ...ofChanged(about(route, FIELD.select), OPTION.select, OPTION.multiselect),
    ...wrongValues(about(route, FIELD.chained_list), LIST_PROPERTIES, inLists({})),
    ...wrongItems(about(route, FIELD.numeric), [
      ['options of a number', { enums: [{ value: 'A' }] }, ['NotSupportedChoice', 'enums']],
    ]),
    ...wrongItems(about(route, FIELD.monetary), [
      ['the currency of no country', { currency: 'dollar' }, ['InvalidFormat', 'currency']],
    ]),
  ]),
  ...[ROUTES.changeSegmentFields, ROUTES.changeSegmentField].flatMap((route) =>
    ofChanged(about(route, SEGMENT_FIELD.select), OPTION.ofSegments, OPTION.select),
  ),
  ...inBatches,
  ...crossed,
  ...missing(ROUTES.renameTag, ['name']),
  ...wrongValues(ROUTES.renameTag, { name: 'title' }),
  ...wrongItems(ROUTES.renameTag, [
    ['the name of another tag', { name: 'VIPs' }, ['NotSupportedChoice', 'name']],
  ]),
  ...[ROUTES.mergeTag, ROUTES.planMergeOfTag].flatMap((route) => [
    ...missing(route, ['into']),
    ...wrongValues(route, { into: 'id' }),
    ...wrongItems(route, [
      ['the tag itself', { into: TAG.twin }, ['NotSupportedChoice', 'into']],
      ['a tag of another account', { into: FOREIGN.tag }, ['NotSupportedChoice', 'into']],
    ]),
  ]),
  ...missing(ROUTES.addTags, ['name']),
  ...wrongValues(ROUTES.addTags, { name: 'title', request_id: 'requestId?' }),
  {
    method: 'POST',
    path: pathOf(ROUTES.addTags),
    mode: 'segments',
    what: 'three bad items among good ones',
    body: [{ name: 'never made' }, {}, { name: '', request_id: 'empty' }, { name: null, request_id: 5 }],
    problems: [
      ['1', 'FieldMissing', 'name'],
      ['empty', 'NotBlank', 'name'],
      ['5', 'InvalidType', 'name'],
    ],
  },
]
