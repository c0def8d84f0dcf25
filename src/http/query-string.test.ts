import fc from 'fast-check'
import untypedQs from 'qs'
import { describe, expect, test } from 'vitest'
import {
  BadQuery,
  formatQuery,
  listOf,
  nodeAt,
  pairsOf,
  parseQuery,
  rangeOf,
  scalarOf,
  type QueryNode,
} from './query-string.ts'

const qs = untypedQs as { parse: (query: string, options: object) => unknown }

describe('what clients send', () => {
  test.each([
    ['filter%5Bid%5D%5B0%5D=1&filter%5Bid%5D%5B1%5D=2', ['1', '2']],
    ['filter%5bid%5d%5b0%5d=1', ['1']],
    ['filter[id][0]=1&filter[id][1]=2', ['1', '2']],
    ['filter[id][]=1&filter[id][]=2', ['1', '2']],
    ['filter[id]=1', ['1']],
    ['filter[id]=1&filter[id]=2', ['1', '2']],
    ['filter[id]=1&filter[id][]=2&filter%5Bid%5D[7]=3', ['1', '2', '3']],
    ['filter[id][0]=1&filter[id][0]=1&filter[id][]=1&filter[id]=1', ['1']],
    ['filter[id][from]=1', []],
    ['filter=1', []],
    ['', []],
  ])('%s lists ids', (raw, ids) => {
    expect(listOf(nodeAt(parseQuery(raw), 'filter', 'id'))).toEqual(ids)
  })

  test.each([
    ['limit=50', '50'],
    ['limit=50&limit=250', '250'],
    ['limit=50&limit=250&limit=50', '50'],
    ['limit', ''],
    ['limit=', ''],
    ['limit=a=b', 'a=b'],
    ['limit=a+b%20c%2Bd', 'a b c+d'],
    ['limit=%D0%98%D0%B2%D0%B0%D0%BD', 'Иван'],
    ['&&=x&limit=1&', '1'],
    ['limit[]=1', undefined],
    ['page=1', undefined],
    ['limit[from]x=1&limit=2', '2'],
  ])('%s gives limit %j', (raw, value) => {
    expect(scalarOf(nodeAt(parseQuery(raw), 'limit'))).toBe(value)
  })

  test.each([
    ['filter[created_at][from]=1&filter[created_at][to]=2', { from: '1', to: '2' }],
    ['filter%5Bcreated_at%5D%5Bfrom%5D=1', { from: '1' }],
    ['filter[created_at][to]=2', { to: '2' }],
    ['filter[created_at][to]x=2', { to: '2' }],
    ['filter[created_at]=2', undefined],
    ['filter[created_at][]=2', undefined],
    ['', undefined],
  ])('%s gives the range %j', (raw, range) => {
    expect(rangeOf(nodeAt(parseQuery(raw), 'filter', 'created_at'))).toEqual(range)
  })

  test('a filter by custom fields is told apart by the ids of the fields', () => {
    const query = parseQuery(
      'filter[custom_fields_values][55][]=x&filter[custom_fields_values][56]=y&filter[custom_fields_values][57][from]=1',
    )
    const fields = nodeAt(query, 'filter', 'custom_fields_values')
    expect([...(fields?.children.keys() ?? [])]).toEqual(['55', '56', '57'])
    expect(listOf(fields?.children.get('55'))).toEqual(['x'])
    expect(listOf(fields?.children.get('56'))).toEqual(['y'])
    expect(rangeOf(fields?.children.get('57'))).toEqual({ from: '1' })
  })

  test('names of built-in properties are names like any other', () => {
    const query = parseQuery('__proto__[polluted]=1&constructor=2&filter[__proto__]=3&filter[toString][]=4')
    expect(scalarOf(nodeAt(query, '__proto__', 'polluted'))).toBe('1')
    expect(scalarOf(nodeAt(query, 'constructor'))).toBe('2')
    expect(scalarOf(nodeAt(query, 'filter', '__proto__'))).toBe('3')
    expect(listOf(nodeAt(query, 'filter', 'toString'))).toEqual(['4'])
    expect(nodeAt(parseQuery('a=1'), 'hasOwnProperty')).toBeUndefined()
    expect({}).not.toHaveProperty('polluted')
  })
})

