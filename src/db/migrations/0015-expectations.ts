import { type Kysely, sql } from 'kysely'
import { withoutIndexes } from './without-indexes.ts'

/**
 * Keeps what `next_date` and `next_price` follow from: what a hand has last written, and what each purchase says of the next one, so that
 * deleting a purchase leads where the remaining ones lead (`docs/decisions/0025-what-is-expected-next.md`).
 *
 * Purchases that are there have no number of their own, and are in the order of their ids. The value by hand is what the first of those
 * that remain has replaced, as long as each of them has replaced what the one before had set and the last one's still stands; else
 * somebody has written in between, and it is the present value.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of COLUMNS) await sql.raw(statement).execute(db)
  await withoutIndexes(db, 'customers', [
    whereChained('next_date', 'given_next_date', 'next_date_before', 'base_next_date', 'next_date_after'),
    whereChained(
      'next_price_minor',
      'given_next_price_minor',
      'next_price_before_minor',
      'base_next_price_minor',
      'next_price_after',
    ),
    // The present value for all others. The table is written anew, without the rows that were changed above.
    `alter table customers
      alter column base_next_date type bigint using case next_date_after when -1 then base_next_date else next_date end,
      alter column base_next_price_minor type bigint
        using case next_price_after when -1 then base_next_price_minor else next_price_minor end`,
  ])
  await sql`alter table transactions drop column next_date_before, drop column next_price_before_minor`.execute(
    db,
  )
}

/** Numbers of purchases begin at 1. Those of before are 0: behind -1 they move the value by hand, behind 0 they do not. */
const COLUMNS = [
  `alter table transactions rename column set_next_date to given_next_date`,
  `alter table transactions rename column set_next_price_minor to given_next_price_minor`,
  `alter table transactions add column sequence bigint not null default 0, add column period_next_date bigint`,
  `alter table customers
    add column purchases_recorded bigint not null default 0,
    add column base_next_date bigint,
    add column next_date_after bigint not null default 0,
    add column base_next_price_minor bigint not null default 0,
    add column next_price_after bigint not null default 0`,
]

function whereChained(value: string, given: string, before: string, base: string, after: string): string {
  return `update customers c set ${base} = chain.base, ${after} = -1
    from (
      select account_id, customer_id, (array_agg(${before} order by id))[1] as base, (array_agg(${given} order by id desc))[1] as last
      from (
        select account_id, customer_id, id, ${given}, ${before},
          lag(${given}, 1, ${before}) over (partition by account_id, customer_id order by id) is not distinct from ${before} as follows
        from transactions where not is_deleted and ${given} is not null
      ) setters
      group by account_id, customer_id
      having bool_and(follows)
    ) chain
    where c.account_id = chain.account_id and c.id = chain.customer_id and c.${value} is not distinct from chain.last`
}
