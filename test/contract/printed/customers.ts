import type { Given, GivenCustomer, PrintedExchange, Slip } from '../exchange.ts'

/** The stage of the printed customers, as the stages page prints it for the same account. */
const surroundings: Given[] = [
  { account: { id: 28805383 } },
  { user: { id: 504141 } },
  {
    stage: {
      id: 4740028,
      name: 'Did not purchase',
      sort: 4,
      is_default: true,
      conditions: [],
      color: '#fd5598',
      type: 2,
    },
  },
  { segment: { id: 43 } },
  { segment: { id: 45 } },
  { segment: { id: 47 } },
  { segment: { id: 51 } },
]

const customer1: GivenCustomer = {
  id: 1,
  name: 'Customer',
  next_price: 214,
  next_date: 1589058000,
  responsible_user_id: 504141,
  status_id: 4740028,
  periodicity: 0,
  created_by: 504141,
  updated_by: 504141,
  created_at: 1582117365,
  updated_at: 1589651187,
  closest_task_at: null,
  is_deleted: false,
  custom_fields_values: null,
  ltv: 1231454,
  purchases_count: 11,
  average_check: 111950,
  _embedded: { segments: [{ id: 43 }, { id: 45 }, { id: 47 }, { id: 51 }], tags: [] },
}

const contactsOfCustomer1 = [
  { id: 7143559, is_main: false },
  { id: 9820781, is_main: true },
]

const customer134923: GivenCustomer = {
  id: 134923,
  name: 'Customer 2',
  next_price: 0,
  next_date: 1589403600,
  responsible_user_id: 504141,
  status_id: 4740028,
  periodicity: 0,
  created_by: 504141,
  updated_by: 504141,
  created_at: 1590943901,
  updated_at: 1590943901,
  closest_task_at: null,
  is_deleted: false,
  custom_fields_values: null,
  ltv: 0,
  purchases_count: 0,
  average_check: 0,
  _embedded: { segments: [], tags: [], contacts: [{ id: 3, is_main: true }] },
}

const tableSlips: Slip[] = [
  {
    printed: 'no status_id in the parameter table',
    served: 'status_id on every customer',
    why: 'the example has it, and the newer Russian page documents it',
  },
  {
    printed: 'quantity and catalog_id beside metadata in the parameter table of catalog_elements',
    served: 'both inside metadata',
    why: 'the transaction examples and the clients',
  },
]

const missingCommaSlip: Slip = {
  printed: 'no comma behind request_id in the answer',
  served: 'valid JSON',
  why: 'clients parse it',
}

const keyOfUpdateSlip: Slip = {
  printed: '_embedded.leads (newer Russian page)',
  served: '_embedded.customers',
  why: 'the English page, and the official SDK reads customers',
}

