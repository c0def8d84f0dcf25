import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { FastifyRequest } from 'fastify'
import { Refused } from '../core/errors.ts'
import { BODY_LIMIT_BYTES } from './problems.ts'

const unzip = promisify(gunzip)

/**
 * Returns the body of a request without its `Content-Encoding`. The limit of a body holds for what it unpacks to as well: unpacking ends
 * there, so a small body that would become gigabytes costs no more than a large one.
 * @throws Refused 'unsupported_encoding' for any other than gzip, 'broken_gzip', 'body_too_large'
 */
export async function unpacked({ headers }: FastifyRequest, raw: Buffer): Promise<Buffer> {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
  if (encoding === 'identity' || raw.length === 0) return raw
  if (encoding !== 'gzip' && encoding !== 'x-gzip') throw new Refused('unsupported_encoding')
  try {
    return await unzip(raw, { maxOutputLength: BODY_LIMIT_BYTES })
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    throw isTooLarge
      ? new Refused('body_too_large', { limit: BODY_LIMIT_BYTES }, error)
      : new Refused('broken_gzip', {}, error)
  }
}
