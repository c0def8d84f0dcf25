import type { Definitions } from '../account/definitions.ts'
import { Invalid, MAX_VIOLATIONS, type Violation, violation } from '../core/errors.ts'
import type { Queries } from '../db/database.ts'
import type { Meant } from '../query/matched-ids.ts'
import { type QuestionTrees, readQuestion } from '../query/question.ts'
import type { BulkBody } from './schema.ts'

const QUESTION = ['conditions', 'entry', 'exit', 'query'] as const

/**
 * Reads which customers are meant. A body that names none is refused, because a question without a tree and words would mean everybody.
 * `violations` is what is wrong with the rest of the body.
 * @throws Invalid with every violation
 */
export async function readMeant(
  queries: Queries,
  definitions: Definitions,
  { ids, change: _, ...written }: BulkBody,
  violations: Violation[],
): Promise<{ readonly meant: Meant; readonly trees: QuestionTrees }> {
  const given = QUESTION.filter((name) => written[name] !== undefined)
  if (ids !== undefined) {
    for (const beside of given)
      violations.push(
        violation(violations, 'NotSupportedChoice', beside, undefined, () => ({
          say: 'leave_alone',
          key: 'ids',
        })),
      )
    if (violations.length > 0) throw new Invalid(violations.slice(0, MAX_VIOLATIONS))
    return { meant: { ids: [...new Set(ids)] }, trees: {} }
  }
  const isNamed = given.some((name) => name !== 'query' || written.query?.trim() !== '')
  if (!isNamed)
    violations.push(
      violation(violations, 'FieldMissing', 'conditions', undefined, () => ({
        say: 'give',
        many: 'some',
        of: ['"conditions"', '"entry"', '"query"', '"ids"'],
        example: '{"conditions": {"tag": {"any": ["regular"]}}}',
      })),
    )
  const reader = { queries, accountId: definitions.account.id, account: definitions }
  const { question, trees } = await readQuestion(reader, written, { violations })
  return { meant: { question }, trees }
}
