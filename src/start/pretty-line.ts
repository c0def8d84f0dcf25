const COLOURS: Readonly<Record<string, number>> = {
  fatal: 31,
  error: 31,
  warn: 33,
  info: 32,
  debug: 34,
  trace: 90,
}

/** What begins every line, or is written in a way of its own. */
const SHOWN: ReadonlySet<string> = new Set(['level', 'time', 'pid', 'msg', 'event', 'err'])

type Written = {
  readonly level: string
  readonly time: string
  readonly msg?: string
  readonly err?: { stack?: string[] }
}

/** Returns a line of the log as people read it on a terminal: time, level, message, then what is beside it; a stack below. */
export function prettyLine(json: string): string {
  const line = JSON.parse(json) as Written
  const { level, time, msg = '', err } = line
  const beside = Object.entries(line).flatMap(([name, value]) =>
    SHOWN.has(name) ? [] : [`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`],
  )
  const head = `${grey(time.slice(11, 23))} ${coloured(COLOURS[level] ?? 0, level.padEnd(5))} ${msg}`
  const text = beside.length > 0 ? `${head}  ${grey(beside.join(' '))}` : head
  if (err === undefined) return `${text}\n`
  const { stack = [], ...error } = err
  return `${[text, JSON.stringify(error), ...stack].join('\n    ')}\n`
}

function grey(text: string): string {
  return coloured(90, text)
}

function coloured(colour: number, text: string): string {
  return `\u001b[${colour}m${text}\u001b[0m`
}
