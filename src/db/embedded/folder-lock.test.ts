import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'
import { makeFolders } from './testing/folders.ts'

test('a lock is had once, and again after its release', () => {
  const file = join(makeFolders().root, 'lock')
  const release = lockFolder(file)
  expect(lockFolder(file)).toBeUndefined()
  // The failed attempt has not taken the lock away from who has it.
  expect(lockFolder(file)).toBeUndefined()
  release?.()
  const again = lockFolder(file)
  expect(again).toBeDefined()
  again?.()
})

test('the lock of a process that is killed is free', async () => {
  const file = join(makeFolders().root, 'lock')
  const module = fileURLToPath(new URL('folder-lock.ts', import.meta.url))
  const program = `import { lockFolder } from ${JSON.stringify(module)}
    lockFolder(${JSON.stringify(file)}); console.log('locked'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program])
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  expect(lockFolder(file)).toBeUndefined()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const release = lockFolder(file)
  expect(release).toBeDefined()
  release?.()
})

test('a folder that is not there is an error, not a lock', () => {
  const file = join(makeFolders().root, 'missing', 'lock')
  expect(() => lockFolder(file)).toThrow('unable to open')
  expect(existsSync(file)).toBe(false)
})
