import type { UnixSeconds } from '../core/actor.ts'
import type { Bought, Taste } from './catalogue.ts'
import type { Contact } from './people.ts'
import type { HabitName, Rhythm } from './rhythm.ts'
import type { CustomerFieldName, SegmentName, TagName, Teammate, Words } from './words.ts'

export type PlannedPurchase = Bought & { readonly at: UnixSeconds; readonly nextDate: UnixSeconds }

/** The segments in which a hand puts somebody; into all others customers come by rule. */
export type HandSegment = Extract<SegmentName, 'workshop' | 'gifts'>

export type PlannedCustomer = {
  readonly name: string
  readonly createdAt: UnixSeconds
  readonly keeper: Teammate | 'owner'
  readonly periodicity: number
  readonly nextDate: UnixSeconds
  readonly nextPrice: number
  readonly fields: Readonly<Partial<Record<CustomerFieldName, readonly (string | number | boolean)[]>>>
  readonly tags: readonly TagName[]
  readonly segments: readonly HandSegment[]
  /** In the order in which they were made, all before today. */
  readonly purchases: readonly PlannedPurchase[]
}

/** When and where the shop stands. */
export type ShopSetting = {
  readonly now: UnixSeconds
  readonly zone: string
  readonly currency: string
  readonly words: Words
}

/** A customer with what it bought, before the shop knows what that is worth. */
export type Draft = {
  readonly habit: HabitName
  readonly contact: Contact
  readonly isCompany: boolean
  /** Comes to the workshop. */
  readonly isGuest: boolean
  /** Buys presents. */
  readonly isGiver: boolean
  readonly taste: Taste
  readonly rhythm: Rhythm
  readonly purchases: readonly (Bought & { readonly at: UnixSeconds })[]
}
