import type { Given, GivenSegment, PrintedExchange, Slip } from '../exchange.ts'

const page = 'Customers Stages and Segments'

const fieldsOfSegment51: Given[] = [
  {
    field: {
      id: 269471,
      entity: 'segments',
      type: 'checkbox',
      name: 'Checkbox type field',
      code: 'MYSUPERCHECKBOX',
    },
  },
  {
    field: {
      id: 269473,
      entity: 'segments',
      type: 'select',
      name: 'Select type field',
      code: null,
      enums: [{ id: 381857, value: 'Value 1' }],
    },
  },
  { field: { id: 272427, entity: 'segments', type: 'text', name: 'Text type field', code: null } },
]

const segment51: GivenSegment = {
  id: 51,
  created_at: 1589615328,
  updated_at: 1591089010,
  name: 'New segment',
  color: '6610f2',
  available_products_price_types: [288891],
  customers_count: 0,
  custom_fields_values: [
    {
      values: [{ value: true }],
      field_id: 269471,
      field_name: 'Checkbox type field',
      field_code: 'MYSUPERCHECKBOX',
      field_type: 'checkbox',
    },
    {
      values: [{ value: 'Value 1', enum_id: 381857 }],
      field_id: 269473,
      field_name: 'Select type field',
      field_code: null,
      field_type: 'select',
    },
    {
      values: [{ value: '12424' }],
      field_id: 272427,
      field_name: 'Text type field',
      field_code: null,
      field_type: 'text',
    },
  ],
}

const segment21: GivenSegment = {
  id: 21,
  created_at: 1587376544,
  updated_at: 1587376544,
  name: 'Segment 2',
  color: '4a001f',
  available_products_price_types: [271211],
  customers_count: 0,
  custom_fields_values: [],
}

const priceField = (id: number): Given => ({ field: { id, entity: 'catalogs', type: 'price' } })

const description: Given = {
  field: { id: 245035, entity: 'segments', type: 'text', name: 'Segment description', code: null },
}

const multiselect: Given = {
  field: {
    id: 245351,
    entity: 'segments',
    type: 'multiselect',
    name: 'multiselect field',
    code: null,
    enums: [{ id: 387477, value: 'multiselect field value' }],
  },
}

/** As added by the add example, but with the one value that the update example answers: a field that is not sent stays. */
const addedSegment: GivenSegment = {
  id: 17,
  created_at: 1589462149,
  updated_at: 1589462149,
  name: 'Example segment',
  color: 'ae003f',
  available_products_price_types: [],
  customers_count: 0,
  custom_fields_values: [
    {
      values: [{ value: 'This is an example segment' }],
      field_id: 245035,
      field_name: 'Segment description',
      field_code: null,
      field_type: 'text',
    },
  ],
}

const addedSegmentExists: Given[] = [{ account: { id: 123123 } }, description, { segment: addedSegment }]

const priceTypesSlip: Slip = {
  printed: 'available_products_price_types: ids of the "price" type catalogs',
  served: 'ids of the fields of type price of a catalog',
  why: 'the Russian pages say so, and win where they say more',
}

const trailingCommaSlip: Slip = {
  printed: 'a comma behind the last item of custom_fields_values in the answer',
  served: 'valid JSON',
  why: 'clients parse it',
}

