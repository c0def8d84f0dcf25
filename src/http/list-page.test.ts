import { describe, expect, test } from 'vitest'
import { Invalid } from '../core/errors.ts'
import { cursorOf } from './cursor.ts'
import { BY_ID, type ListOrder, listPageOf, listQuestion, pageLinks, pageOfRows } from './list-page.ts'
import { parseQuery } from './query-string.ts'

const LINKS = { base: 'https://shop.example' }
const LTV: ListOrder = { name: 'ltv desc', key: 'number' }
const NEXT_DATE: ListOrder = { name: 'next_date asc', key: 'number or null' }
const NAME: ListOrder = { name: 'name asc', key: 'text' }

function pageOf(url: string, order = BY_ID) {
  return listPageOf({ url }, queryOf(url), order)
}

function queryOf(url: string) {
  return parseQuery(url.split('?')[1] ?? '')
}

/** The link to the next page of a list whose page ended with row 1007. */
function nextOf(url: string, order = BY_ID, key: number | string | null = null): string {
  const page = pageOf(url, order)
  const end = { hasNext: true, last: { key, id: 1007 } }
  return pageLinks(LINKS, { url }, queryOf(url), page, end).next?.href.replace(LINKS.base, '') as string
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work()
  } catch (error) {
    if (error instanceof Invalid) return error.violations.map(({ code, path }) => `${code} at ${path}`).join()
    throw error
  }
  return undefined
}

describe('the links of a page', () => {
  test('are its own query; that to the next page has where this one ended, the others have a number alone', () => {
    const url = nextOf('/list?filter[id][]=1&limit=2')
    const query = queryOf(url)
    const page = pageOf(url)
    const links = pageLinks(LINKS, { url }, query, page, { hasNext: true, last: { key: null, id: 1009 } })
    const at = (number: number) => `https://shop.example/list?filter%5Bid%5D%5B0%5D=1&page=${number}&limit=2`
    expect(links).toMatchObject({
      self: { href: at(2) },
      first: { href: at(1) },
      prev: { href: at(1) },
    })
    expect(links.next?.href).toMatch(
      /^https:\/\/shop\.example\/list\?filter%5Bid%5D%5B0%5D=1&page=3&limit=2&cursor=[\w-]+$/,
    )
    expect(links.next?.href.length).toBeLessThan(120)
  })

  test('lead on only where rows follow', () => {
    const page = pageOf('/list')
    const ends = [
      { hasNext: false, last: { key: null, id: 1007 } },
      { hasNext: false, last: undefined },
    ]
    for (const end of ends)
      expect(pageLinks(LINKS, { url: '/list' }, queryOf('/list'), page, end)).not.toHaveProperty('next')
  })
})

describe('the next page', () => {
  test.each([
    ['by id', BY_ID, null],
    ['by a number', LTV, 990],
    ['by a number that rows may lack', NEXT_DATE, 1_773_144_000],
    ['by a number that this row lacks', NEXT_DATE, null],
    ['by a text', NAME, 'Анна "100%" \u{1f600}'.repeat(19)],
  ])('of a list %s begins behind the last row', (_title, order, key) => {
    expect(pageOf(nextOf('/list?limit=2', order, key), order)).toMatchObject({
      page: 2,
      limit: 2,
      start: { after: { key, id: 1007 } },
    })
  })

  test.each([
    [
      'when the client repeats its parameters behind the link',
      (own: string, next: string) => `${next}&${own}`,
    ],
    [
      'when the client repeats them before',
      (own: string, next: string) => `/list?${own}&${next.split('?')[1]}`,
    ],
  ])('stays that %s', (_title, joined) => {
    const own = 'page=1&filter[id][]=1&filter[id][]=2&filter[name]=a&limit=2&with=contacts'
    const next = nextOf(`/list?${own}`)
    expect(pageOf(joined(own, next))).toMatchObject({ page: 2, start: { after: { id: 1007 } } })
    const third = nextOf(joined(own, next))
    expect(pageOf(joined(own, third))).toMatchObject({ page: 3, start: { after: { id: 1007 } } })
    // Also where it repeats the parameters that the link before had given it.
    expect(pageOf(joined(next.split('?')[1] as string, third))).toMatchObject({ page: 3 })
  })

  test.each([
    ['another limit', (next: string) => next.replace('limit=2', 'limit=5')],
    ['another `with`', (next: string) => `${next}&with=group_id`],
    ['a parameter that no list has', (next: string) => `${next}&_=17`],
    ['no number', (next: string) => next.replace('page=2&', '')],
    ['the same order in other words', (next: string) => `${next}&order[id]=asc`],
  ])('begins there with %s, too', (_title, changed) => {
    expect(pageOf(changed(nextOf('/list?limit=2')))).toMatchObject({
      page: 2,
      start: { after: { id: 1007 } },
    })
  })

  test('is counted from the beginning where a client counts up the number in a link', () => {
    const counted = nextOf('/list?limit=2').replace('page=2', 'page=5')
    expect(pageOf(counted)).toMatchObject({ page: 5, start: { offset: 8 } })
  })
})

