import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../helpers/server.ts'
import type { Mode } from './exchange.ts'
import { clientOf, contentsOf, openShop, type Shop } from './shop.ts'
import { type ListedCodes, statusCodes } from './status-codes.ts'
import { BOTH, type MethodWays, type Way, ways } from './ways.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

describe.each(statusCodes)('$method $path', (listed) => {
  const { method, path, codes } = listed
  const usual = waysOf(listed)

  test.each(codes)('%i has a way to it', (code) => {
    expect(waysTo(listed, code)).not.toEqual([])
  })

  for (const code of codes)
    for (const way of waysTo(listed, code))
      for (const mode of way.modes ?? usual.modes)
        test(titleOf(code, mode, way), async () => {
          const shop = await openShop(server, mode)
          const client = await clientOf(shop, way.sender ?? 'administrator')
          await way.before?.(shop)
          const contents = await contentsOf(shop)
          const url = way.url?.(shop) ?? urlOf(path, shop)
          const { text, json } = await client
            .send(method, url, bodyOf(way, usual, shop), way.headers)
            .expect(code)
          expect(text === '').toBe(code === 204)
          if (code < 400) return
          expect(json).toMatchObject({ status: code })
          expect(await contentsOf(shop)).toEqual(contents)
        })
})

function waysOf({ method, path }: ListedCodes): MethodWays {
  const found = ways[`${method} ${path}`]
  if (found === undefined) throw new Error(`${method} ${path} has no ways`)
  return found
}

function waysTo(listed: ListedCodes, code: number): readonly Way[] {
  // Every page lists the code of success first.
  if (code === listed.codes[0]) return [{}]
  if (code === 401) return [{ sender: 'nobody known', modes: BOTH }]
  if (code === 403) return [{ sender: 'ordinary user', modes: BOTH }]
  return waysOf(listed).to?.[code] ?? []
}

function bodyOf(way: Way, usual: MethodWays, shop: Shop): unknown {
  const { body, bodyOf: made } = 'body' in way || 'bodyOf' in way ? way : usual
  return made === undefined ? body : made(shop)
}

function titleOf(code: number, mode: Mode, { when }: Way): string {
  return `${code} is answered in the mode ${mode}${when === undefined ? '' : ` when ${when}`}`
}

/** A path with the ids of a shop: `{id}` is that of the collection before it. */
function urlOf(path: string, { ids }: Shop): string {
  return path
    .replace('{customer_id}', String(ids.customers))
    .replace(/(\w+)\/\{id\}$/, (_, name: string) => `${name}/${ids[name as keyof Shop['ids']]}`)
}
