import type { Given, GivenTransaction, PrintedExchange, Slip } from '../exchange.ts'

const listedTransaction: GivenTransaction = {
  id: 134643,
  price: 123,
  comment: null,
  completed_at: 1591005900,
  customer_id: 1000000158,
  created_by: 939801,
  updated_by: 939801,
  created_at: 1591005900,
  updated_at: 1591005900,
  is_deleted: false,
  _embedded: { catalog_elements: [{ id: 1677, metadata: { catalog_id: 1079, quantity: 10 } }] },
}

const buyer: Given[] = [
  { account: { id: 17079858 } },
  { customer: { id: 1000000158 } },
  { catalog: { id: 1079 } },
  { catalog_element: { id: 1677, catalog_id: 1079 } },
]

const listedTransactionExists: Given[] = [
  ...buyer,
  { user: { id: 939801 } },
  { transaction: listedTransaction },
]

const transaction14755: GivenTransaction = {
  id: 14755,
  price: 123124,
  comment: 'Transaction',
  completed_at: 1589025179,
  customer_id: 1,
  created_by: 504141,
  updated_by: 504141,
  created_at: 1589025179,
  updated_at: 1589025179,
  is_deleted: false,
}

const transaction14755Exists: Given[] = [
  { account: { id: 28805383 } },
  { user: { id: 504141 } },
  { customer: { id: 1 } },
  { transaction: transaction14755 },
]

const metadataSlip: Slip = {
  printed: 'quantity and catalog_id beside metadata in the parameter table of catalog_elements',
  served: 'both inside metadata',
  why: 'the examples of the same page, and clients read metadata',
}

const hostSlip: Slip = {
  printed: 'http links of the list, one to example.amocrm.comu',
  served: 'scheme and host that the client called',
  why: 'clients take links apart by their own base URL',
}

const addSlips: Slip[] = [
  {
    printed:
      '_embedded.customers with two items for one sent, and links to customers (copied from adding customers)',
    served: '_embedded.transactions with one item, which links to the transaction and embeds its customer',
    why: 'recorded answers of the original service, and clients read transactions only',
  },
  {
    printed: '_links.self at the top, to /api/v4/customers',
    served: '_total_items at the top',
    why: 'recorded answers of the original service have no link there',
  },
  { printed: 'no comma behind request_id in the answer', served: 'valid JSON', why: 'clients parse it' },
  metadataSlip,
]

