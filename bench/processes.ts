import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** A program of ours in a process of its own, ready for requests. */
export type Running = {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

const children = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

/** What `npm start` runs, without npm, whose own start and memory are none of ours. */
const START = startArguments()

function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    scripts: { start: string }
  }
  const [exec, node, ...args] = scripts.start.split(' ')
  if (exec !== 'exec' || node !== 'node') throw new Error(`npm start runs no node: ${scripts.start}`)
  return args
}

/** The server as its users start it. `environment` goes before the defaults of a bench. */
export function startServer(options: {
  environment: NodeJS.ProcessEnv
  nodeArguments?: readonly string[]
  /** Where its log goes; it is read by the bench unless given. */
  logFile?: string
}): Promise<Running> {
  const environment = { PATRON_PORT: '0', PATRON_LOG_LEVEL: 'warn', ...options.environment }
  return startProgram([...(options.nodeArguments ?? []), ...START], environment, options.logFile)
}

/** Starts Node on a program that prints a line with its address when it is ready. */
export async function startProgram(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  logFile?: string,
): Promise<Running> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], ...environment },
    stdio: ['ignore', logFile === undefined ? 'pipe' : openSync(logFile, 'w'), 'inherit'],
  })
  children.add(child)
  const exited = once(child, 'exit').then(() => children.delete(child))
  const url = await (logFile === undefined ? printedUrl(child) : writtenUrl(child, logFile))
  return {
    url,
    pid: child.pid as number,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

const URL_OF_PROGRAM = /serves (http:[^\s"]+)/

async function printedUrl(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const url = URL_OF_PROGRAM.exec(line)?.[1]
      if (url !== undefined) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} before it was ready`)))
  })
}

/** Waits until a program has written its address to its log. */
async function writtenUrl(child: ChildProcess, logFile: string): Promise<string> {
  for (;;) {
    const url = URL_OF_PROGRAM.exec(readFileSync(logFile, 'utf8'))?.[1]
    if (url !== undefined) return url
    if (child.exitCode !== null)
      throw new Error(`the program ended with ${child.exitCode} before it was ready`)
    await pause(20)
  }
}

/** A connection over a socket as DATABASE_URL. */
export function databaseUrl({
  host = '',
  port = 5432,
  user = '',
  password,
  database = '',
}: pg.ClientConfig): string {
  const secret = typeof password === 'string' ? encodeURIComponent(password) : ''
  return `postgres://${user}:${secret}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
}
