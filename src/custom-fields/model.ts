import type { FieldDefinition } from '../core/field-types/field-type.ts'
import { bySort } from '../core/field-types/option.ts'
import { type Links, selfLink } from '../http/links.ts'

/** The published model. Removed options stand on customers only. `path` is that of the entity's fields, below `/api/v4`. */
export function fieldModel(field: FieldDefinition, accountId: number, links: Links, path: string) {
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
    _links: selfLink(links, `${path}/${field.id}`),
  }
}
