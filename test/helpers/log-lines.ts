import type { PatronProcess } from './process.ts'

/** A line of the log. */
export type LogLine = Readonly<Record<string, unknown>> & {
  readonly event: string
  readonly level: string
  readonly msg: string
}

/** Returns what the log of a program holds so far. @throws SyntaxError for a line that is no JSON */
export function logLinesOf(patron: PatronProcess): LogLine[] {
  return patron
    .output()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as LogLine)
}
