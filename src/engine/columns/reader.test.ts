import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { serverOfTest, TEST_NOW } from '../../../test/helpers/server.ts'
import { type Definitions, findDefinitions } from '../../account/definitions.ts'
import type { Deps } from '../../account/scope.ts'
import { systemActor } from '../../core/actor.ts'
import type { Purchase } from '../../core/conditions/facts.ts'
import { columnsWith } from '../../core/customer-columns.ts'
import type { Reads } from '../../core/conditions/reads.ts'
import type { Trx } from '../../db/database.ts'
import { purchases } from '../facts/purchases.ts'
import { BLANK_CUSTOMER } from '../customer.ts'
import { readBlock } from '../rows.ts'
import type { CustomerColumns } from './customers.ts'
import { ColumnReader } from './reader.ts'

const FIELD_IDS = [7, 71, 1001, 1002, 1003, 20_000]
const READ_FIELDS = [7, 1001, 1003, 20_000]

const EVERYTHING: Reads = {
  columns: new Set(columnsWith({ fact: true }).filter((column) => column !== 'status_id')),
  tags: true,
  fields: new Set(READ_FIELDS),
  segments: new Set(),
  stage: true,
  purchases: { days: 'ever', elements: true },
}

/** Texts with all that COPY and JSON write in another way. */
const texts = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'\\"\'\n\r\t\b\f\v{}[],: nNtf0-.…', '\u0001', '\u007f', '\u2028', 'ß', 'ё'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).filter((text) => text !== '\0'),
  ),
  maxLength: 20,
})
const numbers = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -1e6, max: 1e6 }).map((cents) => cents / 100),
)
const values = fc.oneof(
  texts,
  numbers,
  fc.boolean(),
  fc.array(fc.integer({ min: 1, max: 5 })),
  fc.array(fc.record({ file: texts, size: numbers }), { minLength: 1, maxLength: 2 }),
)
const wholes = fc.maxSafeNat()
const rows = fc.record({
  name: texts,
  fields: fc.dictionary(fc.constantFrom(...FIELD_IDS.map(String)), values),
  tag_ids: fc.array(wholes, { maxLength: 3 }),
  next_date: fc.option(wholes),
  ltv_minor: wholes,
  responsible_user_id: wholes,
  segments_high: fc.nat({ max: 2 ** 30 }),
  placed_at: fc.option(wholes),
})
type Row = typeof rows extends fc.Arbitrary<infer T> ? T : never

const CUSTOMERS = 12

/** What no rule asks for and no evaluation changes is as if nothing were known of it. */
const { base_next_date, base_next_price_minor, next_date_after, next_price_after, purchases_recorded } =
  BLANK_CUSTOMER
const NEVER_READ = {
  base_next_date,
  base_next_price_minor,
  next_date_after,
  next_price_after,
  purchases_recorded,
}

test('columns tell of each customer what its row does', async () => {
  const { trx, account } = await shop()
  const ids = await addCustomers(account)
  await fc.assert(
    fc.asyncProperty(fc.array(rows, { minLength: CUSTOMERS, maxLength: CUSTOMERS }), async (written) => {
      await trx(async (trx) => {
        await overwrite(trx, account.id, ids, written)
        const expected = await readBlock(trx, account.id, 0, CUSTOMERS)
        const block = await new ColumnReader(trx, { accountId: account.id }, [EVERYTHING]).after(0, CUSTOMERS)
        expect(block.length).toBe(CUSTOMERS)
        for (const [index, customer] of expected.entries()) {
          expect(block.customer(index)).toEqual({ ...customer, ...NEVER_READ })
          expectSameFacts(block, index, customer)
        }
      })
    }),
    { numRuns: 40 },
  )
})

test('a condition picks customers, in blocks, whatever values it binds', async () => {
  const { trx, account } = await shop()
  const ids = await addCustomers(account)
  const condition = sql<boolean>`c.name = any(${[`1'`, `4'`, `7'`, `8'`]}::text[])`
  await trx(async (trx) => {
    await trx.query(`update customers set name = (id - $2) || '''' where account_id = $1`, [
      account.id,
      ids[0],
    ])
    const reader = new ColumnReader(trx, { accountId: account.id, condition }, [EVERYTHING])
    const names: string[][] = []
    for (let after = 0, length = 3; length === 3;) {
      const block = await reader.after(after, 3)
      ;({ length } = block)
      after = block.numbers.id.at(-1) ?? 0
      names.push(Array.from({ length }, (_, index) => block.name(index)))
    }
    expect(names).toEqual([[`1'`, `4'`, `7'`], [`8'`]])
  })
})

test('what rules do not read is as if nothing were known of it', async () => {
  const { trx, account } = await shop()
  await addCustomers(account)
  const nothing: Reads = { ...EVERYTHING, columns: new Set(), tags: false, fields: new Set() }
  await trx(async (trx) => {
    const block = await new ColumnReader(trx, { accountId: account.id }, [nothing]).after(0, 1)
    const { name, next_date, ltv_minor, tag_ids, fields, purchases } = block.at(0)
    expect({ name, next_date, ltv_minor, tag_ids, fields, purchases }).toEqual({
      name: '',
      next_date: null,
      ltv_minor: 0,
      tag_ids: [],
      fields: {},
      purchases: undefined,
    })
    expect(block.at(0).field(1001)).toBeUndefined()
    expect(block.numbersOf({ field: 1001 }, 0, 1)).toEqual(Float64Array.of(NaN))
  })
})

