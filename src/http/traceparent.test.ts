import { expect, test } from 'vitest'
import { traceIdOf } from './traceparent.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'

test.each([
  ['version 00', `00-${TRACE}-${SPAN}-01`],
  ['a later version', `01-${TRACE}-${SPAN}-00`],
  ['a later version with more behind it', `cc-${TRACE}-${SPAN}-01-what-comes`],
])('the trace of %s is taken over', (_what, header) => {
  expect(traceIdOf(header)).toBe(TRACE)
})

test.each([
  ['none', undefined],
  ['nothing', ''],
  ['two headers', `00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`],
  ['a list', [`00-${TRACE}-${SPAN}-01`]],
  ['the version that is forbidden', `ff-${TRACE}-${SPAN}-01`],
  ['a trace of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
  ['a span of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
  ['capitals', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
  ['version 00 with more behind it', `00-${TRACE}-${SPAN}-01-more`],
  ['a later version with more glued to it', `01-${TRACE}-${SPAN}-01more`],
  ['a trace that is too short', `00-${TRACE.slice(1)}-${SPAN}-01`],
  ['a secret', 'Bearer abc'],
])('the traceparent %s is ignored', (_what, header) => {
  expect(traceIdOf(header)).toBeUndefined()
})
