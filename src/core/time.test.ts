import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addDuration,
  dayNumber,
  dayOf,
  isIsoDate,
  isoDate,
  isTimeZone,
  offsetSeconds,
  parseRfc3339,
  startOfDay,
} from './time.ts'

/** Days that are not 24 hours from midnight to midnight: their first instant and the first of the next day. */
const ODD_DAYS = [
  ['Europe/Berlin', '2026-03-29', '2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00'],
  ['Europe/Berlin', '2026-10-25', '2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00'],
  ['America/New_York', '2026-03-08', '2026-03-08T00:00:00-05:00', '2026-03-09T00:00:00-04:00'],
  ['America/New_York', '2026-11-01', '2026-11-01T00:00:00-04:00', '2026-11-02T00:00:00-05:00'],
  // Clocks went from 24:00 to 1:00 and, in autumn, from 24:00 to 23:00.
  ['America/Sao_Paulo', '2018-11-04', '2018-11-04T01:00:00-02:00', '2018-11-05T00:00:00-02:00'],
  ['America/Sao_Paulo', '2019-02-16', '2019-02-16T00:00:00-02:00', '2019-02-17T00:00:00-03:00'],
  ['Africa/Cairo', '2024-04-26', '2024-04-26T01:00:00+03:00', '2024-04-27T00:00:00+03:00'],
  ['Asia/Beirut', '2024-03-31', '2024-03-31T01:00:00+03:00', '2024-04-01T00:00:00+03:00'],
  // Half an hour.
  ['Australia/Lord_Howe', '2026-04-05', '2026-04-05T00:00:00+11:00', '2026-04-06T00:00:00+10:30'],
  ['Australia/Lord_Howe', '2026-10-04', '2026-10-04T00:00:00+10:30', '2026-10-05T00:00:00+11:00'],
  // Across the date line: the 30th never was.
  ['Pacific/Apia', '2011-12-29', '2011-12-29T00:00:00-10:00', '2011-12-31T00:00:00+14:00'],
  ['Pacific/Apia', '2011-12-30', '2011-12-31T00:00:00+14:00', '2011-12-31T00:00:00+14:00'],
  // From 0:01 to 23:01 of the day before: the day begins at the first of its two midnights.
  ['America/St_Johns', '2010-11-07', '2010-11-07T00:00:00-02:30', '2010-11-08T00:00:00-03:30'],
] as const

const ORDINARY_DAYS = [
  ['UTC', '1970-01-01', '1970-01-01T00:00:00Z', '1970-01-02T00:00:00Z'],
  ['Asia/Kolkata', '2026-05-01', '2026-05-01T00:00:00+05:30', '2026-05-02T00:00:00+05:30'],
  ['Europe/Moscow', '2026-05-01', '2026-05-01T00:00:00+03:00', '2026-05-02T00:00:00+03:00'],
  ['Europe/Berlin', '1955-06-01', '1955-06-01T00:00:00+01:00', '1955-06-02T00:00:00+01:00'],
  ['America/New_York', '9999-12-30', '9999-12-30T00:00:00-05:00', '9999-12-31T00:00:00-05:00'],
] as const

const ZONES = [
  ...new Set([...ODD_DAYS, ...ORDINARY_DAYS].map(([zone]) => zone)),
  'Africa/Casablanca',
  'Africa/Monrovia',
]

const zone = fc.constantFrom(...ZONES)
/** 1970 to 2100, where the changes of the clock are, and now and then any year to 9987: ten years on is in the range too. */
const second = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 4_102_444_800 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 253_000_000_000 }) },
)

/** Seconds close to a day of the tables above. */
const criticalSecond = fc
  .tuple(fc.constantFrom(...ODD_DAYS), fc.integer({ min: -200_000, max: 200_000 }))
  .map(([[name, , start], shift]) => ({ name, at: seconds(start) + shift }))
const zonedSecond = fc.oneof(criticalSecond, fc.record({ name: zone, at: second }))

