import { TextColumn } from '../../db/copied-values.ts'

/** The values of some custom fields of a block of customers, found in the JSON that COPY has written, without making objects of it. */
export class FieldColumns {
  readonly #bytes: Buffer
  /** By id, which is the order in which JSON of the database names fields. */
  readonly #columns: readonly FieldColumn[]
  readonly #byId: ReadonlyMap<number, FieldColumn>

  constructor(bytes: Buffer, ids: Iterable<number>, size: number) {
    this.#bytes = bytes
    this.#columns = [...ids].sort((a, b) => a - b).map((id) => new FieldColumn(id, size))
    this.#byId = new Map(this.#columns.map((column) => [column.id, column]))
  }

  /** The value of a field of the customer at an index; undefined if there is none, or nobody has asked for the field. */
  at(index: number, id: number): unknown {
    const column = this.#byId.get(id)
    const found = column?.found[index] ?? NOTHING
    if (column === undefined || found === NOTHING) return undefined
    if (found === NUMBER) return column.numbers[index]
    if (found === BOOLEAN) return column.numbers[index] === 1
    const json = column.texts.at(found)
    return json.startsWith('"') && !json.includes('\\') ? json.slice(1, -1) : JSON.parse(json)
  }

  /** The numbers of a field by index; 0 and 1 where it is a checkbox. NaN for other values, and where there is none. */
  numbersOf(id: number): Float64Array | undefined {
    return this.#byId.get(id)?.numbers
  }

  /** The indexes from `from` to before `to` at which the value is a text, a list or an object, counted from `from`. */
  *textsOf(id: number, from: number, to: number): Generator<number> {
    const found = this.#byId.get(id)?.found
    for (let index = from; index < to; index++) if ((found?.[index] ?? NOTHING) >= 0) yield index - from
  }

  /** Notes the values of the customer at an index, whose fields are written at `at`. @returns where they end */
  read(index: number, at: number): number {
    const bytes = this.#bytes
    let next = 0
    at++
    while (bytes[at] !== CODE.closingBrace) {
      let id = 0
      for (at += 1; bytes[at] !== CODE.quote; at++) id = id * 10 + (bytes[at] as number) - CODE.zero
      const start = at + '": '.length
      while (next < this.#columns.length && (this.#columns[next] as FieldColumn).id < id) next++
      const column = this.#columns[next]
      const end = this.#endOf(start)
      if (column?.id === id) {
        column.set(index, bytes, start, end)
      }
      at = bytes[end] === CODE.comma ? end + ', '.length : end
    }
    return at + 1
  }

  /** Where the value that begins at `at` ends. */
  #endOf(at: number): number {
    const bytes = this.#bytes
    let depth = 0
    for (; ; at++) {
      const code = bytes[at]
      if (code === CODE.quote) at = this.#closingQuote(at + 1)
      else if (code === CODE.openBracket || code === CODE.openBrace) depth++
      else if (depth === 0 && (code === CODE.comma || code === CODE.closingBrace)) return at
      else if (code === CODE.closingBracket || code === CODE.closingBrace) depth--
    }
  }

  /** COPY writes each backslash of the JSON twice. */
  #closingQuote(at: number): number {
    const bytes = this.#bytes
    for (; bytes[at] !== CODE.quote; at++)
      if (bytes[at] === CODE.backslash) at += bytes[at + 2] === CODE.backslash ? 3 : 2
    return at
  }
}

/** What a customer has in a field, unless it is one of the column's texts. */
const [NOTHING, NUMBER, BOOLEAN] = [-1, -2, -3]

/** The values of one field by index. */
class FieldColumn {
  readonly id: number
  /** Also of booleans. NaN where there is neither. */
  readonly numbers: Float64Array
  /** Which of the texts, if none of the above. */
  readonly found: Int32Array
  /** The JSON of values that are neither numbers nor booleans. */
  readonly texts = new TextColumn()

  constructor(id: number, size: number) {
    this.id = id
    this.numbers = new Float64Array(size).fill(NaN)
    this.found = new Int32Array(size).fill(NOTHING)
  }

  /** Takes the value whose JSON is written between two offsets. */
  set(index: number, bytes: Buffer, start: number, end: number): void {
    const number = numberAt(bytes, start, end)
    this.numbers[index] = number
    if (Number.isNaN(number)) this.found[index] = this.texts.add(bytes, start, end)
    else this.found[index] = isLetter(bytes[start]) ? BOOLEAN : NUMBER
  }
}

/** Whole numbers of so many digits are exact, and so are powers of ten that have no more of them; their quotient is rounded as it should be. */
const MOST_DIGITS = 15

/** The number, or whether it is true, that is written between two offsets; NaN for anything else. */
function numberAt(bytes: Buffer, start: number, end: number): number {
  const code = bytes[start] as number
  if (isLetter(code)) return code === CODE.t ? 1 : code === CODE.f ? 0 : NaN
  const isNegative = code === CODE.minus
  if (!isNegative && (code < CODE.zero || code > CODE.nine)) return NaN
  const first = isNegative ? start + 1 : start
  if (end - first > MOST_DIGITS) return Number(bytes.toString('latin1', start, end))
  let [number, divisor] = [0, 0]
  for (let at = first; at < end; at++) {
    const digit = bytes[at] as number
    if (digit === CODE.point) divisor = 1
    else {
      number = number * 10 + (digit - CODE.zero)
      divisor *= 10
    }
  }
  if (divisor > 1) number /= divisor
  return isNegative ? -number : number
}

/** Of `true`, `false` and `null`. */
function isLetter(code: number | undefined): boolean {
  return code !== undefined && code >= CODE.a && code <= CODE.z
}

const CODE = {
  quote: 34,
  comma: 44,
  minus: 45,
  point: 46,
  zero: 48,
  nine: 57,
  openBracket: 91,
  backslash: 92,
  closingBracket: 93,
  a: 97,
  f: 102,
  t: 116,
  z: 122,
  openBrace: 123,
  closingBrace: 125,
}
