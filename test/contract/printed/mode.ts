import type { PrintedExchange } from '../exchange.ts'

const source = 'Customers, "Enabling customers and changing the customers mode"'

export const printedMode: PrintedExchange[] = [
  {
    title: 'switching to segments answers the properties that were passed',
    source,
    mode: 'periodicity',
    request: {
      method: 'PATCH',
      path: '/api/v4/customers/mode',
      body: { mode: 'segments', is_enabled: true },
    },
    answer: { status: 200, body: { mode: 'segments', is_enabled: true } },
    given: [],
  },
  {
    title: 'passing the mode that is on answers the same (derived from the printed example)',
    source,
    mode: 'segments',
    request: {
      method: 'PATCH',
      path: '/api/v4/customers/mode',
      body: { mode: 'segments', is_enabled: true },
    },
    answer: { status: 200, body: { mode: 'segments', is_enabled: true } },
    given: [],
  },
  {
    title:
      'switching to periodicity answers the properties that were passed (derived from the parameter table)',
    source,
    mode: 'segments',
    request: {
      method: 'PATCH',
      path: '/api/v4/customers/mode',
      body: { mode: 'periodicity', is_enabled: true },
    },
    answer: { status: 200, body: { mode: 'periodicity', is_enabled: true } },
    given: [],
  },
  {
    title:
      'switching customers off answers the properties that were passed (derived from the parameter table)',
    source,
    mode: 'segments',
    request: {
      method: 'PATCH',
      path: '/api/v4/customers/mode',
      body: { mode: 'segments', is_enabled: false },
    },
    answer: { status: 200, body: { mode: 'segments', is_enabled: false } },
    given: [],
  },
]