test.each([
  ['neighbours', 1],
  ['customers far from each other', 5],
])(
  'the purchases of %s are theirs alone, since a moment, without those that are deleted',
  async (_, step) => {
    const { trx, account } = await shop()
    const ids = await addCustomers(account)
    for (const [i, id] of ids.entries())
      await account.admin
        .post(`/api/v4/customers/${id}/transactions`, [
          {
            price: 100 + i,
            completed_at: TEST_NOW - 100,
            _embedded: {
              catalog_elements: [
                { id: 5, metadata: { quantity: 1, catalog_id: 1 } },
                { id: 6, metadata: { quantity: 2, catalog_id: 1 } },
              ],
            },
          },
          { price: 200 + i, completed_at: TEST_NOW - 50 },
          { price: 300 + i, completed_at: TEST_NOW - 86_400 },
        ])
        .expect(200)
    await trx(async (trx) => {
      await trx.query(
        `update transactions set is_deleted = true where account_id = $1 and price_minor = 20000`,
        [account.id],
      )
      const condition = sql<boolean>`(c.id - ${ids[0]}) % ${step} = 0`
      const reader = new ColumnReader(trx, { accountId: account.id, condition }, [EVERYTHING])
      const block = await reader.after(0, CUSTOMERS)
      for (const elements of [true, false]) {
        const definitions = (await findDefinitions(trx, account.id)) as Definitions
        const reading = { trx, actor: systemActor(account.id, 'en'), definitions }
        const loader = purchases.loaderFor([{ ...EVERYTHING, purchases: { days: 0, elements } }])
        const column = await loader?.byIndex(reading, block.numbers.id, TEST_NOW)
        const found = Array.from({ length: block.length }, (_, index) => byPrice(column?.at(index) ?? []))
        const expected = ids.flatMap((_, i): Purchase[][] =>
          i % step > 0
            ? []
            : [
                [
                  {
                    made_at: TEST_NOW - 100,
                    price_minor: 100 * (100 + i),
                    element_ids: elements ? [5, 6] : [],
                  },
                  ...(i === 0
                    ? []
                    : [{ made_at: TEST_NOW - 50, price_minor: 100 * (200 + i), element_ids: [] }]),
                ],
              ],
        )
        expect(found).toEqual(expected)
      }
    })
  },
)

async function shop() {
  const server = await serverOfTest()
  const { db }: Deps = server.deps
  return {
    account: await server.newAccount(),
    trx: (work: (trx: Trx) => Promise<void>) => db.transaction(work),
  }
}

type Shop = Awaited<ReturnType<typeof shop>>['account']

async function addCustomers(account: Shop): Promise<number[]> {
  const ids: number[] = []
  for (let i = 0; i < CUSTOMERS; i++) ids.push(await account.addCustomer())
  return ids.sort((a, b) => a - b)
}

/** Behind the back of every rule. */
async function overwrite(
  trx: Trx,
  accountId: number,
  ids: readonly number[],
  written: readonly Row[],
): Promise<void> {
  await trx.query(
    `update customers c set name = r.name, fields = r.fields, tag_ids = array(select jsonb_array_elements_text(r.tag_ids)::bigint),
       next_date = r.next_date, ltv_minor = r.ltv_minor, responsible_user_id = r.responsible_user_id, segments_high = r.segments_high,
       placed_at = r.placed_at
     from jsonb_to_recordset($2::jsonb) as r(id bigint, name text, fields jsonb, tag_ids jsonb, next_date bigint, ltv_minor bigint,
       responsible_user_id bigint, segments_high bigint, placed_at bigint)
     where c.account_id = $1 and c.id = r.id`,
    [accountId, JSON.stringify(written.map((row, i) => ({ ...row, id: ids[i] })))],
  )
}

function expectSameFacts(
  block: CustomerColumns,
  index: number,
  customer: ReturnType<CustomerColumns['customer']>,
): void {
  const facts = block.at(index)
  for (const column of columnsWith({ fact: true })) expect(facts[column], column).toEqual(customer[column])
  const { next_date, tag_ids, fields, segments, hand_segments, out_segments } = customer
  expect(facts).toMatchObject({ tag_ids, segments, hand_segments, out_segments })
  expect(facts.fields).toEqual(fields)
  for (const id of READ_FIELDS) {
    const stored = fields[id]
    expect(facts.field(id)).toEqual(stored)
    const number = typeof stored === 'number' || typeof stored === 'boolean' ? Number(stored) : NaN
    expect(block.numbersOf({ field: id }, index, index + 1)).toEqual(Float64Array.of(number))
    const isText = stored !== undefined && Number.isNaN(number)
    expect([...block.textsOf(id, index, index + 1)]).toEqual(isText ? [0] : [])
  }
  expect(block.numbersOf('next_date', index, index + 1)).toEqual(Float64Array.of(next_date ?? NaN))
}

function byPrice(purchases: readonly Purchase[]): readonly Purchase[] {
  return purchases.toSorted((a, b) => a.price_minor - b.price_minor)
}
