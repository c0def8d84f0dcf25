import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import type { Scenario } from '../bench.ts'

/** The memory of the server process after all that ran before. */
export const memory: Scenario = {
  rows: [14],
  async run(bench, report) {
    const { server } = await bench.loaded()
    report({
      row: 14,
      measure: 'memory of the server afterwards',
      ours: undefined,
      floor: undefined,
      value: residentKib(server.pid) / 1024,
      unit: 'MB',
      goal: { atMost: 250 },
    })
  },
}

function residentKib(pid: number): number {
  const status = `/proc/${pid}/status`
  if (existsSync(status)) return Number(/^VmRSS:\s*(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1])
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }))
}
