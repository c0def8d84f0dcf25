import { expect, test } from 'vitest'
import { Refused } from '../core/errors.ts'
import { readYaml } from './yaml-thread.ts'

test('YAML is read, and what is wrong with it is named, as by a reader without a thread', async () => {
  expect(await readYaml(Buffer.from('a: [1, "2", null]\n'))).toEqual({ a: [1, '2', null] })
  await expect(readYaml(Buffer.from('a: b: c'))).rejects.toThrow(
    new Refused('broken_yaml', {
      reason: expect.objectContaining({
        en: 'Nested mappings are not allowed in compact mappings at line 1, column 4',
      }) as never,
    }),
  )
  await expect(readYaml(Buffer.from('a: "\\0"'))).rejects.toMatchObject({
    violations: [{ code: 'InvalidCharacters', path: 'a' }],
  })
})

test('a text that takes too long is refused, and the next one is read', async () => {
  const slow = readYaml(Buffer.from('['.repeat(100) + ','.repeat(500_000)), 1)
  const next = readYaml(Buffer.from('a: 1'))
  await expect(slow).rejects.toMatchObject({ code: 'broken_yaml' })
  expect(await next).toEqual({ a: 1 })
})

test('while a text of errors is read, the event loop goes on', async () => {
  let ticks = 0
  const ticking = setInterval(() => ticks++, 1)
  const before = performance.eventLoopUtilization()
  await expect(readYaml(Buffer.from(']'.repeat(300_000)))).rejects.toBeInstanceOf(Refused)
  const { utilization } = performance.eventLoopUtilization(before)
  clearInterval(ticking)
  expect(ticks).toBeGreaterThan(10)
  expect(utilization).toBeLessThan(0.5)
})
