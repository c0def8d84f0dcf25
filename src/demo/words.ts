/** Who looks after customers, besides the owner: users whom the load adds. */
export const TEAM = ['counter', 'subscriptions', 'wholesale'] as const
export type Teammate = (typeof TEAM)[number]

export const SEGMENTS = [
  'regulars',
  'subscribers',
  'vip',
  'wholesale',
  'slipping',
  'lapsed',
  'newcomers',
  'birthdays',
  'workshop',
  'gifts',
] as const
export type SegmentName = (typeof SEGMENTS)[number]

export const CUSTOMER_FIELDS = [
  'phone',
  'email',
  'website',
  'birthday',
  'roast',
  'brewing',
  'newsletter',
  'budget',
  'address',
  'notes',
] as const
export type CustomerFieldName = (typeof CUSTOMER_FIELDS)[number]

export type TagName =
  | 'wholesale'
  | 'cafe'
  | 'office'
  | 'subscription'
  | 'workshop'
  | 'gifts'
  | 'decaf'
  | 'espresso'
  | 'filter'
  | 'delivery'
  | 'friend'
  | 'jar'

/** Everything of the shop that reads differently in another language. */
export type Words = {
  readonly team: Readonly<Record<Teammate, { name: string; email: string; group: string }>>
  readonly customerFields: Readonly<Record<CustomerFieldName, string>>
  readonly segmentFields: { readonly offer: string; readonly discount: string }
  readonly roasts: readonly string[]
  /** The first {@link ESPRESSO_METHODS} make espresso. */
  readonly brewing: readonly string[]
  readonly segments: Readonly<Record<SegmentName, { name: string; offer: string }>>
  readonly tags: Readonly<Record<TagName, string>>
  /** First names with the forms of surnames that go with them. */
  readonly people: readonly { readonly firstNames: readonly string[]; readonly surnames: readonly string[] }[]
  /** With the offices at least as many as the shop has wholesale customers. */
  readonly cafes: readonly string[]
  readonly offices: readonly string[]
  readonly phonePrefixes: readonly string[]
  readonly streets: readonly string[]
  address(street: string, house: number, flat: number | undefined): string
  readonly notes: readonly string[]
  /** In the order of the price list. The last one is decaffeinated. */
  readonly coffees: readonly string[]
  /** In the order of the price list. */
  readonly extras: readonly string[]
  readonly workshops: readonly string[]
  readonly giftBox: string
  readonly giftCard: string
  bags(count: number, coffee: string): string
  kilos(count: number, coffee: string): string
  readonly subscription: string
  readonly remarks: readonly string[]
}

/** How many of the brewing methods make espresso. */
export const ESPRESSO_METHODS = 2
