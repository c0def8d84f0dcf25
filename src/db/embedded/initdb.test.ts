import { expect, test } from 'vitest'
import { initdbFailure } from './initdb.ts'

test.each([
  [
    'initdb: error: could not look up effective user ID 54321: user does not exist\n',
    'The bundled Postgres needs a user with a name: add user 54321 to /etc/passwd, or set DATABASE_URL.',
  ],
  [
    'initdb: error: could not change permissions of directory "/proc/self/fd/3": Operation not permitted\n',
    'The bundled database could not be made: could not change permissions of directory "/proc/self/fd/3": Operation not permitted.',
  ],
  [
    '2026-01-01 00:00:00.000 UTC [7] FATAL:  could not extend file: No space left on device\nchild process exited with exit code 1\ninitdb: removing contents of data directory\n',
    'The bundled database could not be made: could not extend file: No space left on device.',
  ],
  [
    'initdb: loading failed: libxml2.so.2: cannot open shared object file\n',
    'The bundled database could not be made: initdb: loading failed: libxml2.so.2: cannot open shared object file.',
  ],
])('what initdb says becomes a sentence: %s', (errors, sentence) => {
  expect(initdbFailure(errors, null).message).toBe(sentence)
})

test('an initdb that was killed is told as such', () => {
  expect(initdbFailure('', 'SIGKILL').message).toBe('The bundled database could not be made: SIGKILL.')
})
