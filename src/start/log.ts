import { pino } from 'pino'
import type { Observation, Observe } from '../core/observation.ts'
import type { Config, LogFormat, LogLevel } from './config.ts'
import { type Line, lineOf } from './log-lines.ts'
import { prettyLine } from './pretty-line.ts'

/** Where lines go. An output that keeps lines, to write many at once, can be made to write what it has. */
export type LogOutput = { write(text: string): unknown; flush?(): void }

/** Lines of requests are written together, a quarter of a second late at most; what is left at the end of the program is written then. */
const TOGETHER = { minLength: 4096, periodicFlush: 250 }

type LogSettings = {
  readonly level: LogLevel
  readonly format: LogFormat
}

/** How many lines of one type of trouble are written within {@link WINDOW_MS}; the others are counted. */
const LINES_OF_TROUBLE = 5
const WINDOW_MS = 10_000

/** Makes the log of a program that runs until it is stopped, on the standard output: for people on a terminal, else for programs. */
export function openProgramLog({
  logLevel: level,
  logFormat,
}: Pick<Config, 'logLevel' | 'logFormat'>): Observe {
  const format = logFormat ?? (process.stdout.isTTY ? 'pretty' : 'json')
  const output = format === 'json' ? pino.destination({ dest: 1, sync: false, ...TOGETHER }) : process.stdout
  return openLog({ level, format }, output)
}

/** Makes the log of a command that ends by itself: troubles only, on the standard error. */
export function openCommandLog({ logLevel }: Pick<Config, 'logLevel'>): Observe {
  return openLog({ level: QUIET.has(logLevel) ? logLevel : 'warn', format: 'pretty' }, process.stderr)
}

const QUIET: ReadonlySet<LogLevel> = new Set(['silent', 'fatal', 'error'])

/** Makes the log: a reader of observations that writes lines. */
export function openLog({ level, format }: LogSettings, output: LogOutput): Observe {
  const log = pino(
    {
      level: 'trace',
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (shown: unknown) => shown }, // pino's own would make an error of it anew
      formatters: { level: (label) => ({ level: label }) },
    },
    format === 'json' ? output : { write: (line: string) => output.write(prettyLine(line)) },
  )
  const write = (event: string, { level, message, fields }: Line) => log[level]({ event, ...fields }, message)
  const limit = limited(write)
  const threshold = severityOf(level)
  return (observation) => {
    const line = lineOf(observation)
    if (line.isAlways !== true && severityOf(line.level) < threshold) return
    if (isLimited(observation)) limit(observation.type, line)
    else write(observation.type, line)
    if (line.isAlways === true || severityOf(line.level) > severityOf('info')) output.flush?.()
  }
}

/** Ascends from `trace` to `fatal`; beyond every line for `silent`. */
function severityOf(level: LogLevel): number {
  return pino.levels.values[level] ?? Infinity
}

/** Requests have a line each, and what happens once can be no flood. */
function isLimited({ type }: Observation): boolean {
  return type !== 'request_done' && type !== 'job_set_aside'
}

/** Writes so many lines of each type within a while, and then how many were left out. */
function limited(write: (event: string, line: Line) => void): (event: string, line: Line) => void {
  const windows = new Map<string, { lines: number }>()
  return (event, line) => {
    const open = windows.get(event)
    if (open === undefined) {
      const begun = { lines: 1 }
      windows.set(event, begun)
      const end = setTimeout(() => {
        windows.delete(event)
        const leftOut = begun.lines - LINES_OF_TROUBLE
        if (leftOut > 0)
          write(event, { ...line, message: 'more of these were left out', fields: { left_out: leftOut } })
      }, WINDOW_MS)
      end.unref()
    } else if (++open.lines > LINES_OF_TROUBLE) return
    write(event, line)
  }
}