export const printedSegments: PrintedExchange[] = [
  {
    title: 'the list of segments answers the printed models by id',
    source: `${page}, "Segments list"`,
    mode: 'segments',
    request: { method: 'GET', path: '/api/v4/customers/segments?page=1&limit=50' },
    answer: {
      status: 200,
      body: {
        _total_items: 2,
        _page: 1,
        _page_count: 1,
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/segments?page=1&limit=50' } },
        _embedded: {
          segments: [
            {
              id: 21,
              created_at: 1587376544,
              updated_at: 1587376544,
              account_id: 28805383,
              name: 'Segment 2',
              color: '4a001f',
              available_products_price_types: [271211],
              customers_count: 0,
              custom_fields_values: [],
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/segments/21' } },
            },
            {
              id: 51,
              created_at: 1589615328,
              updated_at: 1591089010,
              account_id: 28805383,
              name: 'Segment 1',
              color: '6610f2',
              available_products_price_types: [288891],
              customers_count: 0,
              custom_fields_values: [
                {
                  values: [{ value: true }],
                  field_id: 269471,
                  field_name: 'Checkbox type field',
                  field_code: 'MYSUPERCHECKBOX',
                  field_type: 'checkbox',
                },
                {
                  values: [{ value: 'Value 1', enum_id: 381857 }],
                  field_id: 269473,
                  field_name: 'Select type field',
                  field_code: null,
                  field_type: 'select',
                },
                {
                  values: [{ value: '12424' }],
                  field_id: 272427,
                  field_name: 'Text type field',
                  field_code: null,
                  field_type: 'text',
                },
              ],
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/segments/51' } },
            },
          ],
        },
      },
    },
    slips: [
      {
        printed: 'segment 51 above segment 21',
        served: 'segments by id, ascending',
        why: 'the page names no order, and the other paged lists are by id',
      },
      {
        printed: '422 when recurring purchases are off (Russian pages)',
        served: '422 when segmentation is off',
        why: 'the English page, and the Russian section on one segment',
      },
      priceTypesSlip,
    ],
    given: [
      { account: { id: 28805383 } },
      ...fieldsOfSegment51,
      priceField(288891),
      priceField(271211),
      { segment: { ...segment51, name: 'Segment 1' } },
      { segment: segment21 },
    ],
    nullable: { '$._embedded.segments[*].custom_fields_values[*].field_code': 'string' },
  },
  {
    title: 'a segment answers the printed model',
    source: `${page}, "Getting a customers segment by its ID"`,
    mode: 'segments',
    request: { method: 'GET', path: '/api/v4/customers/segments/51' },
    answer: {
      status: 200,
      body: {
        id: 51,
        created_at: 1589615328,
        updated_at: 1591089010,
        account_id: 28805383,
        name: 'New segment',
        color: '6610f2',
        available_products_price_types: [288891],
        customers_count: 0,
        custom_fields_values: [
          {
            values: [{ value: true }],
            field_id: 269471,
            field_name: 'Checkbox type field',
            field_code: 'MYSUPERCHECKBOX',
            field_type: 'checkbox',
          },
          {
            values: [{ value: 'Value 1', enum_id: 381857 }],
            field_id: 269473,
            field_name: 'Select type field',
            field_code: null,
            field_type: 'select',
          },
          {
            values: [{ value: '12424' }],
            field_id: 272427,
            field_name: 'Text type field',
            field_code: null,
            field_type: 'text',
          },
        ],
        _links: { self: { href: 'https://shard151.amocrm.com/api/v4/customers/segments/51' } },
      },
    },
    slips: [
      {
        printed: 'a link on the host of a shard',
        served: 'the host that the client called',
        why: 'clients take links apart by their own base URL',
      },
      priceTypesSlip,
    ],
    given: [{ account: { id: 28805383 } }, ...fieldsOfSegment51, priceField(288891), { segment: segment51 }],
    nullable: { '$.custom_fields_values[*].field_code': 'string' },
  },
  {
    title: 'adding a segment takes one object and answers one bare model',
    source: `${page}, "Adding a customers segment"`,
    mode: 'segments',
    request: {
      method: 'POST',
      path: '/api/v4/customers/segments',
      body: {
        name: 'Example segment',
        color: 'ae003f',
        custom_fields_values: [
          {
            field_id: 245035,
            field_name: 'Segment description',
            values: [{ value: 'This is an example segment' }],
          },
          { field_id: 245351, values: [{ enum_id: 387477 }] },
        ],
      },
    },
    answer: {
      status: 200,
      body: {
        id: 17,
        created_at: 1589462149,
        updated_at: 1589462149,
        account_id: 123123,
        name: 'Example segment',
        color: 'ae003f',
        available_products_price_types: [],
        customers_count: 0,
        custom_fields_values: [
          {
            values: [{ value: 'This is an example segment' }],
            field_id: 245035,
            field_name: 'Segment description',
            field_code: null,
            field_type: 'text',
          },
          {
            values: [{ value: 'multiselect field value', enum_id: 387477 }],
            field_id: 245351,
            field_name: 'multiselect field',
            field_code: null,
            field_type: 'multiselect',
          },
        ],
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/segments/17' } },
      },
    },
    slips: [priceTypesSlip],
    given: [{ account: { id: 123123 } }, description, multiselect],
    allotted: ['$.id', '$.created_at', '$.updated_at', '$._links.self.href'],
    nullable: { '$.custom_fields_values[*].field_code': 'string' },
  },
  {
    title: 'updating a segment answers the bare model',
    source: `${page}, "Updating a customers segment"`,
    mode: 'segments',
    request: {
      method: 'PATCH',
      path: '/api/v4/customers/segments/17',
      body: {
        name: 'New segment name',
        color: 'ae003f',
        custom_fields_values: [
          {
            field_id: 245035,
            field_name: 'Segment description',
            values: [{ value: 'New segment description' }],
          },
        ],
      },
    },
    answer: {
      status: 200,
      body: {
        id: 17,
        created_at: 1589462149,
        updated_at: 1589463844,
        account_id: 123123,
        name: 'New segment name',
        color: 'ae003f',
        available_products_price_types: [],
        customers_count: 0,
        custom_fields_values: [
          {
            values: [{ value: 'New segment description' }],
            field_id: 245035,
            field_name: 'Segment description',
            field_code: null,
            field_type: 'text',
          },
        ],
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/segments/17' } },
      },
    },
    slips: [trailingCommaSlip, priceTypesSlip],
    given: addedSegmentExists,
    allotted: ['$.updated_at'],
    nullable: { '$.custom_fields_values[*].field_code': 'string' },
  },
  {
    title: 'an updated segment answers the request_id that was sent (derived from the parameter table)',
    source: `${page}, "Updating a customers segment"`,
    mode: 'segments',
    request: {
      method: 'PATCH',
      path: '/api/v4/customers/segments/17',
      body: { name: 'New segment name', request_id: 'first' },
    },
    answer: {
      status: 200,
      body: {
        id: 17,
        created_at: 1589462149,
        updated_at: 1589463844,
        account_id: 123123,
        name: 'New segment name',
        color: 'ae003f',
        available_products_price_types: [],
        customers_count: 0,
        custom_fields_values: [
          {
            values: [{ value: 'This is an example segment' }],
            field_id: 245035,
            field_name: 'Segment description',
            field_code: null,
            field_type: 'text',
          },
        ],
        request_id: 'first',
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/segments/17' } },
      },
    },
    given: addedSegmentExists,
    allotted: ['$.updated_at'],
    nullable: { '$.custom_fields_values[*].field_code': 'string' },
  },
  {
    title: 'deleting a segment answers no body',
    source: `${page}, "Deleting a customers segment"`,
    mode: 'segments',
    request: { method: 'DELETE', path: '/api/v4/customers/segments/17' },
    answer: { status: 204 },
    given: addedSegmentExists,
  },
]
