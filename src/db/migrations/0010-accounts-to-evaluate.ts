import { type Kysely, sql } from 'kysely'

/**
 * Notes the accounts whose stored rules mean something else since a release: customers are evaluated there before anything is served
 * (`docs/decisions/0031-a-release-that-changes-rules.md`). Since this one, the average purchase of who has bought nothing is absent
 * in conditions, where it was 0.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const ASKS = (tree: string) => `jsonb_path_exists(${tree}, '$.**.average_check')`

const STATEMENTS = [
  `create table accounts_to_evaluate (account_id bigint primary key)`,
  `insert into accounts_to_evaluate (account_id)
    select account_id from segments where ${ASKS('entry')} or ${ASKS('exit')}
    union select account_id from stages where ${ASKS('conditions')}`,
]
