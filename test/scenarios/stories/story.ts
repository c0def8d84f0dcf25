import { Temporal } from 'temporal-polyfill'
import { expect } from 'vitest'
import { check } from '../../../src/check/service.ts'
import type { Difference } from '../../../src/check/difference.ts'
import { moveEverythingDue } from '../../../src/engine/worker.ts'
import { addSegment } from '../../helpers/rules.ts'
import { serverOfTest, type TestAccount, type TestServer } from '../../helpers/server.ts'

type Expected = {
  at: number
  kind: 'stage' | 'segment'
  place_name: string
  entered: boolean
  cause: string
}

/** A shop whose time passes as a test says: moments are its wall time, as `2026-03-01 10:00`. */
export class Story {
  readonly #server: TestServer
  readonly #account: TestAccount
  readonly #zone: string

  private constructor(server: TestServer, account: TestAccount, zone: string) {
    this.#server = server
    this.#account = account
    this.#zone = zone
  }

  /** A shop that opens at a moment, beside others on a server or with one of its own. */
  static async begin(
    opens: string,
    options: { mode: 'segments' | 'periodicity'; zone?: string; server?: TestServer },
  ): Promise<Story> {
    const { mode, zone = 'Europe/Moscow' } = options
    const server = options.server ?? (await serverOfTest())
    server.clock.now = secondsOf(opens, zone)
    return new Story(server, await server.newAccount({ mode, timezone: zone }), zone)
  }

  get admin(): TestAccount['admin'] {
    return this.#account.admin
  }

  /** Lets time pass; the worker is at work meanwhile, or only wakes in the end. */
  async until(wallTime: string): Promise<void> {
    this.#server.clock.now = secondsOf(wallTime, this.#zone)
    await moveEverythingDue(this.#server.deps)
  }

  secondsOf(wallTime: string): number {
    return secondsOf(wallTime, this.#zone)
  }

  addSegment(name: string, rules: { entry?: object; exit?: object }): Promise<number> {
    return addSegment(this.#account, name, rules)
  }

  addCustomer(customer: object = {}): Promise<number> {
    return this.#account.addCustomer({ next_date: null, ...customer })
  }

  async change(customer: number, patch: object): Promise<void> {
    await this.admin.patch(`/api/v4/customers/${customer}`, patch).expect(200)
  }

  async buys(customer: number, price: number, purchase: object = {}): Promise<void> {
    await this.admin.post(`/api/v4/customers/${customer}/transactions`, [{ price, ...purchase }]).expect(200)
  }

  /** The names of the places where a customer is, as the API shows it. */
  async whereIs(customer: number): Promise<string[]> {
    const at = `/api/patron/v1/customers/${customer}`
    const { json: stage } = await this.admin.get(`${at}/stage`).expect(200)
    const { json: segments } = await this.admin.get(`${at}/segments`).expect(200)
    const { name } = (stage as { stage: { name: string } }).stage
    const { _embedded } = segments as { _embedded: { segments: { name: string }[] } }
    const names = _embedded.segments.map((segment) => segment.name)
    return names.length > 0 ? names.sort() : [name]
  }

  /** Where the customer came, oldest first: `2026-03-01 00:00 Expected purchase (time)`. */
  async stagesOf(customer: number): Promise<string[]> {
    const moves = await this.#moves(customer)
    return moves
      .filter(({ kind, entered }) => kind === 'stage' && entered)
      .map(({ at, place_name, cause }) => `${this.#wallTime(at)} ${place_name} (${cause})`)
  }

  /** Where it came and went, oldest first: `2026-03-01 00:00 + VIP (time)`. */
  async segmentMovesOf(customer: number): Promise<string[]> {
    const moves = await this.#moves(customer)
    return moves
      .filter(({ kind }) => kind === 'segment')
      .map(
        ({ at, place_name, entered, cause }) =>
          `${this.#wallTime(at)} ${entered ? '+' : '-'} ${place_name} (${cause})`,
      )
  }

  /** Proves what is stored as `patron check` does. */
  async prove(): Promise<void> {
    const differences: Difference[] = []
    await check(this.#server.deps, this.#account.id, (difference) => differences.push(difference))
    expect(differences).toEqual([])
  }

  async #moves(customer: number): Promise<Expected[]> {
    const { json } = await this.admin.get(`/api/patron/v1/customers/${customer}/moves?limit=250`).expect(200)
    const { next_cursor, _embedded } = json as { next_cursor: null; _embedded: { moves: Expected[] } }
    expect(next_cursor).toBeNull()
    return _embedded.moves.reverse()
  }

  #wallTime(at: number): string {
    const { year, month, day, hour, minute } = Temporal.Instant.fromEpochMilliseconds(
      at * 1000,
    ).toZonedDateTimeISO(this.#zone)
    const two = (value: number) => String(value).padStart(2, '0')
    return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`
  }
}

function secondsOf(wallTime: string, zone: string): number {
  const local = Temporal.PlainDateTime.from(wallTime.replace(' ', 'T'))
  return local.toZonedDateTime(zone).epochMilliseconds / 1000
}