describe('a cursor is refused', () => {
  const next = nextOf('/list?filter[id]=1&limit=2', LTV, 5)

  test.each([
    ['of another list', next.replace('/list', '/other'), LTV],
    ['of another filter', next.replace('=1', '=2'), LTV],
    ['of one filter fewer', next.replace(/filter[^&]+&/, ''), LTV],
    ['of another search', `${next}&query=a`, LTV],
    ['of another order', next, { ...LTV, name: 'ltv asc' }],
  ])('%s', (_title, url, order) => {
    expect(codeOf(() => pageOf(url, order))).toBe('ForeignCursor at cursor')
  })

  test.each([
    ['that is empty', '/list?cursor='],
    ['that is a list', '/list?cursor[]=a'],
    ['that is no cursor', '/list?page=2&cursor=1007'],
    ['that is endless', `/list?cursor=${'a'.repeat(5000)}`],
  ])('%s', (_title, url) => {
    expect(codeOf(() => pageOf(url))).toBe('BrokenCursor at cursor')
  })

  test('that was cut, or changed in any sign', () => {
    const cursor = next.split('cursor=')[1] as string
    for (let i = 0; i < cursor.length; i++) {
      const other = cursor[i] === 'A' ? 'B' : 'A'
      for (const broken of [cursor.slice(0, i), cursor.slice(0, i) + other + cursor.slice(i + 1)])
        expect(codeOf(() => pageOf(next.replace(cursor, broken), LTV))).toBe('BrokenCursor at cursor')
    }
  })

  test.each([
    ['a key of another type', LTV, [2, 1007, 'a']],
    ['no key where each row has one', LTV, [2, 1007, null]],
    ['a key where the list has none', BY_ID, [2, 1007, 5]],
    ['a fraction', LTV, [2, 1007, 0.5]],
    ['a text that cannot be stored', NAME, [2, 1007, '\0']],
    ['no id', BY_ID, [2, null, null]],
    ['no page', BY_ID, [0, 1007, null]],
  ])('that somebody made with %s', (_title, order, values) => {
    const cursor = cursorOf(listQuestion({ url: '/list' }, queryOf(''), order.name), values)
    expect(codeOf(() => pageOf(`/list?cursor=${cursor}`, order))).toBe('BrokenCursor at cursor')
  })
})

test('a page of rows in memory begins behind the row that the cursor names, though that row is gone', () => {
  const rows = [1001, 1002, 1004, 1005].map((id) => ({ id }))
  const page = { page: 2, limit: 1, start: { after: { key: null, id: 1003 } }, question: '' }
  expect(pageOfRows(rows, page)).toEqual({
    rows: [{ id: 1004 }],
    hasNext: true,
    last: { key: null, id: 1004 },
  })
})
