import Type, { type Static } from 'typebox'
import { Id, Nullable, SelfLink, Timestamp, UserId } from '../http/schema.ts'

/** Every key the official SDK reads without asking whether it is there. */
export const AccountModel = Type.Object({
  id: Id,
  name: Type.String(),
  subdomain: Type.String(),
  created_at: Timestamp,
  created_by: UserId,
  updated_at: Timestamp,
  updated_by: UserId,
  current_user_id: Id,
  country: Type.String(),
  currency: Type.String(),
  currency_symbol: Type.String(),
  customers_mode: Type.Union([
    Type.Literal('unavailable'),
    Type.Literal('disabled'),
    Type.Literal('segments'),
    Type.Literal('periodicity'),
  ]),
  is_unsorted_on: Type.Boolean(),
  mobile_feature_version: Type.Integer(),
  is_loss_reason_enabled: Type.Boolean(),
  is_helpbot_enabled: Type.Boolean(),
  is_technical_account: Type.Boolean(),
  contact_name_display_order: Type.Integer(),
  amojo_id: Type.Optional(Type.String()),
  uuid: Type.Optional(Type.String()),
  version: Type.Optional(Type.Integer()),
  is_api_filter_enabled: Type.Optional(Type.Boolean()),
  drive_url: Type.Optional(Type.String()),
  entity_names: Type.Optional(Type.Object({})),
  _links: SelfLink,
  _embedded: Type.Optional(
    Type.Object({
      amojo_rights: Type.Optional(
        Type.Object({ can_direct: Type.Boolean(), can_create_groups: Type.Boolean() }),
      ),
      users_groups: Type.Optional(
        Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), uuid: Nullable(Type.String()) })),
      ),
      task_types: Type.Optional(
        Type.Array(
          Type.Object({
            id: Type.Integer(),
            name: Type.String(),
            color: Nullable(Type.String()),
            icon_id: Nullable(Type.Integer()),
            code: Type.String(),
          }),
        ),
      ),
      datetime_settings: Type.Optional(
        Type.Object({
          date_pattern: Type.String(),
          short_date_pattern: Type.String(),
          short_time_pattern: Type.String(),
          date_format: Type.String(),
          time_format: Type.String(),
          timezone: Type.String(),
          timezone_offset: Type.String(),
        }),
      ),
      invoices_settings: Type.Optional(Nullable(Type.Object({}))),
    }),
  ),
})

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
