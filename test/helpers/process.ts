import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { endLeftovers } from '../../src/db/embedded/leftovers.ts'

export const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url))
const THIS: Command = { file: process.execPath, args: [join(CHECKOUT, 'bin/patron.js')], cwd: CHECKOUT }

/** A command that has not ended by then never will. */
const RUN_PATIENCE_MS = 100_000

type Environment = Readonly<Record<string, string>>

/** The program as a user starts it: a process of its own that serves. */
export type PatronProcess = {
  readonly url: string
  /** undefined unless it serves HTTPS as well. */
  readonly httpsUrl: string | undefined
  /** The administrator's, from `first-run.json` of the data folder; empty when another installation made the account. */
  readonly token: string
  readonly pid: number
  readonly child: ChildProcess
  /** Its exit code once it has ended, however that came; -1 when a signal ended it. */
  readonly ended: Promise<number>
  /** Everything it has printed so far, errors included. */
  output(): string
  /** Asks it to end as an operator does, with SIGTERM; gives its exit code. */
  stop(): Promise<number>
  /** Sends a signal and waits until the process has ended. */
  kill(signal: NodeJS.Signals): Promise<void>
}

export type StartOptions = {
  /** Its whole environment besides PATH and the like; the port is a free one unless given. */
  env: Environment
  args?: readonly string[]
  /** Another way to run it than the program of this checkout: `args` follow those of the command. */
  command?: Command
}

export type Command = {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  /** Whom it runs as. */
  readonly uid?: number
}

/**
 * Starts the program and waits until it serves. It is the caller's to end.
 * @throws Error with everything it printed when it ends instead
 */
export async function startPatron({ env, args = ['serve'], command }: StartOptions): Promise<PatronProcess> {
  const child = spawnPatron({ PATRON_PORT: '0', PATRON_TLS_PORT: '0', ...env }, args, command)
  const exited = endOf(child)
  const output = collectOutput(child)
  const wantsHttps = env['PATRON_TLS'] !== undefined || env['PATRON_TLS_CERT'] !== undefined
  const urls = await served(child, output, wantsHttps)
  return {
    ...urls,
    token: readToken(env['PATRON_DATA']),
    pid: child.pid as number,
    child,
    ended: exited,
    output,
    async stop() {
      child.kill('SIGTERM')
      return await exited
    },
    async kill(signal) {
      child.kill(signal)
      await exited
    },
  }
}

/** Starts Patron for a single test: what still runs when the test ends is killed, its bundled Postgres too. */
export async function patronOfTest(options: StartOptions): Promise<PatronProcess> {
  const patron = await startPatron(options)
  const dataDir = options.env['PATRON_DATA']
  onTestFinished(async () => {
    await patron.kill('SIGKILL')
    if (dataDir !== undefined) await endLeftovers(join(dataDir, 'postgres'))
  })
  return patron
}

/** How a run of the program ended that was not meant to go on. */
export type Run = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** Runs one command of the program to its end. */
export async function runPatron({ env, args = [], command }: StartOptions): Promise<Run> {
  const child = spawnPatron(env, args, command)
  const patience = setTimeout(() => child.kill('SIGKILL'), RUN_PATIENCE_MS)
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const code = await endOf(child)
  clearTimeout(patience)
  return { code, stdout: stdout(), stderr: stderr() }
}

/**
 * The program as a process, whatever becomes of it. Nothing of the surrounding settings is handed on: a DATABASE_URL of the suite is not
 * the program's.
 */
export function spawnPatron(
  env: Environment,
  args: readonly string[] = [],
  command: Command = THIS,
): ChildProcess {
  const { PATH = '', HOME = '', TMPDIR } = process.env
  const surroundings = { PATH, HOME, ...(TMPDIR !== undefined && { TMPDIR }) }
  const { file, cwd, uid } = command
  return spawn(file, [...command.args, ...args], {
    env: { ...surroundings, ...env },
    cwd,
    ...(uid !== undefined && { uid, gid: uid }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function collectOutput(child: ChildProcess): () => string {
  const parts: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => parts.push(part))
  return () => parts.join('')
}

function collect(stream: ChildProcess['stdout']): () => string {
  let text = ''
  stream?.setEncoding('utf8').on('data', (part: string) => (text += part))
  return () => text
}

/** Waits for the lines that name the addresses. */
function served(
  child: ChildProcess,
  output: () => string,
  wantsHttps: boolean,
): Promise<{ url: string; httpsUrl: string | undefined }> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const url = /Patron serves (http:[^\s"]+)/.exec(output())?.[1]
      const httpsUrl = / and (https:[^\s"]+)/.exec(output())?.[1]
      if (url !== undefined && (httpsUrl !== undefined || !wantsHttps)) resolve({ url, httpsUrl })
    }
    child.stdout?.on('data', look)
    child.once('error', reject)
    child.once('close', (code, signal) =>
      reject(new Error(`Patron ended with ${signal ?? code} before it served:\n${output()}`)),
    )
  })
}

/** The exit code of a process once all its output is here; -1 when a signal ended it. */
function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? -1)))
}

function readToken(dataDir: string | undefined): string {
  try {
    const text = readFileSync(join(dataDir ?? 'data', 'first-run.json'), 'utf8')
    return (JSON.parse(text) as { token: string }).token
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
