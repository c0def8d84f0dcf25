import { randomBytes } from 'node:crypto'
import { type Scope, withPresentDefinitions } from '../account/scope.ts'
import type { EntityRights } from '../core/actor.ts'
import type { EntityName } from '../core/entity-names.ts'
import type { FieldTypeName } from '../core/field-types/field-type.ts'
import { addFields } from '../custom-fields/service.ts'
import type { NewField } from '../custom-fields/schema.ts'
import { addSegment } from '../segments/service.ts'
import { addUser } from '../users/service.ts'
import {
  CUSTOMER_FIELDS,
  type CustomerFieldName,
  type SegmentName,
  SEGMENTS,
  TEAM,
  type Teammate,
  type Words,
} from './words.ts'

/** The ids of what the customers of the shop refer to. */
export type ShopIds = {
  readonly users: Readonly<Record<Teammate | 'owner', number>>
  readonly fields: Readonly<Record<CustomerFieldName, number>>
  readonly segments: Readonly<Record<SegmentName, number>>
}

/** Adds the users, fields and segments of the shop. Gives the scope in which they stand. */
export async function setUpShop(scope: Scope, words: Words): Promise<{ scope: Scope; ids: ShopIds }> {
  const users = await addTeam(scope, words)
  const customerFields = await addShopFields(scope, 'customers', customerFieldsOf(words))
  const segmentFields = await addShopFields(scope, 'segments', [
    { name: words.segmentFields.offer, type: 'text', code: 'OFFER' },
    { name: words.segmentFields.discount, type: 'numeric', code: 'DISCOUNT' },
  ])
  const [offer, discount] = segmentFields as [number, number]
  let current = await withPresentDefinitions(scope)
  const segments: [SegmentName, number][] = []
  for (const segment of SEGMENTS) {
    const { color, percent } = LOOKS[segment]
    const { id } = await addSegment(current, {
      name: words.segments[segment].name,
      color,
      available_products_price_types: [],
      custom_fields_values: [
        { field_id: offer, values: [{ value: words.segments[segment].offer }] },
        { field_id: discount, values: [{ value: percent }] },
      ],
    })
    segments.push([segment, id])
    // Each takes the next free slot of those that the scope knows.
    current = await withPresentDefinitions(current)
  }
  return {
    scope: current,
    ids: {
      users,
      fields: Object.fromEntries(
        CUSTOMER_FIELDS.map((field, i) => [field, customerFields[i]]),
      ) as ShopIds['fields'],
      segments: Object.fromEntries(segments) as ShopIds['segments'],
    },
  }
}

/** Colours are of the published palette. */
const LOOKS: Readonly<Record<SegmentName, { readonly color: string; readonly percent: number }>> = {
  regulars: { color: '2176ff', percent: 5 },
  subscribers: { color: '07a0c3', percent: 10 },
  vip: { color: '832161', percent: 12 },
  wholesale: { color: '495f41', percent: 20 },
  slipping: { color: 'b38a58', percent: 10 },
  lapsed: { color: 'bf2600', percent: 50 },
  newcomers: { color: '06d6a0', percent: 0 },
  birthdays: { color: '247ba0', percent: 15 },
  workshop: { color: '6610f2', percent: 5 },
  gifts: { color: 'dd1c1a', percent: 7.5 },
}

const TEAM_RIGHTS: Readonly<Record<Teammate, EntityRights>> = {
  counter: { view: 'A', edit: 'A', add: 'A', delete: 'D', export: 'D' },
  subscriptions: { view: 'A', edit: 'G', add: 'A', delete: 'M', export: 'D' },
  wholesale: { view: 'A', edit: 'M', add: 'A', delete: 'M', export: 'M' },
}

/** Users whose passwords nobody knows; the owner of the shop is the administrator that the account has. */
async function addTeam(scope: Scope, words: Words): Promise<ShopIds['users']> {
  const present = [...scope.definitions.users.values()].filter((user) => user.is_active)
  const ids: Partial<Record<Teammate, number>> = {}
  for (const member of TEAM) {
    const { name, email, group } = words.team[member]
    ids[member] =
      present.find((user) => user.email === email)?.id ??
      (await addUser(scope, {
        name,
        email,
        group,
        isAdmin: false,
        password: randomBytes(24).toString('base64url'),
        rights: { customers: TEAM_RIGHTS[member] },
      }))
  }
  const users = ids as Record<Teammate, number>
  return { ...users, owner: present.find((user) => user.is_admin)?.id ?? users.counter }
}

const FIELD_TYPES: Readonly<Record<CustomerFieldName, FieldTypeName>> = {
  phone: 'text',
  email: 'text',
  website: 'url',
  birthday: 'date',
  roast: 'select',
  brewing: 'multiselect',
  newsletter: 'checkbox',
  budget: 'numeric',
  address: 'streetaddress',
  notes: 'textarea',
}

function customerFieldsOf(words: Words): NewField[] {
  const options: Partial<Record<CustomerFieldName, readonly string[]>> = {
    roast: words.roasts,
    brewing: words.brewing,
  }
  return CUSTOMER_FIELDS.map((field) => {
    const enums = options[field]?.map((value, i) => ({ value, sort: (i + 1) * 10 }))
    return {
      name: words.customerFields[field],
      type: FIELD_TYPES[field],
      code: field.toUpperCase(),
      ...(enums && { enums }),
    }
  })
}

/** Adds fields and gives their ids. A code that the account uses already stays with the field that has it. */
async function addShopFields(scope: Scope, entity: EntityName, fields: NewField[]): Promise<number[]> {
  const present = scope.definitions.fieldsOf(entity)
  const items = fields.map((field) =>
    field.code && present.byCode(field.code) ? { ...field, code: null } : field,
  )
  const added = await addFields(
    scope,
    entity,
    items,
    items.map((_, i) => String(i)),
  )
  return added.map((field) => field.id)
}
