import { createHash } from 'node:crypto'
import { Invalid } from '../core/errors.ts'
import { nodeAt, type Query } from './query-string.ts'

/** What a cursor carries: numbers, texts and truths that say where a page of a list ended. */
export type CursorValue = number | string | boolean | null

const CHECK_LENGTH = 4
const WRITTEN = /^[\w-]{8,4000}$/

/**
 * Returns a name for what a list is asked, in 8 characters. Cursors carry it, so that one is of use only where the rows are the same and
 * come in the same order.
 */
export function questionOf(parts: readonly string[]): string {
  return digest(JSON.stringify(parts)).toString('base64url', 0, 6)
}

/** Writes a position in the list that a question names, for a URL. */
export function cursorOf(question: string, values: readonly CursorValue[]): string {
  const written = Buffer.from(JSON.stringify([question, ...values])).toString('base64url')
  return written + checkOf(written)
}

/**
 * The values that a cursor carries. They are of the question, and of nobody's making but {@link cursorOf}'s unless somebody forged them.
 * @throws Invalid for what is no cursor, and for one of another question
 */
export function readCursor(cursor: string, question: string): readonly unknown[] {
  const written = cursor.slice(0, -CHECK_LENGTH)
  if (!WRITTEN.test(cursor) || checkOf(written) !== cursor.slice(-CHECK_LENGTH)) throw brokenCursor()
  const [of, ...values] = JSON.parse(Buffer.from(written, 'base64url').toString()) as unknown[]
  if (of !== question) throw new Invalid([{ code: 'ForeignCursor', path: 'cursor' }])
  return values
}

/** The cursors in a query: none, one, or several where a client repeats its parameters. @throws Invalid for `cursor[]` */
export function cursorsIn(query: Query): readonly string[] {
  const node = nodeAt(query, 'cursor')
  if (node !== undefined && node.children.size > 0) throw brokenCursor()
  return node?.values ?? []
}

/** The refusal of a cursor that cannot be read. */
export function brokenCursor(): Invalid {
  return new Invalid([{ code: 'BrokenCursor', path: 'cursor' }])
}

/** A few characters that tell a cursor which a client cut or changed on its way. */
function checkOf(written: string): string {
  return digest(written).toString('base64url', 0, 3)
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
