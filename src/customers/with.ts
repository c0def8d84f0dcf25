import type { Queries } from '../db/database.ts'

/** The published values of `with`, and `group_id`, which the official SDK knows. */
export const WITH = ['contacts', 'companies', 'catalog_elements', 'group_id'] as const
export type With = Readonly<Partial<Record<(typeof WITH)[number], true>>>

export type CustomerLink = {
  readonly customer_id: number
  readonly to_entity_type: string
  readonly to_entity_id: number
  readonly is_main: boolean
  readonly metadata: object | null
}
/** What is linked to each customer. */
export type CustomerLinks = ReadonlyMap<number, readonly CustomerLink[]>

export const NO_LINKS: CustomerLinks = new Map()

/** The names in a `with` parameter, known and unknown. */
export function withNames(text: string | undefined): string[] {
  return (text ?? '').split(',').filter((name) => name !== '')
}

/** The known ones among them; unknown ones are ignored, for some clients send `with=null`. */
export function withOf(names: readonly string[]): With {
  return Object.fromEntries(WITH.filter((name) => names.includes(name)).map((name) => [name, true]))
}

/** The linked entities among them, which are read beside the customers. */
export function linkTypesOf(wanted: With): string[] {
  return (['contacts', 'companies', 'catalog_elements'] as const).filter((type) => wanted[type])
}

/** What is linked to these customers, as far as it was asked for. */
export async function findLinks(
  queries: Queries,
  accountId: number,
  customerIds: readonly number[],
  wanted: With,
): Promise<CustomerLinks> {
  const types = linkTypesOf(wanted)
  if (types.length === 0 || customerIds.length === 0) return NO_LINKS
  const rows = await queries.query<CustomerLink>(
    `select customer_id, to_entity_type, to_entity_id, is_main, metadata from links
     where account_id = $1 and customer_id = any($2::bigint[]) and to_entity_type = any($3::text[])
     order by customer_id, to_entity_type, to_entity_id`,
    [accountId, customerIds, types],
  )
  return Map.groupBy(rows, (row) => row.customer_id)
}
