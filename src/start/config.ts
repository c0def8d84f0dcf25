import { resolve } from 'node:path'
import { CannotRun } from '../core/errors.ts'
import { EVENT_DAYS, MIN_EVENT_DAYS } from '../events/retention.ts'

/** What a run of Patron is told by its environment. `docs/operations/settings.md` lists the settings. */
export type Config = {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  /** undefined: the bundled Postgres. */
  readonly databaseUrl: string | undefined
  readonly publicUrl: string | undefined
  readonly tls: {
    readonly certFile: string | undefined
    readonly keyFile: string | undefined
    readonly selfSigned: boolean
    readonly port: number
  }
  readonly rateLimit: number
  /** Other origins whose pages may call the API; `*`: every one. */
  readonly corsOrigins: readonly string[]
  readonly logLevel: LogLevel
  /** undefined: by where the log goes. */
  readonly logFormat: LogFormat | undefined
  /** How long a statement may take before it is reported; Infinity reports none. */
  readonly slowStatementMs: number
  /** Where metrics are served; undefined: nowhere. */
  readonly admin: { readonly host: string; readonly port: number } | undefined
  readonly prepare: boolean
  /** Whether the clock can be set. */
  readonly sandbox: boolean
  /** How long events are kept. */
  readonly eventDays: number
}

/** A setting that cannot be used; the message is one sentence that names it. */
export class WrongSetting extends CannotRun {}

type Environment = Readonly<Record<string, string | undefined>>

export type LogLevel = (typeof LOG_LEVELS)[number]
export type LogFormat = (typeof LOG_FORMATS)[number]

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const LOG_FORMATS = ['json', 'pretty'] as const

/** Reads the settings. @throws WrongSetting */
export function readConfig(environment: Environment): Config {
  const text = (name: string) => {
    const value = environment[name]
    return value === undefined || value === '' ? undefined : value
  }
  const selfSigned = text('PATRON_TLS')
  if (selfSigned !== undefined && selfSigned !== 'self-signed')
    throw new WrongSetting(`PATRON_TLS should be "self-signed" or absent, not "${selfSigned}".`)
  return {
    host: text('PATRON_HOST') ?? '127.0.0.1',
    port: port('PATRON_PORT', text('PATRON_PORT'), 8080),
    dataDir: resolve(text('PATRON_DATA') ?? 'data'),
    databaseUrl: databaseUrl(text('DATABASE_URL')),
    publicUrl: publicUrl(text('PATRON_PUBLIC_URL')),
    tls: {
      certFile: text('PATRON_TLS_CERT'),
      keyFile: text('PATRON_TLS_KEY'),
      selfSigned: selfSigned !== undefined,
      port: port('PATRON_TLS_PORT', text('PATRON_TLS_PORT'), 8443),
    },
    rateLimit: integer('PATRON_RATE_LIMIT', text('PATRON_RATE_LIMIT'), 0, { max: 1_000_000 }),
    corsOrigins: origins('PATRON_CORS_ORIGINS', text('PATRON_CORS_ORIGINS')),
    logLevel: oneOf('PATRON_LOG_LEVEL', text('PATRON_LOG_LEVEL') ?? 'info', LOG_LEVELS),
    logFormat: optional(text('PATRON_LOG_FORMAT'), (given) => oneOf('PATRON_LOG_FORMAT', given, LOG_FORMATS)),
    slowStatementMs:
      integer('PATRON_SLOW_STATEMENT_MS', text('PATRON_SLOW_STATEMENT_MS'), 1000, { max: 3_600_000 }) ||
      Infinity,
    admin: optional(text('PATRON_ADMIN_PORT'), (given) => ({
      host: text('PATRON_ADMIN_HOST') ?? '127.0.0.1',
      port: port('PATRON_ADMIN_PORT', given, 0),
    })),
    sandbox: onOff('PATRON_SANDBOX', text('PATRON_SANDBOX'), false),
    eventDays: integer('PATRON_EVENT_DAYS', text('PATRON_EVENT_DAYS'), EVENT_DAYS, {
      min: MIN_EVENT_DAYS,
      max: 36_500,
    }),
    prepare: onOff('PATRON_PREPARED_STATEMENTS', text('PATRON_PREPARED_STATEMENTS'), true),
  }
}

function port(name: string, text: string | undefined, fallback: number): number {
  return integer(name, text, fallback, { max: 65_535 })
}

function integer(
  name: string,
  text: string | undefined,
  fallback: number,
  { min = 0, max }: { min?: number; max: number },
): number {
  if (text === undefined) return fallback
  const value = /^\d{1,7}$/.test(text) ? Number(text) : NaN
  if (value >= min && value <= max) return value
  throw new WrongSetting(`${name} should be a whole number from ${min} to ${max}, not "${text}".`)
}

function onOff(name: string, text: string | undefined, fallback: boolean): boolean {
  if (text === undefined) return fallback
  if (text === '1' || text === '0') return text === '1'
  throw new WrongSetting(`${name} should be 1 or 0, not "${text}".`)
}

function databaseUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  // Not repeated in the message: it holds a password.
  // Not parsed further: libpq's forms for sockets, such as postgres://user@/database?host=/run, are no URLs to a browser.
  if (!/^postgres(ql)?:\/\//.test(text))
    throw new WrongSetting('DATABASE_URL should be a URL like postgres://user:password@host:5432/database.')
  return text
}

function publicUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new WrongSetting(`PATRON_PUBLIC_URL should be a URL like https://crm.example.com, not "${text}".`)
  return text.replace(/\/+$/, '')
}

/** `https://shop.example.com, http://localhost:3000`, as browsers send them: a scheme, a host and perhaps a port. */
function origins(name: string, text: string | undefined): string[] {
  const written = (text ?? '').split(',').map((each) => each.trim())
  return written
    .filter((each) => each !== '')
    .map((each) => {
      const origin = each.replace(/\/$/, '')
      if (origin === '*' || (URL.canParse(origin) && new URL(origin).origin === origin)) return origin
      throw new WrongSetting(
        `${name} should be * or origins like https://shop.example.com, separated by commas, not "${each}".`,
      )
    })
}

function optional<T>(text: string | undefined, read: (text: string) => T): T | undefined {
  return text === undefined ? undefined : read(text)
}

function oneOf<Known extends string>(name: string, text: string, known: readonly Known[]): Known {
  const found = known.find((each) => each === text)
  if (found !== undefined) return found
  throw new WrongSetting(`${name} should be one of ${known.join(', ')}, not "${text}".`)
}
