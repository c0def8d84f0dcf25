import { expect, test } from 'vitest'
import { serverOfTest, TEST_NOW } from '../helpers/server.ts'
import type { Client, TestAnswer } from '../helpers/client.ts'
import { compareShape, compareValues } from './compare.ts'
import type { PrintedExchange } from './exchange.ts'
import { exchanges } from './exchanges.ts'
import { seed } from './fixture.ts'
import { matchesPath, type Located, idsAndLinksOf } from './json-path.ts'

/** The host of the pages, behind a proxy that ends TLS as theirs does. */
const BASE = 'https://example.amocrm.com'
const HEADERS = { host: 'example.amocrm.com', 'x-forwarded-proto': 'https' }

test.each(exchanges)('$title', async (exchange) => {
  const server = await serverOfTest()
  const client = await seed(server, exchange)
  const { method, path, body } = exchange.request
  const served = await client.send(method, path, body, HEADERS)
  expect(differences(exchange, served)).toEqual({
    status: exchange.answer.status,
    bodyless: exchange.answer.body === undefined,
    shape: [],
    values: [],
    strayLinks: [],
    otherTimes: [],
  })
  await expectLinksLeadToIds(client, allottedValues(exchange, served))
})

function differences(exchange: PrintedExchange, { status, text, json }: TestAnswer) {
  const { answer, allotted = [], nullable } = exchange
  return {
    status,
    bodyless: text === '',
    shape: compareShape(answer.body, json, nullable),
    values: compareValues(answer.body, json, allotted),
    // Clients take links apart by the address that they called.
    strayLinks: idsAndLinksOf(json).filter(
      ({ path, value }) => path.endsWith('.href') && !String(value).startsWith(`${BASE}/api/v4/`),
    ),
    // A time that the server allots is that of the request.
    otherTimes: allottedValues(exchange, { json }).filter(
      ({ path, value }) => path.endsWith('_at') && value !== TEST_NOW,
    ),
  }
}

function allottedValues({ allotted = [] }: PrintedExchange, { json }: Pick<TestAnswer, 'json'>): Located[] {
  return idsAndLinksOf(json).filter(({ path }) => allotted.some((pattern) => matchesPath(pattern, path)))
}

/** Each new id is another one, the link beside it ends in it, and there the entity of this id is read. */
async function expectLinksLeadToIds(client: Client, located: readonly Located[]): Promise<void> {
  const ids = located.filter(({ path }) => path.endsWith('.id'))
  const links = located.filter(({ path }) => path.endsWith('.href'))
  expect(new Set(ids.map(({ value }) => value)).size).toBe(ids.length)
  expect(links.map(({ path }) => path)).toEqual(
    ids.map(({ path }) => path.replace(/\.id$/, '._links.self.href')),
  )
  for (const [at, { value: id }] of ids.entries()) {
    const link = String(links[at]?.value)
    expect(link).toMatch(new RegExp(`/${String(id)}$`))
    const { json } = await client.get(link.slice(BASE.length), HEADERS).expect(200)
    expect(json).toMatchObject({ id, _links: { self: { href: link } } })
  }
}
