import type { PrintedExchange } from './exchange.ts'
import { printedCustomers } from './printed/customers.ts'
import { printedMode } from './printed/mode.ts'
import { printedSegments } from './printed/segments.ts'
import { printedStatuses } from './printed/statuses.ts'
import { printedTransactions } from './printed/transactions.ts'

/** Everything that the pages print. */
export const exchanges: PrintedExchange[] = [
  ...printedMode,
  ...printedStatuses,
  ...printedSegments,
  ...printedCustomers,
  ...printedTransactions,
]
