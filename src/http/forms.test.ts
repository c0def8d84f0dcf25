import { gzipSync } from 'node:zlib'
import Type from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UNOBSERVED } from '../core/observation.ts'
import { createServer } from './server.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
const app = createServer({ publicUrl: undefined }, UNOBSERVED)
beforeAll(async () => {
  const body = Type.Object({ code: Type.String({ maxLength: 5 }), scope: Type.Optional(Type.String()) })
  app.post('/form', { config: { readsForms: true }, schema: { body } }, async ({ body: read }) => read)
  app.post('/json', { schema: { body } }, async ({ body: read }) => read)
  await app.ready()
})
afterAll(() => app.close())

const post = (url: string, payload: string | Buffer, headers: Record<string, string> = FORM) =>
  app.inject({ method: 'POST', url, payload, headers })

describe('a route that reads forms', () => {
  test.each([
    ['texts', 'code=a%20b&scope=%C3%A9+x', { code: 'a b', scope: '\u00e9 x' }],
    ['a field that is repeated, the last', 'code=a&code=b', { code: 'b' }],
    ['a field without a value', 'code', { code: '' }],
    ['numbers as texts', 'code=12', { code: '12' }],
  ])('reads %s', async (_what, form, expected) => {
    const answer = await post('/form', form)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual(expected)
  })

  test('reads one that is packed, and JSON as before', async () => {
    const packed = await post('/form', gzipSync('code=a'), { ...FORM, 'content-encoding': 'gzip' })
    expect(packed.json()).toEqual({ code: 'a' })
    const json = await post('/form', '{"code":"a"}', { 'content-type': 'application/json' })
    expect(json.json()).toEqual({ code: 'a' })
  })

  test.each([
    ['a broken escape', 'code=%zz', 'code'],
    ['a NUL', 'code=%00', 'code'],
    ['a value against the schema', 'code=toolong', 'code'],
    ['a field that is missing', 'scope=a', 'code'],
  ])('refuses %s by its name', async (_what, form, path) => {
    const answer = await post('/form', form)
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ 'validation-errors': [{ errors: [{ path }] }] })
  })

  test('refuses what is no UTF-8, and nothing at all', async () => {
    expect((await post('/form', Buffer.from([0x61, 0x3d, 0xff]))).statusCode).toBe(400)
    expect((await post('/form', '')).json()).toMatchObject({ detail: 'Request data can not be empty' })
  })
})

test('a route that says nothing of forms refuses them with 415', async () => {
  expect((await post('/json', 'code=a')).statusCode).toBe(415)
})
