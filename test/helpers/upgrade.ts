import { addSegment } from './rules.ts'
import type { TestAccount } from './server.ts'

/** An account whose customers have not been evaluated since an upgrade. */
export type UnfinishedAccount = {
  readonly account: TestAccount
  /** Asks for an average purchase of at most 0, which a former release took those to have who have bought nothing. */
  readonly segment: number
  /** Its members, one after the other: whoever has bought nothing, and one who has bought for nothing. */
  readonly withoutPurchases: readonly number[]
  readonly boughtForNothing: number
}

/** Leaves an account as a release left it in which the average of nothing was 0 and not absent. */
export async function leaveUnfinished(account: TestAccount): Promise<UnfinishedAccount> {
  const { admin, server } = account
  const segment = await addSegment(account, 'Buys for nothing', { entry: { ltv: { lte: 0 } } })
  const withoutPurchases = [await account.addCustomer(), await account.addCustomer()]
  const [boughtForNothing, bought] = [await account.addCustomer(), await account.addCustomer()]
  await admin.post(`/api/v4/customers/${boughtForNothing}/transactions`, [{ price: 0 }]).expect(200)
  await admin.post(`/api/v4/customers/${bought}/transactions`, [{ price: 5 }]).expect(200)
  const { db } = server.deps
  const entry = JSON.stringify({ average_check: { lte: 0 } })
  await db.query('update segments set entry = $3 where account_id = $1 and id = $2', [
    account.id,
    segment,
    entry,
  ])
  await db.query('update accounts set definitions_version = definitions_version + 1 where id = $1', [
    account.id,
  ])
  await db.query('insert into accounts_to_evaluate (account_id) values ($1)', [account.id])
  return { account, segment, withoutPurchases, boughtForNothing }
}

type MovePage = {
  readonly _embedded: {
    readonly moves: readonly { customer_id: number; entered: boolean; cause: string }[]
  }
}

/** Returns the moves that the upgrade has made in an account, as "customer left" or "customer entered". */
export async function movesByUpgrade({ account, segment }: UnfinishedAccount): Promise<readonly string[]> {
  const { json } = await account.admin.get(`/api/patron/v1/segments/${segment}/moves`).expect(200)
  return (json as MovePage)._embedded.moves
    .filter(({ cause }) => cause === 'upgraded')
    .map(({ customer_id, entered }) => `${customer_id} ${entered ? 'entered' : 'left'}`)
    .sort()
}
