import type { Decimal } from './decimal.ts'
import type { FieldType } from './field-type.ts'
import { numeric } from './numeric.ts'

/** A sum in the currency that the field's settings name, in units of it: "999.12". */
export const monetary: FieldType<Decimal> = { ...numeric }
