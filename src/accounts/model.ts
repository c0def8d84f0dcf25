import type { Actor, UnixSeconds } from '../core/actor.ts'
import { offsetSeconds } from '../core/time.ts'
import { type Links, selfLink } from '../http/links.ts'
import type { Definitions } from '../account/definitions.ts'

/** The published values of `with`. */
export const ACCOUNT_WITH = [
  'amojo_id',
  'uuid',
  'amojo_rights',
  'users_groups',
  'task_types',
  'version',
  'entity_names',
  'datetime_settings',
  'invoices_settings',
  'is_api_filter_enabled',
  'drive_url',
] as const

const SYMBOLS: Readonly<Record<string, string>> = {
  RUB: '₽',
  USD: '$',
  EUR: '€',
  GBP: '£',
  KZT: '₸',
  UAH: '₴',
}

/** `customers_mode` as the account shows it: whether the plan has customers, whether they are on, and how. */
export function shownMode(definitions: Definitions): 'unavailable' | 'disabled' | 'segments' | 'periodicity' {
  const { customers_available, customers_enabled, customers_mode } = definitions.account
  if (!customers_available) return 'unavailable'
  return customers_enabled ? customers_mode : 'disabled'
}

/** The account as the API shows it. */
export function accountModel(
  definitions: Definitions,
  actor: Actor,
  links: Links,
  wanted: readonly string[],
  now: UnixSeconds,
) {
  const { account } = definitions
  const has = (name: (typeof ACCOUNT_WITH)[number]) => wanted.includes(name)
  const embedded = {
    ...(has('amojo_rights') && { amojo_rights: { can_direct: false, can_create_groups: false } }),
    ...(has('users_groups') && {
      users_groups: definitions.groups.map(({ id, name, uuid }) => ({ id, name, uuid })),
    }),
    ...(has('task_types') && { task_types: taskTypes(account.language) }),
    ...(has('datetime_settings') && {
      datetime_settings: datetimeSettings(account.timezone, account.language, now),
    }),
    ...(has('invoices_settings') && { invoices_settings: null }),
  }
  return {
    id: account.id,
    name: account.name,
    subdomain: account.subdomain,
    created_at: account.created_at,
    created_by: account.created_by,
    updated_at: account.updated_at,
    updated_by: account.updated_by,
    current_user_id: actor.userId,
    country: account.country,
    currency: account.currency,
    currency_symbol: SYMBOLS[account.currency] ?? account.currency,
    customers_mode: shownMode(definitions),
    is_unsorted_on: false,
    mobile_feature_version: 0,
    is_loss_reason_enabled: false,
    is_helpbot_enabled: false,
    is_technical_account: false,
    contact_name_display_order: 1,
    ...(has('amojo_id') && { amojo_id: uuidOf(account.id) }),
    ...(has('uuid') && { uuid: uuidOf(account.id) }),
    ...(has('version') && { version: 11 }),
    ...(has('is_api_filter_enabled') && { is_api_filter_enabled: true }),
    ...(has('drive_url') && { drive_url: links.base }),
    ...(has('entity_names') && { entity_names: {} }),
    _links: selfLink(links, 'account'),
    ...(Object.keys(embedded).length > 0 && { _embedded: embedded }),
  }
}

/** The two task types every account has. */
function taskTypes(language: string) {
  const names = language === 'ru' ? ['Звонок', 'Встреча'] : ['Call', 'Meeting']
  return [
    { id: 1, name: names[0] ?? '', color: null, icon_id: null, code: 'FOLLOW_UP' },
    { id: 2, name: names[1] ?? '', color: null, icon_id: null, code: 'MEETING' },
  ]
}

function datetimeSettings(timezone: string, language: string, now: UnixSeconds) {
  const isRussian = language === 'ru'
  return {
    date_pattern: isRussian ? 'd.m.Y H:i' : 'm/d/Y g:i A',
    short_date_pattern: isRussian ? 'd.m.Y' : 'm/d/Y',
    short_time_pattern: isRussian ? 'H:i' : 'g:i A',
    date_format: isRussian ? 'd.m.Y' : 'm/d/Y',
    time_format: isRussian ? 'H:i:s' : 'g:i:s A',
    timezone,
    timezone_offset: offsetText(offsetSeconds(timezone, now)),
  }
}

/** `+03:00`. */
function offsetText(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** A stable uuid of an account, made of its id: nothing else of ours is named by it. */
function uuidOf(accountId: number): string {
  const digits = accountId.toString(16).padStart(12, '0')
  return `00000000-0000-4000-8000-${digits}`
}
