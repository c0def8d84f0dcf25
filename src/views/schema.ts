import Type, { type Static } from 'typebox'
import { NAME_MAX } from '../core/names.ts'
import { Id, Nullable, Timestamp } from '../http/schema.ts'
import { HowShown, WhichCustomers } from '../query/schema.ts'
import { BrokenReferences } from '../rules/schema.ts'

const MAX_WIDTH = 10_000
const MAX_WIDTHS = 100
const CLOSED = { additionalProperties: false }

const Question = Type.Object(
  { ...WhichCustomers, ...HowShown },
  { ...CLOSED, description: 'A body of `POST /api/patron/v1/customers/query`' },
)

const Widths = Type.Unsafe<Readonly<Record<string, number>>>({
  type: 'object',
  additionalProperties: { type: 'integer', minimum: 1, maximum: MAX_WIDTH },
  maxProperties: MAX_WIDTHS,
  description: 'Widths of columns in a table, by the name of the column: kept and returned as they are',
})

const written = {
  name: Type.String({ minLength: 1, maxLength: NAME_MAX }),
  shared: Type.Boolean({ description: 'true: every user of the account sees it; only its owner changes it' }),
  question: Question,
  widths: Widths,
}

export const NewView = Type.Object(
  {
    name: written.name,
    question: written.question,
    shared: Type.Optional(written.shared),
    widths: Type.Optional(written.widths),
  },
  CLOSED,
)
export type NewView = Static<typeof NewView>

export const ViewPatch = Type.Object(Type.Partial(Type.Object(written)).properties, {
  ...CLOSED,
  minProperties: 1,
})
export type ViewPatch = Static<typeof ViewPatch>

export const ViewModel = Type.Object({
  id: Id,
  ...written,
  user_id: Id,
  aloud: Nullable<string>(
    Type.String({ description: 'Its tree in words, in the language of the request; null without a tree' }),
  ),
  broken: { ...BrokenReferences, description: 'What its question names that is gone: it is refused then' },
  version: Type.Integer({ minimum: 1 }),
  created_at: Timestamp,
  updated_at: Timestamp,
})

export const ViewList = Type.Object({ _embedded: Type.Object({ views: Type.Array(ViewModel) }) })
