/** One request and its answer as a published API page prints them, with the page's slips corrected. */
export type PrintedExchange = {
  /** A fact. It ends in "(derived …)" when the page names the request and prints no body for it. */
  title: string
  /** Page and section, e.g. `Customers, "Customers list"`. */
  source: string
  /** The mode of the account in which the request makes sense. */
  mode: Mode
  /** Ids as printed. A query is the one that the printed `_links.self` shows. */
  request: { method: Method; path: string; body?: unknown }
  /** No body: the page says that the method returns none. */
  answer: { status: number; body?: unknown }
  slips?: Slip[]
  given: Given[]
  /** Paths in the answer whose values the server allots: new ids, links made of them, the time of now. */
  allotted?: string[]
  /** Paths printed as null, with the type that the page's parameter table declares for a value. */
  nullable?: Nullable
}

export type Mode = 'segments' | 'periodicity'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** What the page prints, what is right, and which other source says so. */
export type Slip = { printed: string; served: string; why: string }

export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object'

/** Path pattern (see json-path.ts) to the JSON type that may stand there beside null. */
export type Nullable = Readonly<Record<string, JsonType>>

/**
 * What exists under its printed id before the request. A property that is absent was not printed and may be anything.
 * Keys and shapes are those of the wire.
 */
export type Given =
  | { account: { id: number } }
  | { user: { id: number } }
  | { stage: GivenStage }
  | { segment: GivenSegment }
  | { customer: GivenCustomer }
  | { transaction: GivenTransaction }
  | { tag: { id: number; name: string } }
  | { field: GivenField }
  | { contact: { id: number } }
  | { catalog: { id: number } }
  | { catalog_element: { id: number; catalog_id: number } }
  | { beyond: Beyond }

export type GivenStage = {
  id: number
  name: string
  sort: number
  is_default: boolean
  conditions: unknown[][]
  color: string
  /** 0 regular, 1 expected purchase, 2 did not purchase, 3 closed, 4 recently purchased. */
  type: 0 | 1 | 2 | 3 | 4
}

export type GivenSegment = {
  id: number
  name?: string
  color?: string
  /** Unix seconds, like every time here. */
  created_at?: number
  updated_at?: number
  /** Ids of fields of type price. */
  available_products_price_types?: number[]
  /** How many customers are members; only 0 is printed. */
  customers_count?: 0
  custom_fields_values?: FieldValues[]
}

/** A field's values as read; the field itself is given apart. */
type FieldValues = {
  field_id: number
  field_name: string
  field_code: string | null
  field_type: string
  values: { value: string | boolean; enum_id?: number }[]
}

export type GivenCustomer = {
  id: number
  name?: string
  next_price?: number
  next_date?: number
  responsible_user_id?: number
  status_id?: number
  periodicity?: number
  created_by?: number
  updated_by?: number
  created_at?: number
  updated_at?: number
  /** Null: no open task. */
  closest_task_at?: null
  is_deleted?: false
  custom_fields_values?: null
  /** The three totals: purchases that add up to them. */
  ltv?: number
  purchases_count?: number
  average_check?: number
  _embedded?: {
    segments?: { id: number }[]
    tags?: { id: number; name: string }[]
    contacts?: { id: number; is_main: boolean }[]
  }
}

export type GivenTransaction = {
  id: number
  price: number
  comment: string | null
  completed_at: number
  customer_id: number
  created_by: number
  updated_by: number
  created_at: number
  updated_at: number
  is_deleted: false
  _embedded?: { catalog_elements: { id: number; metadata: { catalog_id: number; quantity: number } }[] }
}

export type GivenField = {
  id: number
  entity: 'customers' | 'segments' | 'catalogs'
  type: 'text' | 'checkbox' | 'select' | 'multiselect' | 'price'
  name?: string
  code?: string | null
  enums?: { id: number; value: string }[]
}

/** Entities that are not printed but follow from the answer: those behind a `next` link. Their ids are above the printed ones. */
export type Beyond = { list: 'customers'; count: number }
