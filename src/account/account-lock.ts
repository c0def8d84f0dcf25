import { Refused } from '../core/errors.ts'

type Kind = 'shared' | 'exclusive'
type Waiting = { readonly kind: Kind; readonly enter: () => void }
type Line = { sharers: number; exclusive: boolean; readonly waiting: Waiting[] }

/**
 * The order in which the writers of an account begin, within this program: as they came. The account's row alone does not keep it:
 * Postgres lets further sharers of a row pass whoever waits to have it alone, so that under steady writes a change of rules would never
 * get its turn; and a writer that waits there has a connection meanwhile, so that the writers of one account could take them all.
 */
export class AccountLock {
  readonly #lines = new Map<number, Line>()
  readonly #together: number
  readonly #patienceMs: number

  /** `together`: how many of one account write at once; each has a connection. Who waits longer than `patienceMs` is refused. */
  constructor(options: { together: number; patienceMs: number }) {
    this.#together = options.together
    this.#patienceMs = options.patienceMs
  }

  /** Does `work` beside others that share. @throws Refused 'busy' */
  shared<T>(accountId: number, work: () => Promise<T>): Promise<T> {
    return this.#withLock(accountId, 'shared', work)
  }

  /** Does `work` while nobody else of the account is at work. @throws Refused 'busy' */
  exclusive<T>(accountId: number, work: () => Promise<T>): Promise<T> {
    return this.#withLock(accountId, 'exclusive', work)
  }

  async #withLock<T>(accountId: number, kind: Kind, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(accountId) ?? { sharers: 0, exclusive: false, waiting: [] }
    this.#lines.set(accountId, line)
    if (line.waiting.length === 0 && this.#hasRoom(line, kind)) occupy(line, kind)
    else await this.#wait(line, kind)
    try {
      return await work()
    } finally {
      if (kind === 'exclusive') line.exclusive = false
      else line.sharers--
      this.#admit(line)
      if (line.sharers === 0 && !line.exclusive) this.#lines.delete(accountId)
    }
  }

  #hasRoom(line: Line, kind: Kind): boolean {
    return !line.exclusive && (kind === 'exclusive' ? line.sharers === 0 : line.sharers < this.#together)
  }

  #wait(line: Line, kind: Kind): Promise<void> {
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => {
        line.waiting.splice(line.waiting.indexOf(waiting), 1)
        reject(new Refused('busy'))
        this.#admit(line) // those behind a change that gave up may go on
      }, this.#patienceMs)
      const waiting: Waiting = {
        kind,
        enter: () => {
          clearTimeout(patience)
          resolve()
        },
      }
      line.waiting.push(waiting)
    })
  }

  #admit(line: Line): void {
    for (let first = line.waiting[0]; first && this.#hasRoom(line, first.kind); first = line.waiting[0]) {
      line.waiting.shift()
      occupy(line, first.kind)
      first.enter()
    }
  }
}

function occupy(line: Line, kind: Kind): void {
  if (kind === 'exclusive') line.exclusive = true
  else line.sharers++
}
