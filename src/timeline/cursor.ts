import { Invalid } from '../core/errors.ts'
import type { Position } from './queries.ts'

const WRITTEN = /^(\d{1,16})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(came|went)$/

/** A position in a list of moves as clients carry it: it stays where it is however many moves come after. */
export function cursorOf({ at, id, entered }: Position): string {
  return Buffer.from(`${at}.${id}.${entered ? 'came' : 'went'}`).toString('base64url')
}

/** @throws Invalid when it is none of ours */
export function readCursor(cursor: string): Position {
  const [, at, id, end] = WRITTEN.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? []
  if (at === undefined || id === undefined) throw new Invalid([{ code: 'InvalidFormat', path: 'cursor' }])
  return { at: Number(at), id, entered: end === 'came' }
}
