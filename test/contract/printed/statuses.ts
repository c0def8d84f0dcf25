import type { Given, GivenStage, PrintedExchange, Slip } from '../exchange.ts'

const page = 'Customers Stages and Segments'

/** The stages of the printed list: those that an account has from the start. */
export const listedStages: GivenStage[] = [
  {
    id: 4740010,
    name: 'Recently purchased',
    sort: 0,
    is_default: true,
    conditions: [],
    color: '#ccff66',
    type: 4,
  },
  { id: 4740013, name: 'Stage 1', sort: 1, is_default: false, conditions: [], color: '#fd5598', type: 0 },
  {
    id: 4740025,
    name: 'Expected purchase',
    sort: 2,
    is_default: true,
    conditions: [[{ type: 'before_purchase', match: { value: 0 }, conditions: [{ value: 0 }] }]],
    color: '#99ccff',
    type: 1,
  },
  {
    id: 4740028,
    name: 'Did not purchase',
    sort: 4,
    is_default: true,
    conditions: [],
    color: '#fd5598',
    type: 2,
  },
  {
    id: 4740031,
    name: 'Closed',
    sort: 5,
    is_default: true,
    conditions: [[{ type: 'after_today', match: { value: 60 }, conditions: [{ value: 60 }] }]],
    color: '#d5d8db',
    type: 3,
  },
]

const taggedStage: GivenStage = {
  id: 4051135,
  name: 'Example stage',
  sort: 2,
  is_default: false,
  conditions: [
    [
      {
        type: 'tag',
        options: { name: 'Tags' },
        logic_operator: 'or',
        conditions: [{ id: 174727, name: 'Condition' }],
        match: { value: [174727], logic: 'or' },
        tmpl: 'tag_customers',
      },
    ],
  ],
  color: '#ccc8f9',
  type: 0,
}

/** The stage that the update example answers, before the update. Its sort is the answered one, for no sort is sent. */
const addedStage: GivenStage = {
  id: 5649280,
  name: 'New stage',
  sort: 5,
  is_default: false,
  conditions: [],
  color: '#fffeb2',
  type: 0,
}

const addedStageExists: Given[] = [{ account: { id: 28805383 } }, { stage: addedStage }]

const listSlips: Slip[] = [
  {
    printed: 'type 3 on "Expected purchase"',
    served: 'type 1',
    why: "the page's own legend: 1 is expected purchase, 3 is closed",
  },
  {
    printed: '_total_items 6 above five stages, none with sort 3',
    served: '_total_items 5',
    why: 'the total is the number of stages',
  },
]

