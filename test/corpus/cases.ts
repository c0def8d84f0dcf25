import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A tree of conditions as it is written. */
export type Tree = Readonly<Record<string, unknown>>

export type CorpusPurchase = {
  readonly at: string
  readonly price: number
  readonly elements?: readonly number[]
}

export type CorpusValue = string | number | boolean | readonly string[]

/** A customer of the corpus; README.md says what each key means. */
export type CorpusCustomer = {
  readonly name?: string
  readonly created_at?: string
  readonly created_by?: string | 0
  readonly responsible_user?: string
  readonly next_date?: string
  readonly next_price?: number
  readonly periodicity?: number
  readonly tags?: readonly string[]
  readonly segments?: readonly string[]
  readonly stage?: string
  readonly custom_fields?: Readonly<Record<string, CorpusValue>>
  readonly purchases?: readonly CorpusPurchase[]
}

export type CorpusCase = {
  readonly name: string
  readonly timezone: string
  readonly now: string
  readonly condition: Tree
  readonly customer: CorpusCustomer
  readonly holds: boolean
}

export type CorpusAccount = {
  readonly users: readonly string[]
  readonly tags: readonly string[]
  readonly segments: readonly string[]
  readonly fields: Readonly<Record<string, { readonly type: string; readonly options?: readonly string[] }>>
}

type CorpusFile = Pick<CorpusCase, 'timezone' | 'now'> & {
  readonly cases: readonly (Omit<CorpusCase, 'timezone' | 'now'> & Partial<CorpusCase>)[]
}

const read = <Content>(file: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as Content

/** The account that all cases are about. */
export const corpusAccount = read<CorpusAccount>('account.json')

/** The cases of every file, each with its zone and moment. */
export const corpusCases: readonly CorpusCase[] = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.json') && file !== 'account.json')
  .flatMap((file) => {
    const { timezone, now, cases } = read<CorpusFile>(file)
    return cases.map((each) => ({ timezone, now, ...each }))
  })
