import { Socket } from 'node:net'
import pg from 'pg'

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

/**
 * A pool of connections. They pipeline: statements sent without waiting for one another share a round trip.
 * `onError` hears of idle connections that break; the pool replaces them by itself. `patienceMs` is how long a new connection, or one that
 * is free, is waited for.
 */
export function createPool(
  connection: pg.PoolConfig,
  options: { max: number; onError: (error: Error) => void; patienceMs?: number },
): Pool {
  const pool = new Pool({
    ...connection,
    max: options.max,
    connectionTimeoutMillis: options.patienceMs ?? PATIENCE_MS,
    types,
    pipeline: true,
  })
  pool.on('error', options.onError)
  // The pool hears of idle connections only, and an error that nobody hears ends the program: whoever has a connection hears from its
  // statements that it is broken, and the pool throws it away. Nobody could listen sooner: the database can end a connection in the
  // packet that opens it, before its taker goes on.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** How long the end of a pool waits for statements under way and for connections to close. */
const FAREWELL_MS = 5_000

/**
 * A pool whose end is that of its connections. That of `pg` comes as soon as they are told to close, so whoever stops the database then
 * hears of each that it has broken; and it never comes while the database hangs in a statement.
 */
export class Pool extends pg.Pool {
  readonly #open = new Set<pg.PoolClient>()
  readonly #sockets: Set<Socket>

  constructor(config: pg.PoolConfig) {
    const sockets = new Set<Socket>()
    super({ ...config, stream: () => remembered(new Socket(), sockets) })
    this.#sockets = sockets
    this.on('connect', (client) => this.#open.add(client))
    this.on('remove', (client) => this.#open.delete(client))
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

/** Keeps a socket in a set for as long as it is open. */
function remembered(socket: Socket, sockets: Set<Socket>): Socket {
  sockets.add(socket)
  return socket.once('close', () => sockets.delete(socket))
}
