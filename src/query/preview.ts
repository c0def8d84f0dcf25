import { currentDefinitions, type Deps } from '../account/scope.ts'
import type { Actor, Language } from '../core/actor.ts'
import type { Names } from '../core/conditions/kind.ts'
import { sentenceOf } from '../core/conditions/sentence.ts'
import { requireCustomersEnabled } from '../account/mode.ts'
import { type Reader, readToAsk } from '../rules/read-trees.ts'
import { renderWarnings } from '../http/warning-texts.ts'
import { asleepWarnings } from './asleep.ts'
import { shownColumns } from './columns.ts'
import { countMatching, findMatching } from './queries.ts'
import { isInShapeOfRule, readQuestion, type WrittenQuestion } from './question.ts'

/** Customers that an answer shows. */
const SAMPLE = 20
const NAMES = shownColumns(['name'])
const BY_ID = { column: 'id', descending: false } as const

export type Previewed = {
  count: number
  sample: { id: number; name: string }[]
  aloud: string
  warnings: ReturnType<typeof renderWarnings>
}

/**
 * For whom a tree holds, of the customers that the actor may see; nothing is saved. The tree may stand in a body that could be saved as a
 * rule: `{conditions}` or `{entry, exit}`.
 * @throws Invalid, Refused 'customers_disabled', 'too_slow'
 */
export async function preview(
  deps: Deps,
  actor: Actor,
  written: object,
  language: Language,
): Promise<Previewed> {
  const definitions = await currentDefinitions(deps, actor.accountId)
  requireCustomersEnabled(definitions)
  const reader = { queries: deps.db, accountId: actor.accountId, account: definitions }
  // A rule that is saved creates the tags that it names; until then they are tags that no customer has.
  const {
    condition = null,
    trees,
    tags,
    warnings,
  } = isInShapeOfRule(written) ? await inShapeOfRule(reader, written) : await bareTree(reader, written)
  const asker = { actor, definitions, now: deps.now() }
  const question = { condition, words: undefined }
  const [count, { rows: sample }] = await deps.questions.snapshot((snapshot) =>
    Promise.all([
      countMatching(snapshot, asker, question),
      findMatching(snapshot, asker, question, NAMES, { order: BY_ID, limit: SAMPLE }),
    ]),
  )
  const names: Names = { account: definitions, tagName: (id) => tags.find({ id })?.name, language }
  return {
    count,
    sample: sample.map(({ id, name = '' }) => ({ id, name })),
    aloud: sentenceOf(condition, names),
    warnings: renderWarnings([...warnings, ...asleepWarnings(trees, definitions)], language),
  }
}

async function inShapeOfRule(reader: Reader, written: WrittenQuestion) {
  const { question, ...read } = await readQuestion(reader, written, { unknownTags: 'take' })
  return { ...read, condition: question.condition }
}

async function bareTree(reader: Reader, written: object) {
  const trees = [{ path: '', written, use: 'filter' }] as const
  const { trees: [condition = null] = [], ...read } = await readToAsk(reader, trees, { unknownTags: 'take' })
  return { ...read, condition, trees: { '': condition } }
}