export const printedStatuses: PrintedExchange[] = [
  {
    title: 'the list of stages answers the printed models',
    source: `${page}, "Stages list"`,
    mode: 'periodicity',
    request: { method: 'GET', path: '/api/v4/customers/statuses' },
    answer: {
      status: 200,
      body: {
        _total_items: 5,
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses' } },
        _embedded: {
          statuses: [
            {
              id: 4740010,
              name: 'Recently purchased',
              sort: 0,
              is_default: true,
              conditions: [],
              color: '#ccff66',
              type: 4,
              account_id: 28805383,
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses/4740010' } },
            },
            {
              id: 4740013,
              name: 'Stage 1',
              sort: 1,
              is_default: false,
              conditions: [],
              color: '#fd5598',
              type: 0,
              account_id: 28805383,
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses/4740013' } },
            },
            {
              id: 4740025,
              name: 'Expected purchase',
              sort: 2,
              is_default: true,
              conditions: [[{ type: 'before_purchase', match: { value: 0 }, conditions: [{ value: 0 }] }]],
              color: '#99ccff',
              type: 1,
              account_id: 28805383,
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses/4740025' } },
            },
            {
              id: 4740028,
              name: 'Did not purchase',
              sort: 4,
              is_default: true,
              conditions: [],
              color: '#fd5598',
              type: 2,
              account_id: 28805383,
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses/4740028' } },
            },
            {
              id: 4740031,
              name: 'Closed',
              sort: 5,
              is_default: true,
              conditions: [[{ type: 'after_today', match: { value: 60 }, conditions: [{ value: 60 }] }]],
              color: '#d5d8db',
              type: 3,
              account_id: 28805383,
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses/4740031' } },
            },
          ],
        },
      },
    },
    slips: listSlips,
    given: [{ account: { id: 28805383 } }, ...listedStages.map((stage) => ({ stage }))],
  },
  {
    title: 'a stage with a tag condition answers the printed model',
    source: `${page}, "Getting a customers stage by its ID"`,
    mode: 'periodicity',
    request: { method: 'GET', path: '/api/v4/customers/statuses/4051135' },
    answer: {
      status: 200,
      body: {
        id: 4051135,
        name: 'Example stage',
        sort: 2,
        is_default: false,
        conditions: [
          [
            {
              type: 'tag',
              options: { name: 'Tags' },
              logic_operator: 'or',
              conditions: [{ id: 174727, name: 'Condition' }],
              match: { value: [174727], logic: 'or' },
              tmpl: 'tag_customers',
            },
          ],
        ],
        color: '#ccc8f9',
        type: 0,
        account_id: 321321,
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses/4051135' } },
      },
    },
    slips: [
      {
        printed: 'an empty second group of conditions',
        served: 'groups with items only',
        why: 'an empty group asks nothing, so it is not kept',
      },
    ],
    given: [{ account: { id: 321321 } }, { tag: { id: 174727, name: 'Condition' } }, { stage: taggedStage }],
  },
  {
    title: 'adding two stages answers their ids in the order of the request',
    source: `${page}, "Adding stages into the customers pipeline"`,
    mode: 'periodicity',
    request: {
      method: 'POST',
      path: '/api/v4/customers/statuses',
      body: [
        { name: 'New stage', sort: 100, color: '#fffeb2' },
        { name: 'New stage 2', sort: 200, color: '#fffeb2' },
      ],
    },
    answer: {
      status: 200,
      body: {
        _total_items: 2,
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses' } },
        _embedded: {
          statuses: [
            {
              id: 5649280,
              request_id: '0',
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses/5649280' } },
            },
            {
              id: 5649283,
              request_id: '1',
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses/5649283' } },
            },
          ],
        },
      },
    },
    given: [],
    allotted: ['$._embedded.statuses[*].id', '$._embedded.statuses[*]._links.self.href'],
  },
  {
    title:
      'an added stage answers the request_id that was sent, else its position (derived from the parameter table)',
    source: `${page}, "Adding stages into the customers pipeline"; the table of the answer is on the Russian page`,
    mode: 'periodicity',
    request: {
      method: 'POST',
      path: '/api/v4/customers/statuses',
      body: [
        { name: 'New stage', sort: 100, color: '#fffeb2', request_id: 'first' },
        { name: 'New stage 2', sort: 200 },
      ],
    },
    answer: {
      status: 200,
      body: {
        _total_items: 2,
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses' } },
        _embedded: {
          statuses: [
            {
              id: 5649280,
              request_id: 'first',
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses/5649280' } },
            },
            {
              id: 5649283,
              request_id: '1',
              _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses/5649283' } },
            },
          ],
        },
      },
    },
    given: [],
    allotted: ['$._embedded.statuses[*].id', '$._embedded.statuses[*]._links.self.href'],
  },
  {
    title: 'updating a stage answers the whole model and request_id "0"',
    source: `${page}, "Updating a customers stage"`,
    mode: 'periodicity',
    request: {
      method: 'PATCH',
      path: '/api/v4/customers/statuses/5649280',
      body: { name: 'New stage name', color: '#c1e0ff' },
    },
    answer: {
      status: 200,
      body: {
        id: 5649280,
        name: 'New stage name',
        sort: 5,
        is_default: false,
        conditions: [],
        color: '#c1e0ff',
        type: 0,
        account_id: 28805383,
        request_id: '0',
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses/5649280' } },
      },
    },
    given: addedStageExists,
  },
  {
    title: 'an updated stage answers the request_id that was sent (derived from the parameter table)',
    source: `${page}, "Updating a customers stage"`,
    mode: 'periodicity',
    request: {
      method: 'PATCH',
      path: '/api/v4/customers/statuses/5649280',
      body: { name: 'New stage name', color: '#c1e0ff', request_id: 'first' },
    },
    answer: {
      status: 200,
      body: {
        id: 5649280,
        name: 'New stage name',
        sort: 5,
        is_default: false,
        conditions: [],
        color: '#c1e0ff',
        type: 0,
        account_id: 28805383,
        request_id: 'first',
        _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/statuses/5649280' } },
      },
    },
    given: addedStageExists,
  },
  {
    title: 'deleting a stage answers no body',
    source: `${page}, "Deleting a customers stage"`,
    mode: 'periodicity',
    request: { method: 'DELETE', path: '/api/v4/customers/statuses/5649280' },
    answer: { status: 204 },
    given: addedStageExists,
  },
]
