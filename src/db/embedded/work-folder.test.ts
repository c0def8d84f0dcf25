import { chmodSync, cpSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { dataFolder, type DataFolder } from './data-folder.ts'
import { makeFolders } from './testing/folders.ts'
import { makeWorkFolder, readWorkFolder, removeWorkFolder } from './work-folder.ts'

test('the folder of a run is noted, and removed with its note', () => {
  const { folder, work } = makeDataFolder()
  const made = makeWorkFolder(folder, work)
  expect(dirname(made)).toBe(work)
  expect(readWorkFolder(folder)).toBe(made)
  removeWorkFolder(folder)
  expect(existsSync(made)).toBe(false)
  expect(readWorkFolder(folder)).toBeUndefined()
  removeWorkFolder(folder)
})

test('a folder too deep for a socket is passed over for /tmp', () => {
  const { folder, work } = makeDataFolder()
  const deep = join(work, 'x'.repeat(100))
  mkdirSync(deep)
  const made = makeWorkFolder(folder, deep)
  onTestFinished(() => {
    removeWorkFolder(folder)
  })
  expect(dirname(made)).toBe('/tmp')
})

test('a folder that Postgres cannot reach is passed over for /tmp', () => {
  const { folder, work } = makeDataFolder()
  chmodSync(work, 0o700)
  const made = makeWorkFolder(folder, work)
  onTestFinished(() => {
    removeWorkFolder(folder)
  })
  expect(dirname(made)).toBe(process.getuid?.() === 0 ? '/tmp' : work)
})

test('a copied data folder does not take away the folder of the run it was copied from', () => {
  const { folder, work, root } = makeDataFolder()
  const made = makeWorkFolder(folder, work)
  cpSync(folder.base, join(root, 'copy'), { recursive: true })
  const copy = dataFolder(join(root, 'copy'))
  removeWorkFolder(copy)
  expect(existsSync(made)).toBe(true)
  expect(readWorkFolder(copy)).toBeUndefined()
})

function makeDataFolder(): { folder: DataFolder; work: string; root: string } {
  const { root, dataDir, work } = makeFolders()
  mkdirSync(dataDir)
  return { folder: dataFolder(dataDir), work, root }
}
