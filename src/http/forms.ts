import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refused } from '../core/errors.ts'
import { parseQuery, scalarOf } from './query-string.ts'
import { unstorableText } from './storable-text.ts'
import { unpacked } from './unpack.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route reads bodies of forms besides JSON; others refuse them with 415. */
    readsForms?: true
  }
}

/** Lets routes that say so (`config: { readsForms: true }`) read `application/x-www-form-urlencoded`: an object of texts. */
export function readForms(app: FastifyInstance): void {
  app.addContentTypeParser(
    /^application\/x-www-form-urlencoded\s*(?:;|$)/i,
    { parseAs: 'buffer' },
    async (request: FastifyRequest, raw: Buffer) => {
      if (request.method === 'DELETE' || raw.length === 0) return undefined
      if (request.routeOptions.config.readsForms !== true) throw new Refused('unsupported_media_type')
      return parseForm(await unpacked(request, raw))
    },
  )
}

/**
 * Reads the fields of a form; of one that is repeated, the last counts.
 * @throws BadQuery naming a field that cannot be read; Invalid for text that cannot be stored
 */
function parseForm(raw: Buffer): Record<string, string> {
  if (!isUtf8(raw)) throw new Refused('bad_request', { reason: 'The form is not UTF-8' })
  const fields = [...parseQuery(raw.toString('utf8')).children].map(
    ([name, node]) => [name, scalarOf(node) ?? ''] as const,
  )
  const form = Object.fromEntries(fields)
  unstorableText(form)
  return form
}
