import Type from 'typebox'
import { KINDS } from './kinds.ts'

const node = Type.Ref('Condition')
const closed = { additionalProperties: false }

/** A tree as it is written, for the reference and for clients; `parseTree` is what checks one, and says what is wrong where. */
export const ConditionSchema = Type.Cyclic(
  {
    Condition: Type.Union([
      Type.Object({ all: Type.Array(node) }, closed),
      Type.Object({ any: Type.Array(node) }, closed),
      Type.Object({ not: node }, closed),
      ...Object.entries(KINDS).map(([name, { schema }]) => Type.Object({ [name]: schema }, closed)),
    ]),
  },
  'Condition',
)
