/** What the operating system says of a server that is not there; ENOENT and ECONNREFUSED also of a socket in a folder. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/** Postgres is shutting down (57P01, 57P02), starting up (57P03), or the connection is gone (class 08). */
const SQL_STATES = /^(?:57P0[1-3]|08[0-9A-Z]{3})$/

/** What the driver says, which gives no code, of a connection that has ended under it, or that it did not get in time. */
const DRIVER_MESSAGES =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

/** Whether an error of the driver means that the database is away, whatever was asked of it. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (code === undefined) return DRIVER_MESSAGES.test(error.message)
  return UNREACHABLE.has(code) || SQL_STATES.test(code)
}
