import Type, { type Static } from 'typebox'
import { Timestamp } from '../http/schema.ts'
import { MoveModel } from '../timeline/schema.ts'

export const ClockModel = Type.Object({
  now: Timestamp,
  frozen: Type.Boolean(),
  real_now: Timestamp,
})

export const ClockChange = Type.Object(
  {
    freeze: Type.Optional(Type.Boolean({ description: 'Whether the clock stands still from then on' })),
    advance: Type.Optional(
      Type.Unsafe<number | string>({
        type: ['integer', 'string'],
        minimum: 0,
        maxLength: 64,
        description:
          'Seconds, `3d` (or s, m, h, w), or an ISO 8601 duration such as `P1M2DT3H`; days and longer are those of the account’s calendar. At most ten years at once, for the clock goes forward only',
      }),
    ),
    to: Type.Optional(Timestamp),
  },
  { minProperties: 1 },
)
export type ClockChange = Static<typeof ClockChange>

export const ChangedClock = Type.Object({
  from: Timestamp,
  ...ClockModel.properties,
  moves_count: Type.Integer({
    minimum: 0,
    description: 'The moves that time has made in this account on the way',
  }),
  _embedded: Type.Object({
    moves: Type.Array(MoveModel, {
      description: 'The first 1,000 of them, in the order in which they happened',
    }),
  }),
})
