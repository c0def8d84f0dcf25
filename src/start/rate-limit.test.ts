import { expect, test } from 'vitest'
import { serverOfTest } from '../../test/helpers/server.ts'

const LIMIT = 3

test('a token is limited however it is written, and others are not for its sake', async () => {
  const server = await serverOfTest({ rateLimit: LIMIT })
  const [one, other] = [await server.newAccount(), await server.newAccount()]
  const ask = (authorization: string) =>
    server.app.inject({ url: '/api/v4/account', headers: { authorization } }).then((got) => got.statusCode)
  const { token } = one.admin
  const ways = [`Bearer ${token}`, `bEaReR ${token}`, `bearer ${token}`, `BEARER ${token}`]
  const answers: number[] = []
  for (const way of ways) answers.push(await ask(way))
  expect(answers).toEqual([200, 200, 200, 429])
  expect(await ask(`Bearer ${other.admin.token}`)).toBe(200)
})

test('whoever has no good token is limited by address', async () => {
  const server = await serverOfTest({ rateLimit: LIMIT })
  const account = await server.newAccount()
  const headers = [
    {},
    { authorization: 'Bearer a' },
    { authorization: 'Bearer b' },
    { authorization: 'Basic c' },
  ]
  const answers: number[] = []
  for (const each of headers)
    answers.push((await server.app.inject({ url: '/api/v4/account', headers: each })).statusCode)
  expect(answers).toEqual([401, 401, 401, 429])
  await account.admin.get('/api/v4/account').expect(200)
})

test('text behind a token is refused', async () => {
  const server = await serverOfTest()
  const { token } = (await server.newAccount()).admin
  for (const [authorization, status] of [
    [`Bearer ${token}`, 200],
    [`Bearer ${token} 1`, 401],
    [`Bearer  ${token}`, 401],
    [`Bearer ${token},Bearer x`, 401],
  ] as const) {
    const answer = await server.app.inject({ url: '/api/v4/account', headers: { authorization } })
    expect(answer.statusCode, authorization.slice(-12)).toBe(status)
  }
})
