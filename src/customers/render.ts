import type { Definitions } from '../account/definitions.ts'
import { renderFieldValuesJson } from '../core/field-types/values.ts'
import { type SegmentMask, slotsOf } from '../core/segment-mask.ts'
import { averageCheck } from '../core/totals.ts'
import { amountMembers, amountProperties } from '../http/amounts.ts'
import { type Links, selfLink } from '../http/links.ts'
import { type Tag, tagJson } from '../tags/tag.ts'
import type { Customer } from '../engine/customer.ts'
import type { CustomerListRow } from './queries.ts'
import type { CustomerLinks, With } from './with.ts'

/** What stands beside a customer in an answer: the account's definitions, the names of its tags, what is linked to it. */
export type RenderContext = {
  readonly definitions: Definitions
  readonly links: Links
  readonly tags: ReadonlyMap<number, Tag>
  readonly with: With
  readonly linked: CustomerLinks
}

/**
 * The published model of a customer that is not deleted, as JSON text: no answer shows another. Written by hand because lists render
 * hundreds of them in a request; the suite holds it to {@link CustomerModel}.
 */
export function renderCustomer(customer: CustomerListRow, context: RenderContext): string {
  const { definitions } = context
  const { currencyDigits } = definitions
  const fields = renderFieldValuesJson(customer.fields, definitions.customerFields, definitions.calendar)
  const group = context.with.group_id
    ? `,"group_id":${definitions.groupOf(customer.responsible_user_id) ?? 0}`
    : ''
  const version = context.with.version ? `,"version":${customer.version}` : ''
  return (
    `{"id":${customer.id},"name":${JSON.stringify(customer.name)},${amountMembers('next_price', customer.next_price_minor, currencyDigits)},${customer.numbers_json},"is_deleted":false,` +
    `"custom_fields_values":${fields === '[]' ? 'null' : fields},${amountMembers('ltv', customer.ltv_minor, currencyDigits)},${customer.totals_json},` +
    `${amountMembers('average_check', customer.average_check_minor, currencyDigits)},"account_id":${definitions.account.id}${group}${version},` +
    `"_links":${self(context.links, 'customers', customer.id)},"_embedded":{` +
    `"segments":[${segmentsOf({ low: customer.segments_low, high: customer.segments_high }, context)}],"tags":[${tagsOf(customer, context)}]${linkedOf(customer, context)}}}`
  )
}

/** What a write answers of a customer, with the stage and the segments that follow from it. */
export function renderWritten(
  customer: Customer,
  definitions: Definitions,
  links: Links,
  requestId: string | undefined,
) {
  return {
    id: customer.id,
    name: customer.name,
    status_id: customer.status_id,
    created_by: customer.created_by,
    updated_by: customer.updated_by,
    created_at: customer.created_at,
    updated_at: customer.updated_at,
    account_id: definitions.account.id,
    ...(requestId !== undefined && { request_id: requestId }),
    _links: selfLink(links, `customers/${customer.id}`),
    _embedded: embeddedSegments(customer, definitions, links),
  }
}

/** What the answer to a purchase shows of its customer: where it stands now that the purchase counts. */
export function renderStanding(customer: Customer, definitions: Definitions, links: Links) {
  const { currencyDigits } = definitions
  return {
    id: customer.id,
    status_id: customer.status_id,
    next_date: customer.next_date,
    ...amountProperties('next_price', customer.next_price_minor, currencyDigits),
    ...amountProperties('ltv', customer.ltv_minor, currencyDigits),
    purchases_count: customer.purchases_count,
    ...amountProperties('average_check', averageCheck(customer), currencyDigits),
    first_purchase_at: customer.first_purchase_at,
    last_purchase_at: customer.last_purchase_at,
    updated_at: customer.updated_at,
    version: customer.version,
    _links: selfLink(links, `customers/${customer.id}`),
    _embedded: embeddedSegments(customer, definitions, links),
  }
}

function embeddedSegments(customer: Customer, definitions: Definitions, links: Links) {
  return {
    segments: segmentIdsOf(customer.segments, definitions).map((id) => ({
      id,
      _links: selfLink(links, `customers/segments/${id}`),
    })),
  }
}

function segmentsOf(segments: SegmentMask, { definitions, links }: RenderContext): string {
  return segmentIdsOf(segments, definitions)
    .map((id) => `{"id":${id},"_links":${self(links, 'customers/segments', id)}}`)
    .join(',')
}

function segmentIdsOf(segments: SegmentMask, definitions: Definitions): number[] {
  // Segments sleep in periodicity mode; the list is empty there.
  if (definitions.account.customers_mode !== 'segments') return []
  return slotsOf(segments)
    .flatMap((slot) => definitions.segmentsBySlot[slot]?.id ?? [])
    .sort((a, b) => a - b)
}

function tagsOf(customer: CustomerListRow, { tags }: RenderContext): string {
  let json = ''
  for (const id of customer.tag_ids) {
    const tag = tags.get(id)
    if (tag) json += `${json && ','}${tagJson(tag)}`
  }
  return json
}

function linkedOf(customer: CustomerListRow, { with: wanted, linked, links }: RenderContext): string {
  const mine = linked.get(customer.id) ?? []
  const of = (type: string) => mine.filter((link) => link.to_entity_type === type)
  let text = ''
  if (wanted.contacts)
    text += `,"contacts":[${of('contacts')
      .map(
        (link) =>
          `{"id":${link.to_entity_id},"is_main":${link.is_main},"_links":${self(links, 'contacts', link.to_entity_id)}}`,
      )
      .join(',')}]`
  if (wanted.companies)
    text += `,"companies":[${of('companies')
      .map((link) => `{"id":${link.to_entity_id},"_links":${self(links, 'companies', link.to_entity_id)}}`)
      .join(',')}]`
  if (wanted.catalog_elements)
    text += `,"catalog_elements":[${of('catalog_elements')
      .map((link) => `{"id":${link.to_entity_id},"metadata":${JSON.stringify(link.metadata ?? {})}}`)
      .join(',')}]`
  return text
}

function self(links: Links, path: string, id: number): string {
  return `{"self":{"href":"${links.base}/api/v4/${path}/${id}"}}`
}
