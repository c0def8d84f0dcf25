import type { NewCustomer } from '../customers/schema.ts'
import type { NewTransaction } from '../transactions/schema.ts'
import type { PlannedCustomer } from './plan.ts'
import type { ShopIds } from './set-up.ts'
import type { CustomerFieldName, Words } from './words.ts'

/** A customer of the shop as somebody would enter it. */
export function customerItem(customer: PlannedCustomer, ids: ShopIds, words: Words): NewCustomer {
  const keeper = ids.users[customer.keeper]
  return {
    name: customer.name,
    periodicity: customer.periodicity,
    next_date: customer.nextDate,
    next_price: customer.nextPrice,
    responsible_user_id: keeper,
    created_by: keeper,
    updated_by: keeper,
    created_at: customer.createdAt,
    custom_fields_values: Object.entries(customer.fields).map(([field, values]) => ({
      field_id: ids.fields[field as CustomerFieldName],
      values: values.map((value) => ({ value })),
    })),
    _embedded: {
      tags: customer.tags.map((tag) => ({ name: words.tags[tag] })),
      segments: customer.segments.map((segment) => ({ id: ids.segments[segment] })),
    },
  }
}

/** Its purchases. Each says when the next one is expected: in mode segments no other rule does, and in periodicity mode the rule agrees. */
export function purchaseItems(
  { purchases, keeper, nextPrice }: PlannedCustomer,
  ids: ShopIds,
): NewTransaction[] {
  return purchases.map(({ at, price, comment, nextDate }) => ({
    price,
    comment,
    completed_at: at,
    next_date: nextDate,
    next_price: nextPrice,
    created_by: ids.users[keeper],
  }))
}