describe('what is refused', () => {
  test.each([
    ['a[b=1', 'a[b'],
    ['a%5Bb=1', 'a[b'],
    ['a]=1', 'a]'],
    ['a[b]]=1', 'a[b]]'],
    ['a[b]c]=1', 'a[b]c]'],
    ['a[[b]]=1', 'a[[b]]'],
    ['[a]=1', '[a]'],
    ['a[=1', 'a['],
    ['%zz=1', '%zz'],
    ['a[%zz]=1', 'a[%zz]'],
    ['a%5Bb%5D%=1', 'a%5Bb%5D%'],
    ['a[b]c[d]=1', 'a[b]c[d]'],
    ['x=1&a[b]=%', 'a[b]'],
    ['a=%e0%a4', 'a'],
    ['a=%ff', 'a'],
    ['a=%00', 'a'],
    ['a%00b=1', 'a%00b'],
    [`a${'[b]'.repeat(9)}=1`, `a${'[b]'.repeat(9)}`],
  ])('%s names the parameter', (raw, parameter) => {
    expect(refusalOf(raw).parameter).toBe(parameter)
  })

  test('eight brackets and 5,000 pairs are read, one pair more is not', () => {
    expect(scalarOf(nodeAt(parseQuery(`a${'[b]'.repeat(8)}=1`), 'a', ...'bbbbbbbb'))).toBe('1')
    const pairs = Array.from({ length: 5_000 }, (_, index) => `a[]=${index}`).join('&')
    expect(listOf(nodeAt(parseQuery(pairs), 'a'))).toHaveLength(5_000)
    expect(refusalOf(`${pairs}&last=1`).parameter).toBe('last')
  })

  test('whatever comes in is read or refused, never an error of another kind', () => {
    const crumbs = fc.constantFrom(
      'a',
      '[',
      ']',
      '%5B',
      '%5d',
      '%',
      '%20',
      '%zz',
      '%e0',
      '=',
      '&',
      '+',
      '0',
      'ж',
      '\0',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(crumbs).map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (raw) => {
          try {
            formatQuery(pairsOf(parseQuery(raw)))
          } catch (error) {
            expect(error).toBeInstanceOf(BadQuery)
          }
        },
      ),
    )
  })
})

/** A query as its author thinks of it: one value, a list, or named parts. */
type Shape = string | { list: string[]; brackets: '[]' | '[i]' } | { parts: Map<string, Shape> }

const text = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((value) => !/[[\]\0]/.test(value))
const keyText = text.filter((value) => !/^\d*$/.test(value) && value !== '__proto__')

const shape = (depth: number): fc.Arbitrary<Shape> => {
  const value: fc.Arbitrary<Shape> = text
  if (depth === 0) return value
  const list: fc.Arbitrary<Shape> = fc.record({
    list: fc.uniqueArray(text, { minLength: 1, maxLength: 12 }),
    brackets: fc.constantFrom('[]', '[i]'),
  })
  return fc.oneof(value, list, shapes(depth - 1))
}
const shapes = (depth: number): fc.Arbitrary<{ parts: Map<string, Shape> }> =>
  fc
    .array(fc.tuple(keyText, fc.noShrink(shape(depth))), { minLength: 1, maxLength: 4 })
    .map((entries) => ({ parts: new Map(entries) }))

describe('against qs', () => {
  test('well-formed queries read the same, however they are escaped', () => {
    const escapes = fc.record({ rawBrackets: fc.boolean(), plus: fc.boolean() })
    fc.assert(
      fc.property(shapes(4), escapes, ({ parts }, { rawBrackets, plus }) => {
        let raw = formatQuery([...parts].flatMap(([key, part]) => pairsOfShape(key, part)))
        if (rawBrackets) raw = raw.replaceAll('%5B', '[').replaceAll('%5D', ']')
        if (plus) raw = raw.replaceAll('%20', '+')
        const options = { arrayLimit: 1_000, depth: 8, parameterLimit: 5_000, plainObjects: true }
        expect(plain(parseQuery(raw))).toEqual(normal(qs.parse(raw, options)))
      }),
    )
  })
})

