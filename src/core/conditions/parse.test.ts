import fc from 'fast-check'
import Value from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { FieldSet } from '../field-types/field-set.ts'
import { sampleField } from '../field-types/samples.ts'
import type { AccountFacts } from './facts.ts'
import type { Use } from './use.ts'
import { type Kind, KINDS } from './kinds.ts'
import { MAX_DEPTH, MAX_LEAVES, type NamedTag, type ParsedTree, parseTree } from './parse.ts'
import { ConditionSchema } from './schema.ts'
import { moments, TAG_IDS, treesAt } from './testing/arbitraries.ts'
import { FIELD_IDS, sampleAccount } from './testing/samples.ts'
import { type Condition, leavesOf } from './tree.ts'

const account = sampleAccount()
const TAGS = [...TAG_IDS.map((id) => ({ id, name: `tag ${id}` })), { id: 15, name: '15' }]
const tags = {
  find: (reference: { id: number } | { name: string }) =>
    TAGS.find((tag) => ('id' in reference ? tag.id === reference.id : tag.name === reference.name)),
}
const context = { account, use: 'filter' as Use }

/** What is refused, as `code path`. */
function refusals(input: unknown, use: Use = 'filter'): string[] {
  const parsed = parseTree(input, { ...context, use })
  return [
    ...parsed.violations.map(({ code, path }) => `${code} ${path}`),
    ...unknownIds(parsed).map(({ path }) => `NotSupportedChoice ${path}`),
  ]
}

/** Ids that are no tag's; new names are those of tags to be created. */
function unknownIds(parsed: ParsedTree): readonly NamedTag[] {
  return parsed.unknownTags(tags).filter(({ reference }) => 'id' in reference)
}

const { numeric, text, select, date, date_time: dateTime, checkbox, file } = FIELD_IDS

