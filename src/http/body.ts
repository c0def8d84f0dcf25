import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refused } from '../core/errors.ts'
import { WrittenNumber } from '../core/field-types/written.ts'
import { unstorableText } from './storable-text.ts'
import { unpacked } from './unpack.ts'

const MAX_DEPTH = 32
/** More than any batch needs, and few enough to be looked at one by one. */
const MAX_VALUES = 100_000

/**
 * Reads request bodies: JSON of any JSON content type, or of none. The body of a DELETE is ignored whatever it holds, because the
 * official SDK sends `[]` there; elsewhere an empty body is refused when the route looks at it.
 */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parse = async (request: FastifyRequest, raw: Buffer) => {
    if (request.method === 'DELETE') return undefined
    return readJson(request, raw)
  }
  app.addContentTypeParser(/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i, { parseAs: 'buffer' }, parse)
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, raw: Buffer) => {
    if (request.method === 'DELETE' || raw.length === 0) return undefined
    if (request.headers['content-type'] === undefined) return readJson(request, raw)
    throw new Refused('unsupported_media_type')
  })
  // Nor does what its type is called matter: else the framework refuses a type that it cannot read.
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.method === 'DELETE') delete request.headers['content-type']
    done()
  })
}

/** @throws Refused for what is no JSON we take; Invalid for text that cannot be stored */
async function readJson(request: FastifyRequest, sent: Buffer): Promise<unknown> {
  const { body, text } = parseJson(await unpacked(request, sent))
  request.body = body // an error names the `request_id` that is in it
  if (/\\u(?:0000|[dD])/.test(text)) unstorableText(body)
  return body
}

/** @throws Refused for what is no JSON we take */
function parseJson(sent: Buffer): { readonly body: unknown; readonly text: string } {
  const raw = withoutMark(sent)
  if (raw.length === 0) return { body: undefined, text: '' }
  if (!isUtf8(raw)) throw new Refused('broken_json')
  refuseUnbounded(raw)
  const text = raw.toString('utf8')
  try {
    const body: unknown = LOSES_DIGITS.test(text)
      ? JSON.parse(text, withDigits as Parameters<typeof JSON.parse>[1])
      : JSON.parse(text)
    return { body, text }
  } catch (error) {
    throw new Refused('broken_json', {}, error)
  }
}

const BYTE_ORDER_MARK = Buffer.from('\ufeff')

/** Programs on Windows, 1C among them, write a byte order mark before UTF-8. */
function withoutMark(raw: Buffer): Buffer {
  return raw.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)
    ? raw.subarray(BYTE_ORDER_MARK.length)
    : raw
}

/**
 * Finds values of custom fields whose digits a double may not hold: many, or a zero at the end. Reading them one by one takes the parser
 * several times as long.
 */
const LOSES_DIGITS = /"value"\s*:\s*-?(?:[\d.]{16}|[\d.]*\.\d*0(?!\d))/

/** Keeps the digits of a value. The parser hands over how a number is written, which the types do not know yet. */
function withDigits(key: string, value: unknown, { source }: { readonly source?: string }): unknown {
  const isOther = key === 'value' && typeof value === 'number' && source !== String(value)
  return isOther && source !== undefined ? new WrittenNumber(source) : value
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/**
 * Refuses JSON text that nests too deep or has too many values. Found without parsing, so that neither costs memory.
 * @throws Refused 'too_deep', 'too_many_values'
 */
function refuseUnbounded(raw: Buffer): void {
  let depth = 0
  let values = 1
  for (let i = 0; i < raw.length; i++) {
    const byte = raw[i] as number
    if (byte === QUOTE) {
      i = endOfString(raw, i)
      if (i === -1) return // an open string: the parser will refuse it
    } else if (OPENING.has(byte)) {
      if (++depth > MAX_DEPTH) throw new Refused('too_deep', { limit: MAX_DEPTH })
    } else if (CLOSING.has(byte)) depth--
    else if (byte === COMMA && ++values > MAX_VALUES)
      throw new Refused('too_many_values', { limit: MAX_VALUES })
  }
}

function endOfString(raw: Buffer, start: number): number {
  for (let end = raw.indexOf(QUOTE, start + 1); end !== -1; end = raw.indexOf(QUOTE, end + 1)) {
    let backslashes = 0
    while (raw[end - 1 - backslashes] === BACKSLASH) backslashes++
    if (backslashes % 2 === 0) return end
  }
  return -1
}
