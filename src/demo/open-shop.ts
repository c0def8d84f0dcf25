import type { Scope } from '../account/scope.ts'
import { setSegmentRules } from './segment-rules.ts'
import { setUpShop, type ShopIds } from './set-up.ts'
import type { Words } from './words.ts'

/** Everything of the shop but its customers. Gives the scope in which it stands. */
export async function openShop(scope: Scope, words: Words): Promise<{ scope: Scope; ids: ShopIds }> {
  const { scope: furnished, ids } = await setUpShop(scope, words)
  return { scope: await setSegmentRules(furnished, ids, words), ids }
}
