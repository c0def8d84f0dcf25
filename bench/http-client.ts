import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export type Answer = { readonly status: number; readonly body: Buffer }

/**
 * One kept-alive HTTP/1.1 connection that does one request after another. Far lighter than a client of node:http, which costs as
 * much as the server it measures: on two cores a rate would be that of the client. Knows only what our answers and the floor's
 * need: a body of `content-length`.
 */
export class HttpConnection {
  readonly #socket: Socket
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined
  #chunks: Buffer[] = []
  #received = 0
  /** Bytes of the answer under way, head included; unknown until its head is there. */
  #expected: number | undefined
  #status = 0
  #headLength = 0

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk) => this.#take(chunk))
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => this.#fail(new Error('the server closed the connection')))
  }

  static async open(url: string): Promise<HttpConnection> {
    const { hostname, port } = new URL(url)
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    await once(socket, 'connect')
    return new HttpConnection(socket)
  }

  /** Sends a request made by {@link requestOf}. @throws Error for any status but 200 */
  async send(request: Buffer): Promise<Answer> {
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket.write(request)
    })
    if (answer.status !== 200)
      throw new Error(`the server answered ${answer.status}: ${answer.body.toString('utf8').slice(0, 500)}`)
    return answer
  }

  close(): void {
    this.#waiting = undefined
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#received += chunk.length
    if (this.#expected === undefined) this.#readHead()
    if (this.#expected === undefined || this.#received < this.#expected) return
    const all = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks)
    const answer = { status: this.#status, body: all.subarray(this.#headLength) }
    const waiting = this.#waiting
    this.#waiting = undefined
    this.#chunks = []
    this.#received = 0
    this.#expected = undefined
    waiting?.resolve(answer)
  }

  #readHead(): void {
    const all = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks)
    const end = all.indexOf('\r\n\r\n')
    if (end === -1) return
    const head = all.toString('latin1', 0, end)
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
    this.#status = Number(head.slice(9, 12))
    if (length === undefined && this.#status !== 204)
      return this.#fail(new Error(`no content-length: ${head}`))
    this.#headLength = end + 4
    this.#expected = this.#headLength + Number(length ?? 0)
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error)
    this.#waiting = undefined
  }
}

/** So many connections for as long as `work` takes. */
export async function withConnections<T>(
  url: string,
  count: number,
  work: (connections: readonly HttpConnection[]) => Promise<T>,
): Promise<T> {
  const connections = await Promise.all(Array.from({ length: count }, () => HttpConnection.open(url)))
  try {
    return await work(connections)
  } finally {
    for (const connection of connections) connection.close()
  }
}

/** The bytes of a request with a token. `target` is path and query. */
export function requestOf(method: string, target: string, token: string, body?: unknown): Buffer {
  const json = body === undefined ? '' : JSON.stringify(body)
  const about =
    body === undefined
      ? ''
      : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n`
  return Buffer.from(
    `${method} ${target} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n${about}\r\n${json}`,
  )
}
