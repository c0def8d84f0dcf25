import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ClientConfig } from 'pg'
import { onTestFinished } from 'vitest'

/** What the program said: that it has the folder, or why not. */
export type Said = { connection: ClientConfig; pid: number; refused?: string }

/** Another program that starts the bundled Postgres; it goes on until the test is over at the latest. */
export function spawnOwner(
  dataDir: string,
  work: string,
  options: SpawnOptions & { node?: string; program?: string } = {},
): ChildProcess {
  const {
    node = process.execPath,
    program = fileURLToPath(new URL('own.ts', import.meta.url)),
    ...rest
  } = options
  const child = spawn(node, [program, dataDir, work], { ...rest, stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => endOwner(child))
  return child
}

export async function said(child: ChildProcess): Promise<Said> {
  if (!child.stdout) throw new Error('the program has no output')
  for await (const line of createInterface(child.stdout)) return JSON.parse(line) as Said
  throw new Error('the program said nothing')
}

/** Lets the program stop its Postgres and end. */
export async function endOwner(child: ChildProcess): Promise<void> {
  child.stdin?.end()
  await untilEnded(child)
}

/** Lets the program end without stopping its Postgres. */
export async function exitOwner(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  await untilEnded(child)
}

export async function killOwner(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await untilEnded(child)
}

async function untilEnded(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
