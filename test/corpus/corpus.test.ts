import { describe, expect, test } from 'vitest'
import { momentOf } from '../../src/core/conditions/facts.ts'
import { KINDS } from '../../src/core/conditions/kinds.ts'
import { parseTree } from '../../src/core/conditions/parse.ts'
import { holds } from '../../src/core/conditions/tree.ts'
import { maskOf } from '../../src/core/segment-mask.ts'
import { EngineShop } from '../engine/shop.ts'
import { serverOfTest } from '../helpers/server.ts'
import { corpusAccount, corpusCases, type Tree } from './cases.ts'
import { interpret } from './interpreter.ts'
import { CorpusShop } from './shop.ts'

test.each(corpusCases)('the interpreter agrees: $name', (each) => {
  expect(interpret(corpusAccount, each)).toBe(each.holds)
})

test('the corpus has every kind, and each holds in one case and does not in another', () => {
  const seen = corpusCases.flatMap(({ condition, holds: answer }) =>
    Object.keys(condition).map((kind) => `${kind} ${String(answer)}`),
  )
  const wanted = Object.keys(KINDS).flatMap((kind) => [`${kind} true`, `${kind} false`])
  expect(wanted.filter((each) => !seen.includes(each))).toEqual([])
})

/** Cases of one zone, one moment and one mode share an account. */
const groups = Map.groupBy(corpusCases, ({ timezone, now, customer }) =>
  [timezone, now, customer.stage === undefined ? 'segments' : 'periodicity'].join(' '),
)

describe('the program agrees with the corpus', () => {
  test.each([...groups])('%s', async (_group, cases) => {
    const server = await serverOfTest()
    const shop = await CorpusShop.open(server, cases)
    const ids = await shop.add(cases.map(({ customer }) => customer))
    const found = await Promise.all(
      cases.map(async ({ condition }, i) => (await shop.matches(condition)).includes(ids[i] as number)),
    )
    expect(outcomes(cases, found), 'asked of the database').toEqual(outcomes(cases))
    const evaluated = await Promise.all(
      cases.map(({ condition }, i) => inMemory(shop, condition, ids[i] as number)),
    )
    expect(outcomes(cases, evaluated), 'evaluated in memory').toEqual(outcomes(cases))
  })
})

/** Names of cases with their answers: those given, or the right ones. */
function outcomes(cases: readonly { name: string; holds: boolean }[], answers?: readonly boolean[]) {
  return cases.map((each, i) => [each.name, answers === undefined ? each.holds : answers[i]])
}

async function inMemory({ account, tags }: CorpusShop, condition: Tree, id: number): Promise<boolean> {
  const shop = new EngineShop(account, { tags: [], segments: [], users: [], fields: [], elements: [] })
  const definitions = await shop.definitions()
  const tree = parseTree(condition, { account: definitions, use: 'filter' }).resolve({
    find: (tag) => ('name' in tag ? { id: tags.get(tag.name) ?? -1 } : tag),
  })
  const { status, in: segments } = await shop.standing(id)
  const slots = segments.flatMap((each) => definitions.segments.get(each)?.slot ?? [])
  const facts = { ...(await shop.dataOf(id)), status_id: status, segments: maskOf(slots) }
  return holds(tree, facts, momentOf(definitions, account.server.clock.now))
}
