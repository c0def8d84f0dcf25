import { changeDefinitions, type Deps } from '../account/scope.ts'
import { systemActor } from '../core/actor.ts'
import { Refused } from '../core/errors.ts'
import type { Queries, Trx } from '../db/database.ts'
import { defineJob, type Job } from '../jobs/job.ts'
import { applyAllDueTransitions, evaluateAllCustomers } from './all-customers.ts'

/** Enough for a database that is away for a minute. */
const MAX_ATTEMPTS = 5

/**
 * Defines the job that evaluates the accounts whose stored rules mean something else since an upgrade, each in a transaction that also
 * takes its note away: a job that is run again goes on with those that are left. Several may run at once; the job ends when no
 * account is left, whoever has evaluated it. An account in which it fails keeps no other from it.
 */
export function evaluateUpgradedAccounts(deps: Deps): Job {
  return defineJob({
    name: 'evaluate_upgraded_accounts',
    maxAttempts: MAX_ATTEMPTS,
    async run(_payload, { signal, progress }) {
      let total: number | undefined
      for (;;) {
        const accounts = await findAccountsToEvaluate(deps.db)
        total ??= accounts.length
        const errors: unknown[] = []
        for (const [index, id] of accounts.entries()) {
          signal.throwIfAborted()
          await progress(total - accounts.length + index, total)
          await evaluateUpgraded(deps, id).catch((error: unknown) => {
            // Another process is at work in this account.
            if (!(error instanceof Refused && error.code === 'busy')) errors.push(error)
          })
        }
        if (errors.length > 0) throw errors[0]
        if (accounts.length === 0) return progress(total, total)
      }
    },
  })
}

/** Returns the accounts that have not been evaluated since an upgrade. */
export async function findAccountsToEvaluate(queries: Queries): Promise<number[]> {
  const rows = await queries.query<{ account_id: number }>(
    `select account_id from accounts_to_evaluate order by account_id`,
  )
  return rows.map((row) => row.account_id)
}

/**
 * Evaluates every customer of an account once. What became due before is applied first, each at its own moment, under the meaning that the
 * rules have now: the former one is not kept.
 */
function evaluateUpgraded(deps: Deps, accountId: number): Promise<void> {
  return changeDefinitions(deps, systemActor(accountId, 'en'), async (scope) => {
    if (!(await takeNote(scope.trx, accountId))) return
    await applyAllDueTransitions(scope)
    await evaluateAllCustomers(scope, { cause: 'upgraded' })
  })
}

/** @returns whether the account had still to be evaluated */
async function takeNote(trx: Trx, accountId: number): Promise<boolean> {
  const taken = await trx.query(
    `delete from accounts_to_evaluate where account_id = $1 returning account_id`,
    [accountId],
  )
  return taken.length > 0
}
