import { addSegment } from '../helpers/rules.ts'
import type { TestAccount, TestServer } from '../helpers/server.ts'
import {
  corpusAccount,
  type CorpusCase,
  type CorpusCustomer,
  type CorpusPurchase,
  type CorpusValue,
  type Tree,
} from './cases.ts'

type Items<Name extends string> = {
  readonly _embedded: { readonly [N in Name]: readonly { readonly id: number }[] }
}

/** The account of the corpus on a server, at the moment of cases. */
export class CorpusShop {
  readonly account: TestAccount
  /** Ids by name. */
  readonly tags = new Map<string, number>()
  readonly #segments = new Map<string, number>()
  readonly #users = new Map<string, number>()
  readonly #stages = new Map<string, number>()

  private constructor(account: TestAccount) {
    this.account = account
  }

  /** Opens it for cases of one zone, one moment and one mode. */
  static async open(server: TestServer, [first]: readonly CorpusCase[]): Promise<CorpusShop> {
    if (first === undefined) throw new Error('there is no case')
    server.clock.now = seconds(first.now)
    const account = await server.newAccount({ timezone: first.timezone })
    const shop = new CorpusShop(account)
    for (const name of corpusAccount.users) shop.#users.set(name, (await account.newUser({ name })).id)
    for (const name of corpusAccount.segments) shop.#segments.set(name, await addSegment(account, name))
    const { json } = await account.admin
      .post(
        '/api/v4/customers/tags',
        corpusAccount.tags.map((name) => ({ name })),
      )
      .expect(200)
    ;(json as Items<'tags'>)._embedded.tags.forEach(({ id }, i) =>
      shop.tags.set(corpusAccount.tags[i] as string, id),
    )
    const fields = Object.entries(corpusAccount.fields).map(([code, { type, options }]) => ({
      name: code,
      code,
      type,
      ...(options && { enums: options.map((value) => ({ value })) }),
    }))
    await account.admin.post('/api/v4/customers/custom_fields', fields).expect(200)
    if (first.customer.stage !== undefined) await shop.#standInStages()
    return shop
  }

  async #standInStages(): Promise<void> {
    await this.account.switchTo('periodicity')
    const { json } = await this.account.admin.get('/api/v4/customers/statuses').expect(200)
    for (const { id, name } of (json as { _embedded: { statuses: { id: number; name: string }[] } })._embedded
      .statuses)
      this.#stages.set(name, id)
  }

  /** Adds customers, and returns their ids. */
  async add(customers: readonly CorpusCustomer[]): Promise<number[]> {
    const bodies = customers.map((customer) => this.#bodyOf(customer))
    const { json } = await this.account.admin.post('/api/v4/customers', bodies).expect(200)
    const ids = (json as Items<'customers'>)._embedded.customers.map(({ id }) => id)
    for (const [i, { purchases = [] }] of customers.entries())
      if (purchases.length > 0)
        await this.account.admin
          .post(`/api/v4/customers/${ids[i]}/transactions`, purchases.map(purchaseBody))
          .expect(200)
    return ids
  }

  /** Returns the ids of the customers for whom a condition holds, as the database answers. */
  async matches(conditions: Tree): Promise<number[]> {
    const body = { conditions, columns: ['name'], limit: 250 }
    const { json } = await this.account.admin.post('/api/patron/v1/customers/query', body).expect(200)
    return (json as Items<'customers'>)._embedded.customers.map(({ id }) => id)
  }

  #bodyOf({ tags, segments, stage, custom_fields, ...customer }: CorpusCustomer): object {
    const { created_at, created_by, responsible_user, next_date, name, next_price, periodicity } = customer
    return {
      name: name ?? '',
      ...(next_price !== undefined && { next_price }),
      ...(periodicity !== undefined && { periodicity }),
      ...(created_at !== undefined && { created_at: seconds(created_at) }),
      ...(created_by !== undefined && { created_by: created_by === 0 ? 0 : this.#users.get(created_by) }),
      ...(responsible_user !== undefined && { responsible_user_id: this.#users.get(responsible_user) }),
      ...(next_date !== undefined && { next_date: seconds(next_date) }),
      // A customer in stages needs a date.
      ...(stage !== undefined && {
        status_id: this.#stages.get(stage),
        next_date: this.account.server.clock.now,
      }),
      custom_fields_values: Object.entries(custom_fields ?? {}).map(([code, value]) =>
        fieldBody(code, value),
      ),
      _embedded: {
        tags: tags?.map((tag) => ({ name: tag })) ?? [],
        segments: segments?.map((segment) => ({ id: this.#segments.get(segment) })) ?? [],
      },
    }
  }
}

function fieldBody(code: string, value: CorpusValue): object {
  const isDate = corpusAccount.fields[code]?.type === 'date'
  const values = [value].flat().map((each) => ({ value: isDate ? `${String(each)}T12:00:00+00:00` : each }))
  return { field_code: code, values }
}

function purchaseBody({ at, price, elements = [] }: CorpusPurchase): object {
  const catalog_elements = elements.map((id) => ({ id, metadata: { catalog_id: 1, quantity: 1 } }))
  return { price, completed_at: seconds(at), _embedded: { catalog_elements } }
}

function seconds(at: string): number {
  return Date.parse(at) / 1000
}
