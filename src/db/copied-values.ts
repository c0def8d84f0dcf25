/** Reads what COPY has written in its text format, value by value: rows end like values, so only the caller knows the columns. */
export class CopiedValues {
  readonly bytes: Buffer
  /** Where the next value begins. */
  at = 0

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  isAtEnd(): boolean {
    return this.at >= this.bytes.length
  }

  /** As many whole numbers as there are columns, into the same index of each. */
  numbersInto(columns: readonly Float64Array[], index: number): void {
    for (let i = 0; i < columns.length; i++) (columns[i] as Float64Array)[index] = this.number()
  }

  /** A whole number that doubles hold exactly; NaN for NULL. */
  number(): number {
    const { bytes } = this
    let at = this.at
    let code = bytes[at] as number
    if (code === CODE.backslash) {
      this.at = at + NULL_LENGTH
      return NaN
    }
    const isNegative = code === CODE.minus
    if (isNegative) code = bytes[++at] as number
    let number = 0
    while (code >= CODE.zero) {
      number = number * 10 + (code - CODE.zero)
      code = bytes[++at] as number
    }
    this.at = at + 1
    return isNegative ? -number : number
  }

  /** An array of whole numbers. */
  numbers(): number[] {
    const { bytes } = this
    const numbers: number[] = []
    let at = this.at + 1
    let code = bytes[at] as number
    while (code !== CODE.closing) {
      let number = 0
      while (code >= CODE.zero && code !== CODE.closing) {
        number = number * 10 + (code - CODE.zero)
        code = bytes[++at] as number
      }
      numbers.push(number)
      if (code === CODE.comma) code = bytes[++at] as number
    }
    this.at = at + 2
    return numbers
  }

  /** Passes over a value. @returns where it ends */
  skip(): number {
    const { bytes } = this
    let at = this.at
    while (bytes[at] !== CODE.tab && bytes[at] !== CODE.newline) at++
    this.at = at + 1
    return at
  }
}

/** Texts that are decoded together, which is many times as fast as each for itself. */
export class TextColumn {
  #bytes = Buffer.allocUnsafe(0)
  #length = 0
  #count = 0
  #texts: string[] | undefined

  /** Takes a text that is written between two offsets; the rows are the same each time. @returns which of the texts it is */
  add(rows: Buffer, start: number, end: number): number {
    if (this.#count === 0) this.#bytes = Buffer.allocUnsafe(rows.length)
    const bytes = this.#bytes
    let length = this.#length
    for (let at = start; at < end; at++) bytes[length++] = rows[at] as number
    bytes[length++] = CODE.newline
    this.#length = length
    return this.#count++
  }

  /** One of the texts. */
  at(index: number): string {
    this.#texts ??= this.#bytes.toString('utf8', 0, this.#length).split('\n') // a newline within a text is written as letters
    return unescaped(this.#texts[index] as string)
  }
}

const NULL_LENGTH = '\\N\t'.length
const CODE = { tab: 9, newline: 10, comma: 44, minus: 45, zero: 48, backslash: 92, closing: 125 }

/** A text that COPY has written between two offsets. */
export function copiedText(bytes: Buffer, start: number, end: number): string {
  return unescaped(bytes.toString('utf8', start, end))
}

function unescaped(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\(.)/g, (_all, letter: string) => LETTERS[letter] ?? letter)
    : text
}

/** What the letters behind a backslash stand for; of others, for themselves. */
const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
