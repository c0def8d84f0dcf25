import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UNOBSERVED } from '../observation.ts'
import { testDatabase } from '../../../test/helpers/database.ts'
import { build } from '../../db/build.ts'
import { createPool } from '../../db/connect.ts'
import { Database } from '../../db/database.ts'
import { searchOf } from '../field-types/values.ts'
import { foldText } from '../fold.ts'
import { maskHas } from '../segment-mask.ts'
import type { Facts, Moment } from './facts.ts'
import { type Kind, KINDS } from './kinds.ts'
import { factsAt, leavesAt, moments, treesAt } from './testing/arbitraries.ts'
import { FIELD_IDS, sampleAccount, sampleFacts, sampleMoment, seconds } from './testing/samples.ts'
import { type Condition, holds } from './tree.ts'
import { whereTree } from './where.ts'

let db: Database
beforeAll(async () => {
  const pool = createPool(await testDatabase(), { name: 'requests', max: 1, observe: UNOBSERVED })
  db = new Database(pool, { prepare: false })
})
afterAll(() => db.end())

const KIND_NAMES = Object.keys(KINDS) as Kind[]

describe('the database selects whom a leaf matches', () => {
  test.each(KIND_NAMES)('%s', async (kind) => {
    const answers = new Set<boolean>()
    await fc.assert(
      fc.asyncProperty(
        moments.chain((moment) =>
          fc.tuple(
            fc.constant(moment),
            fc.array(factsAt(moment), { minLength: 1, maxLength: 12 }),
            fc.array(leavesAt(moment, [kind]), { minLength: 1, maxLength: 12 }),
          ),
        ),
        async ([moment, customers, leaves]) => {
          for (const answer of await expectAgreement(moment, customers, leaves)) answers.add(answer)
        },
      ),
      { numRuns: kind === 'custom_field' ? 200 : 60 },
    )
    expect(answers, 'a property that saw one answer only has tested nothing').toEqual(new Set([true, false]))
  })
})

test('the database selects for whom a tree holds', async () => {
  await fc.assert(
    fc.asyncProperty(
      moments.chain((moment) =>
        fc.tuple(
          fc.constant(moment),
          fc.array(factsAt(moment), { minLength: 1, maxLength: 8 }),
          fc.array(treesAt(moment), { minLength: 1, maxLength: 12 }),
        ),
      ),
      async ([moment, customers, trees]) => {
        await expectAgreement(moment, customers, trees)
      },
    ),
    { numRuns: 100 },
  )
})

const berlin = sampleMoment('2026-11-01T12:00:00+01:00', 'Europe/Berlin')

test.each<[string, Partial<Facts>, Condition, boolean]>([
  [
    'names that differ only behind what the index holds',
    { name: `${'ß'.repeat(200)}a` },
    { name: { equals: `${'ß'.repeat(200)}b` } },
    false,
  ],
  [
    'the start of a name, longer than that',
    { name: 'ß'.repeat(200) },
    { name: { starts_with: 'ss'.repeat(150) } },
    true,
  ],
  [
    'a start that only the index would find',
    { name: `${'ß'.repeat(150)}a` },
    { name: { starts_with: `${'ss'.repeat(150)}b` } },
    false,
  ],
  [
    'half a character at the end of what is stored of a long text',
    { name: '\uFFFD', fields: { [FIELD_IDS.text]: `${'a'.repeat(199)}😀` } },
    { custom_field: { field: FIELD_IDS.text, contains: '\uFFFD' } },
    false,
  ],
  [
    'a text in another field',
    { fields: { [FIELD_IDS.text]: 'a', [FIELD_IDS.textarea]: 'b', [FIELD_IDS.url]: 'b' } },
    { custom_field: { field: FIELD_IDS.text, contains: 'b' } },
    false,
  ],
  ['a percent sign', { name: 'abc' }, { name: { contains: 'a%c' } }, false],
  ['a backslash', { name: 'a\\c' }, { name: { starts_with: 'a\\' } }, true],
  [
    'bought on a day of 25 hours, of which the last was expected',
    {
      next_date: seconds('2026-10-25T23:30:00+01:00'),
      last_purchase_at: seconds('2026-10-25T00:00:00+02:00'),
    },
    { after_today: 1 },
    false,
  ],
  [
    'bought the day before one of 25 hours',
    {
      next_date: seconds('2026-10-25T23:30:00+01:00'),
      last_purchase_at: seconds('2026-10-24T23:59:59+02:00'),
    },
    { after_today: 1 },
    true,
  ],
  [
    'bought in the last hour of the day before, summers ago',
    {
      next_date: seconds('1999-07-02T12:00:00+02:00'),
      last_purchase_at: seconds('1999-07-01T23:30:00+02:00'),
    },
    { before_purchase: 0 },
    true,
  ],
])('the database agrees about %s', async (_title, facts, leaf, expected) => {
  expect(await expectAgreement(berlin, [sampleFacts(facts)], [leaf])).toEqual([expected])
})

