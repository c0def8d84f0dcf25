import { FieldSet } from '../../field-types/field-set.ts'
import { FIELD_TYPE_NAMES } from '../../field-types/field-type.ts'
import { sampleField } from '../../field-types/samples.ts'
import { EMPTY_MASK } from '../../segment-mask.ts'
import { dayNumber, dayOf, parseRfc3339, startOfDay } from '../../time.ts'
import { type AccountFacts, type Facts, type Moment, momentOf } from '../facts.ts'

/** The field of each type: 2001 is the first type, and its code is the type in capitals. */
export const FIELD_IDS = Object.fromEntries(FIELD_TYPE_NAMES.map((type, i) => [type, 2001 + i])) as Readonly<
  Record<(typeof FIELD_TYPE_NAMES)[number], number>
>

/** An account in a time zone: users 1 to 3, segments 31 (slot 0), 32 (slot 49) and 33 (slot 50), stages 41 to 43, a field of every type. Its currency has no minor units. */
export function sampleAccount(
  zone = 'UTC',
  currencyDigits = 0,
): AccountFacts & { readonly customerFields: FieldSet } {
  return {
    calendar: { dayOf: (at) => dayOf(zone, at), startOfDay: (day) => startOfDay(zone, day) },
    customerFields: new FieldSet(
      FIELD_TYPE_NAMES.map((type) =>
        sampleField(type, { id: FIELD_IDS[type], name: type, code: type.toUpperCase() }),
      ),
    ),
    users: new Map([
      [1, { name: 'Ann' }],
      [2, { name: 'Bob' }],
      [3, { name: 'Bob' }],
    ]),
    segments: new Map([
      [31, { name: 'VIP', slot: 0 }],
      [32, { name: 'Asleep', slot: 49 }],
      [33, { name: 'New', slot: 50 }],
    ]),
    stages: [
      { id: 41, name: 'Stage 1' },
      { id: 42, name: 'Expected purchase' },
      { id: 43, name: 'Closed' },
    ],
    currencyDigits,
  }
}

/** A customer of whom nothing is known but what is given. */
export function sampleFacts(given: Partial<Facts> = {}): Facts {
  return {
    name: '',
    next_date: null,
    next_price_minor: 0,
    created_at: 0,
    created_by: 1,
    responsible_user_id: 1,
    status_id: 41,
    periodicity: 0,
    ltv_minor: 0,
    purchases_count: 0,
    first_purchase_at: null,
    last_purchase_at: null,
    tag_ids: [],
    fields: {},
    segments: EMPTY_MASK,
    ...given,
  }
}

/** The moment of an RFC 3339 timestamp in the sample account. */
export function sampleMoment(timestamp: string, zone = 'UTC'): Moment {
  return momentOf(sampleAccount(zone), seconds(timestamp))
}

/** Unix seconds of a timestamp, or of noon UTC of a date. */
export function seconds(timestamp: string): number {
  return parseRfc3339(timestamp) ?? dayNumber(timestamp) * 86_400 + 43_200
}
