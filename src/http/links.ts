import type { FastifyRequest } from 'fastify'

/**
 * Makes the `href`s of one answer. They repeat the host the client called, because the official SDK takes the prefix that it knows off
 * a link and puts it back.
 */
export type Links = {
  /** `https://host[:port]`, without a slash at the end. */
  readonly base: string
}

declare module 'fastify' {
  interface FastifyInstance {
    /** PATRON_PUBLIC_URL without a slash at the end; undefined: every link repeats the host that was called. */
    publicUrl: string | undefined
  }
}

/** The address that the client called: of the setting, else of Host, with X-Forwarded-Proto behind a proxy that ends TLS. */
export function linksOf(request: FastifyRequest): Links {
  const configured = request.server.publicUrl
  if (configured !== undefined) return { base: configured }
  const forwarded = request.headers['x-forwarded-proto']
  const proto = forwarded === 'https' || forwarded === 'http' ? forwarded : request.protocol
  return { base: `${proto}://${safeHost(request.headers.host)}` }
}

/** `{ self: { href } }` of an entity. */
export function selfLink(links: Links, path: string): { self: { href: string } } {
  return { self: { href: `${links.base}/api/v4/${path}` } }
}

/** A Host header as it may stand in a link; anything else than a host and a port is not repeated. */
function safeHost(host: string | undefined): string {
  return host !== undefined && /^[\w.:[\]-]{1,255}$/.test(host) ? host : 'localhost'
}
