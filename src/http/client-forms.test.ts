import { describe, expect, test } from 'vitest'
import { type Kinds, asMeant } from './client-forms.ts'

const TEXT: Kinds = { type: 'string' }
const TAGS: Kinds = { type: ['array', 'null'], items: { type: 'object', properties: { name: TEXT } } }
const ITEM: Kinds = { type: 'object', properties: { name: TEXT, tags: TAGS, values: {} } }
const BATCH: Kinds = { type: 'array', items: ITEM }
const EITHER: Kinds = { type: ['array', 'object'], items: ITEM }

describe('an object under indexes', () => {
  test.each([
    ['a batch', BATCH, { 0: { name: 'a' }, 2: { name: 'b' } }, [{ name: 'a' }, { name: 'b' }]],
    ['a list in an item', BATCH, [{ tags: { 1: { name: 't' } } }], [{ tags: [{ name: 't' }] }]],
    ['a list in a batch that is one', BATCH, { 3: { tags: { 0: 1 } } }, [{ tags: [1] }]],
    [
      'a list in what the schema leaves open',
      ITEM,
      { values: { 1: { x: { 0: 5 } } } },
      { values: [{ x: [5] }] },
    ],
  ])('is a list where the schema has %s', (_, schema, value, list) => {
    expect(asMeant(schema, value)).toEqual(list)
  })

  test.each([
    ['one is wanted', ITEM, { 0: 'x', 1: 'y' }],
    ['the schema knows no such key', ITEM, { name: 'a', unknown: { 0: 1 } }],
    ['the schema takes both', EITHER, { 1: { name: 'a' } }],
    ['there is another key', BATCH, { 0: { name: 'a' }, length: 1 }],
    ['a key is no index', BATCH, { '01': {} }],
    ['nothing is in it', BATCH, {}],
  ])('stays one where %s', (_, schema, value) => {
    const before = structuredClone(value)
    expect(asMeant(schema, value)).toEqual(before)
  })
})

const EMBEDDING: Kinds = {
  type: 'object',
  properties: { _embedded: { type: ['object', 'null'], properties: { tags: TAGS } }, either: EITHER },
}

test('an empty array inside of a body is an empty object where the schema wants one', () => {
  expect(asMeant(EMBEDDING, { _embedded: [], either: [] })).toEqual({ _embedded: {}, either: [] })
  expect(asMeant(EMBEDDING, { _embedded: ['x'] })).toEqual({ _embedded: ['x'] })
  expect(asMeant(EMBEDDING, { _embedded: { tags: [] } })).toEqual({ _embedded: { tags: [] } })
  expect(asMeant(EMBEDDING, [])).toEqual([])
})

test('arrays, texts and null stay what they are', () => {
  for (const value of [[{ name: 'a', tags: [] }], 'text', 5, null, undefined])
    expect(asMeant(BATCH, value)).toBe(value)
})

test('a key named like the prototype is left alone', () => {
  const body = JSON.parse('{"values":{"__proto__":{"0":{"polluted":true}}}}') as { values: object }
  asMeant(ITEM, body)
  expect(Object.getPrototypeOf(body.values)).toBe(Object.prototype)
})
