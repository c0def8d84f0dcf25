import { CUSTOMERS_ONLY } from './field-type.ts'
import { numberType } from './numeric.ts'

/** A sum in the currency that the field's settings name, in units of it: "999.12". */
export const monetary = numberType(CUSTOMERS_ONLY)
