import { type BadCase, pathOf, type WriteRoute } from './bad-case.ts'
import { wrongFieldValues } from './field-values.ts'
import { FIELD, OPTION, SEGMENT_FIELD, STAGE } from './ids.ts'
import { missing, type WrongItem, wrongItems, wrongValues } from './items.ts'
import { ROUTES } from './routes.ts'
import type { Properties } from './values.ts'

const STAGE_PROPERTIES: Properties = {
  name: 'title',
  sort: 'int32',
  color: 'name',
  request_id: 'requestId?',
}
const SEGMENT_PROPERTIES: Properties = {
  name: 'title',
  color: 'name',
  available_products_price_types: 'list?',
  'available_products_price_types.0': 'id',
  custom_fields_values: 'list?',
  request_id: 'requestId?',
}

const colors = (...values: string[]) =>
  values.map((color): WrongItem => [`the color ${color}`, { color }, ['NotSupportedChoice', 'color']])
const STAGE_ITEMS = colors('', 'red', '#000000', 'ccc8f9', '#CCC8F9', '__proto__', 'constructor')
const SEGMENT_ITEMS: readonly WrongItem[] = [
  ...colors('', 'red', '000000', '#10599d', '10599D', 'toString'),
  [
    '251 price types',
    { available_products_price_types: Array.from({ length: 251 }, (_, i) => i + 1) },
    ['TooManyItems', 'available_products_price_types'],
  ],
  [
    'a color and two fields',
    {
      color: 'red',
      custom_fields_values: [
        { field_id: SEGMENT_FIELD.numeric, values: [{ value: 'many' }] },
        { field_id: FIELD.text, values: [{ value: 'A' }] },
      ],
    },
    ['NotSupportedChoice', 'color'],
    ['InvalidFormat', 'custom_fields_values.0.values.0.value'],
    ['NotSupportedChoice', 'custom_fields_values.1.field_id'],
  ],
]
const HAND_ITEMS: readonly WrongItem[] = [
  ...['', 'In', 'kept out', '__proto__', 'constructor'].map((hand): WrongItem => [
    `the hand ${JSON.stringify(hand)}`,
    { hand },
    ['NotSupportedChoice', 'hand'],
  ]),
  ...[1, true, [], ['in'], {}].map((hand): WrongItem => [
    `the hand ${JSON.stringify(hand)}`,
    { hand },
    ['InvalidType', 'hand'],
    ['NotSupportedChoice', 'hand'],
  ]),
]
const FIELDS = {
  ...SEGMENT_FIELD,
  ofOtherEntity: FIELD.text,
  option: OPTION.ofSegments,
  optionOfOther: OPTION.select,
}

const ofStages = (route: WriteRoute) => [
  ...wrongValues(route, STAGE_PROPERTIES),
  ...wrongItems(route, STAGE_ITEMS),
]
const ofSegments = (route: WriteRoute) => [
  ...wrongValues(route, SEGMENT_PROPERTIES),
  ...wrongItems(route, SEGMENT_ITEMS),
  ...wrongItems(route, wrongFieldValues(FIELDS)),
]

const stages: BadCase[] = [
  {
    method: 'POST',
    path: pathOf(ROUTES.addStages),
    mode: 'periodicity',
    what: 'three bad items among good ones',
    body: [
      { name: 'A', sort: 1 },
      { name: 'A', sort: 1, color: 'red' },
      { name: 'A', request_id: 'no sort' },
      { sort: '1', request_id: 9 },
    ],
    problems: [
      ['1', 'NotSupportedChoice', 'color'],
      ['no sort', 'FieldMissing', 'sort'],
      ['9', 'FieldMissing', 'name'],
      ['9', 'InvalidType', 'sort'],
    ],
  },
  {
    method: 'POST',
    path: pathOf(ROUTES.addStages),
    mode: 'periodicity',
    what: 'more stages than there may be',
    body: Array.from({ length: 25 }, (_, sort) => ({ name: 'A', sort })),
    refused: 'stage_limit',
    params: { limit: 30 },
  },
  ...[1001, 1003, 1004, 1005].map((id): BadCase => ({
    method: 'DELETE',
    path: pathOf(ROUTES.deleteStage, { id }),
    mode: 'periodicity',
    what: `the system stage ${id}`,
    refused: 'system_stage',
  })),
]

const ofNothing: BadCase[] = [ROUTES.changeStage, ROUTES.changeSegment].flatMap((route) =>
  [{}, { unknown: 1 }, { request_id: 'none' }].map((body): BadCase => ({
    method: route.method,
    path: pathOf(route),
    mode: route.mode,
    what: `a change by ${JSON.stringify(body)}`,
    body,
    problems: [['request_id' in body ? 'none' : undefined, 'NothingToChange', '']],
  })),
)

const STAGE_ROUTES = [ROUTES.addStages, ROUTES.changeStage, ROUTES.deleteStage]
const SEGMENT_ROUTES = [ROUTES.addSegment, ROUTES.changeSegment, ROUTES.deleteSegment, ROUTES.setHandMark]
const inOtherMode: BadCase[] = [...STAGE_ROUTES, ...SEGMENT_ROUTES].map((route) => ({
  method: route.method,
  path: pathOf(route),
  mode: route.mode === 'segments' ? 'periodicity' : 'segments',
  what: 'the other mode',
  ...(route.good && { body: route.isBatch ? [route.good] : route.good }),
  refused: route.mode === 'segments' ? 'segments_needed' : 'periodicity_needed',
}))

export const STAGE_SEGMENT_CASES: readonly BadCase[] = [
  ...missing(ROUTES.addStages, ['name', 'sort']),
  ...ofStages(ROUTES.addStages),
  ...ofStages(ROUTES.changeStage),
  ...wrongItems({ ...ROUTES.changeStage, ids: { id: [STAGE.recent, 0] } }, STAGE_ITEMS),
  ...stages,
  ...missing(ROUTES.addSegment, ['name']),
  ...ofSegments(ROUTES.addSegment),
  ...ofSegments(ROUTES.changeSegment),
  ...missing(ROUTES.setHandMark, ['hand']),
  ...wrongItems(ROUTES.setHandMark, HAND_ITEMS),
  ...ofNothing,
  ...inOtherMode,
]
