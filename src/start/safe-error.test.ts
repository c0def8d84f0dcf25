import { expect, test } from 'vitest'
import { safeError } from './safe-error.ts'

const SECRET = 'Ivan Petrov'

function thrownBy(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

/** An error as the driver throws it. */
function ofPostgres(code: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name: 'error', code, ...more })
}

test.each<[string, unknown]>([
  ['JSON that is broken', thrownBy(() => JSON.parse(`{"name":"${SECRET}","x":"}`))],
  ['a key that is missing', thrownBy(() => (undefined as unknown as Record<string, string>)[SECRET])],
  ['a value of the wrong type', ofPostgres('22P02', `invalid input syntax for type bigint: "${SECRET}"`)],
  ['a row that breaks a constraint', ofPostgres('23514', `row violates ${SECRET}`, { detail: SECRET })],
  ['an exception of a function', ofPostgres('P0001', `no good: ${SECRET}`)],
  ['a number that is too large', new RangeError('79261234567 is beyond the safe integers')],
  ['a message that looks like a stack', new Error(`first\n    at ${SECRET} (file.ts:1:1)"${SECRET}"`)],
  ['a cause', new Error('no good', { cause: new Error(`about "${SECRET}"`) })],
  ['something that is no error', SECRET],
])('of %s no value is shown', (_what, error) => {
  const shown = JSON.stringify(safeError(error))
  expect(shown).not.toContain(SECRET.split(' ')[1])
  expect(shown).not.toContain('79261234567')
})

test('what helps to find the case is shown', () => {
  const error = ofPostgres('23505', 'duplicate key', { table: 'tags', constraint: 'tags_name_unique' })
  expect(safeError(error)).toMatchObject({
    type: 'DatabaseError',
    code: '23505',
    table: 'tags',
    constraint: 'tags_name_unique',
  })
  expect(safeError(error).stack?.join()).toContain('safe-error.test.ts')
  expect(safeError(ofPostgres('57P01', 'terminating connection due to administrator command')).message).toBe(
    'terminating connection due to administrator command',
  )
  expect(safeError(new Error('connect ECONNREFUSED 127.0.0.1:5432')).message).toContain('ECONNREFUSED')
})
