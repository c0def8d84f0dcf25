import fc from 'fast-check'
import type { Candidates } from './live.ts'
import { anyNumber, text } from './values.ts'

const one = (value: fc.Arbitrary<unknown>) => value.map((each) => [{ value: each }])
const written = one(text)
const number = one(
  fc.oneof(
    anyNumber,
    anyNumber.map((each) => JSON.stringify(each)),
    fc.constantFrom('12.50', '4276010012345678901'),
  ),
)
const moment = one(
  fc.oneof(
    fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }),
    fc.constantFrom('2026-03-10T12:00:00+03:00', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'),
  ),
)
const option = fc.constant([{ option: true }])
const element = fc.record({ catalog_id: fc.integer({ min: 1 }), catalog_element_id: fc.integer({ min: 1 }) })

/** Values for every type of field, most of which it takes. */
export const candidates: fc.Arbitrary<Candidates> = fc.record({
  text: written,
  textarea: written,
  url: written,
  streetaddress: written,
  numeric: number,
  monetary: number,
  checkbox: one(fc.constantFrom<unknown>(true, false, '1', 0)),
  select: option,
  radiobutton: option,
  multiselect: fc.array(fc.constant({ option: true }), { minLength: 1, maxLength: 3 }),
  date: moment,
  date_time: moment,
  chained_list: fc.array(element, { minLength: 1, maxLength: 3 }),
  file: one(
    fc.record({ file_uuid: fc.constantFrom('a', 'b'.repeat(255)), file_name: text, file_size: fc.nat() }),
  ),
})
