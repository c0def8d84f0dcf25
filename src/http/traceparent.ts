/** The form that W3C Trace Context gives `traceparent`; later versions may have more behind it, version 00 has not. */
const FORM = /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(-.*)?$/

/** Returns the id of the trace that a `traceparent` header names, 32 hexadecimal digits; undefined for a header that is invalid or absent. */
export function traceIdOf(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined
  const [, version, traceId, more] = FORM.exec(header) ?? []
  return version === '00' && more !== undefined ? undefined : traceId
}
