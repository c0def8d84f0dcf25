import type { UnixSeconds } from '../actor.ts'
import type { DayNumber } from '../time.ts'

/** What conditions may ask of one customer. */
export type Facts = {
  readonly next_date: UnixSeconds | null
  /** The moment of the newest purchase that is not deleted. */
  readonly last_purchase_at: UnixSeconds | null
  readonly purchases_count: number
  readonly tag_ids: readonly number[]
}

/** When a condition is asked: the moment, and the account's calendar around it. */
export type Moment = {
  readonly now: UnixSeconds
  readonly today: DayNumber
  readonly dayOf: (at: UnixSeconds) => DayNumber
}
