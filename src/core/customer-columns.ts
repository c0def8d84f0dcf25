/** What a column of a customer is, and who uses it. */
type ColumnSpec = {
  /** Whole numbers, truths, texts, lists of ids, objects. */
  readonly type: 'bigint' | 'boolean' | 'text' | 'bigint[]' | 'jsonb'
  readonly nullable?: true
  /** Postgres works it out of others; nothing writes it. */
  readonly generated?: true
  /** An evaluation of the rules may change it, or stores the change with it. */
  readonly evaluated?: true
  /** Conditions may ask for it, so that passes over many customers read it. */
  readonly fact?: true
  /** It is an amount in minor units, which the API shows under this name, in currency units (`core/money.ts`). */
  readonly amount?: string
  /** Where the answer of a customer shows it: before the custom fields, or behind them; or in answers of queries alone. */
  readonly shown?: 'numbers' | 'totals' | 'query'
  /** Lists are filtered by it: by a set of values, by a range, or by a range of moments. */
  readonly filter?: 'set' | 'range' | 'moments'
  /** Lists are ordered by it, or answers of queries alone. */
  readonly order?: true | 'query'
}

/**
 * The columns of a customer, in the order of answers. Everything that names them follows from here: rows and their types, passes, facts of
 * conditions, answers, filters and orders of lists. A new one is a line here, a migration, a line of the wire schema,
 * and one that says how events tell it (`engine/customer-events.ts`).
 */
export const CUSTOMER_COLUMNS = {
  id: { type: 'bigint', evaluated: true, filter: 'set', order: true },
  name: { type: 'text', fact: true, order: true },
  next_price_minor: {
    type: 'bigint',
    amount: 'next_price',
    fact: true,
    shown: 'numbers',
    filter: 'range',
    order: true,
  },
  next_date: { type: 'bigint', nullable: true, fact: true, shown: 'numbers', filter: 'moments', order: true },
  /** What a hand has last written of the next purchase, and the number of the last purchase recorded before that. */
  base_next_date: { type: 'bigint', nullable: true },
  next_date_after: { type: 'bigint' },
  base_next_price_minor: { type: 'bigint' },
  next_price_after: { type: 'bigint' },
  /** The number of its last recorded purchase, deleted or not. */
  purchases_recorded: { type: 'bigint' },
  responsible_user_id: { type: 'bigint', fact: true, shown: 'numbers', filter: 'set' },
  status_id: { type: 'bigint', evaluated: true, fact: true, shown: 'numbers', filter: 'set' },
  /** The moment at which a hand has put it into its stage; null while the stage is the verdict. */
  placed_at: { type: 'bigint', nullable: true, evaluated: true },
  placed_by_hand: { type: 'boolean', generated: true, shown: 'query' },
  /** The stage that rules and data alone would give. */
  verdict_id: { type: 'bigint', evaluated: true },
  periodicity: { type: 'bigint', fact: true, shown: 'numbers', order: 'query' },
  /** A user, or 0 for the robot. */
  created_by: { type: 'bigint', fact: true, shown: 'numbers', filter: 'set' },
  updated_by: { type: 'bigint', evaluated: true, shown: 'numbers', filter: 'set' },
  created_at: { type: 'bigint', fact: true, shown: 'numbers', filter: 'moments', order: true },
  updated_at: { type: 'bigint', evaluated: true, shown: 'numbers', filter: 'moments', order: true },
  closest_task_at: { type: 'bigint', nullable: true, shown: 'numbers', filter: 'moments', order: true },
  ltv_minor: { type: 'bigint', amount: 'ltv', fact: true, shown: 'totals', filter: 'range', order: true },
  purchases_count: { type: 'bigint', fact: true, shown: 'totals', filter: 'range', order: true },
  average_check_minor: {
    type: 'bigint',
    amount: 'average_check',
    generated: true,
    shown: 'totals',
    filter: 'range',
    order: true,
  },
  /** The moment of the oldest purchase that is not deleted. */
  first_purchase_at: { type: 'bigint', nullable: true, fact: true, shown: 'query', order: 'query' },
  /** The moment of the newest purchase that is not deleted; never later than the moment of an evaluation. */
  last_purchase_at: { type: 'bigint', nullable: true, fact: true, shown: 'query', order: 'query' },
  tag_ids: { type: 'bigint[]' },
  fields: { type: 'jsonb' },
  segments_low: { type: 'bigint', evaluated: true },
  segments_high: { type: 'bigint', evaluated: true },
  hand_segments_low: { type: 'bigint', evaluated: true },
  hand_segments_high: { type: 'bigint', evaluated: true },
  out_segments_low: { type: 'bigint' },
  out_segments_high: { type: 'bigint' },
  version: { type: 'bigint', evaluated: true, shown: 'query' },
  deleted_at: { type: 'bigint', nullable: true },
  /** A moment at or before the first at which time alone changes its stage or segments. */
  due_at: { type: 'bigint', nullable: true, evaluated: true },
  /** The moment of its last evaluation that was stored; its time never runs backwards. */
  evaluated_at: { type: 'bigint', evaluated: true },
} as const satisfies Readonly<Record<string, ColumnSpec>>

