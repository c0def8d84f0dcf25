import { expect, test } from 'vitest'
import { serverOfTest, TEST_NOW } from '../../test/helpers/server.ts'
import { moveEverythingDue } from './worker.ts'

test('an account that cannot be moved keeps no other from it, and is heard of', async () => {
  const server = await serverOfTest()
  const accounts = await Promise.all([1, 2, 3].map(() => server.newAccount({ mode: 'periodicity' })))
  for (const account of accounts) await account.addCustomer({ next_date: TEST_NOW + 86_400 })
  const [broken] = accounts.sort((a, b) => a.id - b.id)
  // No rule can be saved so.
  await server.deps.db.query(
    `update stages set conditions = '{"none of ours": 1}' where account_id = $1 and type = 1`,
    [broken?.id],
  )
  await server.deps.db.query(
    `update accounts set definitions_version = definitions_version + 1 where id = $1`,
    [broken?.id],
  )
  server.clock.now = TEST_NOW + 3 * 86_400
  await expect(moveEverythingDue(server.deps)).rejects.toThrow()
  const due = await server.deps.db.query<{ account_id: number }>(
    `select account_id from customers where due_at <= $1 and account_id = any($2::bigint[])`,
    [server.clock.now, accounts.map(({ id }) => id)],
  )
  expect(due).toEqual([{ account_id: broken?.id }])
})