describe('what is refused, and where', () => {
  test.each<[unknown, string[]]>([
    // Nodes
    [null, ['InvalidType ']],
    [[], ['InvalidType ']],
    [{}, ['TooFewItems ']],
    [{ all: {} }, ['InvalidType all']],
    [{ not: [] }, ['InvalidType not']],
    [{ any: [{ all: [5] }] }, ['InvalidType any.0.all.0']],
    [{ colour: 1 }, ['NotSupportedChoice colour']],
    [{ all: [{ not: { __proto__x: 1 } }] }, ['NotSupportedChoice all.0.not.__proto__x']],
    [JSON.parse('{"__proto__": 1}'), ['NotSupportedChoice __proto__']],
    [{ constructor: 1 }, ['NotSupportedChoice constructor']],
    [{ all: [], comment: 'x' }, ['UnknownParameter comment']],
    [{ comment: 'x', ltv: { gte: 1 } }, ['UnknownParameter comment']],
    [{ all: [], any: [] }, ['NotSupportedChoice any']],
    [{ ltv: { gte: 1 }, tag: { any: [11] } }, ['NotSupportedChoice tag']],
    // Numbers
    [{ ltv: 5 }, ['InvalidType ltv']],
    [{ ltv: {} }, ['FieldMissing ltv.gte']],
    [{ ltv: { gte: '5' } }, ['InvalidType ltv.gte']],
    [{ ltv: { gte: 1e999 } }, ['OutOfRange ltv.gte']],
    [{ ltv: { gte: 1, min: 2 } }, ['UnknownParameter ltv.min']],
    [{ ltv: { gte: 2, lte: 1 } }, ['OutOfRange ltv.lte']],
    [{ ltv: { gt: 1, lte: 1 } }, ['OutOfRange ltv.lte']],
    [{ ltv: { gte: 1, lt: 1 } }, ['OutOfRange ltv.lt']],
    [{ ltv: { gte: 2, eq: 1 } }, ['OutOfRange ltv.eq']],
    [{ ltv: { gte: 1, lte: 1 } }, []],
    [{ ltv: { gt: 1, lt: 2, eq: 1.5 } }, []],
    // Days
    [{ before_purchase: -1 }, ['OutOfRange before_purchase']],
    [{ after_today: 1.5 }, ['InvalidType after_today']],
    [{ after_today: 3661 }, ['OutOfRange after_today']],
    [{ next_date: {} }, ['FieldMissing next_date.in_last']],
    [{ next_date: { in_last: -1 } }, ['OutOfRange next_date.in_last']],
    [{ next_date: { in_last: 36_601 } }, ['OutOfRange next_date.in_last']],
    [{ next_date: { in_last: 1, in_next: 1 } }, ['NotSupportedChoice next_date.in_next']],
    [{ next_date: { in_last: 1, from: '2026-01-01' } }, ['NotSupportedChoice next_date.from']],
    [{ next_date: { between: 5 } }, ['InvalidType next_date.between']],
    [{ next_date: { between: [5] } }, ['TooFewItems next_date.between']],
    [{ next_date: { between: [1, 2, 3] } }, ['TooManyItems next_date.between']],
    [
      { next_date: { between: ['1', -2] } },
      ['InvalidType next_date.between.0', 'OutOfRange next_date.between.1'],
    ],
    [{ next_date: { between: [5, 4] } }, ['OutOfRange next_date.between.1']],
    [{ next_date: { between: [4, 5], in_last: 1 } }, ['NotSupportedChoice next_date.between']],
    [{ next_date: { from: '2026-02-30' } }, ['InvalidFormat next_date.from']],
    [{ next_date: { to: 5 } }, ['InvalidType next_date.to']],
    [{ next_date: { from: '2026-02-02', to: '2026-02-01' } }, ['OutOfRange next_date.to']],
    [{ next_date: { empty: false } }, ['NotSupportedChoice next_date.empty']],
    [{ next_date: { empty: true, in_last: 1 } }, ['NotSupportedChoice next_date.in_last']],
    [
      { next_date: { empty: 1, what: 2 } },
      ['UnknownParameter next_date.what', 'InvalidType next_date.empty'],
    ],
    [{ last_purchase: { from: '2026-02-02' } }, []],
    // Purchases
    [{ purchases: {} }, ['FieldMissing purchases.count']],
    [{ purchases: { count: { gte: 1 }, sum: { gte: 1 } } }, ['NotSupportedChoice purchases.sum']],
    [{ purchases: { count: { gte: 2, lte: 1 } } }, ['OutOfRange purchases.count.lte']],
    [
      { purchases: { sum: {}, in_last: -1, element: 0, days: 1 } },
      [
        'UnknownParameter purchases.days',
        'FieldMissing purchases.sum.gte',
        'OutOfRange purchases.in_last',
        'OutOfRange purchases.element',
      ],
    ],
    [
      { purchases: { largest: { gte: 1 }, smallest: { gte: 1 }, each: { gte: 2, lt: 2 } } },
      ['NotSupportedChoice purchases.smallest', 'OutOfRange purchases.each.lt'],
    ],
    [
      { purchases: { count: { gte: 1 }, in_last: 5, between: [1, 2] } },
      ['NotSupportedChoice purchases.between'],
    ],
    [{ purchases: { count: { gte: 1 }, in_last: 5, to: '2026-01-01' } }, ['NotSupportedChoice purchases.to']],
    [{ purchases: { count: { gte: 1 }, between: [1] } }, ['TooFewItems purchases.between']],
    [{ purchases: { count: { gte: 1 }, from: '2026-01-02', to: '2026-01-01' } }, ['OutOfRange purchases.to']],
    [{ purchases: { count: { gte: 1 }, in_next: 5 } }, ['UnknownParameter purchases.in_next']],
    // Sets
    [{ tag: [11] }, ['InvalidType tag']],
    [{ tag: {} }, ['FieldMissing tag.any']],
    [{ tag: { any: [11], all: [11] } }, ['NotSupportedChoice tag.all']],
    [{ tag: { any: [] } }, ['TooFewItems tag.any']],
    [{ tag: { any: 11 } }, ['InvalidType tag.any']],
    [{ tag: { any: Array<number>(1001).fill(11) } }, ['TooManyItems tag.any']],
    [
      { tag: { any: [11, 99, null, '', 'a\0'] } },
      [
        'InvalidType tag.any.2',
        'NotBlank tag.any.3',
        'InvalidCharacters tag.any.4',
        'NotSupportedChoice tag.any.1', // tags are looked up once the tree has been read
      ],
    ],
    [{ tag: { any: ['x'.repeat(256)] } }, ['TooLong tag.any.0']],
    [
      { responsible_user: { all: [1] } },
      ['UnknownParameter responsible_user.all', 'FieldMissing responsible_user.any'],
    ],
    [
      { responsible_user: { any: [0, 4] } },
      ['NotSupportedChoice responsible_user.any.0', 'NotSupportedChoice responsible_user.any.1'],
    ],
    [{ responsible_user: { any: ['Bob'] } }, ['NotSupportedChoice responsible_user.any.0']],
    [{ tag: { any: [' ', '\u200b'] } }, ['NotBlank tag.any.0', 'NotBlank tag.any.1']],
    [{ segment: { any: [' '] } }, ['NotBlank segment.any.0']],
    [{ created_by: { none: [4] } }, ['NotSupportedChoice created_by.none.0']],
    [{ segment: { any: [99] } }, ['NotSupportedChoice segment.any.0']],
    [{ stage: { any: ['Stage 2'] } }, ['NotSupportedChoice stage.any.0']],
    // Texts
    [{ name: {} }, ['FieldMissing name.equals']],
    [{ name: { contains: '' } }, ['NotBlank name.contains']],
    [{ name: { equals: 5 } }, ['InvalidType name.equals']],
    [{ name: { equals: 'x'.repeat(766) } }, ['TooLong name.equals']],
    [{ name: { like: 'x' } }, ['UnknownParameter name.like', 'FieldMissing name.equals']],
    // Custom fields
    [{ custom_field: {} }, ['FieldMissing custom_field.field']],
    [{ custom_field: { field: 9999, gte: 1 } }, ['NotSupportedChoice custom_field.field']],
    [{ custom_field: { field: 'numeric', gte: 1 } }, ['NotSupportedChoice custom_field.field']],
    [{ custom_field: { field: null, gte: 1 } }, ['InvalidType custom_field.field']],
    [{ custom_field: { field: numeric } }, ['FieldMissing custom_field.gte']],
    [
      { custom_field: { field: numeric, is: true } },
      ['UnknownParameter custom_field.is', 'FieldMissing custom_field.gte'],
    ],
    [{ custom_field: { field: numeric, empty: 1 } }, ['InvalidType custom_field.empty']],
    [{ custom_field: { field: numeric, empty: true, gte: 1 } }, ['NotSupportedChoice custom_field.gte']],
    [{ custom_field: { field: numeric, gte: 'many' } }, ['InvalidFormat custom_field.gte']],
    [{ custom_field: { field: numeric, gte: '9'.repeat(39) } }, ['TooManyDigits custom_field.gte']],
    [{ custom_field: { field: numeric, gte: '1e999' } }, ['OutOfRange custom_field.gte']],
    [{ custom_field: { field: numeric, gte: true } }, ['InvalidType custom_field.gte']],
    [
      { custom_field: { field: numeric, gt: '9007199254740993', lt: '9007199254740993.0' } },
      ['OutOfRange custom_field.lt'],
    ],
    [{ custom_field: { field: numeric, gt: '9007199254740992', lt: '9007199254740993' } }, []],
    [{ custom_field: { field: text, equals: '' } }, ['NotBlank custom_field.equals']],
    [{ custom_field: { field: text, equals: 'ß'.repeat(101) } }, ['TooLong custom_field.equals']],
    [{ custom_field: { field: select, any: [501, 9] } }, ['NotSupportedChoice custom_field.any.1']],
    [
      { custom_field: { field: select, any: ['Gone', 504] } },
      ['NotSupportedChoice custom_field.any.0', 'NotSupportedChoice custom_field.any.1'],
    ],
    [
      { custom_field: { field: date, anniversary_in_next: 367 } },
      ['OutOfRange custom_field.anniversary_in_next'],
    ],
    [
      { custom_field: { field: date, anniversary_in_next: 1, in_last: 1 } },
      ['NotSupportedChoice custom_field.in_last'],
    ],
    [
      { custom_field: { field: dateTime, anniversary_in_next: 1 } },
      ['UnknownParameter custom_field.anniversary_in_next', 'FieldMissing custom_field.in_last'],
    ],
    [{ custom_field: { field: checkbox } }, ['FieldMissing custom_field.is']],
    [{ custom_field: { field: checkbox, is: 1 } }, ['InvalidType custom_field.is']],
    [
      { custom_field: { field: file, contains: 'x' } },
      ['UnknownParameter custom_field.contains', 'FieldMissing custom_field.empty'],
    ],
    // All at once
    [
      { all: [{ ltv: {} }, { not: { any: [{ tag: {} }, { x: 1 }] } }] },
      [
        'FieldMissing all.0.ltv.gte',
        'FieldMissing all.1.not.any.0.tag.any',
        'NotSupportedChoice all.1.not.any.1.x',
      ],
    ],
  ])('%j', (input, expected) => {
    expect(refusals(input)).toEqual(expected)
  })

  test('where a kind may not stand', () => {
    const segment = { not: { segment: { any: [31] } } }
    const stage = { not: { stage: { any: [41] } } }
    const allowed = (tree: unknown) =>
      (['stage', 'segment', 'filter'] as const).filter((use) => refusals(tree, use).length === 0)
    expect(allowed(segment)).toEqual(['segment', 'filter'])
    expect(allowed(stage)).toEqual(['filter'])
    expect(refusals(segment, 'stage')).toEqual(['NotSupportedChoice not.segment'])
  })
})

