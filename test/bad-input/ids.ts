/**
 * What the two accounts of a shop hold, under the ids they are given: `buildShop` makes it and sees to it that the ids are these.
 * Both hold the same.
 */
export const USER = { admin: 1001, retired: 1002, seller: 1003 } as const
/** `rich` has purchases of almost all the money there is. */
export const CUSTOMER = { plain: 1001, rich: 1002, deleted: 1003, foreignToSeller: 1004 } as const
export const STAGE = { recent: 1001, regular: 1002, own: 1006 } as const
export const SEGMENT = { gold: 1001 } as const
export const TAG = { vip: 1001, twin: 1002 } as const
export const VIEW = { own: 1001 } as const
export const BULK = { own: 1001 } as const
/** Of customer `plain`, of customer `rich`, and one of `plain` that was deleted. */
export const PURCHASE = { plain: 1001, rich: 1002, deleted: 1003 } as const
/** Fields of customers, with their options. */
export const FIELD = {
  text: 1001,
  textarea: 1002,
  url: 1003,
  streetaddress: 1004,
  numeric: 1005,
  monetary: 1006,
  checkbox: 1007,
  select: 1008,
  radiobutton: 1009,
  multiselect: 1010,
  date: 1011,
  date_time: 1012,
  chained_list: 1013,
  file: 1014,
} as const
export const OPTION = { select: 1001, radiobutton: 1003, multiselect: 1005, ofSegments: 1007 } as const
/** Fields of segments. */
export const SEGMENT_FIELD = {
  text: 1015,
  numeric: 1016,
  checkbox: 1017,
  select: 1018,
  date: 1019,
  date_time: 1020,
} as const

/** The id of something of this kind that another account has and no account of the shop. */
export const FOREIGN = {
  user: 1005,
  customer: 1040,
  stage: 1010,
  segment: 1012,
  tag: 1040,
  purchase: 1040,
  field: 1040,
  option: 1040,
  view: 1005,
  bulk: 1005,
} as const
/** An id that nobody has. */
export const UNKNOWN = 999_999
