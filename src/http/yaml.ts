import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Document, LineCounter, parseDocument, type Scalar, visit } from 'yaml'
import { Refused } from '../core/errors.ts'
import { unstorableText } from './storable-text.ts'

/** Reading YAML takes seconds for a megabyte, during which nothing else is served. JSON has no such limit. */
const YAML_LIMIT_BYTES = 512 * 1024
const MAX_REASON = 200
/** Each is looked for from the beginning of the text. */
const MAX_ALIASES = 200

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
    const lines = new LineCounter()
    const document = parseDocument(text, {
      ...{ schema: 'core', stringKeys: true, resolveKnownTags: false, logLevel: 'error', lineCounter: lines },
      uniqueKeys: false, // told below: the library compares each key of a map with every other
    })
    const [error] = document.errors
    if (error !== undefined) throw error
    refuseExcess(document, lines)
    return document.toJS()
  } catch (error) {
    // Its second line repeats what was sent.
    const [reason = ''] = (error as Error).message.split('\n')
    throw new Refused('broken_yaml', { reason: reason.slice(0, MAX_REASON) }, error)
  }
}

/** @throws Error for a key that a map has twice, and for more aliases than {@link MAX_ALIASES} */
function refuseExcess(document: Document.Parsed, lines: LineCounter): void {
  let aliases = 0
  visit(document, {
    Alias() {
      if (++aliases > MAX_ALIASES) throw new Error(`it has more than ${MAX_ALIASES} aliases`)
    },
    Map(_key, { items }) {
      const seen = new Set<unknown>()
      for (const item of items) {
        const { value, range } = item.key as Scalar
        const { line, col } = lines.linePos(range?.[0] ?? 0)
        if (seen.has(value)) throw new Error(`Map keys must be unique at line ${line}, column ${col}`)
        seen.add(value)
      }
    },
  })
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
