import { randomUUID } from 'node:crypto'
import type { Database, Queries } from '../../src/db/database.ts'
import { ENTITIES } from '../../src/start/entities.ts'
import { inconsistenciesOf } from '../helpers/consistency.ts'

/** Where and as whom to write. */
export type Target = { readonly url: string; readonly token: string }

/** A batch that must be there whole, once, when it was answered, and otherwise whole or not at all. */
type Batch = {
  readonly kind: 'customers' | 'purchases'
  /** In the names of its customers, the comments of its purchases. */
  readonly key: string
  readonly size: number
  readonly path: string
  readonly body: readonly object[]
}
/** One value that several customers get together. */
type Change = {
  readonly kind: 'change'
  readonly ids: readonly number[]
  readonly value: number
}
type Write = Batch | Change

const CUSTOMERS_PER_BATCH = 6
const PURCHASES_PER_BATCH = 4
/** What each writer does, over and over. */
const ROUND = ['add', 'buy', 'change', 'changeOne', 'buy', 'changeOne'] as const

/**
 * A client that writes one thing after the other and keeps a journal of what was answered. Its customers are its own, so that it knows
 * what must be stored of each.
 */
class Writer {
  readonly #name: string
  readonly #segment: number
  #count = 0
  readonly #customers: number[] = []
  /** The `next_price` of each of its customers that was changed. */
  readonly #prices = new Map<number, number>()
  readonly #batches: Batch[] = []
  /** The write that was sent and not answered. */
  #open: Write | undefined

  constructor(name: string, segment: number) {
    this.#name = name
    this.#segment = segment
  }

  /** Writes until one write gets no answer; `onAnswer` hears of each that does. */
  async writeOn(target: Target, onAnswer: () => void): Promise<void> {
    do {
      this.#open ??= this.#next()
      if (!(await this.#send(target, this.#open))) return
      this.#open = undefined
      onAnswer()
    } while (true)
  }

  #next(): Write {
    const count = this.#count++
    const key = `${this.#name}.${count}`
    const own = this.#customers
    const action = own.length === 0 ? 'add' : ROUND[count % ROUND.length]
    if (action === 'add') {
      const tags = [{ name: 'everybody' }, { name: key }]
      const body = Array.from({ length: CUSTOMERS_PER_BATCH }, (_, i) => ({
        name: `${key}/${i}`,
        _embedded: { tags, segments: [{ id: this.#segment }] },
      }))
      return { kind: 'customers', key, size: body.length, path: '/api/v4/customers', body }
    }
    const one = own[count % own.length] as number
    if (action === 'buy') {
      const body = Array.from({ length: PURCHASES_PER_BATCH }, (_, i) => ({ price: i + count, comment: key }))
      const path = `/api/v4/customers/${one}/transactions`
      return { kind: 'purchases', key, size: body.length, path, body }
    }
    return {
      kind: 'change',
      ids: action === 'change' ? own.slice(-CUSTOMERS_PER_BATCH) : [one],
      value: count,
    }
  }

  /** Whether the write was answered with success. */
  async #send(target: Target, write: Write): Promise<boolean> {
    if (write.kind !== 'change') {
      const json = await ask(target, 'POST', write.path, write.body, write.key)
      if (json === undefined) return false
      this.#batches.push(write)
      if (write.kind === 'customers')
        this.#customers.push(...(json as Customers)._embedded.customers.map(({ id }) => id))
      return true
    }
    const [one, ...more] = write.ids
    const items = write.ids.map((id) => ({ id, next_price: write.value }))
    const json =
      more.length > 0
        ? await ask(target, 'PATCH', '/api/v4/customers', items)
        : await ask(target, 'PATCH', `/api/v4/customers/${one}`, { next_price: write.value })
    if (json === undefined) return false
    for (const id of write.ids) this.#prices.set(id, write.value)
    return true
  }

  /** What is stored otherwise than it was answered, a line each. */
  missing(stored: Stored): string[] {
    const open = this.#open
    return [
      ...this.#batches.flatMap(({ kind, key, size }) => {
        const there = stored[kind].get(key) ?? 0
        return there === size ? [] : [`of ${size} ${kind} of the answered ${key} ${there} are there`]
      }),
      ...[...this.#prices].flatMap(([id, price]) => {
        const isOpen = open?.kind === 'change' && open.ids.includes(id)
        const there = stored.prices.get(id)
        return there === price || (isOpen && there === open.value)
          ? []
          : [`customer ${id} has the price ${there} in place of the answered ${price}`]
      }),
      ...(open ? halfDone(open, stored) : []),
    ]
  }
}

