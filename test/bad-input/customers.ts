import type { BadCase, WriteRoute } from './bad-case.ts'
import { pathOf } from './bad-case.ts'
import { wrongFieldValues } from './field-values.ts'
import { CUSTOMER, FIELD, FOREIGN, OPTION, SEGMENT_FIELD, UNKNOWN, USER } from './ids.ts'
import { missing, type WrongItem, wrongItems, wrongValues } from './items.ts'
import { ROUTES } from './routes.ts'
import type { Properties } from './values.ts'

const TAG_LISTS = ['_embedded.tags', 'tags_to_add', 'tags_to_delete']
const SEGMENT_LISTS = ['_embedded.segments', 'segments_to_add', 'segments_to_delete']

const PROPERTIES: Properties = {
  name: 'name',
  next_price: 'money',
  next_date: 'time?',
  responsible_user_id: 'id',
  status_id: 'id',
  periodicity: 'count',
  created_by: 'user',
  updated_by: 'user',
  created_at: 'time',
  updated_at: 'time',
  custom_fields_values: 'list?',
  request_id: 'requestId?',
  _embedded: 'object?',
  ...Object.fromEntries(
    TAG_LISTS.flatMap((list) => [
      [list, 'list?'],
      [`${list}.0`, 'object'],
      [`${list}.0.id`, 'id?'],
      [`${list}.0.name`, 'name?'],
    ]),
  ),
  ...Object.fromEntries(
    SEGMENT_LISTS.flatMap((list) => [
      [list, 'list?'],
      [`${list}.0`, 'object'],
      [`${list}.0.id`, 'id'],
    ]),
  ),
}

const inList = (list: string, items: unknown[]) =>
  list.startsWith('_embedded.')
    ? { _embedded: { [list.slice('_embedded.'.length)]: items } }
    : { [list]: items }

const ITEMS: readonly WrongItem[] = [
  ...[UNKNOWN, FOREIGN.user, USER.retired].map((id): WrongItem => [
    `the responsible user ${id}`,
    { responsible_user_id: id },
    ['NotSupportedChoice', 'responsible_user_id'],
  ]),
  ['an unknown author', { created_by: UNKNOWN }, ['NotSupportedChoice', 'created_by']],
  ['an author of another account', { created_by: FOREIGN.user }, ['NotSupportedChoice', 'created_by']],
  ['an unknown last author', { updated_by: UNKNOWN }, ['NotSupportedChoice', 'updated_by']],
  ['an unknown stage', { status_id: UNKNOWN }, ['NotSupportedChoice', 'status_id']],
  ['a stage of another account', { status_id: FOREIGN.stage }, ['NotSupportedChoice', 'status_id']],
  ...TAG_LISTS.flatMap((list): WrongItem[] => [
    [`${list}: a tag by nothing`, inList(list, [{}]), ['FieldMissing', `${list}.0.name`]],
    [`${list}: a tag without a name`, inList(list, [{ name: '' }]), ['FieldMissing', `${list}.0.name`]],
    [`${list}: null for both`, inList(list, [{ id: null, name: null }]), ['FieldMissing', `${list}.0.name`]],
    [`${list}: an unknown tag`, inList(list, [{ id: UNKNOWN }]), ['NotSupportedChoice', `${list}.0.id`]],
    [
      `${list}: a tag of another account`,
      inList(list, [{ name: 'new' }, { id: FOREIGN.tag }]),
      ['NotSupportedChoice', `${list}.1.id`],
    ],
    [
      `${list}: 1,001 tags`,
      inList(
        list,
        Array.from({ length: 1001 }, (_, i) => ({ name: `tag ${i}` })),
      ),
      ['TooManyItems', list],
    ],
  ]),
  ...SEGMENT_LISTS.flatMap((list): WrongItem[] => [
    [`${list}: a segment by nothing`, inList(list, [{}]), ['FieldMissing', `${list}.0.id`]],
    [`${list}: an unknown segment`, inList(list, [{ id: UNKNOWN }]), ['NotSupportedChoice', `${list}.0.id`]],
    [
      `${list}: a segment of another account`,
      inList(list, [{ id: FOREIGN.segment }]),
      ['NotSupportedChoice', `${list}.0.id`],
    ],
    [
      `${list}: 1,001 segments`,
      inList(
        list,
        Array.from({ length: 1001 }, () => ({ id: 1 })),
      ),
      ['TooManyItems', list],
    ],
  ]),
  [
    'six things at once',
    {
      responsible_user_id: USER.retired,
      created_by: UNKNOWN,
      status_id: UNKNOWN,
      custom_fields_values: [
        { field_id: FIELD.numeric, values: [{ value: 'many' }] },
        { field_id: FIELD.text, values: [{ value: 'fine' }] },
        { field_id: FIELD.select, values: [{ enum_id: OPTION.multiselect }] },
      ],
      tags_to_add: [{ name: 'never made' }, { id: UNKNOWN }],
    },
    ['NotSupportedChoice', 'responsible_user_id'],
    ['NotSupportedChoice', 'created_by'],
    ['InvalidFormat', 'custom_fields_values.0.values.0.value'],
    ['NotSupportedChoice', 'custom_fields_values.2.values.0.enum_id'],
    ['NotSupportedChoice', 'tags_to_add.1.id'],
    ['NotSupportedChoice', 'status_id'],
  ],
  ['more cents than are kept', { next_price: 90_071_992_547_410 }, ['OutOfRange', 'next_price']],
  [
    'six things that a schema sees',
    {
      name: 5,
      next_price: -1,
      next_date: 'tomorrow',
      tags_to_add: [{ id: 0 }, { name: 7 }],
      _embedded: { segments: {} },
    },
    ['InvalidType', 'name'],
    ['OutOfRange', 'next_price'],
    ['InvalidType', 'next_date'],
    ['InvalidType', '_embedded.segments'],
    ['OutOfRange', 'tags_to_add.0.id'],
    ['InvalidType', 'tags_to_add.1.name'],
  ],
]