test('no conditions select nobody', async () => {
  const moment = fc.sample(moments, 1)[0] as Moment
  expect(await expectAgreement(moment, fc.sample(factsAt(moment), 3), [null])).toEqual([false, false, false])
})

/** Stores the customers in an account of their own and asks the database; its answers are those of `holds`, never NULL. */
async function expectAgreement(
  moment: Moment,
  customers: readonly Facts[],
  conditions: readonly (Condition | null)[],
): Promise<boolean[]> {
  const accountId = await store(customers)
  const rows = await db.run(
    build
      .selectFrom('customers as c')
      .select(
        conditions.map((condition, i) =>
          sql<boolean>`${whereTree(condition, { accountId, moment })}`.as(`w${i}`),
        ),
      )
      .where('c.account_id', '=', accountId)
      .where('c.deleted_at', 'is', null)
      .orderBy('c.id'),
  )
  const answers = rows.map((row) =>
    conditions.map((_condition, i) => (row as Record<string, unknown>)[`w${i}`]),
  )
  const expected = customers.map((facts) => conditions.map((condition) => holds(condition, facts, moment)))
  expect(answers).toEqual(expected)
  return expected.flat()
}

let accounts = 0

/** The customers have the ids 1, 2, … of the account that this makes. */
async function store(customers: readonly Facts[]): Promise<number> {
  const accountId = ++accounts
  const account = {
    subdomain: `a${accountId}`,
    name: '',
    country: '',
    currency: '',
    language: '',
    timezone: '',
  }
  const settings = { customers_available: true, customers_enabled: true, customers_mode: 'segments' }
  const written = { created_by: 0, updated_by: 0, created_at: 0, updated_at: 0 }
  await insert('accounts', [{ id: accountId, ...account, ...settings, definitions_version: 1, ...written }])
  for (const [table, rowsOf] of Object.entries(TABLES)) {
    const rows = customers.flatMap((facts, i) => rowsOf(facts, i + 1))
    await insert(
      table,
      rows.map((row, i) => ({
        account_id: accountId,
        ...(table === 'transactions' && { id: i + 1 }),
        ...row,
      })),
    )
  }
  return accountId
}

async function insert(table: string, rows: readonly object[]): Promise<void> {
  if (rows[0] === undefined) return
  const columns = Object.keys(rows[0]).join(', ')
  await db.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  )
}

/** What is stored of a customer in each table. */
const TABLES: Readonly<Record<string, (facts: Facts, id: number) => object[]>> = {
  customers: ({ segments, purchases: _purchases, ...columns }, id) => [
    {
      ...columns,
      id,
      placed_at: null,
      verdict_id: columns.status_id,
      updated_by: 0,
      updated_at: 0,
      segments_low: segments.low,
      segments_high: segments.high,
      hand_segments_low: 0,
      hand_segments_high: 0,
      version: 1,
      evaluated_at: 0,
    },
  ],
  entity_search(facts, entity_id) {
    const { words, tokens } = searchOf(facts.fields, sampleAccount().customerFields)
    const name_folded = foldText(facts.name)
    return [
      { entity: 'customers', entity_id, name_folded, words: [name_folded, ...words].join('\n'), tokens },
    ]
  },
  entity_tags: (facts, entity_id) => facts.tag_ids.map((tag_id) => ({ tag_id, entity_id })),
  segment_members: (facts, customer_id) =>
    [...sampleAccount().segments]
      .filter(([, { slot }]) => maskHas(facts.segments, slot))
      .map(([segment_id]) => ({ segment_id, customer_id })),
  transactions: ({ purchases = [] }, customer_id) =>
    purchases.flatMap(({ made_at, price_minor, element_ids }) => {
      const row = {
        customer_id,
        price_minor,
        completed_at: made_at + 1,
        made_at,
        catalog_elements: element_ids.map((id) => ({ id, metadata: { quantity: 1 } })),
        created_by: 0,
        updated_by: 0,
        created_at: made_at,
        updated_at: made_at,
      }
      // A deleted one beside each, which counts nowhere.
      return [
        { ...row, is_deleted: false },
        { ...row, is_deleted: true },
      ]
    }),
}
