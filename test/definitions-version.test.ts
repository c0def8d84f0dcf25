import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import type { DefinitionsTrx, Scope } from '../src/account/scope.ts'
import { insertFields, updateFields } from '../src/custom-fields/queries.ts'
import type { Trx } from '../src/db/database.ts'
import { deleteSegmentRow, insertSegment, updateSegment } from '../src/segments/queries.ts'
import { deleteStageRow, insertStages, updateStage } from '../src/stages/queries.ts'
import { startTestServer, type TestAccount, type TestServer } from './helpers/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const SRC = join(import.meta.dirname, '../src')
/** Tables that servers keep in memory under the version of the definitions. A new tag needs no version, and a deleted one does. */
const DEFINITIONS =
  /(?:(?:insert into|update|delete from) (?:accounts|users|user_groups|stages|segments|custom_fields)|delete from tags|RowInsert\('(?:stages|segments|custom_fields)'|RowUpdate\('custom_fields')\b/

test('a transaction of an ordinary scope is none in which definitions may be written', () => {
  expectTypeOf<Scope['trx']>().not.toExtend<DefinitionsTrx>()
  expectTypeOf<DefinitionsTrx>().toExtend<Trx>()
  for (const write of [insertStages, updateStage, deleteStageRow])
    expectTypeOf(write).parameter(0).toEqualTypeOf<DefinitionsTrx>()
  for (const write of [insertSegment, updateSegment, deleteSegmentRow])
    expectTypeOf(write).parameter(0).toEqualTypeOf<DefinitionsTrx>()
  for (const write of [insertFields, updateFields])
    expectTypeOf(write).parameter(0).toEqualTypeOf<DefinitionsTrx>()
})

test('SQL that writes definitions stands only in files whose queries take such a transaction', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith(join('db', 'migrations')),
  )
  const writers = files.filter((file) => DEFINITIONS.test(readFileSync(join(SRC, file), 'utf8')))
  expect(writers.sort()).toEqual(
    [
      'account/scope.ts', // raises the version
      'accounts/queries.ts',
      'custom-fields/queries.ts',
      'segments/queries.ts',
      'stages/queries.ts',
      'tags/queries.ts',
      'users/queries.ts',
    ].map((file) => join(...file.split('/'))),
  )
  for (const file of writers)
    expect(readFileSync(join(SRC, file), 'utf8'), file).toMatch(/trx: DefinitionsTrx|as DefinitionsTrx/)
})

type Change = (
  account: TestAccount,
  made: { stage: number; segment: number; field: number },
) => Promise<unknown>

/** Each in periodicity mode unless it is about a segment. */
const CHANGES: readonly [what: string, change: Change][] = [
  [
    'a stage',
    ({ admin }) => admin.post('/api/v4/customers/statuses', [{ name: 'New', sort: 9 }]).expect(200),
  ],
  [
    'the order of stages',
    ({ admin }, { stage }) => admin.patch(`/api/v4/customers/statuses/${stage}`, { sort: 77 }).expect(200),
  ],
  [
    'the name of a stage',
    ({ admin }, { stage }) => admin.patch(`/api/v4/customers/statuses/${stage}`, { name: 'B' }).expect(200),
  ],
  [
    'a deleted stage',
    ({ admin }, { stage }) => admin.delete(`/api/v4/customers/statuses/${stage}`).expect(204),
  ],
  ['a segment', ({ admin }) => admin.post('/api/v4/customers/segments', { name: 'Another' }).expect(200)],
  [
    'the name of a segment',
    ({ admin }, { segment }) =>
      admin.patch(`/api/v4/customers/segments/${segment}`, { name: 'B' }).expect(200),
  ],
  [
    'the rules of a segment',
    ({ admin }, { segment }) =>
      admin
        .put(`/api/patron/v1/segments/${segment}/conditions`, { entry: { ltv: { gte: 1 } }, exit: null })
        .expect(200),
  ],
  [
    'a deleted field',
    ({ admin }, { field }) => admin.delete(`/api/v4/customers/custom_fields/${field}`).expect(204),
  ],
  [
    'a setting of the account',
    ({ admin }) => admin.patch('/api/patron/v1/account', { timezone: 'Asia/Tokyo' }).expect(200),
  ],
  ['a user', (account) => account.newUser()],
]

test.each(CHANGES)('%s raises the version of the definitions', async (what, change) => {
  const account = await server.newAccount({ mode: 'periodicity' })
  const made = await somethingOfEach(account)
  if (what.includes('segment')) await account.switchTo('segments')
  const before = await versionOf(account)
  await change(account, made)
  expect(await versionOf(account)).toBeGreaterThan(before)
})

async function somethingOfEach(account: TestAccount) {
  const stage = await account.admin.post('/api/v4/customers/statuses', [{ name: 'A', sort: 8 }]).expect(200)
  await account.switchTo('segments')
  const segment = await account.admin.post('/api/v4/customers/segments', { name: 'A' }).expect(200)
  await account.switchTo('periodicity')
  const field = await account.admin
    .post('/api/v4/customers/custom_fields', [{ name: 'A', type: 'text' }])
    .expect(200)
  return {
    stage: (stage.json as { _embedded: { statuses: { id: number }[] } })._embedded.statuses[0]?.id as number,
    segment: (segment.json as { id: number }).id,
    field: (field.json as { _embedded: { custom_fields: { id: number }[] } })._embedded.custom_fields[0]
      ?.id as number,
  }
}

async function versionOf({ id }: TestAccount): Promise<number> {
  const [row] = await server.deps.db.query<{ definitions_version: number }>(
    'select definitions_version from accounts where id = $1',
    [id],
  )
  return row?.definitions_version as number
}
