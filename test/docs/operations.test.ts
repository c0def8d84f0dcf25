import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

type Operation = { readonly operationId?: string; readonly summary?: string; readonly tags?: string[] }
const { paths } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/api/openapi.json'), 'utf8'),
) as { paths: Record<string, Record<string, Operation>> }
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ at: `${method} ${path}`, ...operation })),
)

test('every operation has a name for generated clients, a summary and a tag', () => {
  expect(operations.length).toBeGreaterThan(60)
  for (const { at, operationId, summary, tags } of operations)
    expect([operationId, summary, tags], at).toEqual([
      expect.stringMatching(/^[a-z]+([A-Z][a-z]+)*(_[a-z]+)*$/),
      expect.stringMatching(/./),
      [expect.any(String)],
    ])
})

test('no two operations have the same name', () => {
  const names = operations.map(({ operationId }) => operationId)
  expect(new Set(names).size).toBe(names.length)
})
