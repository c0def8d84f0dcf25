import type { FastifyRequest } from 'fastify'

/** The ETag of something that has versions. */
export function etagOf({ version }: { readonly version: number }): string {
  return `"${version}"`
}

/** The version that something must still have for a write to change it. Without one, any version will do. */
export type IfVersion = number | undefined

/** The version in `If-Match`; `*` and no header ask for none. What is no ETag of ours matches no version. */
export function ifVersionOf(request: FastifyRequest): IfVersion {
  const given = request.headers['if-match']
  if (given === undefined || given === '*') return undefined
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(given)?.[1]
  return version === undefined ? -1 : Number(version)
}
