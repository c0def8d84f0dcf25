import { type Kysely, sql } from 'kysely'

/**
 * What the job kit keeps beside the tables of graphile-worker, and an index that finds the accounts with due customers without a look at
 * the others. `docs/decisions/0020-jobs-over-graphile-worker.md` says why.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  // A worker is alive while its lease is renewed; `running` are the jobs that it was at when it last did.
  `create table job_workers (
    id text primary key,
    seen_at timestamptz not null default now(),
    running bigint[] not null default '{}'
  )`,

  // What a job has done and must not do again when it is run a second time.
  `create table job_steps (
    job_id bigint not null,
    step text not null,
    primary key (job_id, step)
  )`,

  `create table job_progress (
    job_id bigint primary key,
    done bigint not null,
    total bigint,
    updated_at timestamptz not null default now()
  )`,

  `create index customers_due_first on customers (due_at, account_id) where due_at is not null`,
]
