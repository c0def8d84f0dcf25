import type { Definitions } from '../account/definitions.ts'
import type { Language } from '../core/actor.ts'
import type { Names } from '../core/conditions/kind.ts'
import { sentenceOf } from '../core/conditions/sentence.ts'
import type { Queries } from '../db/database.ts'
import { fieldsIn } from '../query/columns.ts'
import { conditionOf } from '../query/question.ts'
import type { StoredTable } from '../query/table.ts'
import { brokenReferences, namesFor } from '../rules/render.ts'
import type { View } from './queries.ts'

/** Views as answers show them: with their trees in words, and what they name that is gone. */
export async function renderViews(
  queries: Queries,
  definitions: Definitions,
  views: readonly View[],
  language: Language,
) {
  const trees = views.flatMap(({ question }) => conditionOf(question) ?? [])
  const names = await namesFor(queries, definitions, trees, language)
  return views.map(({ id, name, is_shared, question, widths, ...rest }) => {
    const condition = conditionOf(question)
    return {
      ...{ id, name, shared: is_shared, question, widths },
      ...rest,
      aloud: condition === undefined ? null : sentenceOf(condition, names),
      broken: brokenIn(question, names, definitions),
    }
  })
}

function brokenIn(question: StoredTable, names: Names, { customerFields }: Definitions) {
  const { conditions, entry, exit, columns = [] } = question
  const trees = Object.entries({ conditions, entry, exit }).flatMap(([name, tree]) =>
    tree === undefined ? [] : [[name, tree] as const],
  )
  const fields = fieldsIn(columns).filter(({ id }) => customerFields.byId(id) === undefined)
  return [
    ...brokenReferences(Object.fromEntries(trees), names),
    ...fields.map(({ id, path }) => ({ path, thing: 'custom_field', id })),
  ]
}
