import { Refused } from '../core/errors.ts'
import { violatedConstraint } from '../db/database.ts'
import type { AccountRow } from '../db/tables.ts'
import { type AccountChange, insertAccount, updateAccount } from './queries.ts'
import type { DefinitionsScope, DefinitionsTrx } from '../account/scope.ts'

export type { AccountChange } from './queries.ts'

/** Makes the row of an account. @throws Refused 'bad_request' for a subdomain that is taken */
export async function addAccount(
  trx: DefinitionsTrx,
  account: Omit<AccountRow, 'definitions_version'>,
): Promise<void> {
  try {
    await insertAccount(trx, account)
  } catch (error) {
    if (violatedConstraint(error) === 'accounts_subdomain_unique')
      throw new Refused('bad_request', { reason: `The subdomain ${account.subdomain} is taken` }, error)
    throw error
  }
}

/** Stores other settings of the account, with who changed them and when. */
export async function changeAccount(scope: DefinitionsScope, change: AccountChange): Promise<void> {
  await updateAccount(scope.trx, scope.actor.accountId, {
    ...change,
    updated_at: scope.now,
    updated_by: scope.actor.userId,
  })
}
