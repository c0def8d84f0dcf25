import { TEST_NOW } from '../helpers/server.ts'
import type { Mode } from './exchange.ts'
import type { Sender, Shop } from './shop.ts'

/** A request that gets a certain code. What is absent is as in the request that succeeds. */
export type Way = {
  /** In words, where a code has several ways. */
  when?: string
  modes?: readonly Mode[]
  /** The administrator unless it is another. */
  sender?: Sender
  before?: (shop: Shop) => Promise<unknown>
  url?: (shop: Shop) => string
  headers?: Record<string, string>
  body?: unknown
  bodyOf?: (shop: Shop) => unknown
}

/** How a method succeeds in each of its modes, and how it comes to the codes that are its own. */
export type MethodWays = Pick<Way, 'body' | 'bodyOf'> & {
  modes: readonly Mode[]
  to?: { readonly [code: number]: readonly Way[] }
}

export const BOTH: readonly Mode[] = ['segments', 'periodicity']
const NO_SUCH_ID = 404_404

/** A deletion takes nothing but an id, and its body is ignored; what can be invalid is the header that we add to writes. */
const badKey: Way = { when: 'the key is too long', headers: { 'idempotency-key': 'k'.repeat(256) } }

const newStage = { name: 'New stage', sort: 100 }

function otherwise(mode: Mode): Way[] {
  const disable = ({ account, mode: present }: Shop) => account.switchTo(present, false)
  return [
    { when: 'the other mode is on', modes: [mode] },
    { when: 'customers are switched off', modes: BOTH, before: disable },
  ]
}

/** By method and path, as `status-codes.ts` names them. 401 and 403 come about alike everywhere and are not here. */
export const ways: { readonly [method: string]: MethodWays } = {
  'PATCH /api/v4/customers/mode': {
    modes: BOTH,
    body: { mode: 'segments', is_enabled: true },
    to: {
      400: [{ body: { mode: 'dynamic', is_enabled: true } }],
      402: [
        {
          before: ({ account }) =>
            account.admin.patch('/api/patron/v1/account', { customers: 'unavailable' }).expect(200),
        },
      ],
    },
  },

  'GET /api/v4/customers': { modes: BOTH },
  'GET /api/v4/customers/{id}': {
    modes: BOTH,
    to: { 204: [{ url: () => `/api/v4/customers/${NO_SUCH_ID}` }] },
  },
  'POST /api/v4/customers': {
    modes: BOTH,
    body: [{ name: 'Customer', next_date: TEST_NOW }],
    to: {
      400: [
        { when: 'a name is a number', body: [{ name: 5, next_date: TEST_NOW }] },
        { when: 'a date is missing', modes: ['periodicity'], body: [{ name: 'Customer' }] },
      ],
    },
  },
  'PATCH /api/v4/customers': {
    modes: BOTH,
    bodyOf: ({ ids }) => [{ id: ids.customers, name: 'New customer title' }],
    to: {
      400: [
        {
          when: 'one of the ids is not there',
          bodyOf: ({ ids }) => [
            { id: ids.customers, name: 'New' },
            { id: NO_SUCH_ID, name: 'New' },
          ],
        },
      ],
    },
  },
  'PATCH /api/v4/customers/{id}': {
    modes: BOTH,
    body: { name: 'New customer title' },
    to: { 400: [{ body: { name: 'New', responsible_user_id: NO_SUCH_ID } }] },
  },

  'GET /api/v4/customers/transactions': { modes: BOTH },
  'GET /api/v4/customers/{customer_id}/transactions': { modes: BOTH },
  'GET /api/v4/customers/transactions/{id}': { modes: BOTH },
  'GET /api/v4/customers/{customer_id}/transactions/{id}': { modes: BOTH },
  'POST /api/v4/customers/{customer_id}/transactions': {
    modes: BOTH,
    body: [{ price: 100 }],
    to: { 400: [{ when: 'one has no price', body: [{ price: 100 }, { comment: 'No price' }] }] },
  },
  'DELETE /api/v4/customers/transactions/{id}': { modes: BOTH, to: { 400: [badKey] } },
  'DELETE /api/v4/customers/{customer_id}/transactions/{id}': { modes: BOTH, to: { 400: [badKey] } },

  'GET /api/v4/customers/statuses': { modes: ['periodicity'], to: { 422: otherwise('segments') } },
  'GET /api/v4/customers/statuses/{id}': { modes: ['periodicity'], to: { 422: otherwise('segments') } },
  'POST /api/v4/customers/statuses': {
    modes: ['periodicity'],
    body: [newStage],
    to: {
      400: [{ body: [newStage, { ...newStage, color: '#000000' }] }],
      422: [
        ...otherwise('segments'),
        { when: 'there would be more than 30', body: Array.from({ length: 30 }, () => newStage) },
      ],
    },
  },
  'PATCH /api/v4/customers/statuses/{id}': {
    modes: ['periodicity'],
    body: { name: 'New stage name' },
    to: { 400: [{ body: { name: 'New stage name', color: '#000000' } }] },
  },
  'DELETE /api/v4/customers/statuses/{id}': {
    modes: ['periodicity'],
    to: {
      400: [
        { when: 'it is a system stage', url: ({ ids }) => `/api/v4/customers/statuses/${ids.systemStage}` },
      ],
    },
  },

  'GET /api/v4/customers/segments': { modes: ['segments'], to: { 422: otherwise('periodicity') } },
  'GET /api/v4/customers/segments/{id}': { modes: ['segments'], to: { 422: otherwise('periodicity') } },
  'POST /api/v4/customers/segments': {
    modes: ['segments'],
    body: { name: 'New segment' },
    to: { 400: [{ when: 'the name is missing', body: { color: 'ae003f' } }] },
  },
  'PATCH /api/v4/customers/segments/{id}': {
    modes: ['segments'],
    body: { name: 'New segment name' },
    to: { 400: [{ body: { name: 'New segment name', color: '000000' } }] },
  },
  'DELETE /api/v4/customers/segments/{id}': { modes: ['segments'], to: { 400: [badKey] } },
}
