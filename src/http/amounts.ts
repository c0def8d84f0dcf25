import Type from 'typebox'
import type { Refuse } from '../core/errors.ts'
import { exactUnitsOf, MAX_MINOR, minorUnitsOf, wholeUnitsOf } from '../core/money.ts'

/** An amount in a body of a request. Its limit in minor units depends on the currency: {@link minorAmount} refuses more. */
export const Amount = Type.Number({
  minimum: 0,
  maximum: MAX_MINOR,
  description: 'In the currency of the account, rounded to its minor units, halves up',
})

/** An amount under a published key of an answer. */
export const WholeAmount = Type.Integer({
  minimum: 0,
  maximum: MAX_MINOR,
  description: 'Whole units of the account currency, cut off towards zero',
})

/** An amount under a key with `_with_minor_units`. */
export const ExactAmount = Type.Number({
  minimum: 0,
  maximum: MAX_MINOR,
  description: 'In the currency of the account, with its minor units',
})

/** Reads an amount in currency units that a schema has let through; 0 when it is refused. */
export function minorAmount(amount: number, path: string, currencyDigits: number, refuse: Refuse): number {
  const minor = minorUnitsOf(amount, currencyDigits)
  if (minor <= MAX_MINOR) return minor
  refuse('OutOfRange', path, { min: 0, max: exactUnitsOf(MAX_MINOR, currencyDigits) })
  return 0
}

/** Returns the members of a JSON object that show an amount: `"ltv":100,"ltv_with_minor_units":100.5`. */
export function amountMembers(name: string, minor: number, currencyDigits: number): string {
  return `"${name}":${wholeUnitsOf(minor, currencyDigits)},"${name}_with_minor_units":${exactUnitsOf(minor, currencyDigits)}`
}

/** Returns the properties that show an amount, for `JSON.stringify`. The exact one is written digit by digit. */
export function amountProperties<Name extends string>(name: Name, minor: number, currencyDigits: number) {
  return {
    [name]: wholeUnitsOf(minor, currencyDigits),
    [`${name}_with_minor_units`]: rawNumber(exactUnitsOf(minor, currencyDigits)),
  } as { [Key in Name | `${Name}_with_minor_units`]: number }
}

/** Returns what JSON shows as these digits, which a double may not hold. The types do not know of it yet. */
const rawNumber = (JSON as unknown as { readonly rawJSON: (text: string) => unknown }).rawJSON
