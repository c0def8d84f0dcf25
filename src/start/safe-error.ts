/** What the log shows of an error: nothing that may be a value of a request or of a customer. */
export type SafeError = {
  readonly type: string
  readonly message: string
  /** A SQLSTATE, or what Node or the framework calls the error. */
  readonly code?: string
  /** What of the schema a statement of Postgres has hurt. */
  readonly table?: string
  readonly column?: string
  readonly constraint?: string
  /** The lines of the stack that name functions and files. */
  readonly stack?: readonly string[]
  readonly cause?: SafeError
}

/** How many causes behind one another are shown. */
const CAUSES = 3
const FRAMES = 12
const MAX_MESSAGE = 300

/**
 * Classes of SQLSTATE whose messages repeat no values, or only words of our own statements: connections, transactions, resources,
 * interventions of the operator, the system, syntax and names.
 */
const MESSAGES_WITHOUT_VALUES = /^(?:08|25|28|3D|40|42|53|55|57|58)/

/** Returns what the log may show of an error. Messages keep their first line, without what stands in quotation marks and without long numbers: values are repeated there. */
export function safeError(error: unknown, causes = CAUSES): SafeError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'something that is no Error was thrown' }
  const { code, table, column, constraint } = error as Error &
    Partial<Record<'code' | 'table' | 'column' | 'constraint', unknown>>
  const text = (value: unknown, name: string) => (typeof value === 'string' ? { [name]: value } : {})
  const stack = framesOf(error)
  return {
    type: error.name === 'error' ? 'DatabaseError' : error.name,
    message: safeMessage(error.message, code),
    ...text(code, 'code'),
    ...text(table, 'table'),
    ...text(column, 'column'),
    ...text(constraint, 'constraint'),
    ...(stack.length > 0 && { stack }),
    ...(error.cause !== undefined && causes > 0 && { cause: safeError(error.cause, causes - 1) }),
  }
}

/** Returns a message without what may be a value in it. */
export function safeMessage(message: string, code?: unknown): string {
  const isOfPostgres = typeof code === 'string' && /^[\dA-Z]{5}$/.test(code) && !code.startsWith('E')
  if (isOfPostgres && !MESSAGES_WITHOUT_VALUES.test(code)) return 'Postgres refused a statement'
  const [firstLine = ''] = message.split('\n', 1)
  return firstLine
    .replace(/["'`].*["'`]/, '"…"')
    .replace(/\d{7,}/g, '…')
    .slice(0, MAX_MESSAGE)
}

function framesOf({ stack = '', message }: Error): string[] {
  // The message may have lines that look like frames.
  const from = stack.indexOf(message)
  const behind = from === -1 ? stack : stack.slice(from + message.length)
  return behind
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, FRAMES)
    .map((line) => line.trim())
}
