import { type BadCase, pathOf, type WriteRoute } from './bad-case.ts'
import { type WrongItem, missing, wrongItems, wrongValues } from './items.ts'
import { ROUTES } from './routes.ts'

const chosen = (name: string, ...values: unknown[]) =>
  values.map((value): WrongItem => [
    `${name} ${JSON.stringify(value)}`,
    { [name]: value },
    ['NotSupportedChoice', name],
  ])
/** A property with a list of values: what is no text is no such value either. */
const ofOtherType = (name: string) =>
  [null, 1, true, [], {}].map((value): WrongItem => [
    `${name} ${JSON.stringify(value)}`,
    { [name]: value },
    ['InvalidType', name],
    ['NotSupportedChoice', name],
  ])

/** Changes of definitions are for administrators. */
const byASeller: BadCase[] = [
  ROUTES.switchMode,
  ROUTES.changeSettings,
  ROUTES.addStages,
  ROUTES.changeStage,
  ROUTES.deleteStage,
  ROUTES.addSegment,
  ROUTES.changeSegment,
  ROUTES.deleteSegment,
  ROUTES.addFields,
  ROUTES.changeFields,
  ROUTES.changeField,
  ROUTES.deleteField,
  ROUTES.addSegmentFields,
  ROUTES.changeSegmentFields,
  ROUTES.changeSegmentField,
  ROUTES.deleteSegmentField,
  ROUTES.deleteOwnSegment,
  ROUTES.deleteOwnField,
  ROUTES.changeSegmentRules,
  ROUTES.changeStageConditions,
  ROUTES.planSegment,
  ROUTES.planStage,
  ROUTES.applyRules,
  ROUTES.planRules,
].map((route) => ({
  method: route.method,
  path: pathOf(route),
  mode: route.mode,
  as: 'seller',
  what: 'who is no administrator',
  ...('good' in route && { body: 'isBatch' in route ? [route.good] : route.good }),
  refused: 'forbidden',
}))

/** What is wrong with trees is the subject of `core/conditions/parse.test.ts`; here, that they are looked at, and where they stand. */
function wrongTrees(route: WriteRoute, name: string): BadCase[] {
  // The good trees stand aside: an item is laid over them.
  const good = Object.fromEntries(Object.keys(route.good ?? {}).map((key) => [key, null]))
  return wrongItems({ ...route, good }, [
    ...[1, 'A', true, []].map((tree): WrongItem => [
      `${name} ${JSON.stringify(tree)}`,
      { [name]: tree },
      ['InvalidType', name],
    ]),
    [`an empty tree as ${name}`, { [name]: {} }, ['TooFewItems', name]],
    [
      `an unknown kind in ${name}`,
      { [name]: { any: [{ colour: 1 }] } },
      ['NotSupportedChoice', `${name}.any.0.colour`],
    ],
    [`a stage in ${name}`, { [name]: { stage: { any: [1001] } } }, ['NotSupportedChoice', `${name}.stage`]],
    [
      `an unknown tag in ${name}`,
      { [name]: { tag: { all: [999_999] } } },
      ['NotSupportedChoice', `${name}.tag.all.0`],
    ],
  ])
}

export const SETTINGS_CASES: readonly BadCase[] = [
  ...missing(ROUTES.changeSegmentRules, ['entry']),
  ...missing(ROUTES.changeStageConditions, ['conditions']),
  ...wrongTrees(ROUTES.changeSegmentRules, 'entry'),
  ...wrongTrees(ROUTES.changeSegmentRules, 'exit'),
  ...wrongTrees(ROUTES.changeStageConditions, 'conditions'),
  ...missing(ROUTES.applyRules, ['version']),
  ...wrongItems(ROUTES.applyRules, [
    ...['stages', 'segments'].flatMap((name) =>
      [null, 1, 'A', {}].map((value): WrongItem => [
        `${name} ${JSON.stringify(value)}`,
        { [name]: value },
        ['InvalidType', name],
      ]),
    ),
    ['another version', { version: 2 }, ['NotSupportedChoice', 'version']],
    ['an unknown list', { tags: [] }, ['UnknownParameter', 'tags']],
  ]),
  ...missing(ROUTES.planSegment, ['entry']),
  ...missing(ROUTES.planStage, ['conditions']),
  ...wrongTrees(ROUTES.planSegment, 'exit'),
  ...wrongTrees(ROUTES.planStage, 'conditions'),
  ...missing(ROUTES.switchMode, ['mode', 'is_enabled']),
  ...wrongValues(ROUTES.switchMode, { is_enabled: 'flag' }),
  ...wrongItems(ROUTES.switchMode, [
    ...chosen('mode', '', 'Segments', 'periodicity ', 'disabled', '__proto__', 'constructor'),
    ...ofOtherType('mode'),
  ]),
  ...wrongValues(ROUTES.changeSettings, { timezone: 'anyText', currency: 'anyText' }),
  ...wrongItems(ROUTES.changeSettings, [
    ...chosen('timezone', '', 'Mars/Olympus', '+03:00', 'UTC+3', '__proto__', 'a'.repeat(10_000)),
    ...['', 'usd', 'US', 'USDX', 'USD\n', 'ДЕН'].map((currency): WrongItem => [
      `currency ${JSON.stringify(currency)}`,
      { currency },
      ['InvalidFormat', 'currency'],
    ]),
    ...['language', 'customers'].flatMap((name) => [
      ...chosen(name, '', 'de', 'RU', 'toString', '__proto__'),
      ...ofOtherType(name),
    ]),
  ]),
  {
    method: 'PATCH',
    path: pathOf(ROUTES.changeSettings),
    mode: 'segments',
    what: 'no setting at all',
    body: {},
    problems: [[undefined, 'TooFewItems', '']],
  },
  ...byASeller,
]
