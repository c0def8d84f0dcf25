import { expect } from 'vitest'
import type { AnswerCheck } from '../helpers/answer-check.ts'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** One account, looked at past the client under test: over plain HTTP, each answer held to the reference. */
export class Shop {
  readonly token: string
  readonly id: number
  readonly adminId: number
  readonly #url: string
  readonly #check: AnswerCheck

  constructor(url: string, token: string, check: AnswerCheck, ids: { id: number; adminId: number }) {
    this.#url = url
    this.token = token
    this.#check = check
    this.id = ids.id
    this.adminId = ids.adminId
  }

  /** The account of a token. */
  static async open(url: string, token: string, check: AnswerCheck): Promise<Shop> {
    const unknown = new Shop(url, token, check, { id: 0, adminId: 0 })
    const account = await unknown.held<{ id: number; current_user_id: number }>('/api/v4/account')
    return new Shop(url, token, check, { id: account.id, adminId: account.current_user_id })
  }

  /** What the server holds at a path; undefined when there is nothing. */
  async held<T = unknown>(path: string): Promise<T> {
    return this.send<T>('GET', path)
  }

  /** One customer as the server holds it. */
  async customer(id: number): Promise<Record<string, unknown>> {
    return this.held(`/api/v4/customers/${id}?with=contacts,companies,catalog_elements`)
  }

  /** Adds one customer and gives its id. */
  async addCustomer(customer: object = {}): Promise<number> {
    const body = [{ name: 'Customer', next_date: 1_900_000_000, ...customer }]
    const { _embedded } = await this.send<{ _embedded: { customers: { id: number }[] } }>(
      'POST',
      '/api/v4/customers',
      body,
    )
    return _embedded.customers[0]?.id as number
  }

  /** Sends a request that is to succeed and gives what was answered. */
  async send<T = unknown>(method: Method, path: string, body?: object): Promise<T> {
    const response = await fetch(this.#url + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const json: unknown = text === '' ? undefined : JSON.parse(text)
    expect(response.ok, `${method} ${path} answered ${response.status} ${text}`).toBe(true)
    const type = response.headers.get('content-type') ?? undefined
    expect(this.#check(method, path, response.status, type, json), `${method} ${path} → ${text}`).toEqual([])
    return json as T
  }
}