const FIELDS = {
  ...FIELD,
  ofOtherEntity: SEGMENT_FIELD.text,
  option: OPTION.select,
  optionOfOther: OPTION.radiobutton,
}

const ofCustomers = (route: WriteRoute) => [
  ...wrongValues(route, PROPERTIES),
  ...wrongItems(route, ITEMS),
  ...wrongItems(route, wrongFieldValues(FIELDS)),
]

const batches: BadCase[] = [
  {
    method: 'PATCH',
    path: pathOf(ROUTES.changeCustomers),
    mode: 'segments',
    what: 'ids that are unknown, foreign, deleted and named twice',
    body: [
      { id: UNKNOWN, name: 'A' },
      { id: CUSTOMER.plain, name: 'B' },
      { id: FOREIGN.customer, name: 'C', request_id: 'foreign' },
      { id: CUSTOMER.deleted, name: 'D', request_id: 7 },
      { id: CUSTOMER.plain, name: 'E', request_id: 'again' },
    ],
    problems: [
      ['0', 'NotSupportedChoice', 'id'],
      ['foreign', 'NotSupportedChoice', 'id'],
      ['7', 'NotSupportedChoice', 'id'],
      ['again', 'Duplicate', 'id'],
    ],
  },
  ...[ROUTES.addCustomers, ROUTES.changeCustomers].map((route): BadCase => {
    const item = (id: number, rest: object) => ({ ...(route.method === 'PATCH' && { id }), ...rest })
    return {
      method: route.method,
      path: route.template,
      mode: 'segments',
      what: 'three bad items among good ones, of which a schema sees one',
      body: [
        item(CUSTOMER.plain, { status_id: UNKNOWN, request_id: 'one' }),
        item(CUSTOMER.rich, { name: 'fine', tags_to_add: [{ name: 'never made' }] }),
        item(CUSTOMER.foreignToSeller, { name: 1, request_id: 3 }),
        item(USER.admin + 500, { tags_to_add: [{}], responsible_user_id: UNKNOWN }),
      ],
      problems: [
        ['one', 'NotSupportedChoice', 'status_id'],
        ['3', 'InvalidType', 'name'],
        ...(route.method === 'PATCH'
          ? ([['3', 'NotSupportedChoice', 'id']] as const)
          : ([
              ['3', 'NotSupportedChoice', 'responsible_user_id'],
              ['3', 'FieldMissing', 'tags_to_add.0.name'],
            ] as const)),
      ],
    }
  }),
]

