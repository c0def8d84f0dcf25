import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '../../src/core/actor.ts'
import { startTestServer, type TestServer } from '../helpers/server.ts'
import { expectProblems, expectRefusal } from './answers.ts'
import type { BadCase } from './bad-case.ts'
import { CUSTOMER_CASES } from './customers.ts'
import { digester } from './digest.ts'
import { everywhere } from './everywhere.ts'
import { FIELD_TAG_CASES } from './fields-tags.ts'
import { PURCHASE_CASES } from './purchases.ts'
import { ROUTES } from './routes.ts'
import { SETTINGS_CASES } from './settings.ts'
import { buildShop, type Shop } from './shop.ts'
import { STAGE_SEGMENT_CASES } from './stages-segments.ts'

let server: TestServer
let shop: Shop
let digest: Awaited<ReturnType<typeof digester>>
let before: Awaited<ReturnType<typeof digest>>
beforeAll(async () => {
  server = await startTestServer()
  shop = await buildShop(server)
  digest = await digester(server.deps.db)
  before = await digest()
})
afterAll(() => server.close())

const CASES: readonly BadCase[] = [
  ...Object.values(ROUTES).flatMap(everywhere),
  ...CUSTOMER_CASES,
  ...PURCHASE_CASES,
  ...STAGE_SEGMENT_CASES,
  ...FIELD_TAG_CASES,
  ...SETTINGS_CASES,
]

test('every write of the reference stands in the table', () => {
  const { paths = {} } = server.app.swagger() as { paths?: Record<string, object> }
  const served = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const writes = served.filter((operation) => !operation.startsWith('GET '))
  const known = Object.values(ROUTES).map((route) => `${route.method} ${route.template}`)
  expect(known.sort()).toEqual(writes.sort())
})

const byRoute = Map.groupBy(CASES, ({ method, path }) => `${method} ${path.slice(0, 80)}`)
describe.each([...byRoute])('%s refuses', (_route, cases) => {
  test.each(cases.map((bad) => [titleOf(bad), bad] as const))('%s', async (_title, bad) => {
    for (const language of LANGUAGES) {
      const answer = await ask(bad, language)
      if ('problems' in bad) expectProblems(answer, bad.problems, language)
      else expectRefusal(answer, bad, language)
    }
    const was = before
    before = await digest()
    expect(before).toEqual(was)
  })
})

function ask({ method, path, body, headers, mode, as = 'admin' }: BadCase, language: Language) {
  return shop[mode][as].send(method, path, body, { ...headers, 'accept-language': language })
}

function titleOf(bad: BadCase): string {
  const who = bad.as === undefined ? '' : ` of a ${bad.as}`
  const how =
    'refused' in bad
      ? bad.refused
      : bad.problems
          .map(([item, code, path]) => `${code} ${item === undefined ? '' : `${item}: `}${path}`)
          .join(', ')
  return `${bad.what}${who} (${bad.mode}): ${how}`.replaceAll('%', '%%').slice(0, 200)
}