describe('days', () => {
  test.each([...ODD_DAYS, ...ORDINARY_DAYS])(
    '%s: %s begins at %s and ends at %s',
    (name, date, start, end) => {
      const day = dayNumber(date)
      expect(startOfDay(name, day)).toBe(seconds(start))
      expect(startOfDay(name, day + 1)).toBe(seconds(end))
    },
  )

  test.each([...ODD_DAYS.filter(([, , start, end]) => start !== end), ...ORDINARY_DAYS])(
    '%s: the first and last second of %s are of that day, their neighbours are not',
    (name, date, start, end) => {
      const day = dayNumber(date)
      expect(dayOf(name, seconds(start))).toBe(day)
      expect(dayOf(name, seconds(end) - 1)).toBe(day)
      expect(dayOf(name, seconds(start) - 1)).toBeLessThan(day)
      expect(dayOf(name, seconds(end))).toBeGreaterThan(day)
    },
  )

  test('no second is of a day that the zone skipped', () => {
    const after = seconds('2011-12-31T00:00:00+14:00')
    expect(isoDate(dayOf('Pacific/Apia', after - 1))).toBe('2011-12-29')
    expect(isoDate(dayOf('Pacific/Apia', after))).toBe('2011-12-31')
  })

  test('a day that has begun goes on in the hour repeated before its midnight', () => {
    const begun = seconds('2010-11-07T00:00:30-02:30')
    const repeated = seconds('2010-11-06T23:30:00-03:30')
    expect(repeated).toBeGreaterThan(begun)
    expect(isoDate(dayOf('America/St_Johns', repeated))).toBe('2010-11-07')
  })

  test('a second lies in its day', () => {
    fc.assert(
      fc.property(zonedSecond, ({ name, at }) => {
        const day = dayOf(name, at)
        expect(startOfDay(name, day)).toBeLessThanOrEqual(at)
        expect(startOfDay(name, day + 1)).toBeGreaterThan(at)
      }),
    )
  })

  test('days begin where Temporal lets them begin, and go by the wall unless that runs backwards', () => {
    fc.assert(
      fc.property(zonedSecond, ({ name, at }) => {
        const date = zoned(name, at).toPlainDate()
        const begins = date.toZonedDateTime(name).epochMilliseconds / 1000
        const nextBegins = date.add({ days: 1 }).toZonedDateTime(name).epochMilliseconds / 1000
        const onWall = dayNumber(date.toString())
        expect(startOfDay(name, onWall)).toBe(begins)
        expect(startOfDay(name, onWall + 1)).toBe(nextBegins)
        expect(dayOf(name, at)).toBe(at < nextBegins ? onWall : onWall + 1)
      }),
    )
  })

  test('answers do not depend on what was asked before, also for days that share a place in the cache', () => {
    const start = startOfDay('Europe/Berlin', 20_000)
    for (let turn = -3; turn <= 3; turn++) startOfDay('Europe/Berlin', 20_000 + turn * 32_768)
    for (const name of Intl.supportedValuesOf('timeZone').slice(0, 100)) startOfDay(name, 20_000)
    expect(startOfDay('Europe/Berlin', 20_000)).toBe(start)
  })

  test('beyond the years 1 to 9999 every second still has its day, in order', () => {
    const borders = [-719_162 * 86_400, 2_932_897 * 86_400].flatMap((at) => [at - 60_000, at, at + 60_000])
    const far = fc.oneof(fc.maxSafeInteger(), fc.constantFrom(...borders))
    fc.assert(
      fc.property(zone, far, fc.integer({ min: 0, max: 200_000 }), (name, at, later) => {
        const day = dayOf(name, at)
        expect(startOfDay(name, day)).toBeLessThanOrEqual(at)
        expect(startOfDay(name, day + 1)).toBeGreaterThan(at)
        expect(dayOf(name, at + later)).toBeGreaterThanOrEqual(day)
        expect(offsetSeconds(name, at)).toSatisfy(Number.isInteger)
        expect(addDays(name, at, 7)).toSatisfy(Number.isInteger)
        expect(addDays(name, at, -3_000_000)).toSatisfy(Number.isInteger)
      }),
    )
    expect(dayOf('Europe/Berlin', Number.MAX_SAFE_INTEGER)).toBe(104_249_991_374)
  })
})

