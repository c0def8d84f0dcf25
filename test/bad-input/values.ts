import type { ViolationCode } from '../../src/core/errors.ts'
import { number } from './json.ts'

/** A value that a property refuses, and the code it hears. */
export type Wrong = readonly [what: string, value: unknown, code: ViolationCode]

const type = (what: string, value: unknown): Wrong => [what, value, 'InvalidType']

const NO_INTEGER: readonly Wrong[] = [
  type('a text', '1'),
  type('an empty text', ''),
  type('true', true),
  type('a list', [1]),
  type('an object', {}),
  type('a float', 1.5),
  type('1e400', number('1e400')),
]
const BEYOND: readonly Wrong[] = [
  ['2^53', 2 ** 53, 'OutOfRange'],
  ['a number beyond 2^53', number('123456789012345678901234567890'), 'OutOfRange'],
]
const FROM_ZERO: readonly Wrong[] = [...NO_INTEGER, ...BEYOND, ['-1', -1, 'OutOfRange']]
const NO_TEXT: readonly Wrong[] = [
  type('a number', 7),
  type('false', false),
  type('a list', ['a']),
  type('an object', { constructor: 'a' }),
]
const TOO_LONG: Wrong = ['256 letters', 'ы'.repeat(256), 'TooLong']

/** What each kind of property refuses, but for null. */
const WRONG = {
  /** From 0, at most 2^53 - 1 whole ones or less. */
  money: [
    ...NO_INTEGER.filter(([what]) => what !== 'a float'),
    ...BEYOND,
    ['-1', -1, 'OutOfRange'],
    ['-0.01', -0.01, 'OutOfRange'],
  ],
  /** Whole, from 0 to 2^53 - 1. */
  count: FROM_ZERO,
  user: FROM_ZERO,
  id: [...FROM_ZERO, ['0', 0, 'OutOfRange']],
  time: [
    ...FROM_ZERO.filter(([what]) => what !== 'a float'), // whole seconds are meant
    ['a second behind the year 9999', 253_402_300_800, 'OutOfRange'],
    type('a date', '2026-03-10'),
  ],
  int32: [
    ...NO_INTEGER,
    ...BEYOND,
    ['2^31', 2 ** 31, 'OutOfRange'],
    ['less than -2^31', -(2 ** 31) - 1, 'OutOfRange'],
  ],
  integer: NO_INTEGER,
  float: [type('a text', '1'), type('true', true), type('a list', []), type('1e400', number('1e400'))],
  flag: [type('a text', 'true'), type('1', 1), type('a list', []), type('an object', {})],
  /** Up to 255 characters. */
  name: [...NO_TEXT, TOO_LONG],
  /** A name that may not be empty. */
  title: [
    ...NO_TEXT,
    TOO_LONG,
    ['an empty text', '', 'NotBlank'],
    ['a blank', ' ', 'NotBlank'],
    ['what cannot be seen', '\u200b\u2060', 'NotBlank'],
  ],
  /** Up to 64 KiB. */
  text: [...NO_TEXT, ['65,537 letters', 'a'.repeat(65_537), 'TooLong']],
  anyText: NO_TEXT,
  list: [type('a text', 'a'), type('an object', {}), type('a number', 1), type('false', false)],
  /** A list, or an object of which only the values count. */
  collection: [type('a text', 'a'), type('a number', 1), type('false', false)],
  object: [type('a text', 'a'), type('a list', [1]), type('a number', 1), type('false', false)],
  requestId: [type('true', true), type('a list', []), type('an object', {}), type('a float', 1.5), TOO_LONG],
} satisfies Record<string, readonly Wrong[]>

/** A kind of property; with `?` it takes null, too. */
export type Kind = keyof typeof WRONG | `${keyof typeof WRONG}?`

/** Dotted paths inside an item, and what stands there. */
export type Properties = Readonly<Record<string, Kind>>

/** Everything that a kind of property refuses. */
export function wrongFor(kind: Kind): readonly Wrong[] {
  const name = kind.replace('?', '') as keyof typeof WRONG
  return kind.endsWith('?') ? WRONG[name] : [type('null', null), ...WRONG[name]]
}
