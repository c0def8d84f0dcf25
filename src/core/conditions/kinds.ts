import { afterToday } from './after-today.ts'
import { beforePurchase } from './before-purchase.ts'
import type { ConditionKind } from './kind.ts'
import { tag, type TagSet } from './tag.ts'

/** The parameters of every kind of condition. A kind without its file fails to compile below. */
export type KindParameters = {
  before_purchase: number
  after_today: number
  tag: TagSet
}

export type Kind = keyof KindParameters

export const KINDS: { readonly [K in Kind]: ConditionKind<KindParameters[K]> } = {
  before_purchase: beforePurchase,
  after_today: afterToday,
  tag,
}
