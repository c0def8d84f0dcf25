import { expect, test } from 'vitest'
import { startTestServer } from '../../test/helpers/server.ts'

test('/openapi.json has a tag, and who has it already is told so without the document', async () => {
  const { app } = await startTestServer()
  const first = await app.inject('/openapi.json')
  expect(first.statusCode).toBe(200)
  expect(first.json()).toMatchObject({ openapi: '3.1.0', info: { title: 'Patron' } })
  const tag = first.headers.etag as string
  expect(tag).toMatch(/^"[\w-]{43}"$/)
  for (const known of [tag, `W/${tag}`, `"another", ${tag}`]) {
    const again = await app.inject({ url: '/openapi.json', headers: { 'if-none-match': known } })
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', tag])
  }
  const other = await app.inject({ url: '/openapi.json', headers: { 'if-none-match': '"another"' } })
  expect(other.body).toBe(first.body)
})
