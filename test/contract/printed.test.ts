import { describe, expect, test } from 'vitest'
import { compareValues } from './compare.ts'
import type { Given, PrintedExchange } from './exchange.ts'
import { exchanges } from './exchanges.ts'
import { matchesPath, type Located, idsAndLinksOf } from './json-path.ts'
import { statusCodes } from './status-codes.ts'
import type { ListedCodes } from './status-codes.ts'

test.each(statusCodes)('$method $path of the pages has an exchange', (listed) => {
  expect(exchanges.some((exchange) => isOf(listed, exchange))).toBe(true)
})

test('no two exchanges have the same title', () => {
  expect(new Set(exchanges.map(({ title }) => title)).size).toBe(exchanges.length)
})

const lists = exchanges.filter(({ answer }) => paths(answer.body).includes('$._page'))

test.each(lists)('$title: its self link repeats the request', ({ request, answer }) => {
  const self = idsAndLinksOf(answer.body).find(({ path }) => path === '$._links.self.href')
  expect(self?.value).toBe(`https://example.amocrm.com${request.path}`)
})

describe.each(exchanges)('$title', (exchange) => {
  const { request, answer, given } = exchange
  const located = idsAndLinksOf(answer.body)

  test('its code is one that the page lists for the method', () => {
    const listed = statusCodes.filter((codes) => isOf(codes, exchange))
    expect(listed).toHaveLength(1)
    expect(listed[0]?.codes).toContain(answer.status)
  })

  test('it has a body, or answers 204', () => {
    expect(answer.body === undefined).toBe(answer.status === 204)
  })

  test('what the server allots is printed', () => {
    const unknown = (exchange.allotted ?? []).filter(
      (pattern) => !located.some(({ path }) => matchesPath(pattern, path)),
    )
    expect(unknown).toEqual([])
  })

  test('what may be another type than null is printed as null', () => {
    const unknown = Object.keys(exchange.nullable ?? {}).filter(
      (pattern) => !located.some(({ path, value }) => value === null && matchesPath(pattern, path)),
    )
    expect(unknown).toEqual([])
  })

  test('the printed account is the given one', () => {
    const printed = located.filter(({ path }) => path.endsWith('.account_id')).map(({ value }) => value)
    const accounts = given.flatMap((one) => ('account' in one ? [one.account.id] : []))
    expect(accounts.length).toBeLessThanOrEqual(1)
    for (const id of printed) expect(accounts).toEqual([id])
  })

  test('everything that the path names by id is given, unless the answer is that it is not there', () => {
    const named = [...request.path.matchAll(/\/(\d+)/g)].map(([, id]) => Number(id))
    const known = given.map(idOf)
    const missing = named.filter((id) => !known.includes(id))
    expect(missing).toEqual(request.method === 'GET' && answer.status === 204 ? named : [])
  })

  test('every custom field, tag and segment that the request names by id is given', () => {
    const sent = idsAndLinksOf(request.body).filter(
      ({ path }) =>
        path.endsWith('.field_id') || path.endsWith('.enum_id') || /\.(tags|segments)\[\d+\]\.id$/.test(path),
    )
    const known = given.flatMap((one) => [idOf(one), ...enumsOf(one)])
    for (const { value } of sent) expect(known).toContain(value)
  })

  if (request.method === 'GET' && answer.body !== undefined) {
    test('what is given is what is read', () => {
      for (const entity of given.flatMap(entityOf)) {
        for (const { path, value } of located.filter((located) => isModelOf(entity.id, located))) {
          expect(compareValues(entity, value, []).map((difference) => `${path} ${difference}`)).toEqual([])
        }
      }
    })
  }
})

function isOf(listed: ListedCodes, { request }: PrintedExchange): boolean {
  const path = request.path.split('?')[0] ?? ''
  const template = new RegExp(`^${listed.path.replace(/\{\w+\}/g, '\\d+')}$`)
  return listed.method === request.method && template.test(path)
}

function paths(body: unknown): string[] {
  return idsAndLinksOf(body).map(({ path }) => path)
}

/** A model as a list or a single answer holds it; the stubs inside other models have no account. */
function isModelOf(id: number, { value }: Located): boolean {
  return (
    typeof value === 'object' && value !== null && 'account_id' in value && 'id' in value && value.id === id
  )
}

function entityOf(given: Given): { id: number }[] {
  if ('stage' in given) return [given.stage]
  if ('segment' in given) return [given.segment]
  if ('customer' in given) return [given.customer]
  if ('transaction' in given) return [given.transaction]
  return []
}

function idOf(given: Given): number | undefined {
  const ids = Object.values(given).map((entity: { id?: number }) => entity.id)
  return ids[0]
}

function enumsOf(given: Given): number[] {
  return 'field' in given ? (given.field.enums ?? []).map(({ id }) => id) : []
}
