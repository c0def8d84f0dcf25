import { expect, test } from 'vitest'
import { Refused } from '../core/errors.ts'
import { AccountLock } from './account-lock.ts'

const ACCOUNT = 1001
const PATIENT = { together: 2, patienceMs: 60_000 }

/** Starts work that notes its begin and ends when told; tells how it ended. */
function start(
  lock: AccountLock,
  begun: string[],
  kind: 'shared' | 'exclusive',
  name: string,
  account = ACCOUNT,
) {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const ended = lock[kind](account, async () => {
    begun.push(name)
    await promise
    return name
  })
  return { ended, finish: resolve, fail: reject }
}

/** Lets everything that can go on now go on. */
const flush = () => new Promise((resolve) => setImmediate(resolve))

test('sharers work together, as many as may', async () => {
  const [lock, begun] = [new AccountLock(PATIENT), [] as string[]]
  const [a] = ['a', 'b', 'c', 'd'].map((name) => start(lock, begun, 'shared', name))
  await flush()
  expect(begun).toEqual(['a', 'b'])
  a?.finish()
  expect(await a?.ended).toBe('a')
  await flush()
  expect(begun).toEqual(['a', 'b', 'c'])
})

test('an exclusive holder waits for those before it, and none that comes later passes it', async () => {
  const [lock, begun] = [new AccountLock(PATIENT), [] as string[]]
  const a = start(lock, begun, 'shared', 'a')
  const exclusive = start(lock, begun, 'exclusive', 'exclusive')
  const b = start(lock, begun, 'shared', 'b')
  await flush()
  expect(begun).toEqual(['a'])
  a.finish()
  await flush()
  expect(begun).toEqual(['a', 'exclusive'])
  exclusive.finish()
  await flush()
  expect(begun).toEqual(['a', 'exclusive', 'b'])
  b.finish()
  expect(await Promise.all([a.ended, exclusive.ended, b.ended])).toEqual(['a', 'exclusive', 'b'])
})

test('work that fails lets the next begin and rejects with its own error', async () => {
  const [lock, begun] = [new AccountLock(PATIENT), [] as string[]]
  const first = start(lock, begun, 'exclusive', 'first')
  const second = start(lock, begun, 'exclusive', 'second')
  first.fail(new Error('broken'))
  await expect(first.ended).rejects.toThrow('broken')
  second.finish()
  expect(await second.ended).toBe('second')
})

test('who waits too long is refused as busy, and those behind go on', async () => {
  const [lock, begun] = [new AccountLock({ together: 2, patienceMs: 20 }), [] as string[]]
  const a = start(lock, begun, 'shared', 'a')
  const exclusive = start(lock, begun, 'exclusive', 'exclusive')
  await expect(exclusive.ended).rejects.toThrow(new Refused('busy'))
  const b = start(lock, begun, 'shared', 'b')
  await flush()
  expect(begun).toEqual(['a', 'b'])
  a.finish()
  b.finish()
  await Promise.all([a.ended, b.ended])
  const later = start(lock, begun, 'exclusive', 'later')
  later.finish()
  expect(await later.ended).toBe('later')
})

test('accounts do not wait for one another', async () => {
  const [lock, begun] = [new AccountLock(PATIENT), [] as string[]]
  start(lock, begun, 'exclusive', 'one', 1001)
  start(lock, begun, 'exclusive', 'other', 1002)
  await flush()
  expect(begun).toEqual(['one', 'other'])
})
