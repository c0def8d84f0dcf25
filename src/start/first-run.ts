import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { CreatedAccount, NewAccount } from '../setup/service.ts'

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

/** Tells once how to get in, and keeps it in a file that only its owner can read. */
export function writeFirstRun(
  file: string,
  told: { url: string } & CreatedAccount,
  print: (text: string) => void,
): void {
  const { url, account_id, subdomain, email, password, token } = told
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const kept = { url, account_id, subdomain, email, password, token }
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 })
  print(`A first account was made; this is shown once and kept in ${file}:`)
  print(
    `  account  ${account_id} (${subdomain})\n  email    ${email}\n  password ${password}\n  token    ${token}\n`,
  )
}
