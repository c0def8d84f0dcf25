import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { copyWorldReadable } from '../../src/db/embedded/binaries.ts'
import { processesOf } from '../../src/db/embedded/leftovers.ts'
import { dataFolderOfTest } from '../helpers/data-folder.ts'
import { CHECKOUT, type Command, patronOfTest } from '../helpers/process.ts'

const NPM_START = { file: 'npm', args: ['start'] }
const isRoot = process.getuid?.() === 0
const UNPRIVILEGED = 65534

test('npm start serves, and SIGTERM to npm ends it all with 0', async () => {
  const dataDir = dataFolderOfTest()
  await startAndStop({ ...NPM_START, cwd: CHECKOUT }, { PATRON_DATA: dataDir })
})

test('an ordinary user starts a checkout that is not theirs, with the packages that a user installs', async () => {
  const root = mkdtempSync(join(tmpdir(), 'patron-test-'))
  chmodSync(root, 0o755)
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const cwd = copyCheckout(join(root, 'patron'))
  const home = join(root, 'home')
  mkdirSync(home)
  if (isRoot) chownSync(home, UNPRIVILEGED, UNPRIVILEGED)
  const command = { ...NPM_START, cwd, ...(isRoot && { uid: UNPRIVILEGED }) }
  const dataDir = join(home, 'data')
  await startAndStop(command, { PATRON_DATA: dataDir, HOME: home, TMPDIR: home })
  expect(statSync(join(dataDir, 'first-run.json')).uid).toBe(isRoot ? UNPRIVILEGED : process.getuid?.())
})

async function startAndStop(command: Command, env: Record<string, string> & { PATRON_DATA: string }) {
  const patron = await patronOfTest({ env: { PATRON_LOG_LEVEL: 'warn', ...env }, args: [], command })
  const response = await fetch(`${patron.url}/api/v4/account`, {
    headers: { authorization: `Bearer ${patron.token}` },
  })
  expect(response.status, await response.text()).toBe(200)
  expect(statSync(join(env.PATRON_DATA, 'first-run.json')).mode & 0o777).toBe(0o600)
  expect(await patron.stop()).toBe(0)
  expect(processesOf(join(env.PATRON_DATA, 'postgres'))).toEqual([])
}

/** The program with the packages of `npm ci --omit=dev`, where everybody may read it. */
function copyCheckout(to: string): string {
  mkdirSync(to)
  for (const folder of ['src', 'bin']) copyWorldReadable(join(CHECKOUT, folder), join(to, folder))
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    copyFileSync(join(CHECKOUT, file), join(to, file))
  const { packages } = JSON.parse(readFileSync(join(CHECKOUT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>
  }
  for (const [path, { dev }] of Object.entries(packages)) {
    const isNested = path.lastIndexOf('node_modules/') > 0
    if (path === '' || dev || isNested || !existsSync(join(CHECKOUT, path))) continue
    copyWorldReadable(join(CHECKOUT, path), join(to, path))
  }
  const node = 'node_modules/.bin/node'
  if (existsSync(join(CHECKOUT, node))) {
    mkdirSync(join(to, dirname(node)))
    cpSync(join(CHECKOUT, node), join(to, node), { verbatimSymlinks: true })
  }
  return to
}
