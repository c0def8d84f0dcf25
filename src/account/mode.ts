import { Refused } from '../core/errors.ts'
import type { Definitions } from './definitions.ts'

/** @throws Refused 400 "Error 426." while customers are switched off, as the live service answers */
export function requireCustomersOn(definitions: Definitions): void {
  if (!definitions.account.customers_enabled) throw new Refused('customers_off')
}

/** @throws Refused 404 "Transactions not found" while customers are switched off */
export function requireTransactionsOn(definitions: Definitions): void {
  if (!definitions.account.customers_enabled) throw new Refused('transactions_off')
}

/** @throws Refused 422 "Customers disabled" */
export function requireCustomersEnabled(definitions: Definitions): void {
  if (!definitions.account.customers_enabled) throw new Refused('customers_disabled')
}

/** @throws Refused 422 naming the mode that is needed */
export function requireMode(definitions: Definitions, mode: 'segments' | 'periodicity'): void {
  requireCustomersEnabled(definitions)
  if (definitions.account.customers_mode !== mode)
    throw new Refused(mode === 'segments' ? 'segments_needed' : 'periodicity_needed')
}
