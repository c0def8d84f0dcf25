import { type BadCase, pathOf } from './bad-case.ts'
import { CUSTOMER, FOREIGN, PURCHASE, UNKNOWN } from './ids.ts'
import { missing, type WrongItem, wrongItems, wrongValues } from './items.ts'
import { over } from './json.ts'
import { ROUTES } from './routes.ts'
import type { Properties } from './values.ts'

const PROPERTIES: Properties = {
  price: 'money',
  comment: 'text?',
  completed_at: 'time?',
  next_price: 'money?',
  next_date: 'time?',
  created_by: 'user?',
  request_id: 'requestId?',
  _embedded: 'object?',
  '_embedded.catalog_elements': 'list?',
  '_embedded.catalog_elements.0': 'object',
}
const ELEMENT: Properties = {
  id: 'id',
  metadata: 'object?',
  'metadata.catalog_id': 'id?',
  'metadata.quantity': 'float?',
  'metadata.price_id': 'integer?',
}
const elements = (items: unknown[]) => ({ _embedded: { catalog_elements: items } })

const ITEMS: readonly WrongItem[] = [
  ['an unknown author', { created_by: UNKNOWN }, ['NotSupportedChoice', 'created_by']],
  ['an author of another account', { created_by: FOREIGN.user }, ['NotSupportedChoice', 'created_by']],
  [
    'more money than can be summed up, behind another purchase',
    { price: Number.MAX_SAFE_INTEGER },
    ['TotalTooLarge', 'price'],
  ],
  ['more cents than are kept', { next_price: 90_071_992_547_410 }, ['OutOfRange', 'next_price']],
  ['an element without an id', elements([{}]), ['FieldMissing', '_embedded.catalog_elements.0.id']],
  [
    '251 elements',
    elements(Array.from({ length: 251 }, () => ({ id: 1 }))),
    ['TooManyItems', '_embedded.catalog_elements'],
  ],
  [
    'three things at once',
    {
      price: '1',
      completed_at: -1,
      _embedded: { catalog_elements: [{ id: 1, metadata: { quantity: 'two' } }] },
    },
    ['InvalidType', 'price'],
    ['OutOfRange', 'completed_at'],
    ['InvalidType', '_embedded.catalog_elements.0.metadata.quantity'],
  ],
]

const toRich: BadCase = {
  method: 'POST',
  path: pathOf(ROUTES.addPurchases, { customerId: CUSTOMER.rich }),
  mode: 'segments',
  what: 'three purchases of six that would take the total beyond 2^53 cents',
  body: [
    { price: 5, request_id: 'fits' },
    { price: 6, request_id: 'over' },
    { price: 5, request_id: 'to the last' },
    { price: 0.91 },
    { price: 0.01, request_id: 'over by one' },
    { price: 1, created_by: UNKNOWN, request_id: 'both' },
  ],
  problems: [
    ['over', 'TotalTooLarge', 'price'],
    ['over by one', 'TotalTooLarge', 'price'],
    ['both', 'TotalTooLarge', 'price'],
    ['both', 'NotSupportedChoice', 'created_by'],
  ],
}

const inProto: BadCase = {
  method: 'POST',
  path: pathOf(ROUTES.addPurchases),
  mode: 'segments',
  what: 'prices only in __proto__, constructor and prototype',
  body: '[{"__proto__":{"price":1}},{"constructor":{"price":1}},{"prototype":{"price":1}}]',
  problems: ['0', '1', '2'].map((item) => [item, 'FieldMissing', 'price']),
}

const gone = (what: string, route: typeof ROUTES.deletePurchase, ids: Record<string, number>): BadCase => ({
  method: route.method,
  path: pathOf(route, ids),
  mode: 'segments',
  what,
  ...(route.method === 'POST' && { body: [{ price: 1 }] }),
  refused: 'not_found',
})

const refusals: BadCase[] = [
  gone('a deleted purchase', ROUTES.deletePurchase, { id: PURCHASE.deleted }),
  gone('a deleted purchase', ROUTES.deletePurchaseOf, { id: PURCHASE.deleted }),
  gone('a purchase of another customer', ROUTES.deletePurchaseOf, { id: PURCHASE.rich }),
  gone('a deleted customer', ROUTES.addPurchases, { customerId: CUSTOMER.deleted }),
  ...[ROUTES.addPurchases, ROUTES.deletePurchase, ROUTES.deletePurchaseOf].map((route): BadCase => ({
    method: route.method,
    path: pathOf(route),
    mode: 'segments',
    as: 'seller',
    what: 'a customer of somebody else',
    ...(route.good && { body: [route.good] }),
    refused: 'forbidden',
  })),
]

export const PURCHASE_CASES: readonly BadCase[] = [
  ...missing(ROUTES.addPurchases, ['price']),
  ...wrongValues(ROUTES.addPurchases, PROPERTIES),
  ...wrongValues(ROUTES.addPurchases, ELEMENT, {
    prefix: '_embedded.catalog_elements.0.',
    around: (item) => elements([over({ id: 1 }, item)]),
  }),
  ...wrongItems(ROUTES.addPurchases, ITEMS),
  toRich,
  inProto,
  ...refusals,
]
