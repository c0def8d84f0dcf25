import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A data folder to be, on disk, that goes with the test. */
export function dataFolderOfTest(): string {
  const root = mkdtempSync(join(tmpdir(), 'patron-test-'))
  chmodSync(root, 0o755)
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  return join(root, 'data')
}
