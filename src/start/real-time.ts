/** Seconds since 1970 by this machine's clock, with fractions. */
export function realSeconds(): number {
  return Date.now() / 1000
}
