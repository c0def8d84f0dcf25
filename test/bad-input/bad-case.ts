import type { RefusalCode, ViolationCode } from '../../src/core/errors.ts'

export type WriteMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One thing that is wrong: what its item is called in the answer (nothing for what is no batch), its code and its path. */
export type Problem = readonly [requestId: string | undefined, code: ViolationCode, path: string]

/** A request that is refused, and how. */
export type BadCase = Sent & (Wrong | Refusal)

/** What is sent. */
export type Sent = {
  readonly method: WriteMethod
  readonly path: string
  /** What is wrong with it, in a few words. */
  readonly what: string
  /** A text or a Buffer goes as it is; anything else as JSON; absent: no body. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Where the request is sent: to the account in this mode. */
  readonly mode: 'segments' | 'periodicity'
  /** Who sends it; the administrator unless said otherwise. */
  readonly as?: 'admin' | 'seller'
}

/** Every problem of the request. */
type Wrong = { readonly problems: readonly Problem[] }

/** The request as a whole is refused, with the text of this code. */
export type Refusal = {
  readonly refused: RefusalCode
  readonly params?: Readonly<Record<string, string | number>>
}

/** A write of the API and what every case about it needs. */
export type WriteRoute = {
  readonly method: WriteMethod
  /** As in the reference: `/api/v4/customers/{id}`. */
  readonly template: string
  /** What stands for each part of the path: an id that is there, and one that only another account has. */
  readonly ids: Readonly<Record<string, readonly [own: number, foreign: number]>>
  readonly mode: 'segments' | 'periodicity'
  /** A body that is taken; absent: the route takes none. */
  readonly good?: object
  /** Whether the body is a list, of such items as `good`. */
  readonly isBatch?: boolean
  /** Whether it only asks, and so saves nothing and knows no Idempotency-Key. */
  readonly asks?: boolean
  /** Another good item of a list; absent: `good` may be sent twice. */
  readonly other?: object
}

/** The path of a route, with other ids than its own where they are given. */
export function pathOf(route: WriteRoute, ids: Readonly<Record<string, string | number>> = {}): string {
  return route.template.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    String(ids[name] ?? route.ids[name]?.[0]),
  )
}