/** Several clients of one account that write at the same time. */
export class Writers {
  readonly #accountId: number
  readonly #writers: readonly Writer[]
  #answered = 0

  private constructor(accountId: number, writers: readonly Writer[]) {
    this.#accountId = accountId
    this.#writers = writers
  }

  /** With a segment that all customers are put in. */
  static async of(target: Target, count: number): Promise<Writers> {
    const segment = (await ask(target, 'POST', '/api/v4/customers/segments', { name: 'Everybody' })) as {
      id: number
      account_id: number
    }
    const writers = Array.from({ length: count }, (_, i) => new Writer(`${randomUUID()}-${i}`, segment.id))
    return new Writers(segment.account_id, writers)
  }

  /** How many writes were answered so far. */
  get answered(): number {
    return this.#answered
  }

  /**
   * Lets all write, each beginning with what had no answer, calls `interrupt` once after some more answers, and resolves when no write
   * is answered any more.
   */
  async writeUntilInterrupted(target: Target, moreAnswers: number, interrupt: () => void): Promise<void> {
    const enough = this.#answered + moreAnswers
    await Promise.all(
      this.#writers.map((writer) =>
        writer.writeOn(target, () => {
          if (++this.#answered === enough) interrupt()
        }),
      ),
    )
  }

  /** What is wrong with what is stored: answered writes that are missing, halves of batches, doubles that do not agree. */
  async wrongIn(db: Database): Promise<string[]> {
    const stored = await readStored(db, this.#accountId)
    return [
      ...this.#writers.flatMap((writer) => writer.missing(stored)),
      ...(await inconsistenciesOf(
        { db, entities: ENTITIES, now: () => Math.floor(Date.now() / 1000) },
        this.#accountId,
      )),
    ]
  }
}

/** What is there of a write that was not answered, if it is neither all nor nothing. */
function halfDone(write: Write, stored: Stored): string[] {
  if (write.kind === 'change') {
    const done = write.ids.filter((id) => stored.prices.get(id) === write.value)
    return done.length === 0 || done.length === write.ids.length
      ? []
      : [`of a batch of ${write.ids.length} changes ${done.length} are there`]
  }
  const there = stored[write.kind].get(write.key) ?? 0
  return there === 0 || there === write.size
    ? []
    : [`of ${write.size} ${write.kind} of a batch ${there} are there`]
}

type Stored = {
  readonly customers: ReadonlyMap<string, number>
  readonly purchases: ReadonlyMap<string, number>
  readonly prices: ReadonlyMap<number, number>
}

async function readStored(queries: Queries, accountId: number): Promise<Stored> {
  const customers = await queries.query<{
    id: number
    name: string
    next_price_minor: number
    tags: number
    marks: number
  }>(
    `select id, name, next_price_minor, cardinality(tag_ids) as tags, hand_segments_low as marks from customers where account_id = $1`,
    [accountId],
  )
  const purchases = await queries.query<{ comment: string; count: number }>(
    `select comment, count(*) as count from transactions where account_id = $1 group by comment`,
    [accountId],
  )
  // A customer without its tags or its segment is none of the batch.
  const whole = customers.filter(({ tags, marks }) => tags === 2 && marks === 1)
  const byKey = Map.groupBy(whole, ({ name }) => name.split('/')[0] as string)
  return {
    customers: new Map([...byKey].map(([key, rows]) => [key, rows.length])),
    purchases: new Map(purchases.map(({ comment, count }) => [comment, count])),
    prices: new Map(customers.map(({ id, next_price_minor }) => [id, next_price_minor / 100])),
  }
}

type Customers = { _embedded: { customers: { id: number }[] } }

/** The body of a successful answer; undefined when there is no answer, or the server says that it cannot answer now. */
async function ask(
  { url, token }: Target,
  method: string,
  path: string,
  body: unknown,
  key?: string,
): Promise<unknown> {
  let status: number
  let text: string
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
    })
    status = response.status
    text = await response.text()
  } catch {
    return undefined
  }
  if (status >= 500) return undefined
  if (status !== 200) throw new Error(`${method} ${path} → ${status} ${text}`)
  return JSON.parse(text)
}
