import { readFileSync } from 'node:fs'

/** Returns the version of this program, as its package says it. */
export function versionOfPatron(): string {
  const file = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
