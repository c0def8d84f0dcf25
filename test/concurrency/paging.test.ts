import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiNameOf, columnsWith } from '../../src/core/customer-columns.ts'
import { SEED } from '../helpers/seed.ts'
import { startTestServer, TEST_NOW, type TestAccount, type TestServer } from '../helpers/server.ts'

const DAY = 86_400
const ROWS = 24
const LIMIT = 3

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** A list that is followed, and what happens to rows of it meanwhile. */
type Followed = {
  readonly path: string
  readonly add: (n: number) => Promise<number>
  readonly change?: (id: number, n: number) => Promise<unknown>
  readonly remove?: (id: number) => Promise<unknown>
}

type Page = { _links: { next?: { href: string } }; _embedded: Record<string, { id: number }[]> }

/** The ids on each page, following the links as they are. */
async function* pagesOf({ admin }: TestAccount, path: string): AsyncGenerator<number[]> {
  for (let url: string | undefined = path; url !== undefined;) {
    const { json } = await admin.get(url)
    if (json === undefined) return // the last rows have gone
    const { _embedded, _links } = json as Page
    yield Object.values(_embedded)[0]?.map((row) => row.id) ?? []
    url = _links.next?.href.replace('http://localhost:80', '')
  }
}

/** What happens between two pages: to which of the rows that change, and how. */
const happenings = fc.array(
  fc.record({ what: fc.constantFrom('add', 'change', 'remove'), which: fc.nat(), n: fc.nat({ max: 9 }) }),
  { minLength: 1, maxLength: 4 },
)

/** Adds rows of which half will stay as they are, and follows the list while the others change, go, and new ones come. */
async function expectWholeCrawl(account: TestAccount, list: Followed, params: string): Promise<void> {
  const kept: number[] = []
  const others: number[] = []
  for (let n = 0; n < ROWS; n++) (n % 2 ? kept : others).push(await list.add(n))
  const happened = fc.sample(happenings, { numRuns: ROWS * 2, seed: SEED })
  const seen: number[] = []
  for await (const page of pagesOf(account, `${list.path}?limit=${LIMIT}${params}`)) {
    seen.push(...page)
    for (const { what, which, n } of happened.pop() ?? []) {
      // Those of the page that was just read are the likeliest: what a crawler touches is what it has read.
      const mine = page.filter((id) => others.includes(id))
      const candidates = which % 2 && mine.length > 0 ? mine : others
      const id = candidates[which % candidates.length]
      if (what === 'add') others.push(await list.add(n))
      else if (id === undefined) continue
      else if (what === 'change') await list.change?.(id, n)
      else if (list.remove) {
        await list.remove(id)
        others.splice(others.indexOf(id), 1)
      }
    }
  }
  const keptSeen = seen.filter((id) => kept.includes(id))
  expect(keptSeen.toSorted((a, b) => a - b)).toEqual(kept)
}

describe('whoever follows the links meets every customer whose key stays exactly once', () => {
  const orders = columnsWith({ order: true })
    .map(apiNameOf)
    .flatMap((column) => [`${column}=asc`, `${column}=desc`] as const)
  test.each(orders.map((order) => [order.replace('=', ' ')]))('in the order %s', async (order) => {
    const account = await server.newAccount()
    await expectWholeCrawl(account, customersOf(account), `&order[${order.replace(' ', ']=')}`)
  })

  test.each([
    ['filter[name][]=Ann&filter[name][]=bo', ['Ann', 'ann', 'BO']],
    ['filter[created_at][to]=9999999999', ['Ann', 'bo']],
    ['query=n', ['Ann', 'Nan', 'Bjørn']],
    ['with=contacts', ['']],
  ])('with %s', async (params, names) => {
    const account = await server.newAccount()
    await expectWholeCrawl(account, customersOf(account, names), `&order[next_date]=desc&${params}`)
  })

  test('while others write at the same moments', async () => {
    const account = await server.newAccount()
    const list = customersOf(account)
    const ids: number[] = []
    for (let n = 0; n < 60; n++) ids.push(await list.add(n))
    const kept = ids.filter((_, n) => n % 3 > 0)
    let isOver = false
    const write = async () => {
      for (let n = 0; !isOver; n++) {
        const id = ids[(n * 3) % ids.length] as number
        await list.change?.(id, n % 10)
        if (n % 4 === 0) await list.add(n % 10)
      }
    }
    const writing = [write(), write()]
    for (const order of ['updated_at]=asc', 'updated_at]=desc', 'next_date]=desc', 'ltv]=asc']) {
      const seen: number[] = []
      for await (const page of pagesOf(account, `${list.path}?limit=2&order[${order}`)) seen.push(...page)
      expect(seen.filter((id) => kept.includes(id)).toSorted((a, b) => a - b)).toEqual(kept)
    }
    isOver = true
    await Promise.all(writing)
  })
})

