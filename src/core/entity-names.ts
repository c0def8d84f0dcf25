/**
 * The entities of an account by their names on the wire, each with the singular that events call it by. A slice that adds an entity adds
 * its name here by declaration merging: nothing of the program lists them a second time.
 */
export interface EntityNames {
  customers: 'customer'
  transactions: 'transaction'
  segments: 'segment'
  contacts: 'contact'
  companies: 'company'
  catalog_elements: 'catalog_element'
}
export type EntityName = keyof EntityNames
/** What an event calls an entity. */
export type EntityNoun = EntityNames[EntityName]
