import { randomUUID } from 'node:crypto'

/** A new X-Request-Id: it stands in the answer, and in the log beside what went wrong. */
export function newAnswerId(): string {
  return randomUUID().replaceAll('-', '')
}
