import { type Compilable, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UNOBSERVED } from '../core/observation.ts'
import { testDatabase } from '../../test/helpers/database.ts'
import { build } from './build.ts'
import { createPool } from './connect.ts'
import { Database } from './database.ts'
import { type Anchor, type KeysetOrder, readPage, type Start } from './keyset.ts'

type Row = { id: number; key: number | null }

const ROWS = 20_000
const LIMIT = 50
const rows = build.withTables<{ rows: Row }>().selectFrom('rows').select(['id', 'key'])

let db: Database
beforeAll(async () => {
  const pool = createPool(await testDatabase(), { name: 'requests', max: 2, observe: UNOBSERVED })
  db = new Database(pool, { prepare: true })
  await db.query('create table rows (id bigint primary key, key bigint)')
  // Each key three times, and every fourth row without one.
  await db.query(
    `insert into rows select n, case when n % 4 > 0 then n * 7919 % 5000 end from generate_series(1, $1::int) n`,
    [ROWS],
  )
  await db.query('create index rows_key on rows (key, id)')
  await db.query('analyze rows')
})
afterAll(() => db.end())

function orderBy(key: 'key' | 'id', descending: boolean): KeysetOrder {
  return { key: key === 'id' ? undefined : sql.ref('key'), isNullable: true, id: sql.ref('id'), descending }
}

async function pageAt(order: KeysetOrder, start: Start, limit = LIMIT, reader: Reader = db) {
  const shown: Row[] = []
  const hasNext = await readPage(reader, rows, order, { start, limit }, (row) => shown.push(row))
  return { shown, hasNext }
}

describe.each([
  ['by key ascending', orderBy('key', false), 'key asc nulls last, id asc'],
  ['by key descending', orderBy('key', true), 'key desc nulls last, id desc'],
  ['by id ascending', orderBy('id', false), 'id asc'],
  ['by id descending', orderBy('id', true), 'id desc'],
] as const)('a list %s', (_title, order, sqlOrder) => {
  const keyOf = (row: Row) => (order.key === undefined ? null : row.key)

  test('is read whole and in order, page behind page', async () => {
    const seen: Row[] = []
    for (let start: Start = { offset: 0 }; ;) {
      const { shown, hasNext } = await pageAt(order, start, 997)
      seen.push(...shown)
      const last = shown.at(-1) as Row
      if (!hasNext) break
      start = { after: { key: keyOf(last), id: last.id } }
    }
    expect(seen).toEqual(await db.query(`select id, key from rows order by ${sqlOrder}`))
  })

  test.each([0, 1, 14_990, 15_000, 19_990, 20_000])('gives the page from position %d on', async (offset) => {
    const { shown, hasNext } = await pageAt(order, { offset })
    expect(shown).toEqual(
      await db.query(`select id, key from rows order by ${sqlOrder} offset $1 limit $2`, [offset, LIMIT]),
    )
    expect(hasNext).toBe(offset + LIMIT < ROWS)
  })

  test.each(['the beginning', 'a row amid the keys', 'a row amid those without a key'])(
    'reads no more rows than it shows, and sorts none, from %s on',
    async (where) => {
      const starts: Record<string, Anchor> = {
        'a row amid the keys': { key: order.key ? 2500 : null, id: 10_000 },
        'a row amid those without a key': { key: null, id: 10_000 },
      }
      const after = starts[where]
      const plans: Plan[] = []
      const explaining: Reader = {
        eachRow: async <R>(built: Compilable<R>, onRow: (row: R) => void) => {
          plans.push(...nodesOf(await explain(built)))
          await db.eachRow(built, onRow)
        },
      }
      const { shown } = await pageAt(order, after ? { after } : { offset: 0 }, LIMIT, explaining)
      expect(shown).toHaveLength(LIMIT)
      expect(plans.map((node) => node['Node Type'])).not.toContain('Sort')
      for (const node of plans) {
        expect(node['Actual Rows']).toBeLessThanOrEqual(LIMIT + 1)
        expect(node['Rows Removed by Filter'] ?? 0).toBe(0)
      }
    },
  )
})

type Reader = Pick<Database, 'eachRow'>
type Plan = {
  'Node Type': string
  'Actual Rows': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

async function explain(built: Compilable): Promise<Plan> {
  const { sql: text, parameters } = built.compile()
  const [row] = await db.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (analyze, format json) ${text}`,
    parameters,
  )
  return (row as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
}
