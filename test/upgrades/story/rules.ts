/** Keeps rules that hold for nearly everybody to a few customers, or the recording would be long. */
const STUDIED = { tag: { any: ['studied'] } }

/** A segment with rules, as they are written. */
export type RuledSegment = readonly [name: string, entry: object, exit?: object]

/**
 * Rules of segments: every kind of condition that a segment may ask, in every form, and the three kinds of nodes. Tags that do not exist
 * are made by the rule.
 */
export const RULED_SEGMENTS: readonly RuledSegment[] = [
  ['All parts of none', { all: [{ all: [] }, STUDIED] }],
  ['Any part of none', { any: [] }],
  ['Due soon', { all: [{ before_purchase: 3 }, STUDIED] }],
  ['Overdue', { all: [{ after_today: 5 }, STUDIED] }, { last_purchase: { in_last: 1 } }],
  [
    'Expected day',
    {
      all: [
        {
          any: [{ next_date: { in_next: 7 } }, { next_date: { in_last: 2 } }, { next_date: { empty: true } }],
        },
        STUDIED,
      ],
    },
    { next_date: { older_than: 40 } },
  ],
  [
    'Created',
    {
      all: [
        {
          any: [
            { created_at: { from: '2026-01-01', to: '2026-02-28' } },
            { created_at: { older_than: 900 } },
          ],
        },
        STUDIED,
      ],
    },
    { all: [{ created_at: { to: '2020-12-31' } }, { created_at: { from: '2019-01-01' } }] },
  ],
  ['Bought lately', { all: [{ last_purchase: { in_last: 10 } }, STUDIED] }],
  ['Never bought', { all: [{ last_purchase: { empty: true } }, STUDIED] }, { purchases_count: { gte: 1 } }],
  [
    'First bought',
    {
      all: [
        { any: [{ first_purchase: { between: [0, 20] } }, { first_purchase: { older_than: 900 } }] },
        STUDIED,
      ],
    },
    { first_purchase: { empty: true } },
  ],
  [
    'Largest and smallest',
    {
      all: [
        { purchases: { largest: { gte: 40 }, between: [0, 60] } },
        { purchases: { count: { gte: 1 }, from: '2026-01-01', to: '2026-12-31', each: { gte: 5 } } },
        { not: { purchases: { smallest: { lt: 0.5 } } } },
        STUDIED,
      ],
    },
  ],
  ['Big', { ltv: { gte: 1000 } }, { ltv: { lt: 500 } }],
  ['At the limit', { ltv: { eq: 90_071_992_547_409 } }],
  ['Few purchases', { all: [{ purchases_count: { gt: 0, lte: 3 } }, { average_check: { gte: 19.5 } }] }],
  ['Prices', { any: [{ next_price: { gte: 100, lt: 500 } }, { periodicity: { eq: 30 } }] }],
  [
    'Windows',
    {
      all: [
        { purchases: { count: { gte: 2 }, in_last: 30 } },
        { purchases: { sum: { gte: 50 }, in_last: 90 } },
        { not: { purchases: { average: { gt: 5000 }, in_last: 365 } } },
      ],
    },
    { purchases: { count: { eq: 0 }, in_last: 14 } },
  ],
  [
    'Product',
    { any: [{ purchases: { sum: { gte: 1 }, element: 1203 } }, { purchases: { count: { gte: 9 } } }] },
  ],
  [
    'Tagged',
    { any: [{ tag: { any: ['Café', 'vip'] } }, { tag: { all: ['regular', 'newsletter'] } }] },
    { all: [{ not: { tag: { none: ['gone'] } } }] },
  ],
  [
    'Whose',
    { all: [{ responsible_user: { none: ['Rita'] } }, { created_by: { none: [0] } }, STUDIED] },
    { responsible_user: { any: ['Lee'] } },
  ],
  ['Made by the robot', { created_by: { any: [0] } }],
  [
    'Named',
    {
      any: [{ name: { equals: '' } }, { name: { starts_with: 'chain' } }, { name: { contains: 'STRASSE' } }],
    },
  ],
  [
    'Texts',
    {
      any: [
        { custom_field: { field: 'TEXT', equals: 'Łódź' } },
        { custom_field: { field: 'TEXTAREA', contains: 'far down' } },
        { custom_field: { field: 'URL', starts_with: 'https://' } },
        { not: { custom_field: { field: 'STREETADDRESS', empty: true } } },
        { custom_field: { field: 'OLD_STREET', contains: 'where' } },
        { custom_field: { field: 'OLD_PAGE', empty: false } },
      ],
    },
  ],
  [
    'Numbers',
    {
      any: [
        { custom_field: { field: 'NUMERIC', gte: 123_456_789_012_345 } },
        { custom_field: { field: 'NUMERIC', gt: 0, lt: 0.3 } },
        { custom_field: { field: 'MONETARY', eq: 999.12 } },
      ],
    },
  ],
  [
    'Options',
    {
      all: [
        { custom_field: { field: 'SELECT', any: ['Dark', 'Medium'] } },
        { custom_field: { field: 'RADIOBUTTON', none: ['Ground'] } },
        { not: { custom_field: { field: 'MULTISELECT', all: ['Tea', 'Cake'] } } },
        { custom_field: { field: 'CHECKBOX', is: true } },
      ],
    },
  ],
  [
    'Days of fields',
    {
      any: [
        { custom_field: { field: 'DATE', anniversary_in_next: 7 } },
        { custom_field: { field: 'DATE', from: '2026-03-01', to: '2026-03-31' } },
        { custom_field: { field: 'DATE_TIME', older_than: 180 } },
        { custom_field: { field: 'DATE_TIME', in_next: 3 } },
      ],
    },
  ],
  [
    'No papers',
    {
      all: [
        { custom_field: { field: 'FILE', empty: true } },
        { custom_field: { field: 'CHAINED_LIST', empty: false } },
      ],
    },
  ],
  [
    'Big and late',
    { all: [{ segment: { all: ['Big', 'Overdue'] } }, { not: { segment: { any: ['Any part of none'] } } }] },
    { segment: { none: ['Big'] } },
  ],
  ['Not big and late', { all: [{ segment: { none: ['Big and late', 'Any part of none'] } }, STUDIED] }],
]

/** Conditions of stages, in the order of their `sort`: what a stage may ask, which is all but segments and stages. */
export const RULED_STAGES: readonly (readonly [name: string, conditions: object | null])[] = [
  ['By hand only', null],
  ['Regulars', { all: [{ periodicity: { gte: 7 } }, { purchases: { count: { gte: 2 }, in_last: 60 } }] }],
  ['Soon', { all: [{ before_purchase: 5 }, { not: { before_purchase: 1 } }] }],
  [
    'Spenders',
    { any: [{ ltv: { gte: 100_000 } }, { average_check: { gt: 9999 } }, { tag: { any: ['vip'] } }] },
  ],
  [
    'Waiting',
    { all: [{ after_today: 3 }, { not: { after_today: 20 } }, { last_purchase: { older_than: 10 } }] },
  ],
  ['Birthday', { custom_field: { field: 'DATE', anniversary_in_next: 3 } }],
]
