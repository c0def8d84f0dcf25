import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../test/helpers/server.ts'
import {
  type AmountColumn,
  apiNameOf,
  type ColumnName,
  columnsWith,
  CUSTOMER_COLUMNS,
  isAmount,
} from '../core/customer-columns.ts'
import { BLANK_CUSTOMER } from '../engine/customer.ts'
import { CustomerModel } from './schema.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

test('the columns of a customer are those of its table, of the same types', async () => {
  const stored = await server.deps.db.query<{
    name: string
    type: string
    nullable: boolean
    generated: boolean
  }>(
    `select attname as name, format_type(atttypid, null) as type, not attnotnull as nullable, attgenerated <> '' as generated
     from pg_attribute where attrelid = 'customers'::regclass and attnum > 0 and not attisdropped and attname <> 'account_id'`,
  )
  const declared = Object.entries(CUSTOMER_COLUMNS).map(([name, spec]) => ({
    name,
    type: spec.type,
    nullable: 'nullable' in spec,
    generated: 'generated' in spec,
  }))
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
  expect(declared.sort(byName)).toEqual(stored.sort(byName))
})

test('the wire schema of a customer has every column that answers show, in their order', () => {
  const shown = [...columnsWith({ shown: 'numbers' }), ...columnsWith({ shown: 'totals' })].map(apiNameOf)
  const wire = Object.keys(CustomerModel.properties)
  expect(wire.filter((name) => shown.some((column) => column === name))).toEqual(shown)
  const exact = wire.filter((name) => name.endsWith('_with_minor_units'))
  expect(exact).toEqual(
    Object.keys(CUSTOMER_COLUMNS)
      .filter(isAmountName)
      .map((name) => `${apiNameOf(name)}_with_minor_units`),
  )
})

test.each([
  ...columnsWith({ filter: 'set' }),
  ...columnsWith({ filter: 'range' }),
  ...columnsWith({ filter: 'moments' }),
])('lists are filtered by %s', async (column) => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  const [row] = await server.deps.db.query<Record<string, number | null>>(
    `select ${column} from customers where account_id = $1 and id = $2`,
    [account.id, id],
  )
  const value = row?.[column] ?? 0
  const name = apiNameOf(column)
  const found = await account.admin.get(`/api/v4/customers?filter[${name}]=${value}`)
  expect(found.status).toBe(row?.[column] === null ? 204 : 200)
  await account.admin.get(`/api/v4/customers?filter[${name}]=${value + 1}`).expect(204)
})

function isAmountName(name: string): name is AmountColumn {
  return isAmount(name as ColumnName)
}

test('a blank customer has a value for every column that is written', () => {
  const written = Object.entries(CUSTOMER_COLUMNS)
    .filter(([, spec]) => !('generated' in spec))
    .map(([name]) => name.replace(/_(low|high)$/, ''))
  expect(new Set(Object.keys(BLANK_CUSTOMER))).toEqual(new Set(written))
})