describe('limits', () => {
  const nested = (levels: number): object =>
    levels === 1 ? { ltv: { gte: 1 } } : { not: nested(levels - 1) }

  test('a tree has up to 8 levels, its leaves among them', () => {
    expect(refusals(nested(MAX_DEPTH))).toEqual([])
    expect(refusals(nested(MAX_DEPTH + 1))).toEqual([`TooDeep ${'not.'.repeat(MAX_DEPTH).slice(0, -1)}`])
    expect(refusals(nested(5000))).toHaveLength(1)
  })

  test('a tree has up to 100 leaves, and nothing is looked at beyond', () => {
    const leaves = (count: number) => ({ all: Array<unknown>(count).fill({ ltv: { gte: 1 } }) })
    expect(refusals(leaves(MAX_LEAVES))).toEqual([])
    expect(refusals(leaves(MAX_LEAVES + 1))).toEqual(['TooManyItems all.100'])
    expect(refusals({ any: [leaves(50), leaves(51), { what: 1 }] })).toEqual(['TooManyItems any.1.all.50'])
  })

  test('groups without parts are leaves, so that a tree cannot grow without them', () => {
    expect(refusals({ all: Array<unknown>(101).fill({ any: [] }) })).toEqual(['TooManyItems all.100.any'])
  })

  test('no more than a thousand violations are told', () => {
    const wrong = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`x${i}`, 1]))
    expect(refusals(wrong)).toHaveLength(1000)
  })
})

