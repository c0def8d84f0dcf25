import { sql } from 'kysely'
import { keptName } from '../../names.ts'
import {
  checkSet,
  type IdSet,
  NOR,
  operatorOf,
  setSentence,
  setHolds,
  setReferences,
  setSchema,
  setToWire,
  setWhere,
} from '../forms/id-set.ts'
import { readableNames } from '../forms/readable.ts'
import { type ConditionKind, never } from '../kind.ts'

/** The customer has the tags (docs/conditions.md; the published form is printed on the page "Getting a customers stage by its ID"). */
export const tag: ConditionKind<IdSet> = {
  schema: setSchema('VIP'),
  check: (written, { tag: noted, refuse }) =>
    checkSet(written, refuse, (reference, _refuse, path) =>
      noted(typeof reference === 'string' ? { name: keptName(reference) } : { id: reference }, path),
    ),
  matches: (set, facts) => setHolds(set, (id) => facts.tag_ids.includes(id)),
  asRangeOrSet: (set) => ({
    of: 'tags',
    each: ({ tag_ids }, visit) => tag_ids.forEach(visit),
    ...operatorOf(set),
  }),
  where: (set, { accountId }) =>
    setWhere(
      set,
      // The row says it faster where other conditions have found it; the index of entity_tags finds the rows where nothing else does.
      (ids) => sql`(c.tag_ids && ${ids}::bigint[] and exists (select from entity_tags t
        where t.account_id = ${accountId} and t.tag_id = any(${ids}::bigint[]) and t.entity_id = c.id))`,
      (ids) => sql`(c.tag_ids @> ${ids}::bigint[])`,
    ),
  nextTransition: never,
  reads: () => ({ tags: true }),
  refers: (set) => setReferences('tag', set),
  sees: (_set, facts) => ({ tag_ids: facts.tag_ids }),
  readable: ({ tag_ids }, names) => ({ tag_ids: readableNames(tag_ids, names.tagName, names) }),
  toWire(set, { tagName, language }) {
    const { type, ...rest } = setToWire('tag', set, tagName)
    return { type, options: { name: language === 'ru' ? 'Теги' : 'Tags' }, ...rest, tmpl: 'tag_customers' }
  },
  sentence: (set, { tagName, language }, holds) => setSentence(set, WORDS, tagName, language, holds),
}

const WORDS = {
  has: { en: 'the tags include', ru: 'среди тегов есть' },
  hasNot: { en: 'the tags do not include', ru: 'среди тегов нет' },
  nor: NOR,
  lacks: { en: 'the tags lack', ru: 'не хватает тега' },
}
