import { describe, expect, test } from 'vitest'
import { type Shape, silencedBy, withStandIns } from './stand-ins.ts'

const option: Shape = {
  type: 'object',
  properties: { id: { type: 'integer', minimum: 1, 'x-decides': ['value'] }, value: { type: 'string' } },
  required: ['value'],
}
const item: Shape = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    sort: { type: 'integer', minimum: -5 },
    mode: { type: 'string', enum: ['one', 'two'] },
    date: { type: ['integer', 'null'], 'x-decides': ['mode'] },
    options: { type: ['array', 'object'], items: option, additionalProperties: option },
  },
  required: ['name', 'sort', 'mode'],
}
const good = { name: 'A', sort: 3, mode: 'two' }

test.each([
  ['an optional part is left out', { ...good, date: 'x' }, ['date'], good],
  ['a text stands for a needed one', { ...good, name: 5 }, ['name'], { ...good, name: 'x' }],
  ['a text stands for a missing one', { sort: 3, mode: 'two' }, ['name'], { ...good, name: 'x' }],
  ['the least number that is none below zero', { ...good, sort: {} }, ['sort'], { ...good, sort: 0 }],
  ['the first choice', { ...good, mode: 'ten' }, ['mode'], { ...good, mode: 'one' }],
  [
    'an item of a list keeps its index',
    { ...good, options: [5, { value: 'B' }] },
    ['options.0'],
    { ...good, options: [{ value: 'x' }, { value: 'B' }] },
  ],
  [
    'only what is misshapen in an item of a list is left out',
    { ...good, options: [{ id: 'x', value: 'A' }, { value: 7 }] },
    ['options.0.id', 'options.1.value'],
    { ...good, options: [{ value: 'A' }, { value: 'x' }] },
  ],
  [
    'a list under keys',
    { ...good, options: { a: { id: 0, value: 'A' } } },
    ['options.a.id'],
    { ...good, options: { a: { value: 'A' } } },
  ],
  ['what no schema knows is left out', { ...good, other: 1 }, ['other'], good],
  ['an item that is no object', 5, [''], { name: 'x', sort: 0, mode: 'one' }],
])('%s', (_, sent, paths, fit) => {
  const before = structuredClone(sent)
  expect(withStandIns(item, sent, paths)).toEqual(fit)
  expect(sent).toEqual(before)
})

test('a key called __proto__ is one like others', () => {
  const sent = JSON.parse('{"options":{"__proto__":{"id":0,"value":"A"}}}') as object
  const fit = withStandIns(item, sent, ['options.__proto__.id'])
  expect(JSON.stringify(fit)).toBe('{"options":{"__proto__":{"value":"A"}}}')
})

describe('a misshapen part', () => {
  test('silences what it decides', () => {
    expect(silencedBy(item, 'date')).toEqual(['date', 'mode'])
    expect(silencedBy(item, 'options.0.id')).toEqual(['options.0.id', 'options.0.value'])
    expect(silencedBy(item, 'options.0.value')).toEqual(['options.0.value'])
  })
})
