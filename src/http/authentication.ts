import type { FastifyInstance } from 'fastify'
import type { Actor } from '../core/actor.ts'
import { Refused } from '../core/errors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Set on every route below /api. */
    actor: Actor
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

/** @throws Refused 'forbidden' for whoever is no administrator */
export function requireAdmin(actor: Actor): void {
  if (!actor.isAdmin) throw new Refused('forbidden')
}
