import { changeAccount } from './service.ts'
import type { Scope } from '../account/scope.ts'
import { type Refuse, Refused, Violations } from '../core/errors.ts'
import { digitsOf } from '../core/money.ts'
import { isTimeZone } from '../core/time.ts'
import { recordEvents } from '../events/record.ts'
import { changeRules } from '../engine/change-rules.ts'
import { hasAmounts } from './queries.ts'
import type { Mode, Settings, SettingsPatch } from './schema.ts'

/**
 * Switches customers on or off, or to the other mode. Nothing is deleted; switching on is one evaluation of every customer, done
 * before the answer. The mode that stands already is no change.
 * @throws Refused 'customers_not_in_plan'
 */
export async function switchMode(scope: Scope, { mode, is_enabled }: Mode): Promise<void> {
  const { account } = scope.definitions
  if (!account.customers_available) throw new Refused('customers_not_in_plan')
  if (account.customers_mode === mode && account.customers_enabled === is_enabled) return
  const before = { mode: account.customers_mode, is_enabled: account.customers_enabled }
  await changeRules(scope, {
    cause: { cause: 'mode_changed' },
    evaluate: is_enabled ? 'all' : 'none',
    async write(writing) {
      await changeAccount(writing, { customers_mode: mode, customers_enabled: is_enabled })
      recordEvents(writing, [
        {
          type: 'mode_changed',
          entity_type: 'account',
          entity_id: account.id,
          version: null,
          data: { mode: [before.mode, mode], is_enabled: [before.is_enabled, is_enabled] },
        },
      ])
    },
  })
}

/**
 * Changes settings of the account. Another time zone is a change of every rule in days, and so one evaluation of everybody. The account
 * is held alone, so that no amount comes in while the currency changes.
 * @throws Invalid for a zone that is none, and for a currency in whose minor units the account's amounts are not kept
 */
export async function changeSettings(scope: Scope, settings: SettingsPatch): Promise<Settings> {
  const { account } = scope.definitions
  const violations = new Violations('single')
  const refuse: Refuse = (...violation) => violations.add(0, ...violation)
  if (settings.timezone !== undefined && !isTimeZone(settings.timezone))
    refuse('NotSupportedChoice', 'timezone')
  if (settings.currency !== undefined) await requireSameMinorUnits(scope, settings.currency, refuse)
  violations.throwIfAny()
  // Named one by one: a request may hold other keys, too.
  const { timezone, currency, language, customers } = settings
  const wanted = {
    ...(timezone !== undefined && { timezone }),
    ...(currency !== undefined && { currency }),
    ...(language !== undefined && { language }),
    ...(customers !== undefined && { customers_available: customers === 'available' }),
  }
  const changed = Object.entries(wanted).filter(
    ([name, value]) => account[name as keyof typeof wanted] !== value,
  )
  if (changed.length === 0) return settingsOf(scope)
  const data = Object.fromEntries(
    changed.map(([name, value]) => [name, [account[name as keyof typeof wanted], value] as const]),
  )
  const changesDays = changed.some(([name]) => name === 'timezone')
  const { scope: after } = await changeRules(scope, {
    cause: { cause: 'timezone_changed' },
    evaluate: changesDays ? 'all' : 'none',
    async write(writing) {
      await changeAccount(writing, Object.fromEntries(changed))
      recordEvents(writing, [
        { type: 'account_changed', entity_type: 'account', entity_id: account.id, version: null, data },
      ])
    },
  })
  return settingsOf(after)
}

/** Amounts are kept in minor units, so that another number of digits would change every amount. */
async function requireSameMinorUnits(
  { trx, definitions }: Scope,
  currency: string,
  refuse: Refuse,
): Promise<void> {
  const { account, currencyDigits: digits } = definitions
  const wantedDigits = digitsOf(currency)
  if (digits === wantedDigits || !(await hasAmounts(trx, account.id))) return
  const params = { present: account.currency, digits, wanted: currency, wanted_digits: wantedDigits }
  refuse('OtherMinorUnits', 'currency', params)
}

/** The settings as they stand. */
export function settingsOf({ definitions }: Pick<Scope, 'definitions'>): Settings {
  const { timezone, currency, customers_available } = definitions.account
  return {
    timezone,
    currency,
    language: definitions.language,
    customers: customers_available ? 'available' : 'unavailable',
  }
}