export const printedCustomers: PrintedExchange[] = [
  {
    title: 'the list of customers with contacts answers the printed models and a link to the next page',
    source: 'Customers, "Customers list"',
    mode: 'segments',
    request: { method: 'GET', path: '/api/v4/customers?limit=2&with=contacts&page=1' },
    answer: {
      status: 200,
      body: {
        _page: 1,
        _links: {
          self: { href: 'https://example.amocrm.com/api/v4/customers?limit=2&with=contacts&page=1' },
          next: { href: 'https://example.amocrm.com/api/v4/customers?limit=2&with=contacts&page=2' },
        },
        _embedded: {
          customers: [
            {
              id: 1,
              name: 'Customer 1',
              next_price: 214,
              next_date: 1589058000,
              responsible_user_id: 504141,
              status_id: 4740028,
              periodicity: 0,
              created_by: 504141,
              updated_by: 504141,
              created_at: 1582117365,
              updated_at: 1589651187,
              closest_task_at: null,
              is_deleted: false,
              custom_fields_values: null,
              ltv: 1231454,
              purchases_count: 11,
              average_check: 111950,
              account_id: 28805383,
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1' } },
              _embedded: {
                segments: [
                  {
                    id: 43,
                    _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/segments/43' } },
                  },
                  {
                    id: 45,
                    _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/segments/45' } },
                  },
                  {
                    id: 47,
                    _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/segments/47' } },
                  },
                  {
                    id: 51,
                    _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/segments/51' } },
                  },
                ],
                tags: [],
                contacts: [
                  {
                    id: 7143559,
                    is_main: false,
                    _links: { self: { href: 'https://example.amocrm.com/api/v4/contacts/7143559' } },
                  },
                  {
                    id: 9820781,
                    is_main: true,
                    _links: { self: { href: 'https://example.amocrm.com/api/v4/contacts/9820781' } },
                  },
                ],
              },
            },
            {
              id: 134923,
              name: 'Customer 2',
              next_price: 0,
              next_date: 1589403600,
              responsible_user_id: 504141,
              status_id: 4740028,
              periodicity: 0,
              created_by: 504141,
              updated_by: 504141,
              created_at: 1590943901,
              updated_at: 1590943901,
              closest_task_at: null,
              is_deleted: false,
              custom_fields_values: null,
              ltv: 0,
              purchases_count: 0,
              average_check: 0,
              account_id: 28805383,
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/134923' } },
              _embedded: {
                segments: [],
                tags: [],
                contacts: [
                  {
                    id: 3,
                    is_main: true,
                    _links: { self: { href: 'https://example.amocrm.com/api/v4/contacts/3' } },
                  },
                ],
              },
            },
          ],
        },
      },
    },
    slips: tableSlips,
    given: [
      ...surroundings,
      { contact: { id: 7143559 } },
      { contact: { id: 9820781 } },
      { contact: { id: 3 } },
      {
        customer: {
          ...customer1,
          name: 'Customer 1',
          _embedded: { ...customer1._embedded, contacts: contactsOfCustomer1 },
        },
      },
      { customer: customer134923 },
      { beyond: { list: 'customers', count: 1 } },
    ],
    nullable: {
      '$._embedded.customers[*].closest_task_at': 'number',
      '$._embedded.customers[*].custom_fields_values': 'array',
    },
  },
  {
    title: 'a customer answers the printed model',
    source: 'Customers, "Getting a customer by its ID"',
    mode: 'segments',
    request: { method: 'GET', path: '/api/v4/customers/1' },
    answer: {
      status: 200,
      body: {
        id: 1,
        name: 'Customer',
        next_price: 214,
        next_date: 1589058000,
        responsible_user_id: 504141,
        status_id: 4740028,
        periodicity: 0,
        created_by: 504141,
        updated_by: 504141,
        created_at: 1582117365,
        updated_at: 1589651187,
        closest_task_at: null,
        is_deleted: false,
        custom_fields_values: null,
        ltv: 1231454,
        purchases_count: 11,
        average_check: 111950,
        account_id: 28805383,
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1' } },
        _embedded: {
          segments: [
            {
              id: 43,
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/segments/43' } },
            },
            {
              id: 45,
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/segments/45' } },
            },
            {
              id: 47,
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/segments/47' } },
            },
            {
              id: 51,
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/segments/51' } },
            },
          ],
          tags: [],
        },
      },
    },
    slips: tableSlips,
    given: [...surroundings, { customer: customer1 }],
    nullable: { '$.closest_task_at': 'number', '$.custom_fields_values': 'array' },
  },
  {
    title: 'a customer with contacts answers them as the list does (derived from the example of the list)',
    source: 'Customers, "Getting a customer by its ID"',
    mode: 'segments',
    request: { method: 'GET', path: '/api/v4/customers/1?with=contacts' },
    answer: {
      status: 200,
      body: {
        id: 1,
        name: 'Customer',
        account_id: 28805383,
        _embedded: {
          contacts: [
            {
              id: 7143559,
              is_main: false,
              _links: { self: { href: 'https://example.amocrm.com/api/v4/contacts/7143559' } },
            },
            {
              id: 9820781,
              is_main: true,
              _links: { self: { href: 'https://example.amocrm.com/api/v4/contacts/9820781' } },
            },
          ],
        },
      },
    },
    given: [
      { account: { id: 28805383 } },
      { contact: { id: 7143559 } },
      { contact: { id: 9820781 } },
      { customer: { id: 1, name: 'Customer', _embedded: { contacts: contactsOfCustomer1 } } },
    ],
  },
  {
    title: 'a customer that does not exist answers 204 without a body (derived from the table of codes)',
    source: 'Customers, "Getting a customer by its ID"',
    mode: 'segments',
    request: { method: 'GET', path: '/api/v4/customers/1' },
    answer: { status: 204 },
    given: [],
  },
  {
    title: 'adding two customers answers their ids in the order of the request',
    source: 'Customers, "Adding customers"',
    mode: 'segments',
    request: {
      method: 'POST',
      path: '/api/v4/customers',
      body: [
        {
          name: 'Example customer 1',
          created_by: 0,
          custom_fields_values: [{ field_id: 294479, values: [{ value: 'Text field value' }] }],
        },
        {
          name: 'Example customer 2',
          _embedded: { tags: [{ name: 'VIP customer' }], segments: [{ id: 81 }] },
        },
      ],
    },
    answer: {
      status: 200,
      body: {
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers' } },
        _embedded: {
          customers: [
            {
              id: 134957,
              request_id: '0',
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/134957' } },
            },
            {
              id: 134959,
              request_id: '1',
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/134959' } },
            },
          ],
        },
      },
    },
    slips: [missingCommaSlip],
    given: [{ field: { id: 294479, entity: 'customers', type: 'text' } }, { segment: { id: 81 } }],
    allotted: ['$._embedded.customers[*].id', '$._embedded.customers[*]._links.self.href'],
  },
  {
    title:
      'an added customer answers the request_id that was sent, else its position (derived from the parameter table)',
    source: 'Customers, "Adding customers"',
    mode: 'segments',
    request: {
      method: 'POST',
      path: '/api/v4/customers',
      body: [{ name: 'Example customer 1', request_id: 'first' }, { name: 'Example customer 2' }],
    },
    answer: {
      status: 200,
      body: {
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers' } },
        _embedded: {
          customers: [
            {
              id: 134957,
              request_id: 'first',
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/134957' } },
            },
            {
              id: 134959,
              request_id: '1',
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/134959' } },
            },
          ],
        },
      },
    },
    given: [],
    allotted: ['$._embedded.customers[*].id', '$._embedded.customers[*]._links.self.href'],
  },
  {
    title: 'updating customers answers id, time of the update and request_id',
    source: 'Customers, "Updating customers"',
    mode: 'segments',
    request: {
      method: 'PATCH',
      path: '/api/v4/customers',
      body: [{ id: 1299433, name: 'New customer title', _embedded: { tags: [{ name: 'Tag 125' }] } }],
    },
    answer: {
      status: 200,
      body: {
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers' } },
        _embedded: {
          customers: [
            {
              id: 1299433,
              updated_at: 1589556420,
              request_id: '0',
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1299433' } },
            },
          ],
        },
      },
    },
    slips: [keyOfUpdateSlip],
    given: [{ customer: { id: 1299433 } }],
    allotted: ['$._embedded.customers[*].updated_at'],
  },
  {
    title: 'an updated customer answers the request_id that was sent (derived from the parameter table)',
    source: 'Customers, "Updating customers"',
    mode: 'segments',
    request: {
      method: 'PATCH',
      path: '/api/v4/customers',
      body: [{ id: 1299433, name: 'New customer title', request_id: 'first' }],
    },
    answer: {
      status: 200,
      body: {
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers' } },
        _embedded: {
          customers: [
            {
              id: 1299433,
              updated_at: 1589556420,
              request_id: 'first',
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1299433' } },
            },
          ],
        },
      },
    },
    slips: [keyOfUpdateSlip],
    given: [{ customer: { id: 1299433 } }],
    allotted: ['$._embedded.customers[*].updated_at'],
  },
  {
    title: 'updating one customer by its id answers the item of the batch, bare (derived from the batch)',
    source: 'Customers, "Updating customers"',
    mode: 'segments',
    request: {
      method: 'PATCH',
      path: '/api/v4/customers/1299433',
      body: { name: 'New customer title', _embedded: { tags: [{ name: 'Tag 125' }] }, request_id: 'first' },
    },
    answer: {
      status: 200,
      body: {
        id: 1299433,
        updated_at: 1589556420,
        request_id: 'first',
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1299433' } },
      },
    },
    given: [{ customer: { id: 1299433 } }],
    allotted: ['$.updated_at'],
  },
]