describe('what is stored', () => {
  const stored = (input: unknown) => parseTree(input, context).resolve(tags)

  test('names and codes become ids, each once', () => {
    expect(stored({ tag: { any: ['tag 12', 11, 12, '15'] } })).toEqual({ tag: { any: [12, 11, 15] } })
    expect(stored({ responsible_user: { any: ['Ann', 3] } })).toEqual({ responsible_user: { any: [1, 3] } })
    expect(stored({ created_by: { any: [0, 'Ann'] } })).toEqual({ created_by: { any: [0, 1] } })
    expect(stored({ segment: { none: ['VIP'] } })).toEqual({ segment: { none: [31] } })
    expect(stored({ stage: { all: ['Closed'] } })).toEqual({ stage: { all: [43] } })
    expect(stored({ all: [{ tag: { any: [' tag 11 '] } }, { segment: { any: ['VIP\u00a0'] } }] })).toEqual({
      all: [{ tag: { any: [11] } }, { segment: { any: [31] } }],
    })
    expect(stored({ custom_field: { field: 'SELECT', any: ['LOW', 'High', 503] } })).toEqual({
      custom_field: { field: select, any: [501, 502, 503] },
    })
  })

  test('tags are named until they are resolved, wherever they stand', () => {
    const tree = { all: [{ tag: { any: ['new', 11] } }, { not: { tag: { all: ['newer', 'new'] } } }] }
    const parsed = parseTree(tree, context)
    expect(parsed.tagReferences).toEqual([{ name: 'new' }, { id: 11 }, { name: 'newer' }, { name: 'new' }])
    expect([parsed.violations, unknownIds(parsed)]).toEqual([[], []])
    expect(() => parsed.resolve(tags)).toThrow('was not looked up')
    const ids = new Map(
      [...TAGS, { id: 21, name: 'new' }, { id: 22, name: 'newer' }].map((tag) => [tag.name, tag.id]),
    )
    const found = parsed.resolve({
      find: (reference) => ('id' in reference ? reference : { id: ids.get(reference.name) as number }),
    })
    expect(found).toEqual({ all: [{ tag: { any: [21, 11] } }, { not: { tag: { all: [22, 21] } } }] })
  })

  test('a tag that is named by its id and by its name is stored once', () => {
    expect(stored({ tag: { none: ['tag 12', 12] } })).toEqual({ tag: { none: [12] } })
  })

  test('a tree that was refused cannot be stored', () => {
    expect(() => stored({ all: [{ tag: { any: ['tag 12'] } }, { ltv: {} }] })).toThrow('was refused')
  })
})