type Specs = typeof CUSTOMER_COLUMNS
export type ColumnName = keyof Specs

/** What a customer has as a mask of segments, and its row as the two halves of it. */
export const MASKS = ['segments', 'hand_segments', 'out_segments'] as const
export type MaskName = (typeof MASKS)[number]
export type MaskHalf = `${MaskName}_${'low' | 'high'}`
/** The columns that hold halves of masks. */
export const MASK_HALVES: ReadonlySet<string> = new Set<MaskHalf>(
  MASKS.flatMap((mask) => [`${mask}_low`, `${mask}_high`] as const),
)

/** The columns whose declaration has all of `Spec`. */
export type ColumnsWith<Spec> = {
  [Name in ColumnName]: Specs[Name] extends Spec ? Name : never
}[ColumnName]

/** The columns that are amounts of money. */
export type AmountColumn = {
  [Name in ColumnName]: Specs[Name] extends { amount: string } ? Name : never
}[ColumnName]

/** The name that the API has for a column. */
export type ApiName<Name extends ColumnName = ColumnName> = Name extends AmountColumn
  ? Specs[Name]['amount']
  : Name

/** Returns the name that the API has for a column. */
export function apiNameOf<Name extends ColumnName>(column: Name): ApiName<Name> {
  return (isAmount(column) ? CUSTOMER_COLUMNS[column].amount : column) as ApiName<Name>
}

/** Returns the one of these columns that the API calls so. */
export function columnCalled<Name extends ColumnName>(
  columns: readonly Name[],
  apiName: string,
): Name | undefined {
  return columns.find((column) => apiNameOf(column) === apiName)
}

/** Whether a column is an amount of money. */
export function isAmount(column: ColumnName): column is AmountColumn {
  return 'amount' in CUSTOMER_COLUMNS[column]
}

/** What a declaration says, as a TypeScript type. */
type ValueOf<Spec> = Spec extends { nullable: true } ? PlainOf<Spec> | null : PlainOf<Spec>
type PlainOf<Spec> = Spec extends { type: 'bigint' }
  ? number
  : Spec extends { type: 'boolean' }
    ? boolean
    : Spec extends { type: 'text' }
      ? string
      : Spec extends { type: 'bigint[]' }
        ? number[]
        : unknown

/** The values of a customer by column. */
export type ColumnValues = { [Name in ColumnName]: ValueOf<Specs[Name]> }

/** Returns the columns whose declaration has all of `spec`, in their order. */
export function columnsWith<const Spec extends Partial<ColumnSpec>>(spec: Spec): ColumnsWith<Spec>[] {
  const wanted = Object.entries(spec)
  return Object.entries<ColumnSpec>(CUSTOMER_COLUMNS).flatMap(([name, column]) =>
    wanted.every(([key, value]) => column[key as keyof ColumnSpec] === value)
      ? [name as ColumnsWith<Spec>]
      : [],
  )
}
