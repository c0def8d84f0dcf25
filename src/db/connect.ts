import { Socket } from 'node:net'
import pg from 'pg'
import type { Observe, PoolName } from '../core/observation.ts'
import { StatementWatch } from './statement-watch.ts'

const INT8 = 20
const NUMERIC = 1700
const INT8_ARRAY = 1016

/** A bigint or numeric of Postgres as a number. `pg` gives strings, and `'0' + 10` is `'010'`. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the safe integers`)
  return value
}

/** `{1001,1002}`: our arrays of bigint are flat and hold no nulls. */
function safeIntegers(text: string): number[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',').map(safeInteger)
}

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    if (oid === INT8 || oid === NUMERIC) return safeInteger
    if (oid === INT8_ARRAY) return safeIntegers
    return format === 'binary' ? pg.types.getTypeParser(oid, format) : pg.types.getTypeParser(oid, 'text')
  },
}

/** A database that gives no connection for so long is as good as away: whoever asked hears that. */
const PATIENCE_MS = 30_000

export type PoolOptions = {
  readonly name: PoolName
  readonly max: number
  readonly observe: Observe
  /** How long a new connection, or one that is free, is waited for; 30 seconds unless given. */
  readonly patienceMs?: number
  /** How long a statement may take before it is reported as slow; none is unless given. */
  readonly slowStatementMs?: number
  /** How long a statement may take before the database ends it; as the database is set unless given. */
  readonly statementTimeoutMs?: number
}

/** A pool of connections. They pipeline: statements sent without waiting for one another share a round trip. */
export function createPool(connection: pg.PoolConfig, options: PoolOptions): Pool {
  const { name, observe, statementTimeoutMs } = options
  const pool = new Pool(
    {
      ...connection,
      ...(statementTimeoutMs !== undefined && { statement_timeout: statementTimeoutMs }),
      max: options.max,
      connectionTimeoutMillis: options.patienceMs ?? PATIENCE_MS,
      types,
      pipeline: true,
    },
    options,
  )
  // The pool replaces idle connections that break.
  pool.on('error', (error) => observe({ type: 'connection_broken', pool: name, error }))
  // The pool hears of idle connections only, and an error that nobody hears ends the program: whoever has a connection hears from its
  // statements that it is broken, and the pool throws it away. Nobody could listen sooner: the database can end a connection in the
  // packet that opens it, before its taker goes on.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const usage = () => ({
    max: options.max,
    open: pool.totalCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  })
  observe({ type: 'pool_opened', pool: name, usage })
  return pool
}

/** How long the end of a pool waits for statements under way and for connections to close. */
const FAREWELL_MS = 5_000

type TakeConnection = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (release?: unknown) => void,
) => void

/**
 * A pool whose end is that of its connections. That of `pg` comes as soon as they are told to close, so whoever stops the database then
 * hears of each that it has broken; and it never comes while the database hangs in a statement.
 */
export class Pool extends pg.Pool {
  readonly watch: StatementWatch
  readonly poolName: PoolName
  readonly statementTimeoutMs: number | undefined
  readonly #observe: Observe
  readonly #open = new Set<pg.PoolClient>()
  readonly #sockets: Set<Socket>

  constructor(config: pg.PoolConfig, options: PoolOptions) {
    const { name, observe, slowStatementMs = Infinity } = options
    const sockets = new Set<Socket>()
    super({ ...config, stream: () => remembered(new Socket(), sockets) })
    this.#sockets = sockets
    this.poolName = name
    this.statementTimeoutMs = options.statementTimeoutMs
    this.#observe = observe
    this.watch = new StatementWatch(name, observe, slowStatementMs)
    this.on('connect', (client) => this.#open.add(client))
    this.on('remove', (client) => this.#open.delete(client))
  }

  /** Waits for a connection as `pg` does, and reports a wait because all connections are in use. */
  override connect(): Promise<pg.PoolClient>
  override connect(callback: TakeConnection): void
  override connect(callback?: TakeConnection): Promise<pg.PoolClient> | void {
    const isWait = this.idleCount === 0 && this.totalCount >= this.options.max
    if (callback === undefined) {
      const connected = super.connect()
      return isWait ? this.#awaited(connected) : connected
    }
    if (!isWait) return super.connect(callback)
    const waiting = this.#wait()
    super.connect((error, client, release) => {
      waiting(error)
      callback(error, client, release)
    })
  }

  async #awaited(connected: Promise<pg.PoolClient>): Promise<pg.PoolClient> {
    const waiting = this.#wait()
    try {
      const client = await connected
      waiting(undefined)
      return client
    } catch (error) {
      waiting(error)
      throw error
    }
  }

  /** Begins a wait for a connection; what is returned reports its end. */
  #wait(): (error: unknown) => void {
    const begunAt = performance.now()
    return (error) => {
      const { poolName: pool, totalCount: connections, waitingCount: waiting } = this
      if (error === undefined)
        this.#observe({ type: 'connection_awaited', pool, ms: performance.now() - begunAt })
      else if (isTimeout(error)) this.#observe({ type: 'pool_exhausted', pool, connections, waiting })
    }
  }

  /** Breaks every connection, so that statements under way reject at once. */
  cutOff(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  override async end(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.on('remove', () => this.#open.size === 0 && resolve())
    })
    const overdue = setTimeout(() => this.cutOff(), FAREWELL_MS)
    try {
      await super.end()
      if (this.#open.size > 0) await closed
    } finally {
      clearTimeout(overdue)
    }
  }
}

/** Whether `pg` has given up waiting for a connection to become free. A connection that could not be opened is another matter. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('timeout exceeded when trying to connect')
}

/** Keeps a socket in a set for as long as it is open. */
function remembered(socket: Socket, sockets: Set<Socket>): Socket {
  sockets.add(socket)
  return socket.once('close', () => sockets.delete(socket))
}
