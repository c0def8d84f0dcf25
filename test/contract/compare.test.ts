import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareShape, compareValues } from './compare.ts'

const printed = {
  id: 1,
  comment: null,
  is_main: true,
  tags: [{ id: 7, name: 'VIP' }],
  _links: { self: { href: 'https://example.amocrm.com/api/v4/customers/1?limit=2&page=1' } },
}

describe('compareShape', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['the printed body itself has the printed shape', printed, printed, []],
    [
      'other values of the same types have the printed shape',
      printed,
      { id: 2, comment: null, is_main: false, tags: [{ id: 0, name: '' }], _links: { self: { href: '' } } },
      [],
    ],
    ['a key more is no difference', { id: 1 }, { id: 1, name: 'x' }, []],
    ['a key less is a difference', { id: 1, name: 'x' }, { id: 1 }, ['$.name: is printed, is not served']],
    [
      'a key below the top is named by its path',
      printed,
      { ...printed, tags: [{ id: 7 }] },
      ['$.tags[0].name: is printed, is not served'],
    ],
    [
      'a number as a string is a difference',
      { id: 1 },
      { id: '1' },
      ['$.id: a number is printed, a string is served'],
    ],
    [
      'an object in place of an array is a difference',
      { tags: [1] },
      { tags: { 0: 1 } },
      ['$.tags: an array is printed, an object is served'],
    ],
    [
      'null in place of an array is a difference',
      { tags: [] },
      { tags: null },
      ['$.tags: an array is printed, null is served'],
    ],
    [
      'every difference is listed, not the first',
      { id: 1, name: 'x', tags: [{ id: 1 }] },
      { name: 1, tags: [{ id: '1' }] },
      [
        '$.id: is printed, is not served',
        '$.name: a string is printed, a number is served',
        '$.tags[0].id: a number is printed, a string is served',
      ],
    ],
    [
      'an item is compared with the item at its own index',
      [1, 'x'],
      ['x', 1],
      ['$[0]: a number is printed, a string is served', '$[1]: a string is printed, a number is served'],
    ],
    ['an item more is no difference', [1], [1, 2], []],
    ['an item less is a difference', [1, 2], [1], ['$[1]: is printed, is not served']],
    ['no body is served where none is printed', undefined, undefined, []],
    [
      'a body in place of none is a difference',
      undefined,
      {},
      ['$: no body is printed, an object is served'],
    ],
    [
      'no body in place of one is a difference',
      { id: 1 },
      undefined,
      ['$: an object is printed, nothing is served'],
    ],
    ['no body in place of null is a difference', null, undefined, ['$: null is printed, nothing is served']],
    [
      'a key that every object inherits does not count as served',
      { toString: 'x' },
      {},
      ['$.toString: is printed, is not served'],
    ],
  ])('%s', (_fact, print, served, differences) => {
    expect(compareShape(print, served)).toEqual(differences)
  })

  test('a top-level status in a success is a difference', () => {
    expect(compareShape({ id: 1 }, { id: 1, status: 200 })).toEqual([
      '$.status: not printed, and clients take a body with it for an error',
    ])
  })

  test('a status below the top or in a printed error is none', () => {
    expect(compareShape({ a: { id: 1 } }, { a: { id: 1, status: 2 } })).toEqual([])
    expect(compareShape({ status: 400 }, { status: 422 })).toEqual([])
  })

  test('a printed null accepts null alone', () => {
    expect(compareShape({ comment: null }, { comment: null })).toEqual([])
    expect(compareShape({ comment: null }, { comment: 'x' })).toEqual([
      '$.comment: null is printed, a string is served',
    ])
  })

  test('a printed null accepts null and the declared type where the exchange says so', () => {
    const nullable = { '$.list[*].comment': 'string' } as const
    const print = { list: [{ comment: null }, { comment: null }, { comment: null }] }
    expect(
      compareShape(print, { list: [{ comment: null }, { comment: 'x' }, { comment: 1 }] }, nullable),
    ).toEqual(['$.list[2].comment: null is printed, a number is served'])
  })

  test('the declared type does not let null stand for a printed value', () => {
    expect(compareShape({ comment: 'x' }, { comment: null }, { '$.comment': 'string' })).toEqual([
      '$.comment: a string is printed, null is served',
    ])
  })

  test('taking any key away is noticed', () => {
    const body = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 })
    fc.assert(
      fc.property(body, fc.nat(), (print, pick) => {
        const keys = Object.keys(print)
        const gone = keys[pick % keys.length]
        const served = Object.fromEntries(Object.entries(print).filter(([key]) => key !== gone))
        expect(compareShape(print, served)).toEqual([`$.${gone}: is printed, is not served`])
      }),
    )
  })
})

