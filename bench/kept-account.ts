import type pg from 'pg'

const TABLES = [
  'tags',
  'segments',
  'customers',
  'entity_tags',
  'segment_members',
  'segment_counts',
  'stays',
  'rule_versions',
  'event_batches',
  'event_heads',
  'events',
]

/** An account that is brought back to what it was, outside of what is measured. */
export class KeptAccount {
  readonly #client: pg.Client
  readonly #accountId: number
  readonly #columns: ReadonlyMap<string, string>

  private constructor(client: pg.Client, accountId: number, columns: ReadonlyMap<string, string>) {
    this.#client = client
    this.#accountId = accountId
    this.#columns = columns
  }

  /** Copies what the account has in the tables that changes of rules and tags write, for as long as the connection lasts. */
  static async keep(client: pg.Client, accountId: number): Promise<KeptAccount> {
    const { rows } = await client.query<{ table: string; columns: string }>(
      `select table_name as table, string_agg(column_name, ', ') as columns
       from information_schema.columns
       where table_schema = 'public' and table_name = any($1) and is_generated = 'NEVER' group by table_name`,
      [TABLES],
    )
    const kept = new KeptAccount(client, accountId, new Map(rows.map((row) => [row.table, row.columns])))
    for (const [table, columns] of kept.#columns)
      await client.query(
        `create temporary table kept_${table} as select ${columns} from ${table} where account_id = ${accountId}`,
      )
    await client.query('vacuum analyze')
    return kept
  }

  /** The account as it was kept, under a newer version of its definitions. */
  async bringBack(): Promise<void> {
    await this.#client.query(`begin; set local session_replication_role = replica`)
    for (const [table, columns] of this.#columns) {
      await this.#client.query(`delete from ${table} where account_id = $1`, [this.#accountId])
      await this.#client.query(`insert into ${table} (${columns}) select ${columns} from kept_${table}`)
    }
    await this.#client.query(
      `update accounts set definitions_version = definitions_version + 1 where id = $1`,
      [this.#accountId],
    )
    await this.#client.query('commit')
    await this.#client.query('vacuum analyze')
  }
}
