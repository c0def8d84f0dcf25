import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { DefinitionsCache } from '../src/account/definitions-cache.ts'
import { createPool } from '../src/db/connect.ts'
import { Database } from '../src/db/database.ts'
import { Ids } from '../src/db/ids.ts'
import { createApp } from '../src/start/app.ts'
import { TokenVerifier } from '../src/users/tokens.ts'

const FILE = resolve(import.meta.dirname, '../docs/api/openapi.json')

/** The reference of both APIs, made of the schemas of the routes. No database is needed: a pool connects when it is first asked. */
export async function referenceDocument(): Promise<object> {
  const pool = createPool({}, { max: 1, onError: () => undefined })
  const db = new Database(pool, { prepare: false })
  const deps = { db, ids: new Ids(db), definitions: new DefinitionsCache(), now: () => 0, realNow: () => 0 }
  const tokens = new TokenVerifier(db, new Uint8Array(), () => 0)
  const app = await createApp(deps, tokens, { publicUrl: undefined, logLevel: 'silent', rateLimit: 0 })
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
