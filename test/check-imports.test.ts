import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkImports } from '../scripts/check-imports.ts'

const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: { name: string }[]
}

/** Files by path, each with what it imports. */
type Program = Readonly<Record<string, readonly string[]>>

/** Packages that a planted program finds; the last one is for development only. */
const PACKAGES = ['fastify', '@fastify/swagger', 'temporal-polyfill', 'typebox', 'kysely', 'pg', 'vitest']

const ALLOWED: Program = {
  'src/start/app.ts': ['../customers/routes.ts', '../http/server.ts', 'fastify'],
  'src/customers/routes.ts': ['./service.ts', '../account/scope.ts', '../http/server.ts', 'fastify'],
  'src/customers/service.ts': ['./queries.ts', '../tags/service.ts', '../engine/save.ts', '../core/time.ts'],
  'src/customers/queries.ts': ['../db/connect.ts'],
  'src/customers/service.test.ts': ['../tags/queries.ts', '../../test/help.ts', 'vitest'],
  'src/tags/service.ts': ['./queries.ts', '../account/scope.ts'],
  'src/tags/queries.ts': ['../db/connect.ts'],
  'src/engine/save.ts': [
    '../entities/links.ts',
    '../events/record.ts',
    '../account/scope.ts',
    '../db/connect.ts',
  ],
  'src/entities/links.ts': ['../events/record.ts', '../account/scope.ts'],
  'src/events/record.ts': ['../account/scope.ts'],
  'src/account/scope.ts': ['../http/server.ts', '../jobs/kit.ts', '../db/connect.ts', '../core/errors.ts'],
  'src/jobs/kit.ts': ['../db/connect.ts'],
  'src/http/server.ts': ['../db/connect.ts', '../core/errors.ts', '@fastify/swagger'],
  'src/db/connect.ts': ['../core/errors.ts', 'pg', 'node:fs'],
  'src/core/time.ts': ['./errors.ts', 'temporal-polyfill', 'typebox', 'kysely'],
  'src/core/errors.ts': [],
  'test/help.ts': [],
}

test('a program that follows the rules has no errors, and every file of it was looked at', async () => {
  expect(await checkImports(planted(ALLOWED))).toEqual({ errors: [], files: 15 })
})

const violations: [rule: string, file: string, imported: string, program?: Program][] = [
  ['core-imports-only-core', 'src/core/errors.ts', '../db/connect.ts'],
  ['core-does-no-io', 'src/core/errors.ts', 'node:fs'],
  ['core-uses-few-packages', 'src/core/errors.ts', 'pg'],
  ['calendars-in-one-file', 'src/core/errors.ts', 'temporal-polyfill'],
  ['db-imports-only-lower-floors', 'src/db/connect.ts', '../customers/service.ts'],
  ['http-imports-only-lower-floors', 'src/http/a.ts', '../account/scope.ts'],
  ['jobs-imports-only-lower-floors', 'src/jobs/a.ts', '../tags/service.ts'],
  ['jobs-imports-only-lower-floors', 'src/jobs/a.ts', '../http/hal.ts'],
  ['account-imports-only-lower-floors', 'src/account/scope.ts', '../events/record.ts'],
  ['events-imports-only-lower-floors', 'src/events/record.ts', '../engine/move.ts'],
  ['entities-imports-only-lower-floors', 'src/entities/links.ts', '../engine/save.ts'],
  ['engine-imports-only-lower-floors', 'src/engine/save.ts', '../customers/service.ts'],
  ['nothing-imports-the-top', 'src/tags/service.ts', '../start/config.ts'],
  ['slices-meet-in-public-files', 'src/tags/service.ts', '../users/queries.ts'],
  ['slices-meet-in-public-files', 'src/tags/service.ts', '../users/routes.ts'],
  ['slices-meet-in-public-files', 'src/tags/service.ts', '../users/passwords.ts'],
  ['fastify-at-the-edge', 'src/tags/service.ts', 'fastify'],
  ['fastify-at-the-edge', 'src/db/connect.ts', '@fastify/swagger'],
  ['program-without-tests', 'src/tags/service.ts', '../../test/help.ts'],
  ['program-without-tests', 'src/tags/service.ts', './testing/folders.ts'],
  ['program-without-development-packages', 'src/tags/service.ts', 'vitest'],
  ['no-cycle-of-files', 'src/tags/service.ts', './names.ts', { 'src/tags/names.ts': ['./service.ts'] }],
  [
    'no-cycle-of-folders',
    'src/tags/service.ts',
    '../users/service.ts',
    { 'src/users/service.ts': ['../tags/tag.ts'], 'src/tags/tag.ts': [] },
  ],
  ['everything-is-found', 'src/tags/service.ts', './gone.ts'],
]

test.each(violations)('%s: %s may not import %s', async (rule, file, imported, program) => {
  const others = imported.startsWith('.') && rule !== 'everything-is-found' ? target(file, imported) : {}
  const { errors } = await checkImports(planted({ ...others, ...program, [file]: [imported] }))
  expect(errors).toContainEqual(expect.stringMatching(new RegExp(`^${rule}: `)))
})

test('a type is an import as well', async () => {
  const root = planted({ 'src/db/connect.ts': [], 'src/core/errors.ts': [] })
  writeFileSync(join(root, 'src/core/errors.ts'), `import type { A } from '../db/connect.ts'\n`)
  const { errors } = await checkImports(root)
  expect(errors).toEqual(['core-imports-only-core: src/core/errors.ts → src/db/connect.ts'])
})

test('every rule has a violation above', () => {
  expect(new Set(violations.map(([rule]) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)))
})

test('a check that looked at nothing fails', async () => {
  const { errors } = await checkImports(planted({ 'test/help.ts': [] }))
  expect(errors).toEqual(['not looked at: there is no file in src'])
})

test('a check that saw files and no imports fails', async () => {
  const { errors } = await checkImports(planted({ 'src/core/a.ts': [], 'src/core/b.ts': [] }))
  expect(errors).toEqual(['not looked at: no import was seen in any file'])
})

/** Writes a program into a folder that ends with the test. */
function planted(program: Program): string {
  const root = mkdtempSync(join(tmpdir(), 'patron-imports-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  mkdirSync(join(root, 'src'))
  const versions = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']))
  write(
    'package.json',
    JSON.stringify({
      dependencies: versions(PACKAGES.slice(0, -1)),
      devDependencies: versions(PACKAGES.slice(-1)),
    }),
  )
  for (const name of PACKAGES) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, '')
  }
  for (const [file, imports] of Object.entries(program))
    write(file, `${imports.map((name) => `import '${name}'\n`).join('')}export const a = 1\n`)
  return root
}

/** The imported file itself, empty. */
function target(file: string, imported: string): Program {
  return { [join(dirname(file), imported)]: [] }
}
