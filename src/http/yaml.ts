import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Document, parse } from 'yaml'
import { Refused } from '../core/errors.ts'
import { unstorableText } from './storable-text.ts'

/** Reading YAML takes seconds for a megabyte, during which nothing else is served. JSON has no such limit. */
const YAML_LIMIT_BYTES = 512 * 1024
const MAX_REASON = 200

/** The content type of YAML (RFC 9512). */
export const YAML_TYPE = 'application/yaml'

/** Lets the routes of a plugin take YAML bodies besides JSON; `admit` comes before a body is read. */
export function readYamlBodies(app: FastifyInstance, admit: (request: FastifyRequest) => void): void {
  app.addContentTypeParser(
    /^(?:application|text)\/(?:x-)?yaml\s*(?:;|$)/i,
    { parseAs: 'buffer' },
    async (request: FastifyRequest, raw: Buffer) => {
      admit(request)
      return parseYaml(raw)
    },
  )
}

/**
 * Reads YAML 1.2 as plain data.
 * @throws Refused for what is no YAML or too much of it; Invalid for text that cannot be stored
 */
export function parseYaml(raw: Buffer): unknown {
  if (raw.length > YAML_LIMIT_BYTES) throw new Refused('body_too_large', { limit: YAML_LIMIT_BYTES })
  if (!isUtf8(raw)) throw new Refused('broken_yaml', { reason: 'it is not UTF-8' })
  const value = parsed(raw.toString('utf8'))
  unstorableText(value)
  return value
}

function parsed(text: string): unknown {
  try {
    return parse(text, { schema: 'core', stringKeys: true, resolveKnownTags: false, logLevel: 'error' })
  } catch (error) {
    // Its second line repeats what was sent.
    const [reason = ''] = (error as Error).message.split('\n')
    throw new Refused('broken_yaml', { reason: reason.slice(0, MAX_REASON) }, error)
  }
}

/** Data as YAML, with a comment above them. */
export function printYaml(value: unknown, comment: string): string {
  const document = new Document(value, { aliasDuplicateObjects: false })
  document.commentBefore = ` ${comment}`
  return document.toString({ lineWidth: 120 })
}

/** Sends YAML with its exact content type. */
export async function sendYaml(reply: FastifyReply, text: string): Promise<void> {
  await reply.header('content-type', YAML_TYPE).serializer(String).send(text)
}
