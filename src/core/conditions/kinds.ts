import type { ConditionKind } from './kind.ts'
import { afterToday } from './kinds/after-today.ts'
import { averageCheck } from './kinds/average-check.ts'
import { beforePurchase } from './kinds/before-purchase.ts'
import { createdAt } from './kinds/created-at.ts'
import { createdBy } from './kinds/created-by.ts'
import { customField } from './kinds/custom-field.ts'
import { firstPurchase } from './kinds/first-purchase.ts'
import { lastPurchase } from './kinds/last-purchase.ts'
import { ltv } from './kinds/ltv.ts'
import { name } from './kinds/name.ts'
import { nextDate } from './kinds/next-date.ts'
import { nextPrice } from './kinds/next-price.ts'
import { periodicity } from './kinds/periodicity.ts'
import { purchases } from './kinds/purchases.ts'
import { purchasesCount } from './kinds/purchases-count.ts'
import { responsibleUser } from './kinds/responsible-user.ts'
import { segment } from './kinds/segment.ts'
import { stage } from './kinds/stage.ts'
import { tag } from './kinds/tag.ts'

/** Every kind of condition: a file and a line here. */
export const KINDS = {
  before_purchase: beforePurchase,
  after_today: afterToday,
  next_date: nextDate,
  created_at: createdAt,
  first_purchase: firstPurchase,
  last_purchase: lastPurchase,
  ltv,
  purchases_count: purchasesCount,
  average_check: averageCheck,
  next_price: nextPrice,
  periodicity,
  purchases,
  tag,
  custom_field: customField,
  responsible_user: responsibleUser,
  created_by: createdBy,
  name,
  segment,
  stage,
}

export type Kind = keyof typeof KINDS

/** The stored parameters of every kind. */
export type KindParameters = {
  [K in Kind]: (typeof KINDS)[K] extends ConditionKind<infer Parameters> ? Parameters : never
}

/** A kind for parameters whose form only their tree knows. Give it nothing but parameters that its own `check` made. */
export function kindNamed(name: Kind): ConditionKind<unknown> {
  return KINDS[name] as ConditionKind<unknown>
}

export function isKind(name: string): name is Kind {
  return Object.hasOwn(KINDS, name)
}
