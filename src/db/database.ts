import { setTimeout as pause } from 'node:timers/promises'
import type { Compilable, RawBuilder } from 'kysely'
import pg from 'pg'
import { Refused } from '../core/errors.ts'
import { isAway } from './away.ts'
import { build } from './build.ts'
import type { Pool } from './connect.ts'
import { CopyOut } from './copy-out.ts'

/** What can run statements: a transaction, or the database itself for single reads. */
export interface Queries {
  /** Runs one statement written by hand; `Row` is what the caller knows its columns to be. */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** Runs what Kysely built. */
  run<Row>(built: Compilable<Row>): Promise<Row[]>
}

/** The handle that writes receive: everything done with it commits or vanishes together. */
export interface Trx extends Queries {
  readonly inTransaction: true
  /**
   * Sends a statement whose answer nobody waits for: it shares the round trip of the next one, or of the commit. If it fails, the
   * transaction fails with its error.
   */
  later(text: string, values: readonly unknown[]): void
  /**
   * Runs `copy (<query>) to stdout`.
   * @returns the rows in the text format of COPY (see {@link CopiedValues}), and how many there are
   * @throws Error where the query binds values: COPY takes none
   */
  copyOut(query: RawBuilder<unknown>): Promise<{ readonly bytes: Buffer; readonly rows: number }>
}

/** Reads of one moment. */
export interface Snapshot extends Queries {
  readonly inSnapshot: true
}

const SNAPSHOT = 'begin isolation level repeatable read read only'
const SERIALIZATION_FAILURE = '40001'
const DEADLOCK = '40P01'
const LOCK_TIMEOUT = '55P03'
/** What Postgres says of a statement that its time limit has ended. */
const QUERY_CANCELED = '57014'
const TRIES = 8
/** Statement texts that get a prepared statement of their own on each connection; those of rare shapes beyond go unnamed. */
const MAX_PREPARED = 500

/**
 * Every statement and every transaction is refused with 'database_away' while the database cannot be reached, and with 'too_slow' where a
 * statement takes longer than those of the pool may.
 */
export class Database implements Queries {
  readonly #pool: Pool
  readonly #names = new Map<string, string>()
  readonly #prepare: boolean
  #onStatement: ((text: string) => void) | undefined

  /** `prepare: false` sends unnamed statements only, as a pgbouncer in transaction mode may need. */
  constructor(pool: Pool, options: { prepare: boolean }) {
    this.#pool = pool
    this.#prepare = options.prepare
  }

  /** Hears every statement that is sent, `begin` and `commit` among them. For tests that count. */
  onStatement(listener: ((text: string) => void) | undefined): void {
    this.#onStatement = listener
  }

