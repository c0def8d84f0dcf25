import { expect, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { serverOfTest, TEST_NOW } from '../../test/helpers/server.ts'
import { type DueCursor, findAccountsDue, findFirstDue } from './due.ts'
import { moveEverythingDue } from './worker.ts'

const DAY = 86_400

test('an account is found behind a backlog of another, however many customers one look goes over', async () => {
  const server = await serverOfTest()
  const { db } = server.deps
  const [busy, late, idle] = [
    await server.newAccount({ mode: 'periodicity' }),
    await server.newAccount({ mode: 'periodicity' }),
    await server.newAccount({ mode: 'periodicity' }),
  ]
  for (let i = 0; i < 5; i++) await busy.addCustomer()
  await late.addCustomer()
  await idle.addCustomer({ next_date: TEST_NOW + 30 * DAY })
  await db.query(`update customers set due_at = $2 where account_id = $1`, [busy.id, TEST_NOW - 2])
  await db.query(`update customers set due_at = $3 where account_id = $1 and id <= $2`, [
    busy.id,
    1002,
    TEST_NOW - 3,
  ])
  await db.query(`update customers set due_at = $2 where account_id = $1`, [late.id, TEST_NOW - 1])
  const looks: (readonly number[])[] = []
  for (let cursor: DueCursor | undefined, look = 0; look === 0 || cursor !== undefined; look++) {
    const found = await findAccountsDue(db, TEST_NOW, cursor, 2)
    looks.push(found.accounts)
    cursor = found.next
  }
  expect(looks).toEqual([[busy.id], [busy.id], [late.id]])
  expect(await findFirstDue(db)).toBe(TEST_NOW - 3)
})

test('an account that is switched off makes no moves, and is looked at once', async () => {
  const server = await serverOfTest()
  const account = await server.newAccount({ mode: 'periodicity' })
  await account.addCustomer()
  await account.switchTo('periodicity', false)
  server.clock.now += 10 * DAY
  const { db, now } = server.deps
  const before = await db.query(`select * from stays where account_id = $1`, [account.id])
  expect((await findAccountsDue(db, now())).accounts).toEqual([account.id])
  await moveEverythingDue(server.deps)
  expect(await findAccountsDue(db, now())).toEqual({ accounts: [], next: undefined })
  expect(await findFirstDue(db)).toBeUndefined()
  expect(await db.query(`select * from stays where account_id = $1`, [account.id])).toEqual(before)
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  await account.switchTo('periodicity')
  expect(await findFirstDue(db)).toBeGreaterThan(now())
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
})
