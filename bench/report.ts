import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import type { Figures } from './measure.ts'

/** What a row must reach, in the unit of its ratio. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number }

/** One measured row of the table of goals. */
export type Result = {
  /** Its number in `docs/performance.md`. */
  readonly row: number
  readonly measure: string
  readonly ours: Figures | undefined
  readonly floor: Figures | undefined
  /** Ours by the floor as the goal states it; of rows without a floor the value itself. */
  readonly value: number
  readonly unit: 'x' | 'MB'
  readonly goal: Goal
}

export function isReached({ value, goal }: Result): boolean {
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast
}

/** How many times worse than its goal a row is: 1 where it just reaches it. */
export function missBy({ value, goal }: Result): number {
  return 'atMost' in goal ? value / goal.atMost : goal.atLeast / value
}

const HEAD = [
  'row',
  'measure',
  'ours p50',
  'p99',
  'per s',
  'floor p50',
  'p99',
  'per s',
  'ratio',
  'goal',
  'reached',
]

export function printTable(results: readonly Result[]): void {
  const lines = [HEAD, ...results.map(line)]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)))
  for (const cells of lines)
    console.log(
      cells
        .map((cell, i) => (i === 1 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
}

function line(result: Result): string[] {
  const { row, measure, ours, floor, value, unit, goal } = result
  const limit = 'atMost' in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`
  const shown = unit === 'x' ? value.toFixed(2) : `${value.toFixed(0)} ${unit}`
  const reached = isReached(result) ? 'yes' : 'NO'
  return [String(row), measure, ...cellsOf(ours), ...cellsOf(floor), shown, limit, reached]
}

function cellsOf(figures: Figures | undefined): string[] {
  if (figures === undefined) return ['', '', '']
  const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`
  return [ms(figures.p50Ms), ms(figures.p99Ms), figures.perSecond.toFixed(figures.perSecond < 10 ? 2 : 0)]
}

/** Everything that was measured, for keeping and comparing. */
export function writeJson(
  file: string,
  results: readonly Result[],
  run: { customers: number; rounds: number; startedAt: Date },
): void {
  const machine = {
    platform: `${process.platform} ${process.arch}`,
    cpus: cpus().length,
    cpu: cpus()[0]?.model ?? '',
    memoryMb: Math.round(totalmem() / 2 ** 20),
    node: process.version,
  }
  const rows = results.map((result) => ({ ...result, reached: isReached(result) }))
  const { startedAt, ...rest } = run
  writeFileSync(
    file,
    `${JSON.stringify({ startedAt: startedAt.toISOString(), ...rest, machine, rows }, null, 2)}\n`,
  )
}