describe('adding days', () => {
  test.each([
    ['Europe/Berlin', '2026-03-28T10:00:00+01:00', 1, '2026-03-29T10:00:00+02:00'],
    ['Europe/Berlin', '2026-03-28T02:30:00+01:00', 1, '2026-03-29T03:30:00+02:00'],
    ['Europe/Berlin', '2026-10-24T02:30:00+02:00', 1, '2026-10-25T02:30:00+02:00'],
    ['Europe/Berlin', '2026-10-25T02:30:00+01:00', 0, '2026-10-25T02:30:00+01:00'],
    ['Europe/Berlin', '2026-10-25T02:30:00+01:00', 1, '2026-10-26T02:30:00+01:00'],
    ['Europe/Berlin', '2026-01-31T12:00:00+01:00', 180, '2026-07-30T12:00:00+02:00'],
    ['America/Sao_Paulo', '2018-11-03T00:30:00-03:00', 1, '2018-11-04T01:30:00-02:00'],
    ['Pacific/Apia', '2011-12-29T09:00:00-10:00', 1, '2011-12-31T09:00:00+14:00'],
    ['Pacific/Apia', '2011-12-31T09:00:00+14:00', -2, '2011-12-29T09:00:00-10:00'],
    ['Asia/Kolkata', '2024-02-28T23:59:59+05:30', 2, '2024-03-01T23:59:59+05:30'],
    ['UTC', '9999-12-31T12:00:00Z', 3660, '9999-12-31T12:00:00Z'],
  ])('in %s, %s and %i days is %s', (name, from, days, to) => {
    const beyond = name === 'UTC' ? days * 86_400 : 0
    expect(addDays(name, seconds(from), days)).toBe(seconds(to) + beyond)
  })

  test('is what Temporal does', () => {
    fc.assert(
      fc.property(zonedSecond, fc.integer({ min: -3660, max: 3660 }), ({ name, at }, days) => {
        expect(addDays(name, at, days)).toBe(zoned(name, at).add({ days }).epochMilliseconds / 1000)
      }),
    )
  })

  test('is what Temporal does onto and out of the days of a changing clock', () => {
    fc.assert(
      fc.property(criticalSecond, fc.integer({ min: -3, max: 3 }), ({ name, at }, days) => {
        expect(addDays(name, at, days)).toBe(zoned(name, at).add({ days }).epochMilliseconds / 1000)
      }),
    )
  })
})

describe('offsets and zones', () => {
  test.each([
    ['UTC', '2026-05-01T00:00:00Z', 0],
    ['Europe/Berlin', '2026-01-01T00:00:00Z', 3600],
    ['Europe/Berlin', '2026-07-01T00:00:00Z', 7200],
    ['America/New_York', '2026-01-01T00:00:00Z', -18_000],
    ['Asia/Kolkata', '2026-01-01T00:00:00Z', 19_800],
    ['Australia/Lord_Howe', '2026-01-01T00:00:00Z', 39_600],
    // Some five seconds off the hour, until 1972.
    ['Africa/Monrovia', '1970-06-01T00:00:00Z', -2670],
  ])('%s at %s is %i seconds ahead of UTC', (name, at, offset) => {
    expect(offsetSeconds(name, seconds(at))).toBe(offset)
  })

  test.each([
    'UTC',
    'Europe/Berlin',
    'Europe/Kyiv',
    'Europe/Kiev',
    'US/Eastern',
    'Etc/GMT+3',
    'Asia/Kolkata',
  ])('%s is a time zone', (name) => expect(isTimeZone(name)).toBe(true))

  test.each(['', 'Mars/Olympus', '+03:00', '-0300', 'Europe/Berlin ', 'Europe', '\0', '../etc/passwd'])(
    '%j is no time zone, and asking for its days throws',
    (name) => {
      expect(isTimeZone(name)).toBe(false)
      expect(() => dayOf(name, 0)).toThrow(RangeError)
      expect(() => startOfDay(name, 0)).toThrow(RangeError)
      expect(() => addDays(name, 0, 1)).toThrow(RangeError)
      expect(() => offsetSeconds(name, 0)).toThrow(RangeError)
    },
  )

  test('every zone that the runtime offers is one', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((name) => !isTimeZone(name))).toEqual([])
  })
})

