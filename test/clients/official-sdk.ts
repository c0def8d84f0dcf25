import http from 'node:http'
import https from 'node:https'
import { text } from 'node:stream/consumers'
import { expect } from 'vitest'
import type { AnswerCheck } from '../helpers/answer-check.ts'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Params = { readonly [name: string]: ParamValue | undefined }
type ParamValue = string | number | boolean | readonly ParamValue[] | Params

/** What came back: an answer that the SDK takes, decoded as it decodes it. */
export type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Body }
export type Body = Record<string, unknown> & { _embedded: Record<string, Item[]> }
export type Item = Record<string, unknown> & { id: number }

const SUCCESSES = new Set([200, 201, 202, 204])

/**
 * Sends what the official PHP SDK (amocrm/amocrm-api-php 1.16 with Guzzle 7) sends, and takes answers as it does: the same headers, JSON
 * with PHP's escapes, queries as `http_build_query` writes them, no Accept.
 */
export class OfficialSdk {
  /** `scheme://host:port/`, what it calls the account URL. */
  readonly accountUrl: string
  readonly #token: string
  readonly #check: AnswerCheck

  constructor(url: string, token: string, check: AnswerCheck) {
    this.accountUrl = `${url}/`
    this.#token = token
    this.#check = check
  }

  get(method: string, query: Params = {}): Promise<Answer> {
    // It removes its own address from links, wherever that stands in them, and puts it before the rest.
    return this.#send('GET', method.replace(this.accountUrl, ''), query, undefined)
  }
  post(method: string, body: object, query: Params = {}): Promise<Answer> {
    return this.#send('POST', method, query, body)
  }
  patch(method: string, body: object): Promise<Answer> {
    return this.#send('PATCH', method, {}, body)
  }

  /** True for 204 alone. */
  async delete(method: string): Promise<boolean> {
    return (await this.#send('DELETE', method, {}, [])).status === 204
  }

  /** The page that a link names: its query is taken apart and written anew. */
  nextPage(href: string): Promise<Answer> {
    const parameters = new URLSearchParams(new URL(href).search)
    return this.get(href, Object.fromEntries(parameters))
  }

  /** A request that it throws its error exception for: the problem it finds in the answer. */
  async problem(method: Method, path: string, body?: object): Promise<{ status: number; body: unknown }> {
    const answer = await this.#exchange(method, this.accountUrl + path, body)
    expect(SUCCESSES.has(answer.status), answer.text).toBe(false)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    const problem: unknown = JSON.parse(answer.text)
    expect(problem).toMatchObject({
      status: answer.status,
      title: expect.any(String) as string,
      type: expect.any(String) as string,
      detail: expect.any(String) as string,
    })
    return { status: answer.status, body: problem }
  }

  async #send(method: Method, path: string, query: Params, body: object | undefined): Promise<Answer> {
    const pairs = httpBuildQuery(query)
    const url = this.accountUrl + (pairs === '' ? path : `${path.split('?', 1)[0]}?${pairs}`)
    const { status, headers, text } = await this.#exchange(method, url, body)
    const message = `${method} ${url} answered ${status} ${text}`
    expect(SUCCESSES, message).toContain(status)
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
    if (status === 204) expect(text, message).toBe('')
    // A body that PHP takes for false is "not json" to it.
    else expect(['', '{}', '[]', 'null', '0', 'false'], message).not.toContain(text)
    const decoded: unknown = text === '' ? undefined : JSON.parse(text)
    const { pathname } = new URL(url)
    expect(this.#check(method, pathname, status, headers['content-type'], decoded), message).toEqual([])
    return { status, headers, body: (decoded ?? {}) as Body }
  }

  async #exchange(method: Method, url: string, body: object | undefined) {
    const json = body === undefined ? undefined : jsonEncode(body)
    const { request } = url.startsWith('https:') ? https : http
    const sent = request(url, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'user-agent': 'amoCRM-API-Library/1.16.0',
        'x-library-version': '1.16.0',
        'x-client-uuid': '00000000-0000-0000-0000-000000000000',
        ...(json !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(json),
        }),
        // Guzzle asks before it sends a body of more than a mebibyte.
        ...(json !== undefined && json.length > 2 ** 20 && { expect: '100-Continue' }),
      },
    })
    if (json !== undefined && json.length > 2 ** 20) sent.once('continue', () => sent.end(json))
    else sent.end(json)
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      sent.once('response', resolve).once('error', reject)
    })
    return { status: response.statusCode as number, headers: response.headers, text: await text(response) }
  }
}

/** A PHP array as JSON, as `json_encode` writes it unless asked otherwise: ASCII alone, slashes escaped. */
function jsonEncode(value: object): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** PHP's `http_build_query` with the escapes of RFC 3986: `filter%5Bid%5D%5B0%5D=1`, booleans as 1 and 0. */
function httpBuildQuery(params: Params): string {
  const pairs: string[] = []
  const add = (name: string, value: ParamValue) => {
    if (typeof value === 'object')
      for (const [key, below] of Object.entries(value)) add(`${name}[${key}]`, below as ParamValue)
    else
      pairs.push(`${encode(name)}=${encode(typeof value === 'boolean' ? String(Number(value)) : `${value}`)}`)
  }
  for (const [name, value] of Object.entries(params)) if (value !== undefined) add(name, value)
  return pairs.join('&')
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
