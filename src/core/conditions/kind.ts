import type { TSchema } from 'typebox'
import type { Facts, Moment } from './facts.ts'

/** Names that the wire form of a condition shows beside ids. */
export type WireNames = {
  tagName: (id: number) => string | undefined
  /** The word "Tags" in the account's language. */
  tagsTitle: string
}

/** One item of the published `conditions` array (api-facts 6.1). */
export type WireItem = { readonly type: string; readonly [key: string]: unknown }

/** All there is to know of one kind of condition. `matches` is the specification. */
export type ConditionKind<Parameters> = {
  readonly schema: TSchema
  /** Whether the condition holds for a customer at a moment. An absent value makes it false. */
  readonly matches: (parameters: Parameters, facts: Facts, moment: Moment) => boolean
  /** The published form of the leaf. */
  readonly toWire: (parameters: Parameters, names: WireNames) => WireItem
}
