import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { RefusalCode } from '../../src/core/errors.ts'
import { type BadCase, pathOf, type Refusal, type Sent, type WriteRoute } from './bad-case.ts'
import { UNKNOWN } from './ids.ts'
import { nested } from './json.ts'

const MEBIBYTE = 2 ** 20
/** Small, and too much when it is unpacked. */
const BOMB = gzipSync(Buffer.alloc(10 * MEBIBYTE + 1, ' '))
const JSON_TYPE = { 'content-type': 'application/json' }

/** What every write refuses, whatever it is about. A DELETE has no body to refuse. */
export function everywhere(route: WriteRoute): BadCase[] {
  return [
    ...wrongPaths(route),
    ...(route.method === 'DELETE' ? [] : unreadable(route)),
    ...(route.good === undefined ? [] : wrongShapes(route, route.good)),
  ]
}

function wrongPaths(route: WriteRoute): BadCase[] {
  const { method, mode, good } = route
  const body = route.isBatch ? [good] : good
  const nowhere = (name: string, value: string | number, what: string): BadCase => ({
    method,
    mode,
    path: pathOf(route, { [name]: value }),
    what: `${what} in its path`,
    ...(body !== undefined && { body }),
    refused: 'not_found',
  })
  return Object.entries(route.ids).flatMap(([name, [own, foreign]]) => [
    ...['0', '-1', '1.5', '-0', '%271%27', '9007199254740992', '1e3', '0x3E9'].map((value) =>
      nowhere(name, value, `${name} ${value}`),
    ),
    ...['NaN', 'null', '__proto__', 'links'].map((value): BadCase => {
      const word = nowhere(name, value, `${name} ${value}`)
      return { ...word, refused: 'no_route', params: { method, url: `http://localhost:80${word.path}` } }
    }),
    nowhere(name, '%00', `a NUL for ${name}`),
    nowhere(name, `%20${own}`, `a space before ${name}`),
    nowhere(name, '9'.repeat(200), `200 digits for ${name}`),
    ...[
      nowhere(name, UNKNOWN, `an unknown ${name}`),
      nowhere(name, foreign, `the ${name} of another account`),
    ].map((missing): BadCase =>
      route.template.endsWith('/restore') ? { ...missing, refused: 'restore_too_late' } : missing,
    ),
  ])
}

/** Bodies that are no JSON, or none that can be kept: refused before anybody looks what they say. */
function unreadable(route: WriteRoute): BadCase[] {
  const { method, mode } = route
  const request = { method, mode, path: pathOf(route) }
  const bytes = (...values: number[]) =>
    Buffer.concat([Buffer.from('[{"name":"'), Buffer.from(values), Buffer.from('"}]')])
  const broken = (what: string, body: string | Buffer): BadCase => ({
    ...request,
    what,
    body,
    refused: 'broken_json',
  })
  const unstorable = (what: string, body: string, path: string): BadCase => ({
    ...request,
    what,
    body,
    problems: [[undefined, 'InvalidCharacters', path]],
  })
  const ofType = (type: string): BadCase => ({
    ...request,
    what: `content type ${type}`,
    body: 'name=A',
    headers: { 'content-type': type },
    refused: 'unsupported_media_type',
  })
  const packed = (what: string, encoding: string, body: Buffer, refused: RefusalCode): Sent & Refusal => ({
    ...request,
    what,
    body,
    headers: { ...JSON_TYPE, 'content-encoding': encoding },
    refused,
  })
  const levels = (count: number, body: string): BadCase => ({
    ...request,
    what: `a body ${count} levels deep`,
    body,
    refused: 'too_deep',
    params: { limit: 32 },
  })
  return [
    broken('an open object', '{"name":"A"'),
    broken('a comma too many', '[{"name":"A"},]'),
    broken('single quotes', "[{'name':'A'}]"),
    broken('no JSON at all', 'name=A'),
    broken('NaN', '[{"name":NaN}]'),
    broken('two bodies', '[] []'),
    broken('two byte order marks', '\ufeff\ufeff[]'),
    broken('a raw line break in a text', '[{"name":"A\n"}]'),
    broken('a raw NUL', '[{"name":"A\0"}]'),
    broken('only a space', ' '),
    broken('a byte that is no UTF-8', bytes(0xff)),
    broken('half of a UTF-8 character', bytes(0xd0)),
    broken('an overlong UTF-8 slash', bytes(0xc0, 0xaf)),
    broken('half of a surrogate pair in UTF-8', bytes(0xed, 0xa0, 0x80)),
    broken('compressed bytes', Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x00])),
    unstorable('a NUL', '{"unknown":"A\\u0000"}', 'unknown'),
    unstorable('half of a surrogate pair', '{"unknown":["\\ud83d!"]}', 'unknown.0'),
    unstorable('the second half alone', '{"unknown":{"deep":["","\\udE00"]}}', 'unknown.deep.1'),
    {
      ...unstorable('a NUL beside a request_id', '{"unknown":"\\u0000","request_id":7}', 'unknown'),
      problems: [['7', 'InvalidCharacters', 'unknown']],
    },
    unstorable('a NUL in a key', '{"unknown":{"a\\u0000":1}}', 'unknown'),
    unstorable('half of a surrogate pair in a key', '{"\\uD800":1}', ''),
    {
      ...request,
      what: 'unstorable texts in three items',
      body: '[{"a":"\\u0000","request_id":"first"},{"b":1},{"c":["\\ud800"]},{"\\udfff":1,"d":"\\u0000","request_id":4}]',
      problems: [
        ['first', 'InvalidCharacters', 'a'],
        ['2', 'InvalidCharacters', 'c.0'],
        ['4', 'InvalidCharacters', ''],
        ['4', 'InvalidCharacters', 'd'],
      ],
    },
    ...[
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/json',
    ].map(ofType),
    ...['nonsense', 'application/', 'application/jsonp'].map(ofType),
    packed('a byte that is no gzip', 'gzip', Buffer.from('{}'), 'broken_gzip'),
    packed('the half of a gzip', 'gzip', gzipSync('[{"name":"A"}]').subarray(0, -9), 'broken_gzip'),
    packed('what is no JSON in a gzip', 'GZIP', gzipSync('name=A'), 'broken_json'),
    packed('another compression', 'br', brotliCompressSync('[]'), 'unsupported_encoding'),
    packed('two compressions', 'gzip, gzip', gzipSync(gzipSync('[]')), 'unsupported_encoding'),
    {
      ...packed('a gzip of 10 MiB and a byte', 'gzip', BOMB, 'body_too_large'),
      params: { limit: 10 * MEBIBYTE },
    },
    levels(33, nested(33)),
    levels(33, `[{"custom_fields_values":${nested(31)}}]`),
    levels(100_000, '['.repeat(100_000)),
    levels(1_000_000, '{"a":'.repeat(1_000_000)),
    {
      ...request,
      what: 'a body of 10 MiB and a byte',
      body: `"${'a'.repeat(10 * MEBIBYTE - 1)}"`,
      refused: 'body_too_large',
      params: { limit: 10 * MEBIBYTE },
    },
  ]
}

