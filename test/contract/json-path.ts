/**
 * Whether a path such as `$._embedded.customers[0].id` is named by a pattern. A pattern is a path in which `[*]` stands
 * for any index; `*` stands for nothing else.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const wanted = steps(pattern)
  const found = steps(path)
  return wanted.length === found.length && wanted.every((step, at) => fits(step, found[at]))
}

function steps(path: string): string[] {
  return path.split(/\.|(?=\[)/)
}

function fits(wanted: string, found: string | undefined): boolean {
  return wanted === found || (wanted === '[*]' && found !== undefined && /^\[\d+\]$/.test(found))
}