describe('dates', () => {
  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2026-05-01', 20_574],
    ['0001-01-01', -719_162],
    ['9999-12-31', 2_932_896],
  ])('%s is day %i', (date, day) => {
    expect(dayNumber(date)).toBe(day)
    expect(isoDate(day)).toBe(date)
  })

  test.each([
    [2_932_897, '+010000-01-01'],
    [-719_163, '0000-12-31'],
    [-719_529, '-000001-12-31'],
    [104_249_991_374, '+285428751-11-12'],
  ])('day %i, beyond the years 1 to 9999, is %s', (day, date) => {
    expect(isoDate(day)).toBe(date)
    expect(isIsoDate(date)).toBe(false)
  })

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '2026-5-1',
    '20260501',
    '2026-05-01T00:00:00Z',
    ' 2026-05-01',
    '',
  ])('%j is no date', (text) => {
    expect(isIsoDate(text)).toBe(false)
    expect(() => dayNumber(text)).toThrow(RangeError)
  })

  test('dates are written and read as Temporal does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (day) => {
        const date = isoDate(day)
        expect(date).toBe(new Temporal.PlainDate(1970, 1, 1).add({ days: day }).toString())
        expect(dayNumber(date)).toBe(day)
      }),
    )
  })
})

describe('timestamps', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2026-05-01T10:20:30Z', 1_777_630_830],
    ['2026-05-01T13:20:30+03:00', 1_777_630_830],
    ['2026-05-01T04:50:30-05:30', 1_777_630_830],
    ['2026-05-01t10:20:30.999z', 1_777_630_830],
    ['1969-12-31T23:59:59.5Z', -1],
    ['2016-12-31T23:59:60Z', 1_483_228_800],
    ['2017-01-01T02:59:60+03:00', 1_483_228_800],
  ])('%s is second %i', (text, at) => {
    expect(parseRfc3339(text)).toBe(at)
  })

  test.each([
    '2026-05-01',
    '2026-05-01T10:20Z',
    '2026-05-01T10:20:30',
    '2026-05-01 10:20:30Z',
    '2026-05-01T24:00:00Z',
    '2026-05-01T10:60:00Z',
    '2026-05-01T10:20:60Z',
    '2026-05-01T10:20:61Z',
    '2026-02-30T10:20:30Z',
    '2026-05-01T10:20:30+3:00',
    '2026-05-01T10:20:30+24:00',
    '2026-05-01T10:20:30+00:60',
    '2026-05-01T10:20:30.Z',
    '2026-05-01T10:20:30Z[UTC]',
    '1777630830',
    '',
  ])('%j is no timestamp', (text) => {
    expect(parseRfc3339(text)).toBeUndefined()
  })

  test('are read as Temporal reads them', () => {
    fc.assert(
      fc.property(zonedSecond, ({ name, at }) => {
        fc.pre(name !== 'Africa/Monrovia')
        expect(parseRfc3339(zoned(name, at).toString({ timeZoneName: 'never' }))).toBe(at)
      }),
    )
  })
})

function seconds(timestamp: string): number {
  return Temporal.Instant.from(timestamp).epochMilliseconds / 1000
}

function zoned(name: string, at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(name)
}

describe('a duration later', () => {
  test.each([
    ['PT36H', '2026-03-30T00:00:00Z'],
    ['P1D', '2026-03-29T11:00:00Z'],
    ['P1MT1H', '2026-04-28T12:00:00Z'],
    ['P1W', '2026-04-04T11:00:00Z'],
    ['PT0.5S', '2026-03-28T12:00:00Z'],
    ['-PT1H', '2026-03-28T11:00:00Z'],
  ])('%s after noon UTC of the day before Berlin sets its clocks forward is %s', (duration, later) => {
    const at = parseRfc3339('2026-03-28T12:00:00Z') as number
    expect(addDuration('Europe/Berlin', at, duration)).toBe(parseRfc3339(later))
  })

  test.each(['', 'P', '1D', 'P1', 'tomorrow', 'P999999999Y'])('%j is no duration', (text) => {
    expect(addDuration('UTC', 0, text)).toBeUndefined()
  })
})
