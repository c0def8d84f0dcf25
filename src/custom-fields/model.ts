import type { FieldDefinition, FieldEntity } from '../core/field-types/field-type.ts'
import { bySort } from '../core/field-types/option.ts'
import { type Links, selfLink } from '../http/links.ts'

/** Where the fields of each entity are found, below `/api/v4`. */
export const FIELD_PATHS: { readonly [Entity in FieldEntity]: string } = {
  customers: 'customers/custom_fields',
  segments: 'customers/segments/custom_fields',
}

/** The published model. Removed options stand on customers only. */
export function fieldModel(field: FieldDefinition, accountId: number, links: Links) {
  const { settings } = field
  return {
    id: field.id,
    name: field.name,
    type: field.type,
    account_id: accountId,
    code: field.code,
    sort: field.sort,
    is_api_only: field.is_api_only,
    enums:
      field.enums
        ?.filter((option) => !option.removed)
        .sort(bySort)
        .map(({ id, value, sort, code }) => ({ id, value, sort, code })) ?? null,
    group_id: field.group_id,
    required_statuses: [],
    is_deletable: true,
    is_predefined: false,
    entity_type: field.entity,
    tracking_callback: settings.tracking_callback ?? null,
    remind: settings.remind ?? null,
    triggers: [],
    currency: settings.currency ?? null,
    hidden_statuses: [],
    chained_lists: settings.chained_lists ?? null,
    _links: selfLink(links, `${FIELD_PATHS[field.entity]}/${field.id}`),
  }
}
