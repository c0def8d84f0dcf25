import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { endLeftovers, processesOf } from './leftovers.ts'
import { makeFolders } from './testing/folders.ts'

test('a number in postmaster.pid that is a stranger by now is forgotten, and the stranger lives on', async () => {
  const cluster = makeCluster()
  const stranger = await spawnSleeper([], '/')
  writeFileSync(join(cluster, 'postmaster.pid'), `${String(stranger.pid)}\n${cluster}\n`)
  await endLeftovers(cluster)
  expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false)
  expect(isAlive(stranger)).toBe(true)
})

test('a shell that stands in the cluster is not taken for a part of it', async () => {
  const cluster = makeCluster()
  const shell = await spawnSleeper([], cluster)
  await endLeftovers(cluster)
  expect(isAlive(shell)).toBe(true)
})

test('a cluster that is not there has no leftovers', async () => {
  const missing = join(makeFolders().root, 'missing')
  await endLeftovers(missing)
  expect(processesOf(missing)).toEqual([])
})

test('without /proc the postmaster is known by its command line, and a stranger with its number is not', async () => {
  const cluster = makeCluster()
  const postmaster = await spawnSleeper(['-D', cluster], '/')
  const stranger = await spawnSleeper([], '/')
  for (const [child, found] of [
    [postmaster, [postmaster.pid]],
    [stranger, []],
  ] as const) {
    writeFileSync(join(cluster, 'postmaster.pid'), `${String(child.pid)}\n${cluster}\n`)
    expect(processesOf(cluster, '/no/proc')).toEqual(found)
  }
})

function makeCluster(): string {
  const cluster = join(makeFolders().root, 'cluster')
  mkdirSync(cluster)
  return cluster
}

/** A program that does nothing, with these words on its command line. */
async function spawnSleeper(words: string[], cwd: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', '--', ...words], {
    cwd,
    stdio: 'ignore',
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child, 'spawn')
  return child
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}
