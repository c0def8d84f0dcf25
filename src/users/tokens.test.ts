import { decodeJwt, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { createToken, revokeToken, TokenVerifier } from './tokens.ts'

let server: TestServer
let account: TestAccount
beforeAll(async () => {
  server = await startTestServer()
  account = await server.newAccount()
})
afterAll(() => server.close())

async function newToken(expiresIn = 3600): Promise<{ id: string; token: string }> {
  const { deps, tokenSecret } = server.services
  const now = deps.realNow()
  return createToken(
    deps.db,
    tokenSecret,
    { accountId: account.id, userId: account.adminId, name: 'test', expiresAt: now + expiresIn },
    now,
  )
}

test('a token is a JWT of three parts with a numeric exp, and is stored nowhere', async () => {
  const { token } = await newToken()
  expect(token.split('.')).toHaveLength(3)
  expect(decodeJwt(token)).toMatchObject({ exp: expect.any(Number) as number, sub: String(account.adminId) })
  const rows = await server.deps.db.query<{ row: string }>(`select tokens::text as row from tokens`)
  expect(rows.every(({ row }) => !row.includes(token.slice(-20)))).toBe(true)
})

test('a revoked token is refused at once, also by a server that has just trusted it', async () => {
  const { id, token } = await newToken()
  const client = server.client(token)
  await client.get('/api/v4/account').expect(200)
  expect(await revokeToken(server.deps.db, account.id, id, server.deps.realNow())).toBe(true)
  await expect.poll(async () => (await client.get('/api/v4/account')).status).toBe(401)
  expect(await revokeToken(server.deps.db, account.id, id, server.deps.realNow())).toBe(false)
})

test('a token is good until its last second and not beyond, whatever was trusted', async () => {
  const { token } = await newToken(10)
  const { exp = 0 } = decodeJwt(token)
  let nowMs = (exp - 10) * 1000
  const tokens = new TokenVerifier(server.deps.db, server.services.tokenSecret, () => nowMs)
  expect(await tokens.verify(token)).toMatchObject({
    actor: { accountId: account.id, userId: account.adminId, isAdmin: true },
  })
  nowMs += 9_000
  expect(await tokens.verify(token)).toBeDefined()
  nowMs += 2_000
  expect(await tokens.verify(token)).toBeUndefined()
})

test('a token made under a clock that is up to a minute ahead is good at once, and no longer for it', async () => {
  const { token } = await newToken(10)
  const { iat = 0, exp = 0 } = decodeJwt(token)
  const at = (seconds: number) =>
    new TokenVerifier(server.deps.db, server.services.tokenSecret, () => seconds * 1000).verify(token)
  expect(await at(iat - 60)).toBeDefined()
  expect(await at(iat - 61)).toBeUndefined()
  expect(await at(exp - 1)).toBeDefined()
  expect(await at(exp)).toBeUndefined()
})

test('a token signed with another secret, by no algorithm or for another account is refused', async () => {
  const { token } = await newToken()
  const [head, body] = token.split('.') as [string, string]
  const claims = decodeJwt(token)
  const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32))
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
  const elsewhere = await new SignJWT({ ...claims, account_id: 424242 })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(server.services.tokenSecret)
  for (const bad of [forged, none, elsewhere, `${head}.${body}.`, `${token}x`, ''])
    expect(await server.services.tokens.verify(bad)).toBeUndefined()
})

test('a user who is switched off is refused with all of its tokens', async () => {
  const { id, client } = await account.newUser()
  await client.get('/api/v4/account').expect(200)
  await account.retire(id)
  await expect.poll(async () => (await client.get('/api/v4/account')).status).toBe(401)
})

test('a server whose listening connection broke listens again', async () => {
  const { deps } = server.services
  const listeners = () =>
    deps.db.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and query = 'listen patron_access_changed'`,
    )
  const [before] = await listeners()
  await deps.db.query(`select pg_terminate_backend($1)`, [before?.pid])
  await expect.poll(async () => (await listeners())[0]?.pid).not.toBe(before?.pid)
  await expect.poll(async () => (await listeners()).length).toBe(1)
  const { id, token } = await newToken()
  await server.client(token).get('/api/v4/account').expect(200)
  await revokeToken(deps.db, account.id, id, deps.realNow())
  await expect.poll(async () => (await server.client(token).get('/api/v4/account')).status).toBe(401)
})
