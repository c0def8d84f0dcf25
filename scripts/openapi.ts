import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Deps } from '../src/account/scope.ts'
import type { SandboxClock } from '../src/clock/sandbox-clock.ts'
import { createApp } from '../src/start/app.ts'
import { ENTITIES } from '../src/start/entities.ts'
import type { TokenVerifier } from '../src/users/tokens.ts'

const FILE = resolve(import.meta.dirname, '../docs/api/openapi.json')

/** The reference of both APIs, made of the schemas of the routes. Registering a route calls no service, so there are none here. */
export async function referenceDocument(): Promise<object> {
  const app = await createApp({ entities: ENTITIES } as Deps, {} as TokenVerifier, {
    publicUrl: undefined,
    rateLimit: 0,
    clock: {} as SandboxClock,
  })
  await app.ready()
  const document = app.swagger()
  await app.close()
  return document
}

/** Writes the reference, or with `--check` says whether the file is that of the routes. */
async function main(isCheck: boolean): Promise<void> {
  const text = `${JSON.stringify(await referenceDocument(), null, 2)}\n`
  if (!isCheck) {
    await mkdir(dirname(FILE), { recursive: true })
    await writeFile(FILE, text)
  } else if ((await readFile(FILE, 'utf8').catch(() => '')) !== text) {
    console.error('docs/api/openapi.json is not what the routes say; write it anew with "npm run openapi".')
    process.exitCode = 1
  }
}

if (import.meta.main) await main(process.argv.includes('--check'))
