import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript'
import type { Deps } from '../src/account/scope.ts'
import type { SandboxClock } from '../src/clock/sandbox-clock.ts'
import { createApp } from '../src/start/app.ts'
import { ENTITIES } from '../src/start/entities.ts'
import type { TokenVerifier } from '../src/users/tokens.ts'

const FOLDER = resolve(import.meta.dirname, '../docs/api')

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

/** The reference as types, for clients in TypeScript. */
async function referenceTypes(document: object): Promise<string> {
  return `// Generated from openapi.json by "npm run openapi".\n\n${astToString(await openapiTypes(document as OpenAPI3))}`
}

/** Writes the reference and its types, or with `--check` says whether the files are those of the routes. */
async function main(isCheck: boolean): Promise<void> {
  const document = await referenceDocument()
  const files = [
    ['openapi.json', `${JSON.stringify(document, null, 2)}\n`],
    ['openapi.d.ts', await referenceTypes(document)],
  ] as const
  for (const [name, text] of files) {
    const file = join(FOLDER, name)
    if (!isCheck) await writeFile(file, text)
    else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
      console.error(`docs/api/${name} is not what the routes say; write it anew with "npm run openapi".`)
      process.exitCode = 1
    }
  }
}

if (import.meta.main) await main(process.argv.includes('--check'))