describe('compareValues', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['the printed body itself has the printed values', printed, printed, []],
    ['a key more is no difference', { id: 1 }, { id: 1, name: 'x' }, []],
    ['a key less is a difference', { id: 1 }, {}, ['$.id: 1 is printed, nothing is served']],
    [
      'another value is a difference',
      { name: 'x' },
      { name: 'y' },
      ['$.name: "x" is printed, "y" is served'],
    ],
    [
      'the same digits as text are a difference',
      { id: 1 },
      { id: '1' },
      ['$.id: 1 is printed, "1" is served'],
    ],
    ['null is not 0', { ltv: null }, { ltv: 0 }, ['$.ltv: null is printed, 0 is served']],
    [
      'an item more is a difference',
      { tags: [] },
      { tags: [{ id: 1 }] },
      ['$.tags: 0 items are printed, 1 are served'],
    ],
    ['an item less is a difference', [1, 2], [1], ['$[1]: 2 is printed, nothing is served']],
    [
      'another order is a difference',
      [1, 2],
      [2, 1],
      ['$[0]: 1 is printed, 2 is served', '$[1]: 2 is printed, 1 is served'],
    ],
    ['no body is served where none is printed', undefined, undefined, []],
    ['a body in place of none is a difference', undefined, [], ['$: no body is printed, an array is served']],
  ])('%s', (_fact, print, served, differences) => {
    expect(compareValues(print, served, [])).toEqual(differences)
  })

  test('an ignored path and what lies below it are free', () => {
    const print = { id: 1, _links: { self: { href: 'https://a/1' } }, name: 'x' }
    const served = { id: 2, _links: [], name: 'y' }
    expect(compareValues(print, served, ['$.id', '$._links'])).toEqual([
      '$.name: "x" is printed, "y" is served',
    ])
    expect(compareValues({ id: 1 }, {}, ['$.id'])).toEqual([])
  })

  test('[*] ignores every index, a number only its own', () => {
    const print = { list: [{ id: 1 }, { id: 2 }] }
    const served = { list: [{ id: 8 }, { id: 9 }] }
    expect(compareValues(print, served, ['$.list[*].id'])).toEqual([])
    expect(compareValues(print, served, ['$.list[1].id'])).toEqual([
      '$.list[0].id: 1 is printed, 8 is served',
    ])
  })

  describe('of an href', () => {
    const href = (url: string) => ({ href: url })
    const page = 'https://example.amocrm.com/api/v4/customers?limit=2&page=1'

    test('scheme, host, port and the order of parameters are free', () => {
      expect(
        compareValues(href(page), href('http://127.0.0.1:8080/api/v4/customers?page=1&limit=2'), []),
      ).toEqual([])
    })

    test.each([
      ['another path', 'http://localhost/api/v4/customers/1?limit=2&page=1'],
      ['another parameter', 'http://localhost/api/v4/customers?limit=2&page=2'],
      ['a parameter twice', 'http://localhost/api/v4/customers?limit=2&page=1&page=1'],
      ['a lost query', 'http://localhost/api/v4/customers'],
      ['a relative link', '/api/v4/customers?limit=2&page=1'],
    ])('%s is a difference', (_fact, served) => {
      expect(compareValues(href(page), href(served), [])).toEqual([
        `$.href: "${page}" is printed, "${served}" is served`,
      ])
    })

    test('another encoding of the same parameter is a difference', () => {
      const encoded = href('https://example.amocrm.com/x?filter%5Bid%5D=1')
      expect(compareValues(encoded, href('http://localhost/x?filter%5Bid%5D=1'), [])).toEqual([])
      expect(compareValues(encoded, href('http://localhost/x?filter[id]=1'), [])).toHaveLength(1)
    })

    test('a URL under another key is compared whole', () => {
      expect(compareValues({ url: 'https://a/x' }, { url: 'https://b/x' }, [])).toHaveLength(1)
    })
  })
})

test('any body has its own shape and values', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      expect(compareShape(body, body)).toEqual([])
      expect(compareValues(body, body, [])).toEqual([])
    }),
  )
})
