import { BULK, CUSTOMER, FIELD, FOREIGN, PURCHASE, SEGMENT, SEGMENT_FIELD, STAGE, TAG, VIEW } from './ids.ts'
import type { WriteRoute } from './bad-case.ts'

const V4 = '/api/v4/customers'
const OWN = '/api/patron/v1'

const route = (
  method: WriteRoute['method'],
  template: string,
  rest: Partial<WriteRoute> = {},
): WriteRoute => ({ method, template, mode: 'segments', ids: {}, ...rest })
const batch = { isBatch: true }

/** Every write of the API. */
export const ROUTES = {
  addCustomers: route('POST', V4, { ...batch, good: { name: 'A' } }),
  changeCustomers: route('PATCH', V4, {
    ...batch,
    good: { id: CUSTOMER.plain, name: 'A' },
    other: { id: CUSTOMER.rich, name: 'B' },
  }),
  changeCustomer: route('PATCH', `${V4}/{id}`, {
    ids: { id: [CUSTOMER.plain, FOREIGN.customer] },
    good: { name: 'C' },
  }),
  deleteCustomer: route('DELETE', `${OWN}/customers/{id}`, {
    ids: { id: [CUSTOMER.plain, FOREIGN.customer] },
  }),
  restoreCustomer: route('POST', `${OWN}/customers/{id}/restore`, {
    ids: { id: [CUSTOMER.deleted, FOREIGN.customer] },
  }),
  setHandMark: route('PUT', `${OWN}/customers/{id}/segments/{segmentId}`, {
    ids: { id: [CUSTOMER.plain, FOREIGN.customer], segmentId: [SEGMENT.gold, FOREIGN.segment] },
    good: { hand: 'out' },
  }),
  addPurchases: route('POST', `${V4}/{customerId}/transactions`, {
    ...batch,
    ids: { customerId: [CUSTOMER.plain, FOREIGN.customer] },
    good: { price: 1 },
  }),
  deletePurchase: route('DELETE', `${V4}/transactions/{id}`, {
    ids: { id: [PURCHASE.plain, FOREIGN.purchase] },
  }),
  deletePurchaseOf: route('DELETE', `${V4}/{customerId}/transactions/{id}`, {
    ids: { customerId: [CUSTOMER.plain, FOREIGN.customer], id: [PURCHASE.plain, FOREIGN.purchase] },
  }),
  switchMode: route('PATCH', `${V4}/mode`, { good: { mode: 'segments', is_enabled: false } }),
  addStages: route('POST', `${V4}/statuses`, {
    ...batch,
    mode: 'periodicity',
    good: { name: 'A', sort: 10 },
  }),
  changeStage: route('PATCH', `${V4}/statuses/{id}`, {
    mode: 'periodicity',
    ids: { id: [STAGE.own, FOREIGN.stage] },
    good: { name: 'A' },
  }),
  deleteStage: route('DELETE', `${V4}/statuses/{id}`, {
    mode: 'periodicity',
    ids: { id: [STAGE.own, FOREIGN.stage] },
  }),
  addSegment: route('POST', `${V4}/segments`, { good: { name: 'A' } }),
  changeSegment: route('PATCH', `${V4}/segments/{id}`, {
    ids: { id: [SEGMENT.gold, FOREIGN.segment] },
    good: { name: 'A' },
  }),
  deleteSegment: route('DELETE', `${V4}/segments/{id}`, { ids: { id: [SEGMENT.gold, FOREIGN.segment] } }),
  addTags: route('POST', `${V4}/tags`, { ...batch, good: { name: 'A' } }),
  addFields: route('POST', `${V4}/custom_fields`, { ...batch, good: { name: 'A', type: 'text' } }),
  changeFields: route('PATCH', `${V4}/custom_fields`, {
    ...batch,
    good: { id: FIELD.text, name: 'A' },
    other: { id: FIELD.url, name: 'B' },
  }),
  changeField: route('PATCH', `${V4}/custom_fields/{id}`, {
    ids: { id: [FIELD.text, FOREIGN.field] },
    good: { name: 'C' },
  }),
  deleteField: route('DELETE', `${V4}/custom_fields/{id}`, { ids: { id: [FIELD.text, FOREIGN.field] } }),
  addSegmentFields: route('POST', `${V4}/segments/custom_fields`, {
    ...batch,
    good: { name: 'A', type: 'text' },
  }),
  changeSegmentFields: route('PATCH', `${V4}/segments/custom_fields`, {
    ...batch,
    good: { id: SEGMENT_FIELD.text, name: 'A' },
    other: { id: SEGMENT_FIELD.numeric, name: 'B' },
  }),
  changeSegmentField: route('PATCH', `${V4}/segments/custom_fields/{id}`, {
    ids: { id: [SEGMENT_FIELD.text, FOREIGN.field] },
    good: { name: 'C' },
  }),
  deleteSegmentField: route('DELETE', `${V4}/segments/custom_fields/{id}`, {
    ids: { id: [SEGMENT_FIELD.text, FOREIGN.field] },
  }),
  changeSegmentRules: route('PUT', `${OWN}/segments/{id}/conditions`, {
    ids: { id: [SEGMENT.gold, FOREIGN.segment] },
    good: { entry: { ltv: { gte: 1 } }, exit: null },
  }),
  changeStageConditions: route('PUT', `${OWN}/stages/{id}/conditions`, {
    mode: 'periodicity',
    ids: { id: [STAGE.own, FOREIGN.stage] },
    good: { conditions: { ltv: { gte: 1 } } },
  }),
  planSegment: route('POST', `${OWN}/segments/{id}/plan`, {
    ids: { id: [SEGMENT.gold, FOREIGN.segment] },
    good: { entry: { ltv: { gte: 1 } }, exit: null },
    asks: true,
  }),
  planStage: route('POST', `${OWN}/stages/{id}/plan`, {
    mode: 'periodicity',
    ids: { id: [STAGE.own, FOREIGN.stage] },
    good: { conditions: { ltv: { gte: 1 } } },
    asks: true,
  }),
  preview: route('POST', `${OWN}/conditions/preview`, { good: { ltv: { gte: 1 } }, asks: true }),
  queryCustomers: route('POST', `${OWN}/customers/query`, {
    good: { conditions: { ltv: { gte: 1 } }, order: { ltv: 'desc' }, count: true },
    asks: true,
  }),
  planBulkChange: route('POST', `${OWN}/customers/bulk/plan`, {
    good: { ids: [CUSTOMER.plain], change: { tags_to_add: [{ name: 'A' }] } },
    asks: true,
  }),
  changeInBulk: route('POST', `${OWN}/customers/bulk`, {
    good: { ids: [CUSTOMER.plain], change: { tags_to_add: [{ name: 'A' }] } },
  }),
  undoBulkChange: route('POST', `${OWN}/customers/bulk/{id}/undo`, {
    ids: { id: [BULK.own, FOREIGN.bulk] },
  }),
  addView: route('POST', `${OWN}/views`, {
    good: { name: 'A', question: { conditions: { ltv: { gte: 1 } } } },
  }),
  changeView: route('PATCH', `${OWN}/views/{id}`, {
    ids: { id: [VIEW.own, FOREIGN.view] },
    good: { name: 'A' },
  }),
  deleteView: route('DELETE', `${OWN}/views/{id}`, { ids: { id: [VIEW.own, FOREIGN.view] } }),
  applyRules: route('PUT', `${OWN}/rules`, { good: { version: 1, segments: [{ name: 'Of a file' }] } }),
  planRules: route('POST', `${OWN}/rules/plan`, { good: { version: 1 }, asks: true }),
  deleteOwnSegment: route('DELETE', `${OWN}/segments/{id}`, { ids: { id: [SEGMENT.gold, FOREIGN.segment] } }),
  deleteOwnField: route('DELETE', `${OWN}/custom_fields/{id}`, { ids: { id: [FIELD.text, FOREIGN.field] } }),
  renameTag: route('PATCH', `${OWN}/tags/{id}`, {
    ids: { id: [TAG.vip, FOREIGN.tag] },
    good: { name: 'Another' },
  }),
  planMergeOfTag: route('POST', `${OWN}/tags/{id}/merge/plan`, {
    ids: { id: [TAG.twin, FOREIGN.tag] },
    good: { into: TAG.vip },
    asks: true,
  }),
  mergeTag: route('POST', `${OWN}/tags/{id}/merge`, {
    ids: { id: [TAG.twin, FOREIGN.tag] },
    good: { into: TAG.vip },
  }),
  deleteTag: route('DELETE', `${OWN}/tags/{id}`, { ids: { id: [TAG.vip, FOREIGN.tag] } }),
  changeSettings: route('PATCH', `${OWN}/account`, { good: { currency: 'EUR' } }),
} satisfies Record<string, WriteRoute>
