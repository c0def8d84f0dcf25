import { brokenCursor, cursorOf, readCursor } from '../http/cursor.ts'
import type { Position } from './queries.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A position in a list of moves as clients carry it: it stays where it is however many moves come after. */
export function moveCursorOf(question: string, { at, id, entered }: Position): string {
  return cursorOf(question, [at, id, entered])
}

/** @throws Invalid for what is no cursor, and for one of other moves */
export function readMoveCursor(cursor: string, question: string): Position {
  const [at, id, entered] = readCursor(cursor, question)
  if (!Number.isSafeInteger(at) || typeof id !== 'string' || !UUID.test(id) || typeof entered !== 'boolean')
    throw brokenCursor()
  return { at: at as number, id, entered }
}
