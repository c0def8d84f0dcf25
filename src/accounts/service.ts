import { Refused } from '../core/errors.ts'
import { type Trx, violatedConstraint } from '../db/database.ts'
import type { AccountRow } from '../db/tables.ts'
import { type AccountChange, insertAccount, updateAccount } from './queries.ts'
import { refreshed, type Scope } from '../account/scope.ts'

export type { AccountChange } from './queries.ts'

/** Makes the row of an account. @throws Refused 'bad_request' for a subdomain that is taken */
export async function addAccount(trx: Trx, account: Omit<AccountRow, 'definitions_version'>): Promise<void> {
  try {
    await insertAccount(trx, account)
  } catch (error) {
    if (violatedConstraint(error) === 'accounts_subdomain_unique')
      throw new Refused('bad_request', { reason: `The subdomain ${account.subdomain} is taken` }, error)
    throw error
  }
}

/** Changes settings of the account and gives the scope in which they hold. */
export async function changeAccount(scope: Scope, change: AccountChange): Promise<Scope> {
  await updateAccount(scope.trx, scope.actor.accountId, {
    ...change,
    updated_at: scope.now,
    updated_by: scope.actor.userId,
  })
  return refreshed(scope)
}
