import { type BadCase, pathOf } from './bad-case.ts'
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
].map((route) => ({
  method: route.method,
  path: pathOf(route),
  mode: route.mode,
  as: 'seller',
  what: 'who is no administrator',
  ...('good' in route && { body: 'isBatch' in route ? [route.good] : route.good }),
  refused: 'forbidden',
}))

export const SETTINGS_CASES: readonly BadCase[] = [
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
