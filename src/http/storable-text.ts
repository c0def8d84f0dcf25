import { clipped, Violations } from '../core/errors.ts'
import { requestIdsOf } from './request-ids.ts'

/**
 * Refuses a body with text that Postgres cannot keep as it is: NUL, or half of a surrogate pair, in values or keys.
 * @throws Invalid naming each path
 */
export function unstorableText(body: unknown): void {
  const violations = new Violations(Array.isArray(body) ? requestIdsOf(body) : 'single')
  const walk = (value: unknown, item: number, path: readonly string[]): void => {
    if (violations.isFull) return
    if (typeof value === 'string') {
      if (!isStorable(value)) violations.add(item, 'InvalidCharacters', path.join('.'))
    } else if (Array.isArray(value)) value.forEach((child, i) => walk(child, item, [...path, String(i)]))
    else if (typeof value === 'object' && value !== null)
      for (const [key, child] of Object.entries(value)) {
        if (isStorable(key)) walk(child, item, [...path, clipped(key)])
        else violations.add(item, 'InvalidCharacters', path.join('.'))
      }
  }
  if (Array.isArray(body)) body.forEach((item, i) => walk(item, i, []))
  else walk(body, 0, [])
  violations.throwIfAny()
}

/** Whether Postgres can keep a text unchanged. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}
