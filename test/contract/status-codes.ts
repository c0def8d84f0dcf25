import type { Method } from './exchange.ts'

/** The codes that a page lists for a method, in the page's order. The four stages pages list the same ones. */
export type ListedCodes = { method: Method; path: string; codes: number[]; source: string }

const customers = (section: string) => `Customers, "${section}"`
const stages = (section: string) => `Customers Stages and Segments, "${section}"`

export const statusCodes: ListedCodes[] = [
  {
    method: 'PATCH',
    path: '/api/v4/customers/mode',
    codes: [200, 402, 401, 400],
    source: customers('Enabling customers and changing the customers mode'),
  },
  { method: 'GET', path: '/api/v4/customers', codes: [200, 401], source: customers('Customers list') },
  {
    method: 'GET',
    path: '/api/v4/customers/{id}',
    codes: [200, 204, 401],
    source: customers('Getting a customer by its ID'),
  },
  {
    method: 'POST',
    path: '/api/v4/customers',
    codes: [200, 401, 400],
    source: customers('Adding customers'),
  },
  {
    method: 'PATCH',
    path: '/api/v4/customers',
    codes: [200, 401, 400],
    source: customers('Updating customers'),
  },
  // A second path that a section names has the codes of that section.
  {
    method: 'PATCH',
    path: '/api/v4/customers/{id}',
    codes: [200, 401, 400],
    source: customers('Updating customers'),
  },
  {
    method: 'GET',
    path: '/api/v4/customers/transactions',
    codes: [200, 401],
    source: customers('Transactions list'),
  },
  {
    method: 'GET',
    path: '/api/v4/customers/{customer_id}/transactions',
    codes: [200, 401],
    source: customers('Transactions list'),
  },
  {
    method: 'GET',
    path: '/api/v4/customers/transactions/{id}',
    codes: [200, 401],
    source: customers('Getting a transaction by its ID'),
  },
  {
    method: 'GET',
    path: '/api/v4/customers/{customer_id}/transactions/{id}',
    codes: [200, 401],
    source: customers('Getting a transaction by its ID'),
  },
  {
    method: 'POST',
    path: '/api/v4/customers/{customer_id}/transactions',
    codes: [200, 401, 400],
    source: customers('Adding transactions to a customer'),
  },
  {
    method: 'DELETE',
    path: '/api/v4/customers/transactions/{id}',
    codes: [204, 401, 400],
    source: customers('Deleting a transaction'),
  },
  {
    method: 'DELETE',
    path: '/api/v4/customers/{customer_id}/transactions/{id}',
    codes: [204, 401, 400],
    source: customers('Deleting a transaction'),
  },
  {
    method: 'GET',
    path: '/api/v4/customers/statuses',
    codes: [200, 401, 422],
    source: stages('Stages list'),
  },
  {
    method: 'GET',
    path: '/api/v4/customers/statuses/{id}',
    codes: [200, 401, 422],
    source: stages('Getting a customers stage by its ID'),
  },
  {
    method: 'POST',
    path: '/api/v4/customers/statuses',
    codes: [200, 422, 403, 401, 400],
    source: stages('Adding stages into the customers pipeline'),
  },
  {
    method: 'PATCH',
    path: '/api/v4/customers/statuses/{id}',
    codes: [200, 403, 401, 400],
    source: stages('Updating a customers stage'),
  },
  {
    method: 'DELETE',
    path: '/api/v4/customers/statuses/{id}',
    codes: [204, 403, 401, 400],
    source: stages('Deleting a customers stage'),
  },
  {
    method: 'GET',
    path: '/api/v4/customers/segments',
    codes: [200, 401, 422],
    source: stages('Segments list'),
  },
  {
    method: 'GET',
    path: '/api/v4/customers/segments/{id}',
    codes: [200, 401, 422],
    source: stages('Getting a customers segment by its ID'),
  },
  {
    method: 'POST',
    path: '/api/v4/customers/segments',
    codes: [200, 403, 401, 400],
    source: stages('Adding a customers segment'),
  },
  {
    method: 'PATCH',
    path: '/api/v4/customers/segments/{id}',
    codes: [200, 403, 401, 400],
    source: stages('Updating a customers segment'),
  },
  {
    method: 'DELETE',
    path: '/api/v4/customers/segments/{id}',
    codes: [204, 403, 401, 400],
    source: stages('Deleting a customers segment'),
  },
]
