import { parseArgs } from 'node:util'
import { Bench, type Scenario } from './bench.ts'
import { missBy, printTable, type Result, writeJson } from './report.ts'
import { addBatch } from './scenarios/add-batch.ts'
import { changeOne } from './scenarios/change-one.ts'
import { changeBatchWithRules, changeOneWithRules } from './scenarios/change-with-rules.ts'
import { crawl } from './scenarios/crawl.ts'
import { findDueAccounts } from './scenarios/due-accounts.ts'
import { evaluateAll } from './scenarios/evaluate-all.ts'
import { getOne } from './scenarios/get-one.ts'
import { listPage } from './scenarios/list-page.ts'
import { load } from './scenarios/load.ts'
import { memory } from './scenarios/memory.ts'
import { midnight } from './scenarios/midnight.ts'
import { observed } from './scenarios/observed.ts'
import { previewCount } from './scenarios/preview.ts'
import { queryPage } from './scenarios/query.ts'
import { saveRule } from './scenarios/save-rule.ts'
import { start } from './scenarios/start.ts'
import {
  changeWithManyPurchases,
  changeWithPurchaseRules,
  deleteSpreadTag,
  saveNestedRule,
} from './scenarios/worst-cases.ts'
import { addWithRules, changeByMany } from './scenarios/writes-with-rules.ts'

/** The API without segments. */
const API = [start, listPage, queryPage, crawl, getOne, observed, addBatch, changeOne]
/** With 100 segments in force. */
const ENGINE = [
  previewCount,
  evaluateAll,
  saveRule,
  changeOneWithRules,
  changeBatchWithRules,
  addWithRules,
  changeByMany,
  midnight,
  load,
]
/** What the server is not made for, each within a limit; with accounts of their own. */
const WORST = [deleteSpreadTag, saveNestedRule, changeWithManyPurchases, changeWithPurchaseRules]
/** What runs beside requests, with databases of its own. */
const WORK = [findDueAccounts]
/** In the order in which they run: reads before writes, the memory of the server last. */
const SCENARIOS = [...API, ...ENGINE, ...WORST, ...WORK, memory]
/** What `--scenario` may ask for. */
const SETS = new Map<string | undefined, readonly Scenario[]>([
  [undefined, SCENARIOS],
  ['api', [...API, memory]],
  ['engine', [...ENGINE, memory]],
  ['worst', WORST],
  ['work', WORK],
])

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '7' },
    rows: { type: 'string' },
    scenario: { type: 'string' },
    json: { type: 'string' },
    'fail-beyond': { type: 'string' },
    'node-arg': { type: 'string', multiple: true, default: [] },
  },
})
const run = { customers: Number(values.customers), rounds: Number(values.rounds) }
const requested = values.rows?.split(',').map(Number)
const set = SETS.get(values.scenario)
if (set === undefined) throw new Error(`there is no scenario ${values.scenario}`)
const scenarios = set.filter(
  ({ rows }) => requested === undefined || rows.some((row) => requested.includes(row)),
)

const startedAt = new Date()
const bench = new Bench({ ...run, nodeArguments: values['node-arg'] })
const results: Result[] = []

/** Whatever ends a run early, its Postgres and its folder go with it. */
let ending: Promise<void> | undefined
function end(code: number): void {
  ending ??= bench.abandon().finally(() => process.exit(code))
}
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const
for (const signal of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[])
  process.on(signal, () => end(SIGNALS[signal]))
// Nobody reads on: `npm run bench | head`.
process.stdout.on('error', () => end(141))
process.on('uncaughtException', (error) => {
  // What fails without its database says nothing.
  if (ending === undefined) console.error(error)
  end(1)
})

try {
  for (const scenario of scenarios)
    await scenario.run(bench, (result) => {
      results.push(result)
      console.log(`row ${result.row}, ${result.measure}: ${result.value.toFixed(2)} ${result.unit}`)
    })
} finally {
  await (ending ?? bench.close())
}
results.sort((a, b) => a.row - b.row)
console.log()
printTable(results)
if (values.json !== undefined) writeJson(values.json, results, { ...run, startedAt })
const limit = Number(values['fail-beyond'] ?? Infinity)
for (const result of results.filter((each) => missBy(each) > limit)) {
  console.error(`row ${result.row}, ${result.measure}, misses its goal by more than ${limit} times`)
  process.exitCode = 1
}
