import type { Definitions } from '../account/definitions.ts'
import type { UnixSeconds } from '../core/actor.ts'
import { momentOf } from '../core/conditions/facts.ts'
import { placeInStage } from '../core/placement.ts'
import { sameMask } from '../core/segment-mask.ts'
import type { Customer } from './customer.ts'

/**
 * A customer after one evaluation of the rules in force at a moment: its stage in periodicity mode, its segments in segments mode. The
 * engine of the mode that is off sleeps (design 3). The one place where rules meet a customer.
 */
export function evaluated(definitions: Definitions, customer: Customer, now: UnixSeconds): Customer {
  const { customers_enabled, customers_mode } = definitions.account
  if (!customers_enabled || customer.deleted_at !== null) return customer
  return customers_mode === 'periodicity' ? placed(definitions, customer, now) : gathered(customer)
}

/** A customer with its stage as it follows from data, rules and the moment. */
export function placed(definitions: Definitions, customer: Customer, now: UnixSeconds): Customer {
  const placement = placeInStage(customer, definitions.stages, customer, momentOf(definitions, now))
  const stands =
    placement.status_id === customer.status_id &&
    placement.placed_by_hand === customer.placed_by_hand &&
    placement.verdict_id === customer.verdict_id
  return stands ? customer : { ...customer, ...placement }
}

/** A customer with its segments: those a hand has put it in. */
function gathered(customer: Customer): Customer {
  return sameMask(customer.segments, customer.hand_segments)
    ? customer
    : { ...customer, segments: customer.hand_segments }
}
