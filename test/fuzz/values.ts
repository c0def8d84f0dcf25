import fc from 'fast-check'
import { number } from '../bad-input/json.ts'

/** Ids that an account may have given to anything: they start at 1,001 for each kind. */
export const id = fc.oneof(
  { arbitrary: fc.integer({ min: 1001, max: 1008 }), weight: 8 },
  { arbitrary: fc.integer({ min: 1001, max: 1100 }), weight: 2 },
)

/** Whole numbers around everything that could be a border, and ids. */
export const integer: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: id, weight: 4 },
  { arbitrary: fc.integer({ min: 0, max: 5000 }), weight: 3 },
  {
    arbitrary: fc.constantFrom<unknown>(
      ...[0, -0, 1, -1, 30, 3660, 3661, 2 ** 31 - 1, 2 ** 31, -(2 ** 31)],
      ...[1_773_144_000, 1_773_230_400, 253_402_300_799, 253_402_300_800],
      ...[2 ** 53 - 1, 2 ** 53, -(2 ** 53), 2 ** 62, 2 ** 63],
    ),
    weight: 3,
  },
  { arbitrary: fc.maxSafeInteger(), weight: 1 },
)

/** Numbers of any form. */
export const anyNumber: fc.Arbitrary<unknown> = fc.oneof(
  integer,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom('1e400', '-1e400', '1E-400', '0.1e1', '123456789012345678901234567890', '1.0').map(number),
)

/** Texts that have a meaning somewhere. */
const MEANINGFUL = [
  ...['#ccc8f9', '#fffeb2', '10599d', '2176ff', 'segments', 'periodicity', 'available', 'ru', 'en', 'USD'],
  ...['UTC', 'Europe/Moscow', 'America/St_Johns', 'Pacific/Apia', 'text', 'numeric', 'select', 'multiselect'],
  ...['date', 'date_time', 'file', 'chained_list', 'monetary', 'checkbox', 'VIP', 'Red', 'Blue', 'Gold'],
  ...[
    '2026-03-10T12:00:00+03:00',
    '9999-12-31T23:59:59-23:59',
    '12.5',
    '-1e308',
    '0',
    '1',
    'true',
    'null',
    '',
  ],
  ...['__proto__', 'constructor', 'toString', 'length', '%', '_', '\\', "'", '"', '{}', '$1', ' ', '\n'],
]
/** Characters that change their length or their order when they are folded, cut, or written in a language. */
const UNUSUAL = [
  'İ',
  'ß',
  'ﬀ',
  'Ё',
  '\u0301',
  '👨‍👩‍👧',
  '\u202e',
  '\ufeff',
  '𝒳',
  '\u2028',
  '\u0085',
  'ǆ',
  '\ud83d',
  '\0',
]

/** Texts: meaningful, unusual, too long, or anything. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...MEANINGFUL), weight: 5 },
  { arbitrary: fc.string({ maxLength: 12 }), weight: 3 },
  { arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }), weight: 3 },
  {
    arbitrary: fc
      .tuple(
        fc.constantFrom('a', ...UNUSUAL.slice(0, -2)),
        fc.constantFrom(1, 2, 85, 199, 200, 201, 254, 255, 256),
      )
      .map(([unit, count]) => unit.repeat(count)),
    weight: 2,
  },
  { arbitrary: fc.constantFrom(...UNUSUAL, 'я'.repeat(32_768), 'a'.repeat(65_537)), weight: 1 },
)

/** Any JSON at all. */
export const junk: fc.Arbitrary<unknown> = fc.letrec((self) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    anyNumber,
    text,
    fc.array(self('value'), { maxLength: 3 }),
    fc.array(fc.tuple(text, self('value')), { maxLength: 3 }).map(objectOf),
  ),
})).value

/** An object with keys of its own, `__proto__` among them. */
export function objectOf(entries: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(entries)
}
