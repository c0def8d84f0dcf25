import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { referenceDocument } from '../../scripts/openapi.ts'
import { FIELD_TYPE_NAMES } from '../../src/core/field-types/field-type.ts'
import { customerEntity } from '../../src/customers/entity.ts'
import { segmentEntity } from '../../src/segments/entity.ts'
import { tablesUnder } from './markdown.ts'

type Schema = { properties?: Record<string, Schema>; items?: Schema }
type Media = Record<string, { schema: Schema }>
type Operation = { responses: Record<string, { content?: Media }>; requestBody?: { content: Media } }

const page = readFileSync(join(import.meta.dirname, '../../docs/compatibility.md'), 'utf8')
const { paths } = (await referenceDocument()) as { paths: Record<string, Record<string, Operation>> }
const routes = Object.entries(paths)
  .filter(([path]) => path.startsWith('/api/v4/'))
  .flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => nameless(`${method.toUpperCase()} ${path}`)),
  )

describe('methods', () => {
  const [table = []] = tablesUnder(page, '## Methods')
  const listed = table.flatMap(([methods = '', path = '', state = '']) =>
    methods.split(', ').map((method) => ({ route: nameless(`${method} ${path.slice(1, -1)}`), state })),
  )

  test('each is listed once, in one of three states', () => {
    expect(new Set(listed.map(({ route }) => route)).size).toBe(listed.length)
    for (const { state } of listed) expect(['supported', 'different', 'not yet']).toContain(state)
  })

  test('those that work are the routes', () => {
    const working = listed.filter(({ state }) => state !== 'not yet').map(({ route }) => route)
    expect(working.sort()).toEqual(routes.toSorted())
  })
})

const ENTITIES = {
  Customer: {
    Read: 'GET /api/v4/customers/{id}',
    Add: 'POST /api/v4/customers',
    Change: 'PATCH /api/v4/customers',
  },
  Transaction: {
    Read: 'GET /api/v4/customers/transactions/{id}',
    Add: 'POST /api/v4/customers/{customerId}/transactions',
  },
  Stage: {
    Read: 'GET /api/v4/customers/statuses/{id}',
    Add: 'POST /api/v4/customers/statuses',
    Change: 'PATCH /api/v4/customers/statuses/{id}',
  },
  Segment: {
    Read: 'GET /api/v4/customers/segments/{id}',
    Add: 'POST /api/v4/customers/segments',
    Change: 'PATCH /api/v4/customers/segments/{id}',
  },
  'Custom field': {
    Read: 'GET /api/v4/customers/custom_fields/{id}',
    Add: 'POST /api/v4/customers/custom_fields',
    Change: 'PATCH /api/v4/customers/custom_fields',
  },
  Tag: { Read: 'GET /api/v4/customers/tags', Add: 'POST /api/v4/customers/tags' },
  Account: { Read: 'GET /api/v4/account' },
  User: { Read: 'GET /api/v4/users/{id}' },
} as const

describe.each(Object.entries(ENTITIES))('fields of %s', (entity, operations) => {
  const [table = []] = tablesUnder(page, `### ${entity}`)

  test.each(Object.entries(operations))('%s: those that work are in the schema of %s', (column, route) => {
    const at = 1 + ['Read', 'Add', 'Change'].indexOf(column)
    const said = new Map(table.map((row) => [row[0]?.slice(1, -1) ?? '', row[at] ?? '']))
    const known = column === 'Read' ? answered(route) : taken(route)
    for (const [field, state] of said) {
      expect(['yes', 'different', 'ignored', '–'], field).toContain(state)
      if (state === 'yes' || state === 'different') expect(known).toContain(field)
    }
    const unsaid = known.filter((field) => ['–', undefined].includes(said.get(field)))
    expect(unsaid).toEqual([])
  })
})

test('the types of custom fields are those of the code', () => {
  const [, types = []] = tablesUnder(page, '### Custom field')
  const yes = (has: boolean) => (has ? 'yes' : '–')
  expect(types.map((row) => row.slice(0, 3))).toEqual(
    FIELD_TYPE_NAMES.map((name) => [
      `\`${name}\``,
      yes(customerEntity.fields?.types.includes(name) === true),
      yes(segmentEntity.fields?.types.includes(name) === true),
    ]),
  )
})

/** A route without the names of its parameters, which the pages give differently. */
function nameless(route: string): string {
  return route.replace(/\{\w+\}/g, '{}')
}

function operationOf(route: string): Operation {
  const [method = '', path = ''] = route.split(' ')
  const operation = paths[path]?.[method.toLowerCase()]
  if (operation === undefined) throw new Error(`there is no ${route}`)
  return operation
}

/** The fields of the model that a route answers. A `request_id` belongs to writes, which share the model. */
function answered(route: string): string[] {
  const model = operationOf(route).responses['200']?.content?.['application/hal+json']?.schema
  const listed = model?.properties?.['_embedded']?.properties?.['tags']?.items
  const isList = model?.properties?.['_page'] !== undefined
  return fieldsOf(isList ? listed : model).filter((field) => field !== 'request_id')
}

/** The fields that a route looks at in a body, or in one item of it. */
function taken(route: string): string[] {
  const body = operationOf(route).requestBody?.content['application/json']?.schema
  return fieldsOf(body?.items ?? body)
}

function fieldsOf(model: Schema | undefined): string[] {
  return Object.entries(model?.properties ?? {}).flatMap(([name, below]) =>
    name === '_embedded' ? Object.keys(below.properties ?? {}).map((key) => `${name}.${key}`) : [name],
  )
}