export const printedTransactions: PrintedExchange[] = [
  {
    title: 'the list of transactions filtered by id answers the printed model',
    source: 'Customers, "Transactions list"',
    mode: 'segments',
    request: {
      method: 'GET',
      path: '/api/v4/customers/transactions?filter%5Bid%5D%5B0%5D=134643&page=1&limit=50',
    },
    answer: {
      status: 200,
      body: {
        _page: 1,
        _links: {
          self: {
            href: 'https://example.amocrm.com/api/v4/customers/transactions?filter%5Bid%5D%5B0%5D=134643&page=1&limit=50',
          },
        },
        _embedded: {
          transactions: [
            {
              id: 134643,
              price: 123,
              comment: null,
              completed_at: 1591005900,
              customer_id: 1000000158,
              created_by: 939801,
              updated_by: 939801,
              created_at: 1591005900,
              updated_at: 1591005900,
              is_deleted: false,
              account_id: 17079858,
              _links: {
                self: { href: 'https://example.amocrm.com/api/v4/customers/1000000158/transactions/134643' },
              },
              _embedded: {
                customer: {
                  id: 1000000158,
                  _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1000000158' } },
                },
                catalog_elements: [{ id: 1677, metadata: { catalog_id: 1079, quantity: 10 } }],
              },
            },
          ],
        },
      },
    },
    slips: [
      hostSlip,
      {
        printed: 'a next link under a filter by one id',
        served: 'no next link',
        why: 'one id is one page, and clients loop while there is a next link',
      },
      metadataSlip,
    ],
    given: listedTransactionExists,
    nullable: { '$._embedded.transactions[*].comment': 'string' },
  },
  {
    title: 'the list of one customer answers its transactions (derived from the list of the account)',
    source: 'Customers, "Transactions list"',
    mode: 'segments',
    request: { method: 'GET', path: '/api/v4/customers/1000000158/transactions?page=1&limit=50' },
    answer: {
      status: 200,
      body: {
        _page: 1,
        _links: {
          self: {
            href: 'https://example.amocrm.com/api/v4/customers/1000000158/transactions?page=1&limit=50',
          },
        },
        _embedded: {
          transactions: [
            {
              id: 134643,
              price: 123,
              comment: null,
              completed_at: 1591005900,
              customer_id: 1000000158,
              created_by: 939801,
              updated_by: 939801,
              created_at: 1591005900,
              updated_at: 1591005900,
              is_deleted: false,
              account_id: 17079858,
              _links: {
                self: { href: 'https://example.amocrm.com/api/v4/customers/1000000158/transactions/134643' },
              },
              _embedded: {
                customer: {
                  id: 1000000158,
                  _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1000000158' } },
                },
                catalog_elements: [{ id: 1677, metadata: { catalog_id: 1079, quantity: 10 } }],
              },
            },
          ],
        },
      },
    },
    slips: [metadataSlip],
    given: listedTransactionExists,
    nullable: { '$._embedded.transactions[*].comment': 'string' },
  },
  {
    title: 'a transaction answers the printed model, with a link below its customer',
    source: 'Customers, "Getting a transaction by its ID"',
    mode: 'segments',
    request: { method: 'GET', path: '/api/v4/customers/transactions/14755' },
    answer: {
      status: 200,
      body: {
        id: 14755,
        price: 123124,
        comment: 'Transaction',
        completed_at: 1589025179,
        customer_id: 1,
        created_by: 504141,
        updated_by: 504141,
        created_at: 1589025179,
        updated_at: 1589025179,
        is_deleted: false,
        account_id: 28805383,
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1/transactions/14755' } },
        _embedded: {
          customer: { id: 1, _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1' } } },
        },
      },
    },
    slips: [metadataSlip],
    given: transaction14755Exists,
  },
  {
    title: 'a transaction below its customer answers the same model (derived from the path of the account)',
    source: 'Customers, "Getting a transaction by its ID"',
    mode: 'segments',
    request: { method: 'GET', path: '/api/v4/customers/1/transactions/14755' },
    answer: {
      status: 200,
      body: {
        id: 14755,
        price: 123124,
        comment: 'Transaction',
        completed_at: 1589025179,
        customer_id: 1,
        created_by: 504141,
        updated_by: 504141,
        created_at: 1589025179,
        updated_at: 1589025179,
        is_deleted: false,
        account_id: 28805383,
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1/transactions/14755' } },
        _embedded: {
          customer: { id: 1, _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1' } } },
        },
      },
    },
    slips: [metadataSlip],
    given: transaction14755Exists,
  },
  {
    title: 'adding a transaction answers transactions, each with its customer',
    source:
      'Customers, "Adding transactions to a customer"; customer and id are those of "Transactions list"',
    mode: 'segments',
    request: {
      method: 'POST',
      path: '/api/v4/customers/1000000158/transactions',
      body: [
        {
          price: 123,
          created_by: 0,
          comment: 'Commentary',
          _embedded: { catalog_elements: [{ id: 1677, metadata: { catalog_id: 1079, quantity: 10 } }] },
        },
      ],
    },
    answer: {
      status: 200,
      body: {
        _total_items: 1,
        _embedded: {
          transactions: [
            {
              id: 134643,
              customer_id: 1000000158,
              request_id: '0',
              _links: {
                self: { href: 'https://example.amocrm.com/api/v4/customers/1000000158/transactions/134643' },
              },
              _embedded: {
                customer: {
                  id: 1000000158,
                  _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1000000158' } },
                },
              },
            },
          ],
        },
      },
    },
    slips: addSlips,
    given: buyer,
    allotted: ['$._embedded.transactions[*].id', '$._embedded.transactions[*]._links.self.href'],
  },
  {
    title:
      'an added transaction answers the request_id that was sent, else its position (derived from the parameter table)',
    source: 'Customers, "Adding transactions to a customer"; customer and ids are those of the examples',
    mode: 'segments',
    request: {
      method: 'POST',
      path: '/api/v4/customers/1/transactions',
      body: [{ price: 123, request_id: 'first' }, { price: 123124 }],
    },
    answer: {
      status: 200,
      body: {
        _total_items: 2,
        _embedded: {
          transactions: [
            {
              id: 134643,
              customer_id: 1,
              request_id: 'first',
              _links: {
                self: { href: 'https://example.amocrm.com/api/v4/customers/1/transactions/134643' },
              },
              _embedded: {
                customer: {
                  id: 1,
                  _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1' } },
                },
              },
            },
            {
              id: 134645,
              customer_id: 1,
              request_id: '1',
              _links: {
                self: { href: 'https://example.amocrm.com/api/v4/customers/1/transactions/134645' },
              },
              _embedded: {
                customer: {
                  id: 1,
                  _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1' } },
                },
              },
            },
          ],
        },
      },
    },
    slips: addSlips,
    given: [{ account: { id: 28805383 } }, { customer: { id: 1 } }],
    allotted: ['$._embedded.transactions[*].id', '$._embedded.transactions[*]._links.self.href'],
  },
  {
    title: 'deleting a transaction answers no body',
    source: 'Customers, "Deleting a transaction"',
    mode: 'segments',
    request: { method: 'DELETE', path: '/api/v4/customers/transactions/14755' },
    answer: { status: 204 },
    given: transaction14755Exists,
  },
  {
    title: 'deleting a transaction below its customer answers no body (derived from the path of the account)',
    source: 'Customers, "Deleting a transaction"',
    mode: 'segments',
    request: { method: 'DELETE', path: '/api/v4/customers/1/transactions/14755' },
    answer: { status: 204 },
    given: transaction14755Exists,
  },
]
