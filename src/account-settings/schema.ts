import Type, { type Static } from 'typebox'

/** Both keys are mandatory, also to switch customers off. */
export const Mode = Type.Object({
  mode: Type.Unsafe<'segments' | 'periodicity'>({ type: 'string', enum: ['segments', 'periodicity'] }),
  is_enabled: Type.Boolean(),
})
export type Mode = Static<typeof Mode>

export const Settings = Type.Object({
  timezone: Type.String({ description: 'An IANA time zone' }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  language: Type.Unsafe<'en' | 'ru'>({ type: 'string', enum: ['en', 'ru'] }),
  customers: Type.Unsafe<'available' | 'unavailable'>({ type: 'string', enum: ['available', 'unavailable'] }),
})
export type Settings = Static<typeof Settings>

export const SettingsPatch = Type.Partial(Settings, { minProperties: 1 })
export type SettingsPatch = Static<typeof SettingsPatch>
