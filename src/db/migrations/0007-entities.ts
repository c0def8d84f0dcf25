import { type Kysely, sql } from 'kysely'

/** What was of customers alone says of which entity it is. Cheap on a large base: names change, and few columns are filled. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table users rename column customer_rights to rights`,
  `update users set rights = jsonb_build_object('customers', rights)`,
]
