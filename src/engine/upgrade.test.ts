import { expect, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { runHere } from '../../test/helpers/house.ts'
import { serverOfTest } from '../../test/helpers/server.ts'
import { leaveUnfinished, movesByUpgrade } from '../../test/helpers/upgrade.ts'
import { numberEvents } from '../events/number.ts'
import { readEvents } from '../events/read.ts'
import { evaluateUpgradedAccounts, findAccountsToEvaluate } from './upgrade.ts'

test('customers of an account whose rules mean something else move once, with the upgrade as the cause', async () => {
  const server = await serverOfTest()
  const unfinished = await leaveUnfinished(await server.newAccount())
  const { account, segment, withoutPurchases } = unfinished
  expect(await inconsistenciesOf(server.deps, account.id)).not.toEqual([])
  await runHere(evaluateUpgradedAccounts(server.deps))
  expect(await movesByUpgrade(unfinished)).toEqual(withoutPurchases.map((id) => `${id} left`))
  expect((await account.admin.get(`/api/v4/customers/segments/${segment}`).expect(200)).json).toMatchObject({
    customers_count: 1,
  })
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  await runHere(evaluateUpgradedAccounts(server.deps))
  expect(await movesByUpgrade(unfinished)).toHaveLength(withoutPurchases.length)

  await numberEvents(server.deps.db, account.id)
  const { events } = await readEvents(server.deps.db, account.id, 0, 1000)
  const left = events.filter(({ type }) => type === 'customer_left_segment').slice(-2)
  expect(left.map(({ entity_id, created_by, data }) => ({ entity_id, created_by, data }))).toEqual(
    withoutPurchases.map((entity_id) => ({
      entity_id,
      created_by: 0,
      data: expect.objectContaining({
        cause: 'upgraded',
        leaf: { average_check: { lte: 0 } },
        seen: { average_check: null },
      }) as unknown,
    })),
  )
})

test('an account that cannot be evaluated keeps no other from it, and is left for the next run', async () => {
  const server = await serverOfTest()
  const [first, broken, last] = [
    await leaveUnfinished(await server.newAccount()),
    await leaveUnfinished(await server.newAccount()),
    await leaveUnfinished(await server.newAccount()),
  ]
  const { db } = server.deps
  const setEntry = async (entry: object) => {
    const { id } = broken.account
    await db.query('update segments set entry = $2 where account_id = $1', [id, JSON.stringify(entry)])
    await db.query('update accounts set definitions_version = definitions_version + 1 where id = $1', [id])
  }
  await setEntry({ 'none of ours': 1 }) // no rule can be saved so
  await expect(runHere(evaluateUpgradedAccounts(server.deps))).rejects.toThrow()
  expect(await findAccountsToEvaluate(db)).toEqual([broken.account.id])
  for (const each of [first, last]) expect(await movesByUpgrade(each)).toHaveLength(2)
  await setEntry({ average_check: { lte: 0 } })
  expect(await runHere(evaluateUpgradedAccounts(server.deps))).toEqual(['0 of 1', '1 of 1'])
  expect(await movesByUpgrade(broken)).toHaveLength(2)
})