  query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.#send<Row>(this.#pool, text, values)
  }

  run<Row>(built: Compilable<Row>): Promise<Row[]> {
    const { sql, parameters } = built.compile()
    return this.query<Row>(sql, parameters)
  }

  /**
   * Runs what Kysely built and hands over each row as it comes, while Postgres is at work on the next ones.
   * @throws whatever `onRow` throws, after which it gets no more
   */
  async eachRow<Row>(built: Compilable<Row>, onRow: (row: Row) => void): Promise<void> {
    const { sql, parameters } = built.compile()
    this.#onStatement?.(sql)
    const query = new pg.Query(this.#queryOf(sql, parameters))
    let failed: { error: unknown } | undefined
    query.on('row', (row: Row) => {
      if (failed) return
      try {
        onRow(row)
      } catch (error) {
        failed = { error } // thrown to the connection, it would end the program
      }
    })
    const rows = endOf(query).then(() => {
      if (failed) throw failed.error
    })
    const client = await this.#connect()
    let isBroken = false
    try {
      client.query(query)
      await this.#watched(sql, rows)
    } catch (error) {
      // The connection ends only after the error: given back, it would take the next statement along.
      isBroken = error instanceof Refused && error.code === 'database_away'
      throw error
    } finally {
      client.release(isBroken)
    }
  }

  /**
   * Runs `work` in one transaction and commits; any error rolls back. `begin` travels with the first statement of `work`.
   * Deadlocks and serialization failures are retried here, so `work` may run more than once and must keep nothing outside.
   * @throws Refused 'busy' when the tries are used up or a lock was not to be had in time
   * @throws Error when `work` has caught the error of a statement, which ends a transaction whatever comes after it
   */
  async transaction<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt('begin', work)
      } catch (error) {
        const code = sqlState(error)
        if (code === LOCK_TIMEOUT) throw new Refused('busy', {}, error)
        if (code !== SERIALIZATION_FAILURE && code !== DEADLOCK) throw error
        if (attempt === TRIES) throw new Refused('busy', {}, error)
        await pause(2 ** attempt * (0.5 + Math.random()))
      }
    }
  }

  /**
   * Runs `work` over the database as it stands at one moment, whatever is written meanwhile; it can write nothing. Statements
   * of a snapshot are not prepared: each is of its own.
   */
  snapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.#attempt(SNAPSHOT, (trx) => work({ ...trx, inSnapshot: true }))
  }

  /** A connection of its own, for LISTEN and COPY. The caller releases it. */
  connect(): Promise<pg.PoolClient> {
    return this.#pool.connect()
  }

  end(): Promise<void> {
    return this.#pool.end()
  }

  async #connect(): Promise<pg.PoolClient> {
    const begunAt = performance.now()
    try {
      return await this.#pool.connect()
    } catch (error) {
      this.#pool.watch.failed('connect', begunAt, error)
      return this.#rethrow(error)
    }
  }

  async #attempt<T>(beginning: string, work: (trx: Trx) => Promise<T>): Promise<T> {
    const client = await this.#connect()
    const isPrepared = beginning !== SNAPSHOT
    const query = <Row>(text: string, values: readonly unknown[] = []) =>
      this.#send<Row>(client, text, values, isPrepared)
    const unawaited: Promise<unknown>[] = []
    let failed: { error: unknown } | undefined
    const trx: Trx = {
      inTransaction: true,
      query,
      later(text, values) {
        const sent = query(text, values)
        sent.catch((error: unknown) => (failed ??= { error }))
        unawaited.push(sent)
      },
      run: (built) => {
        const { sql, parameters } = built.compile()
        return query(sql, parameters)
      },
      copyOut: (copied) => this.#copyOut(client, copied),
    }
    let broken: Error | undefined
    try {
      const begun = query(beginning)
      begun.catch(() => undefined) // reported below, by the await
      const result = await work(trx)
      const committed = this.#commit(client)
      await Promise.all([begun, ...unawaited, committed])
      return result
    } catch (caught) {
      await Promise.allSettled(unawaited)
      // What fails after a statement that nobody awaited fails only because of that one.
      const { error } = failed ?? { error: caught }
      // A connection that cannot even roll back is thrown away with its transaction.
      await query('rollback').catch((rollbackError: Error) => (broken = rollbackError))
      throw error
    } finally {
      client.release(broken)
    }
  }

  /** Postgres answers the commit of a transaction in which a statement has failed with success, and rolls back. */
  async #commit(client: pg.PoolClient): Promise<void> {
    const { command } = await this.#answerOf(client, 'commit', [])
    if (command !== 'COMMIT')
      throw new Error(
        `the commit was answered ${command}: an error of a statement was caught inside the transaction`,
      )
  }

  async #copyOut(
    client: pg.PoolClient,
    query: RawBuilder<unknown>,
  ): Promise<{ bytes: Buffer; rows: number }> {
    const { sql, parameters } = query.compile(build)
    if (parameters.length > 0) throw new Error('COPY takes no values beside its text')
    const text = `copy (${sql}) to stdout`
    this.#onStatement?.(text)
    const copy = client.query(new CopyOut(text))
    const { rowCount } = await this.#watched(text, endOf(copy))
    return { bytes: copy.bytes, rows: rowCount ?? 0 }
  }

  async #send<Row>(
    on: pg.Pool | pg.PoolClient,
    text: string,
    values: readonly unknown[],
    isPrepared = true,
  ): Promise<Row[]> {
    return (await this.#answerOf(on, text, values, isPrepared)).rows as Row[]
  }

  #answerOf(
    on: pg.Pool | pg.PoolClient,
    text: string,
    values: readonly unknown[],
    isPrepared = true,
  ): Promise<pg.QueryResult<pg.QueryResultRow>> {
    this.#onStatement?.(text)
    return this.#watched(text, on.query<pg.QueryResultRow>(this.#queryOf(text, values, isPrepared)))
  }

  /** Returns the answer to a statement that is under way, and lets slow statements and a database that is away be noticed. */
  #watched<Answer>(text: string, answer: Promise<Answer>): Promise<Answer> {
    const { watch } = this.#pool
    const sentAt = performance.now()
    return answer.then(
      (answered) => {
        watch.answered(text, sentAt)
        return answered
      },
      (error: unknown) => {
        watch.failed(text, sentAt, error)
        return this.#rethrow(error)
      },
    )
  }

  /** Throws an error of the driver on, or the refusal that it stands for. @throws Refused 'database_away', 'too_slow' */
  #rethrow(error: unknown): never {
    if (isAway(error)) throw new Refused('database_away', {}, error)
    const { statementTimeoutMs } = this.#pool
    if (statementTimeoutMs !== undefined && sqlState(error) === QUERY_CANCELED)
      throw new Refused('too_slow', { limit: statementTimeoutMs / 1000 }, error)
    throw error
  }

  #queryOf(text: string, values: readonly unknown[], isPrepared = true): pg.QueryConfig<unknown[]> {
    const name = isPrepared ? this.#nameOf(text) : undefined
    return { text, values: values as unknown[], ...(name && { name }) }
  }

  #nameOf(text: string): string | undefined {
    if (!this.#prepare) return undefined
    const known = this.#names.get(text)
    if (known !== undefined || this.#names.size >= MAX_PREPARED) return known
    const name = `p${this.#names.size}`
    this.#names.set(text, name)
    return name
  }
}

/** What the database answers to a query in the end. @throws what it refuses it with */
function endOf(query: pg.Query): Promise<{ readonly rowCount: number | null }> {
  return new Promise((resolve, reject) => {
    query.on('error', reject)
    query.on('end', resolve)
  })
}

/** The SQLSTATE of an error of Postgres, else undefined. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** The constraint that a statement violated, by name, else undefined. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof Error && 'constraint' in error && typeof error.constraint === 'string'
    ? error.constraint
    : undefined
}
