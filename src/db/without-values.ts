/** Literals of SQL: quoted texts, those between dollar signs, and numbers that are no part of a name, a parameter or a type. */
const LITERALS = /[eE]?'(?:[^'\\]|''|\\.)*'?|\$(\w*)\$[\s\S]*?(?:\$\1\$|$)|(?<![\w$."])\d+(?:\.\d+)?\b/g

/** So much of a statement is enough to find it in the code. */
const MAX_LENGTH = 500

/** Returns the text of a statement without any value in it, in one line of at most 500 characters. */
export function withoutValues(statement: string): string {
  const text = statement.replace(LITERALS, '?').replace(/\s+/g, ' ').trim()
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text
}
