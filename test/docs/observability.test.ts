import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { Metrics } from '../../src/start/metrics.ts'

const FOLDER = join(import.meta.dirname, '../../docs/operations')
const page = readFileSync(join(FOLDER, 'observability.md'), 'utf8')
const metrics = await new Metrics().registry.getMetricsAsJSON()

/** The names under which Prometheus knows the metrics. */
const NAMES: ReadonlySet<string> = new Set(
  metrics.flatMap(({ name, type }) =>
    // prom-client has the words that its types lack.
    String(type) === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  ),
)

/** Those that come with prom-client. */
const OF_NODE = /^patron_(?:process|nodejs)_/

function namesIn(text: string): string[] {
  return [...new Set(text.match(/\bpatron_[a-z\d_]+/g))]
}

/** The expressions of a dashboard or of rules, wherever they stand. */
function expressionsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) =>
    key === 'expr' && typeof child === 'string' ? [child] : expressionsIn(child),
  )
}

test.each<[string, () => unknown]>([
  [
    'the dashboard',
    () => JSON.parse(readFileSync(join(FOLDER, 'grafana-dashboard.json'), 'utf8')) as unknown,
  ],
  ['the alerts', () => parse(/```yaml\n(groups:[\s\S]*?)```/.exec(page)?.[1] ?? '') as unknown],
])('%s name metrics that there are', (_what, read) => {
  const expressions = expressionsIn(read())
  expect(expressions.length).toBeGreaterThan(10)
  for (const expression of expressions)
    for (const name of namesIn(expression)) expect(NAMES, expression).toContain(name)
})

test('the page lists every metric of ours with its kind and its labels, and no other', () => {
  const listed = [...page.matchAll(/^\| `(patron_\w+)` +\| (\w+) +\| ([\w, ]*?) *\|/gm)].map(
    ([, name, kind, labels]) => `${name} ${kind} ${labels}`,
  )
  const ours = metrics.filter(({ name }) => !OF_NODE.test(name))
  const registered = new Metrics().registry
  expect(listed.sort()).toEqual(
    ours
      .map(({ name, type }) => {
        const { labelNames } = registered.getSingleMetric(name) as unknown as { labelNames: string[] }
        return `${name} ${String(type)} ${labelNames.join(', ')}`
      })
      .sort(),
  )
})

test('metrics of Node that the page names are there', () => {
  const named = namesIn(page).filter((name) => OF_NODE.test(name))
  expect(named.length).toBeGreaterThan(3)
  const names = metrics.map(({ name }) => name)
  for (const name of named) expect(names).toContain(name)
})

test('the dashboard shows every metric of ours', () => {
  const shown = namesIn(readFileSync(join(FOLDER, 'grafana-dashboard.json'), 'utf8')).map((name) =>
    name.replace(/_(?:bucket|sum|count)$/, ''),
  )
  const ours = metrics.map(({ name }) => name).filter((name) => !OF_NODE.test(name))
  expect(ours.filter((name) => !shown.includes(name))).toEqual([])
})

test('the page lists every observation', () => {
  const source = readFileSync(join(import.meta.dirname, '../../src/core/observation.ts'), 'utf8')
  const types = [...source.matchAll(/readonly type: '(\w+)'/g)].map(([, type]) => type)
  expect(types.length).toBeGreaterThan(25)
  expect(types.filter((type) => !page.includes(`\`${type}\``))).toEqual([])
})