describe('paging links', () => {
  test.each([
    ['filter[id][]=1&filter[id][]=2', 'filter%5Bid%5D%5B0%5D=1&filter%5Bid%5D%5B1%5D=2'],
    ['filter[id][0]=1&filter[id][0]=1', 'filter%5Bid%5D%5B0%5D=1'],
    ['a[]=1&a[0]=2&a[]=2&a[]=3', 'a%5B1%5D=1&a%5B2%5D=3&a%5B0%5D=2'],
    ['a[55][]=x&a[56]=x', 'a%5B55%5D%5B0%5D=x&a%5B56%5D=x'],
    ['a[][b]=1&a[][b]=2', 'a%5B%5D%5Bb%5D=1&a%5B%5D%5Bb%5D=2'],
    ['with=a%2Cb&query=a+b&flag', 'with=a%2Cb&query=a%20b&flag='],
    ["q=-_.~!'()*", 'q=-_.~%21%27%28%29%2A'],
    ['', ''],
  ])('%s is repeated as %s', (raw, repeated) => {
    expect(formatQuery(pairsOf(parseQuery(raw)))).toBe(repeated)
  })

  const segment = fc.constantFrom('', '0', '1', '7', '55', 'id', 'from', 'a b', 'ж')
  const pair = fc
    .tuple(
      fc.constantFrom('filter', 'page', 'with'),
      fc.array(segment, { maxLength: 4 }),
      fc.constantFrom('1', '2', 'x'),
    )
    .map(([name, path, value]): [string, string] => [name + path.map((key) => `[${key}]`).join(''), value])

  test('pairs survive being written and read', () => {
    fc.assert(
      fc.property(fc.array(pair), (given) => {
        const pairs = pairsOf(parseQuery(formatQuery(given)))
        expect(pairsOf(parseQuery(formatQuery(pairs)))).toEqual(pairs)
        expect(pairs.length).toBeLessThanOrEqual(given.length)
      }),
    )
  })

  test('a link does not grow when a client sends it back with its own parameters behind it', () => {
    fc.assert(
      fc.property(fc.array(pair), (given) => {
        const own = formatQuery(given)
        const link = formatQuery(pairsOf(parseQuery(own)))
        expect(formatQuery(pairsOf(parseQuery(`${link}&${own}`)))).toBe(link)
        expect(formatQuery(pairsOf(parseQuery(`${link}&${link}`)))).toBe(link)
      }),
    )
  })

  test('following next links with repeated parameters keeps one of each and moves the page', () => {
    const own = 'filter[id][0]=1&filter[id][]=2&limit=1&page=1'
    let sent = own
    for (let page = 2; page < 10; page++) {
      const kept = pairsOf(parseQuery(sent)).filter(([name]) => name !== 'page')
      const next = formatQuery([...kept, ['page', `${page}`]])
      expect(next).toBe(`filter%5Bid%5D%5B0%5D=1&filter%5Bid%5D%5B1%5D=2&limit=1&page=${page}`)
      sent = `${own}&${next}`
      expect(scalarOf(nodeAt(parseQuery(sent), 'page'))).toBe(`${page}`)
    }
  })
})

function refusalOf(raw: string): BadQuery {
  try {
    parseQuery(raw)
  } catch (error) {
    if (error instanceof BadQuery) return error
    throw error
  }
  throw new Error(`"${raw}" was read`)
}

function pairsOfShape(name: string, part: Shape): [string, string][] {
  if (typeof part === 'string') return [[name, part]]
  if ('list' in part) {
    return part.list.map((value, index) => [`${name}[${part.brackets === '[]' ? '' : index}]`, value])
  }
  return [...part.parts].flatMap(([key, below]) => pairsOfShape(`${name}[${key}]`, below))
}

/** Our tree in the form qs gives, for queries in which each key is one thing only. */
function plain(node: QueryNode): unknown {
  if (node.children.size === 0) return scalarOf(node)
  if (/^\d*$/.test([...node.children.keys()].join(''))) return listOf(node)
  return Object.fromEntries([...node.children].map(([key, child]) => [key, plain(child)]))
}

/** The result of qs with ordinary objects in place of those without a prototype. */
function normal(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, normal(below)]))
}