describe('so does whoever follows the list of', () => {
  test('purchases', async () => {
    const account = await server.newAccount()
    const customer = await account.addCustomer()
    await expectWholeCrawl(account, purchasesOf(account, customer, '/api/v4/customers/transactions'), '')
  })

  test('purchases of one customer', async () => {
    const account = await server.newAccount()
    const customer = await account.addCustomer()
    const path = `/api/v4/customers/${customer}/transactions`
    await expectWholeCrawl(account, purchasesOf(account, customer, path), '')
  })

  test.each(['', '&query=g'])('tags %s', async (params) => {
    const account = await server.newAccount()
    let made = 0
    const path = '/api/v4/customers/tags'
    const list: Followed = {
      path,
      add: async () => firstId(await account.admin.post(path, [{ name: `Tag ${made++}` }]).expect(200)),
      remove: (id) => account.admin.delete(`/api/patron/v1/tags/${id}`).expect(204),
    }
    await expectWholeCrawl(account, list, params)
  })

  test.each([
    '',
    '&order[sort]=asc',
    '&order[sort]=desc',
    '&order[sort]=asc&order[id]=desc',
    '&order[id]=desc',
  ])('fields %s', async (params) => {
    const account = await server.newAccount()
    const path = '/api/v4/customers/custom_fields'
    await expectWholeCrawl(
      account,
      {
        path,
        add: async (n) =>
          firstId(await account.admin.post(path, [{ name: 'F', type: 'text', sort: n % 5 }]).expect(200)),
        change: (id, n) => account.admin.patch(`${path}/${id}`, { sort: n }).expect(200),
        remove: (id) => account.admin.delete(`${path}/${id}`).expect(204),
      },
      params,
    )
  })

  test('segments', async () => {
    const account = await server.newAccount()
    const path = '/api/v4/customers/segments'
    await expectWholeCrawl(
      account,
      {
        path,
        add: async () =>
          ((await account.admin.post(path, { name: 'S' }).expect(200)).json as { id: number }).id,
        remove: (id) => account.admin.delete(`${path}/${id}`).expect(204),
      },
      '',
    )
  })

  test('users', async () => {
    const account = await server.newAccount()
    const add = async () => (await account.newUser()).id
    await expectWholeCrawl(account, { path: '/api/v4/users', add }, '')
  })
})

function customersOf({ admin }: TestAccount, names = ['Ann', 'bo', 'Цай', '']): Followed {
  return {
    path: '/api/v4/customers',
    // Few different values, so that many are equal, and none for some.
    add: async (n) => {
      const created = await admin
        .post('/api/v4/customers', [
          {
            name: names[n % names.length],
            next_price: n % 3,
            created_at: TEST_NOW - (n % 4) * DAY,
            updated_at: TEST_NOW - (n % 5) * DAY,
            next_date: n % 3 ? TEST_NOW + (n % 4) * DAY : null,
          },
        ])
        .expect(200)
      const id = firstId(created)
      if (n % 4) await admin.post(`/api/v4/customers/${id}/transactions`, [{ price: n % 5 }]).expect(200)
      return id
    },
    change: async (id, n) => {
      await admin
        .patch(`/api/v4/customers/${id}`, {
          name: names[n % names.length],
          next_price: n % 3,
          created_at: TEST_NOW - (n % 4) * DAY,
          next_date: n % 2 ? TEST_NOW + n * DAY : null,
        })
        .expect(200)
      await admin.post(`/api/v4/customers/${id}/transactions`, [{ price: n % 5 }]).expect(200)
    },
    remove: (id) => admin.delete(`/api/patron/v1/customers/${id}`).expect(204),
  }
}

function purchasesOf({ admin }: TestAccount, customer: number, path: string): Followed {
  return {
    path,
    add: async (n) =>
      firstId(await admin.post(`/api/v4/customers/${customer}/transactions`, [{ price: n }]).expect(200)),
    remove: (id) => admin.delete(`/api/v4/customers/transactions/${id}`).expect(204),
  }
}

function firstId({ json }: { json: unknown }): number {
  const [rows] = Object.values((json as Pick<Page, '_embedded'>)._embedded)
  return (rows as { id: number }[])[0]?.id as number
}
