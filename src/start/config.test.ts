import { expect, test } from 'vitest'
import { readConfig, WrongSetting } from './config.ts'

test('without any setting the documented defaults hold', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    databaseUrl: undefined,
    publicUrl: undefined,
    rateLimit: 0,
    corsOrigins: [],
    logLevel: 'info',
    logFormat: undefined,
    slowStatementMs: 1000,
    admin: undefined,
    prepare: true,
    sandbox: false,
    eventDays: 90,
    tls: { selfSigned: false, port: 8443 },
  })
  expect(readConfig({}).dataDir).toMatch(/\/data$/)
})

test('an empty setting is an absent one, and a slash behind the public URL goes', () => {
  expect(readConfig({ PATRON_PORT: '', PATRON_PUBLIC_URL: 'https://crm.example/' })).toMatchObject({
    port: 8080,
    publicUrl: 'https://crm.example',
  })
})

test('origins are a list, as browsers send them', () => {
  const { corsOrigins } = readConfig({
    PATRON_CORS_ORIGINS: 'https://shop.example.com/ , http://localhost:3000,',
  })
  expect(corsOrigins).toEqual(['https://shop.example.com', 'http://localhost:3000'])
})

test.each([
  ['PATRON_PORT', 'eighty'],
  ['PATRON_PORT', '65536'],
  ['PATRON_PORT', '-1'],
  ['PATRON_TLS', 'yes'],
  ['PATRON_TLS_PORT', '1e3'],
  ['PATRON_RATE_LIMIT', 'fast'],
  ['PATRON_CORS_ORIGINS', 'shop.example.com'],
  ['PATRON_CORS_ORIGINS', 'https://shop.example.com/page'],
  ['PATRON_LOG_LEVEL', 'loud'],
  ['PATRON_LOG_FORMAT', 'xml'],
  ['PATRON_SLOW_STATEMENT_MS', '-1'],
  ['PATRON_ADMIN_PORT', 'metrics'],
  ['PATRON_PUBLIC_URL', 'crm.example'],
  ['PATRON_PREPARED_STATEMENTS', 'no'],
  ['PATRON_SANDBOX', 'on'],
  ['PATRON_EVENT_DAYS', '29'],
  ['DATABASE_URL', 'mysql://root:secret@localhost/shop'],
])('%s=%s stops the start with a sentence that names it', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(WrongSetting)
  expect(() => readConfig({ [name]: value })).toThrow(name)
})

test('a wrong DATABASE_URL is not repeated, for it holds a password', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://root:secret@localhost/shop' })).not.toThrow('secret')
})
