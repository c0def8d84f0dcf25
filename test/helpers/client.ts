import type { FastifyInstance, InjectOptions } from 'fastify'
import { expect } from 'vitest'
import type { AnswerCheck } from './answer-check.ts'

export type TestAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  /** The parsed body; undefined where there is none. */
  readonly json: unknown
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** An answer that is on its way, and what it is expected to be. */
export type PendingAnswer = Promise<TestAnswer> & { expect(status: number): Promise<TestAnswer> }

/** Sends requests to the application as a client with a token would, and holds every answer to the schemas of the reference. */
export class Client {
  readonly #app: FastifyInstance
  readonly token: string | undefined
  readonly #check: AnswerCheck

  constructor(app: FastifyInstance, token: string | undefined, check: AnswerCheck) {
    this.#app = app
    this.token = token
    this.#check = check
  }

  get(url: string, headers: Record<string, string> = {}): PendingAnswer {
    return this.send('GET', url, undefined, headers)
  }
  post(url: string, body?: unknown, headers: Record<string, string> = {}): PendingAnswer {
    return this.send('POST', url, body, headers)
  }
  patch(url: string, body?: unknown, headers: Record<string, string> = {}): PendingAnswer {
    return this.send('PATCH', url, body, headers)
  }
  put(url: string, body?: unknown, headers: Record<string, string> = {}): PendingAnswer {
    return this.send('PUT', url, body, headers)
  }
  delete(url: string, body?: unknown, headers: Record<string, string> = {}): PendingAnswer {
    return this.send('DELETE', url, body, headers)
  }

  /** Any request. A body that is a string or a Buffer goes as it is; anything else as JSON. */
  send(method: Method, url: string, body?: unknown, headers: Record<string, string> = {}): PendingAnswer {
    const answer = this.#answer(method, url, body, headers)
    return Object.assign(answer, {
      expect: async (status: number) => {
        const got = await answer
        expect(got, `${method} ${url} → ${got.text.slice(0, 2000)}`).toMatchObject({ status })
        return got
      },
    })
  }

  async #answer(
    method: Method,
    url: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<TestAnswer> {
    const raw = typeof body === 'string' || Buffer.isBuffer(body)
    const options: InjectOptions = {
      method,
      url,
      headers: {
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: raw ? body : JSON.stringify(body) }),
    }
    const response = await this.#app.inject(options)
    const text = response.payload
    const isJson = String(response.headers['content-type'] ?? '').includes('json')
    const json: unknown = isJson ? JSON.parse(text) : undefined
    const answered = isJson || text === '' ? json : text
    const wrong = this.#check(method, url, response.statusCode, response.headers['content-type'], answered)
    expect(wrong, `${method} ${url} answered ${response.statusCode} ${text.slice(0, 1000)}`).toEqual([])
    return { status: response.statusCode, headers: response.headers, text, json }
  }
}
