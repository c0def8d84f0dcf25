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
  }
  interface FastifyContextConfig {
    /** Who may call the route. Every route that is no GET states it. */
    right?: RouteRight
  }
}

/** Tells whose token this is; undefined for one that is unknown, expired, revoked or of a user who was switched off. */
export type Authenticate = (token: string) => Actor | undefined | Promise<Actor | undefined>

/** Lets only requests with a good Bearer token pass; all others are answered 401, never 403: at a 401 clients renew their token. */
export function requireToken(app: FastifyInstance, authenticate: Authenticate): void {
  app.decorateRequest('actor')
  // With a callback: a token that is known costs no turn of the event loop.
  app.addHook('onRequest', (request, _reply, done) => {
    const admit = (actor: Actor | undefined) => {
      if (actor === undefined) return done(new Refused('unauthorized'))
      request.actor = actor
      done()
    }
    const [scheme, token] = request.headers.authorization?.split(' ', 2) ?? []
    if (scheme?.toLowerCase() !== 'bearer' || token === undefined) return admit(undefined)
    const actor = authenticate(token)
    if (actor instanceof Promise) actor.then(admit, done)
    else admit(actor)
  })
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