/** An account that has everything that the random trees name. */
const richAccount: AccountFacts = {
  ...account,
  segments: new Map([...account.segments, [99, { name: 'Another', slot: 99 }]]),
  customerFields: new FieldSet([
    ...account.customerFields.all().map((field) => ({
      ...field,
      enums: field.enums?.map(({ removed: _removed, ...option }) => option) ?? null,
    })),
    sampleField('text', { id: 9999 }),
  ]),
}
const trees = moments
  .chain(treesAt)
  .filter((tree) => leavesOf(tree).length <= 60 && !JSON.stringify(tree).includes('\\u0000'))

test('a stored tree that is printed and parsed is the same tree', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const parsed = parseTree(JSON.parse(JSON.stringify(tree)), { ...context, account: richAccount })
      expect(parsed.resolve(tags)).toEqual(tree)
    }),
    { numRuns: 500 },
  )
})

const KIND_NAMES = Object.keys(KINDS) as Kind[]
/** Leaves and trees that are nearly right. */
const nearlyRight = fc.oneof(
  fc.jsonValue(),
  fc
    .tuple(fc.constantFrom(...KIND_NAMES, 'all', 'any', 'not'), fc.jsonValue())
    .map(([key, value]) => ({ [key]: value })),
  fc
    .tuple(trees, fc.nat(), fc.jsonValue())
    .map(([tree, position, value]) => withChange(tree, position, value)),
)

test('whatever is written is refused or is what the schema allows', () => {
  fc.assert(
    fc.property(nearlyRight, (written) => {
      const parsed = parseTree(written, { ...context, account: richAccount })
      if (parsed.violations.length > 0 || unknownIds(parsed).length > 0) return
      expect(Value.Check(ConditionSchema, written)).toBe(true)
      if (parsed.tagReferences.some((reference) => tags.find(reference) === undefined)) return
      const tree = parsed.resolve(tags)
      expect(Value.Check(ConditionSchema, tree)).toBe(true)
      expect(parseTree(tree, { ...context, account: richAccount }).resolve(tags)).toEqual(tree)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  [{ ltv: {} }],
  [{ ltv: { gte: 1 }, tag: { any: [1] } }],
  [{ all: [{ not: { name: { like: 'a' } } }] }],
  [{ tag: { any: [] } }],
  [{ custom_field: { empty: true } }],
  [{ what: 1 }],
])('the schema refuses %j', (written) => {
  expect(Value.Check(ConditionSchema, written)).toBe(false)
})

/** The tree with one of its values, keys or items replaced. */
function withChange(tree: Condition, position: number, value: unknown): unknown {
  let left = position % (JSON.stringify(tree).match(/[:,[]/g)?.length ?? 1)
  return JSON.parse(JSON.stringify(tree), (_key, here: unknown) => (left-- === 0 ? value : here)) as unknown
}