/** JSON of another shape than the body has. */
function wrongShapes(route: WriteRoute, good: object): BadCase[] {
  const { method, mode, isBatch, asks = false } = route
  const request = { method, mode, path: pathOf(route) }
  const wrongType = (what: string, body: unknown): BadCase => ({
    ...request,
    what,
    body,
    problems: [[undefined, 'InvalidType', '']],
  })
  const tooLongAKey: BadCase = {
    ...request,
    what: 'an Idempotency-Key of 256 characters',
    body: isBatch ? [good] : good,
    headers: { 'idempotency-key': 'k'.repeat(256) },
    problems: [[undefined, 'TooLong', 'idempotency-key']],
  }
  const blankKey: BadCase = {
    ...tooLongAKey,
    what: 'a blank Idempotency-Key',
    headers: { 'idempotency-key': ' ' },
    problems: [[undefined, 'NotBlank', 'idempotency-key']],
  }
  return [
    { ...request, what: 'no body', refused: 'empty_body' },
    { ...request, what: 'an empty body that is called JSON', headers: JSON_TYPE, refused: 'empty_body' },
    {
      ...request,
      what: 'an empty form',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      refused: 'empty_body',
    },
    { ...request, what: 'a byte order mark and no more', body: '\ufeff', refused: 'empty_body' },
    {
      ...request,
      what: 'a gzip of nothing',
      body: gzipSync(''),
      headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
      refused: 'empty_body',
    },
    { ...request, what: 'the body null', body: 'null', refused: 'empty_body' },
    wrongType('the body "A"', '"A"'),
    wrongType('the body 1', '1'),
    wrongType('the body true', 'true'),
    ...(isBatch ? wrongLists(request, good) : [wrongType('an empty list', []), wrongType('a list', [good])]),
    ...(asks ? [] : [tooLongAKey, blankKey]),
  ]
}

function wrongLists(request: Pick<BadCase, 'method' | 'mode' | 'path'>, good: object): BadCase[] {
  return [
    {
      ...request,
      what: 'one item that is in no list',
      body: good,
      problems: [[undefined, 'InvalidType', '']],
    },
    { ...request, what: 'an empty list', body: [], refused: 'empty_body' },
    {
      ...request,
      what: '251 items',
      body: Array.from({ length: 251 }, () => good),
      refused: 'batch_too_large',
      params: { limit: 250 },
    },
    {
      ...request,
      what: 'items of every other type',
      body: [null, 1, 'A', true, []],
      problems: [0, 1, 2, 3, 4].map((i) => [String(i), 'InvalidType', '']),
    },
  ]
}
