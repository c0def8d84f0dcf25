import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbedded } from '../../src/db/embedded/launcher.ts'
import type { Scenario } from '../bench.ts'
import { requestOf, withConnections } from '../http-client.ts'
import { figuresOf, medianRatio, p50, type Sample, sampleOf } from '../measure.ts'
import { staticImports } from '../packages.ts'
import { ROOT, startServer } from '../processes.ts'

/** From the command to the first answer of the API: on an empty folder with nothing compiled, and again with what that left. */
export const start: Scenario = {
  rows: [13],
  async run(bench, report) {
    const packages = staticImports()
    const kinds = [
      { measure: 'first start to first 200', atMost: 1.8, ours: [] as Sample[], floor: [] as Sample[] },
      { measure: 'later starts', atMost: 2, ours: [] as Sample[], floor: [] as Sample[] },
    ]
    for (let round = 0; round <= bench.options.rounds; round++)
      for (const { ours, floor } of kinds) {
        const mine = await startPatron(join(bench.folder, `start-ours-${round}`))
        const other = await startParts(join(bench.folder, `start-floor-${round}`), packages)
        if (round === 0) continue
        ours.push(mine)
        floor.push(other)
      }
    for (const { measure, atMost, ...rounds } of kinds)
      report({
        row: 13,
        measure,
        ours: figuresOf(rounds.ours),
        floor: figuresOf(rounds.floor),
        value: medianRatio(rounds, (ours, floor) => p50(ours) / p50(floor)),
        unit: 'x',
        goal: { atMost },
      })
  },
}

async function startPatron(folder: string): Promise<Sample> {
  const from = performance.now()
  const server = await startServer({ environment: { PATRON_DATA: folder, ...compileCache(folder) } })
  const { token } = JSON.parse(readFileSync(join(folder, 'first-run.json'), 'utf8')) as { token: string }
  await withConnections(server.url, 1, async ([http]) =>
    http?.send(requestOf('GET', '/api/v4/account', token)),
  )
  const took = sampleOf(performance.now() - from)
  await server.stop()
  return took
}

/** initdb, unless the folder has a database, then the postmaster, then a Node that loads our packages, one after another. */
async function startParts(folder: string, packages: readonly string[]): Promise<Sample> {
  const from = performance.now()
  const database = await startEmbedded({ dataDir: folder })
  const node = spawn(process.execPath, ['bench/import-packages.ts', ...packages], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...compileCache(folder) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(node, 'exit')
  await once(node.stdout, 'data')
  const took = sampleOf(performance.now() - from)
  await ended
  await database.stop()
  return took
}

function compileCache(folder: string): NodeJS.ProcessEnv {
  return { NODE_COMPILE_CACHE: `${folder}-compiled` }
}