const needed: BadCase[] = [
  {
    method: 'POST',
    path: pathOf(ROUTES.addCustomers),
    mode: 'periodicity',
    what: 'neither name nor next_date in periodicity mode',
    body: [{}, { name: 'A', next_date: null }, { next_date: 0 }],
    problems: [
      ['0', 'FieldMissing', 'name'],
      ['0', 'FieldMissing', 'next_date'],
      ['1', 'FieldMissing', 'next_date'],
      ['2', 'FieldMissing', 'name'],
    ],
  },
  {
    method: 'PATCH',
    path: pathOf(ROUTES.changeCustomers),
    mode: 'periodicity',
    what: 'next_date null in periodicity mode',
    body: [
      { id: CUSTOMER.plain, next_date: null },
      { id: CUSTOMER.rich, name: 'B' },
    ],
    problems: [['0', 'InvalidType', 'next_date']],
  },
  {
    method: 'PATCH',
    path: pathOf(ROUTES.changeCustomer),
    mode: 'periodicity',
    what: 'next_date null in periodicity mode',
    body: { next_date: null },
    problems: [[undefined, 'InvalidType', 'next_date']],
  },
]

const forbidden = { mode: 'segments', as: 'seller', refused: 'forbidden' } as const
const refusals: BadCase[] = [
  {
    ...forbidden,
    method: 'POST',
    path: pathOf(ROUTES.addCustomers),
    what: 'one customer that the seller may not add',
    body: [{ name: 'own', tags_to_add: [{ name: 'never made' }] }, { responsible_user_id: USER.admin }],
  },
  {
    ...forbidden,
    method: 'PATCH',
    path: pathOf(ROUTES.changeCustomers),
    what: 'a customer of somebody else',
    body: [{ id: CUSTOMER.plain, tags_to_add: [{ name: 'never made' }] }],
  },
  {
    ...forbidden,
    method: 'PATCH',
    path: pathOf(ROUTES.changeCustomer),
    what: 'a customer of somebody else',
    body: { name: 'A' },
  },
  {
    ...forbidden,
    method: 'DELETE',
    path: pathOf(ROUTES.deleteCustomer),
    what: 'a customer of somebody else',
  },
  {
    ...forbidden,
    method: 'POST',
    path: pathOf(ROUTES.restoreCustomer),
    what: 'a customer of somebody else',
  },
  {
    method: 'POST',
    path: pathOf(ROUTES.restoreCustomer, { id: CUSTOMER.plain }),
    mode: 'segments',
    what: 'a customer that was not deleted',
    refused: 'restore_too_late',
  },
  ...['"2"', 'W/"99"', '2', '"x"', '""', '"1", "2"'].map((version): BadCase => ({
    method: 'PATCH',
    path: pathOf(ROUTES.changeCustomer, { id: CUSTOMER.foreignToSeller }),
    mode: 'segments',
    what: `If-Match ${version}`,
    headers: { 'if-match': version },
    body: { name: 'A' },
    refused: 'stale_version',
  })),
  ...(['PATCH', 'DELETE'] as const).map((method): BadCase => ({
    method,
    path: pathOf(method === 'PATCH' ? ROUTES.changeCustomer : ROUTES.deleteCustomer, {
      id: CUSTOMER.deleted,
    }),
    mode: 'segments',
    what: 'a deleted customer',
    ...(method === 'PATCH' && { body: { name: 'A' } }),
    refused: 'not_found',
  })),
]

export const CUSTOMER_CASES: readonly BadCase[] = [
  ...ofCustomers(ROUTES.addCustomers),
  ...ofCustomers(ROUTES.changeCustomers),
  ...ofCustomers(ROUTES.changeCustomer),
  ...missing(ROUTES.changeCustomers, ['id']),
  ...wrongValues(ROUTES.changeCustomers, { id: 'id' }),
  ...batches,
  ...needed,
  ...refusals,
]
