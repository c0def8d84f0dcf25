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

export type Located = { readonly path: string; readonly value: unknown }

/** Every value inside a body with its path, the body itself first. */
export function idsAndLinksOf(body: unknown): Located[] {
  return [...walk('$', body)]
}

function* walk(path: string, value: unknown): Generator<Located> {
  yield { path, value }
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* walk(`${path}[${at}]`, item)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, below] of Object.entries(value)) yield* walk(`${path}.${key}`, below)
  }
}
