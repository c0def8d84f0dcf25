import { expect, test } from 'vitest'
import { Refused } from '../core/errors.ts'
import { Turns } from './turns.ts'

const ACCOUNT = 1001
const PATIENT = { together: 2, patienceMs: 60_000 }

/** Starts work that notes its begin and ends when told; tells how it ended. */
function start(turns: Turns, begun: string[], kind: 'share' | 'alone', name: string, account = ACCOUNT) {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const ended = turns[kind](account, async () => {
    begun.push(name)
    await promise
    return name
  })
  return { ended, finish: resolve, fail: reject }
}

/** Lets everything that can go on now go on. */
const flush = () => new Promise((resolve) => setImmediate(resolve))

test('sharers work together, as many as may', async () => {
  const [turns, begun] = [new Turns(PATIENT), [] as string[]]
  const [a] = ['a', 'b', 'c', 'd'].map((name) => start(turns, begun, 'share', name))
  await flush()
  expect(begun).toEqual(['a', 'b'])
  a?.finish()
  expect(await a?.ended).toBe('a')
  await flush()
  expect(begun).toEqual(['a', 'b', 'c'])
})

test('who wants to be alone waits for those before, and lets none pass that come later', async () => {
  const [turns, begun] = [new Turns(PATIENT), [] as string[]]
  const a = start(turns, begun, 'share', 'a')
  const alone = start(turns, begun, 'alone', 'alone')
  const b = start(turns, begun, 'share', 'b')
  await flush()
  expect(begun).toEqual(['a'])
  a.finish()
  await flush()
  expect(begun).toEqual(['a', 'alone'])
  alone.finish()
  await flush()
  expect(begun).toEqual(['a', 'alone', 'b'])
  b.finish()
  expect(await Promise.all([a.ended, alone.ended, b.ended])).toEqual(['a', 'alone', 'b'])
})

test('work that fails gives its place to the next and is told its own error', async () => {
  const [turns, begun] = [new Turns(PATIENT), [] as string[]]
  const first = start(turns, begun, 'alone', 'first')
  const second = start(turns, begun, 'alone', 'second')
  first.fail(new Error('broken'))
  await expect(first.ended).rejects.toThrow('broken')
  second.finish()
  expect(await second.ended).toBe('second')
})

test('who waits too long is refused as busy, and those behind go on', async () => {
  const [turns, begun] = [new Turns({ together: 2, patienceMs: 20 }), [] as string[]]
  const a = start(turns, begun, 'share', 'a')
  const alone = start(turns, begun, 'alone', 'alone')
  await expect(alone.ended).rejects.toThrow(new Refused('busy'))
  const b = start(turns, begun, 'share', 'b')
  await flush()
  expect(begun).toEqual(['a', 'b'])
  a.finish()
  b.finish()
  await Promise.all([a.ended, b.ended])
  const later = start(turns, begun, 'alone', 'later')
  later.finish()
  expect(await later.ended).toBe('later')
})

test('accounts do not wait for one another', async () => {
  const [turns, begun] = [new Turns(PATIENT), [] as string[]]
  start(turns, begun, 'alone', 'one', 1001)
  start(turns, begun, 'alone', 'other', 1002)
  await flush()
  expect(begun).toEqual(['one', 'other'])
})
