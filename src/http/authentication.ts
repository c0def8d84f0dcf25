import type { FastifyInstance } from 'fastify'
import type { Action, Actor } from '../core/actor.ts'
import type { EntityName } from '../core/entity-names.ts'
import { Refused } from '../core/errors.ts'
import { hasRight } from '../core/rights.ts'

/** Who may call a route, as far as route and token say: everybody with a token, administrators, or users with this right of anything. */
export type RouteRight = 'anyone' | 'admin' | `${EntityName}.${Action}`

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Set on every route below /api. */
    actor: Actor
    /** The id of the token with which it asks; undefined until a good one has been found. */
    tokenId: string | undefined
  }
  interface FastifyContextConfig {
    /** Who may call the route. Every route that is no GET states it. */
    right?: RouteRight
  }
}

/** Who asks, and with which token. */
export type Authenticated = { readonly actor: Actor; readonly tokenId: string }

/** Tells whose token this is; undefined for one that is unknown, expired, revoked or of a user who was switched off. */
export type Authenticate = (token: string) => Authenticated | undefined | Promise<Authenticated | undefined>

/** Finds out who asks, by the Bearer token of the request. Those without a good one pass as well, for {@link requireToken}. */
export function readToken(app: FastifyInstance, authenticate: Authenticate): void {
  app.decorateRequest('actor')
  app.decorateRequest('tokenId', undefined)
  // With a callback: a token that is known costs no turn of the event loop.
  app.addHook('onRequest', (request, _reply, done) => {
    const admit = (found: Authenticated | undefined) => {
      if (found) {
        request.actor = found.actor
        request.tokenId = found.tokenId
      }
      done()
    }
    const token = /^bearer ([^ ]+)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined) return done()
    const found = authenticate(token)
    if (found instanceof Promise) found.then(admit, done)
    else admit(found)
  })
}

/** Lets only requests with a good token pass; all others are answered 401, never 403: at a 401 clients renew their token. */
export function requireToken(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) =>
    done(request.tokenId === undefined ? new Refused('unauthorized') : undefined),
  )
}

/**
 * Answers 403 to users without the right that a route states (`config: { right: 'admin' }`), before the body is read: nobody is told how to
 * mend what may not be sent. Rights that depend on the owner of an entity are left to the service.
 */
export function requireRouteRights(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    const isRead = [method].flat().every((each) => READS.has(each))
    if (!isRead && config?.right === undefined) throw new Error(`${String(method)} ${url} states no right`)
  })
  app.addHook('onRequest', (request, _reply, done) => {
    const { right = 'anyone' } = request.routeOptions.config
    done(mayCall(request.actor, right) ? undefined : new Refused('forbidden'))
  })
}

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD'])

function mayCall(actor: Actor, right: RouteRight): boolean {
  if (right === 'anyone') return true
  if (right === 'admin') return actor.isAdmin
  const [entity, action] = right.split('.') as [EntityName, Action]
  return hasRight(actor, entity, action)
}
