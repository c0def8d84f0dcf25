import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Document, LineCounter, parseDocument, type Scalar, visit, YAMLError } from 'yaml'
import { Refused, type RefusalParams } from '../core/errors.ts'
import { unstorableText } from './storable-text.ts'
import { yamlProblem } from './yaml-problems.ts'
import { unpacked } from './unpack.ts'
import { readYaml } from './yaml-thread.ts'

/** Reading YAML takes seconds for a megabyte. JSON has no such limit. */
const YAML_LIMIT_BYTES = 512 * 1024
/** Each is looked for from the beginning of the text. */
const MAX_ALIASES = 200

/** The content type of YAML (RFC 9512). */
export const YAML_TYPE = 'application/yaml'

/** Lets the routes of a plugin take YAML bodies besides JSON. */
export function readYamlBodies(app: FastifyInstance): void {
  app.addContentTypeParser(
    /^(?:application|text)\/(?:x-)?yaml\s*(?:;|$)/i,
    { parseAs: 'buffer' },
    async (request: FastifyRequest, raw: Buffer) => readYaml(await unpacked(request, raw)),
  )
}

/**
 * Reads YAML 1.2 as plain data, here and now.
 * @throws Refused for what is no YAML or too much of it; Invalid for text that cannot be stored
 */
export function parseYaml(raw: Buffer): unknown {
  const value = plainYaml(raw)
  unstorableText(value)
  return value
}

/**
 * Reads YAML 1.2 as plain data, whatever text it holds.
 * @throws Refused for what is no YAML or too much of it
 */
export function plainYaml(raw: Buffer): unknown {
  if (raw.length > YAML_LIMIT_BYTES) throw new Refused('body_too_large', { limit: YAML_LIMIT_BYTES })
  if (!isUtf8(raw)) throw brokenYaml({ en: 'it is not UTF-8', ru: 'он не в UTF-8' })
  return parsed(raw.toString('utf8'))
}

function parsed(text: string): unknown {
  try {
    const lines = new LineCounter()
    const document = parseDocument(text, {
      ...{ schema: 'core', stringKeys: true, resolveKnownTags: false, logLevel: 'error', lineCounter: lines },
      prettyErrors: false, // each would look for its line from the beginning of the text, and a text can be one error a letter
      uniqueKeys: false, // told below: the library compares each key of a map with every other
    })
    const [error] = document.errors
    if (error !== undefined) throw brokenYaml(yamlProblem(error, lines.linePos(error.pos[0])), error)
    refuseExcess(document, lines)
    return document.toJS()
  } catch (error) {
    if (error instanceof Refused) throw error
    throw brokenYaml(error instanceof YAMLError ? yamlProblem(error) : UNREADABLE, error)
  }
}

/** What the library throws while it reads a value: an alias of nothing, aliases that multiply, nesting that never ends. */
const UNREADABLE = {
  en: 'an alias names nothing, or aliases or nesting make it too large',
  ru: 'псевдоним ни на что не указывает, или из-за псевдонимов или вложенности он слишком велик',
}

function brokenYaml(reason: RefusalParams[string], cause?: unknown): Refused {
  return new Refused('broken_yaml', { reason }, cause)
}

/** @throws Refused for a key that a map has twice, and for more aliases than {@link MAX_ALIASES} */
function refuseExcess(document: Document.Parsed, lines: LineCounter): void {
  let aliases = 0
  visit(document, {
    Alias() {
      if (++aliases > MAX_ALIASES)
        throw brokenYaml({
          en: `it has more than ${MAX_ALIASES} aliases`,
          ru: `в нём больше ${MAX_ALIASES} псевдонимов`,
        })
    },
    Map(_key, { items }) {
      const seen = new Set<unknown>()
      for (const item of items) {
        const { value, range } = item.key as Scalar
        const { line, col } = lines.linePos(range?.[0] ?? 0)
        if (seen.has(value))
          throw brokenYaml({
            en: `Map keys must be unique at line ${line}, column ${col}`,
            ru: `ключ указан дважды: строка ${line}, столбец ${col}`,
          })
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
