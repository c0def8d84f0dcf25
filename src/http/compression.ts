import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'

/** An answer of fewer bytes fits into a packet or two as it is. */
const MIN_BYTES = 1024

/** Compresses answers for clients that accept it. Bodies of requests are unpacked elsewhere ({@link file://./unpack.ts}). */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    globalDecompression: false,
    threshold: MIN_BYTES,
    encodings: ['zstd', 'br', 'gzip'],
    // JSON shrinks to a tenth at the lowest levels; the next ones cost twice the time for a few per cent.
    zlibOptions: { level: 3 },
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } },
  })
}
