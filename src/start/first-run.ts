import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { CannotRun } from '../core/errors.ts'
import type { CreatedAccount, NewAccount } from '../accounts/create.ts'

/** The account that the first start on an empty database makes. */
export const FIRST_ACCOUNT: NewAccount = {
  name: 'My shop',
  subdomain: 'shop',
  language: 'en',
  currency: 'USD',
  country: 'US',
  timezone: 'UTC',
  email: 'admin@example.com',
}

/** How to get into the first account. */
type FirstRun = { readonly url: string } & CreatedAccount

/** Keeps how to get in in a file that only its owner can read. @throws CannotRun */
export function keepFirstRun(file: string, { url, ...created }: FirstRun): void {
  const { account_id, subdomain, email, password, token } = created
  const kept = { url, account_id, subdomain, email, password, token }
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    rmSync(file, { force: true }) // one that is there keeps its mode
    writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 })
  } catch (error) {
    const reason = (error as Error).message
    throw new CannotRun(`The token of the first account cannot be kept in PATRON_DATA: ${reason}.`, {
      cause: error,
    })
  }
}

/** Shows the first account and its secrets, once, to whoever sits before the terminal: the log never has them. */
export function showFirstRun(created: CreatedAccount, show: (text: string) => void): void {
  const { account_id, subdomain, email, password, token } = created
  show(
    `\n  account  ${account_id} (${subdomain})\n  email    ${email}\n  password ${password}\n  token    ${token}\n`,
  )
}
