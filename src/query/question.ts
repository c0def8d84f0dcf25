import { type Violation } from '../core/errors.ts'
import { joinPath } from '../core/conditions/parse.ts'
import type { Condition } from '../core/conditions/tree.ts'
import type { Warning } from '../core/warnings.ts'
import { foldText } from '../core/fold.ts'
import { type AskOptions, type Reader, readToAsk } from '../rules/read-trees.ts'
import type { TagIndex } from '../tags/tag-index.ts'

/** Which customers are meant: those for whom all of it holds. */
export type Question = {
  /** undefined where the question has no tree; null holds for none, as in a rule. */
  readonly condition: Condition | null | undefined
  /** Case-folded text to be found in the name or a field. */
  readonly words: string | undefined
}

/** The trees of a question in the shape of a rule: the conditions of a stage, or the entry and exit of a segment. */
export type QuestionTrees = {
  readonly conditions?: Condition | null
  readonly entry?: Condition | null
  readonly exit?: Condition | null
}

/** A question as somebody has written it. Its trees stand under the keys of a rule, so that one body can be tried and then saved. */
export type WrittenQuestion = { readonly [Name in keyof QuestionTrees]: unknown } & {
  readonly query?: string
}

/** What reading a question found: the question, its trees with ids in place of names, the tags that they name, and what to warn of. */
export type ReadQuestion = {
  readonly question: Question
  readonly trees: QuestionTrees
  readonly tags: TagIndex
  readonly warnings: readonly Warning[]
}

/** How a question is read. */
type Reading = {
  /** Where it stands in its body. */
  readonly path?: string
  /** What is wrong with the rest of the body, to be reported together. */
  readonly violations?: readonly Violation[]
  /** Whether a tag that does not exist is refused, unless said otherwise, or one that a rule would create. */
  readonly unknownTags?: AskOptions['unknownTags']
}

const TREES = ['conditions', 'entry', 'exit'] as const

/**
 * Reads a question. A name that the account does not have is refused, so that a misspelt one is never an empty answer; that of a tag may
 * be taken.
 * @throws Invalid with every violation
 */
export async function readQuestion(
  reader: Reader,
  written: WrittenQuestion,
  { path = '', violations = [], unknownTags = 'refuse' }: Reading = {},
): Promise<ReadQuestion> {
  const names = TREES.filter((name) => written[name] !== undefined)
  const ofShape = shapeViolations(names).map((each) => ({ ...each, path: joinPath(path, each.path) }))
  const {
    trees: read,
    tags,
    warnings,
  } = await readToAsk(
    reader,
    names.map((name) => ({ path: joinPath(path, name), written: written[name], use: 'filter' })),
    { unknownTags, violations: [...violations, ...ofShape] },
  )
  const trees: QuestionTrees = Object.fromEntries(names.map((name, i) => [name, read[i] ?? null]))
  const words = written.query?.trim() ?? ''
  const question = { condition: conditionOf(trees), words: words === '' ? undefined : foldText(words) }
  return { question, trees, tags, warnings }
}

/** Whether a body has its trees under the keys of a rule, and is not a tree itself. */
export function isInShapeOfRule(written: object): written is WrittenQuestion {
  return TREES.some((name) => Object.hasOwn(written, name))
}

/** What is wrong with the keys under which a question has its trees. */
function shapeViolations(names: readonly (typeof TREES)[number][]): Violation[] {
  if (names.includes('conditions'))
    return names.slice(1).map((path) => ({
      code: 'NotSupportedChoice',
      path,
      remedy: { say: 'keep_one', keys: ['conditions', path] },
    }))
  return names.includes('exit') && !names.includes('entry') ? [{ code: 'FieldMissing', path: 'entry' }] : []
}

/** The one tree that the trees of a question mean: those of a segment, the customers who would come in by its rules now. */
export function conditionOf({ conditions, entry, exit }: QuestionTrees): Condition | null | undefined {
  if (entry === undefined) return conditions
  if (entry === null || exit === undefined || exit === null) return entry
  return { all: [entry, { not: exit }] }
}
