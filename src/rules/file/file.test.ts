import { parse } from 'yaml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digester } from '../../../test/bad-input/digest.ts'
import { inconsistenciesOf } from '../../../test/helpers/consistency.ts'
import { startTestServer, type TestAccount, type TestServer } from '../../../test/helpers/server.ts'

let server: TestServer
let accounts = 0
let digest: Awaited<ReturnType<typeof digester>>
beforeAll(async () => {
  server = await startTestServer()
  digest = await digester(server.deps.db)
})
afterAll(() => server.close())

const V4 = '/api/v4/customers'
const OWN = '/api/patron/v1'
const YAML = { 'content-type': 'application/yaml' }

type File = {
  version: 1
  stages: Record<string, unknown>[]
  segments: Record<string, unknown>[]
}
type Result = { changes: Record<string, unknown>[]; not_in_file: Record<string, unknown>[]; applied: object }

const exported = async (account: TestAccount) => (await account.admin.get(`${OWN}/rules`).expect(200)).text
const asJson = async (account: TestAccount) =>
  (await account.admin.get(`${OWN}/rules`, { accept: 'application/json' }).expect(200)).json as File
const apply = async (account: TestAccount, file: unknown, query = '') =>
  (await account.admin.put(`${OWN}/rules${query}`, file, typeof file === 'string' ? YAML : {}).expect(200))
    .json as Result
const plan = async (account: TestAccount, file: unknown, query = '') => {
  const before = await digest()
  const { json } = await account.admin.post(`${OWN}/rules/plan${query}`, file).expect(200)
  expect(await digest()).toEqual(before)
  return json as Result
}
const file = (rest: object) => ({ version: 1, ...rest })

async function addSegment(account: TestAccount, name: string): Promise<number> {
  const { json } = await account.admin.post(`${V4}/segments`, { name }).expect(200)
  return (json as { id: number }).id
}

async function membersOf(account: TestAccount, name: string): Promise<number> {
  const { json } = await account.admin.get(`${V4}/segments?limit=250`).expect(200)
  const { segments } = (json as { _embedded: { segments: { name: string; customers_count: number }[] } })
    ._embedded
  return segments.find((segment) => segment.name === name)?.customers_count ?? NaN
}

/** An account with a field of each kind that names stand for, and rules about all of them. */
async function richAccount(): Promise<TestAccount> {
  const account = await server.newAccount()
  const { admin } = account
  // So that ids differ between accounts.
  for (let i = 0; i < accounts++ % 5; i++) await admin.post(`${V4}/tags`, [{ name: `t${i}` }]).expect(200)
  await admin
    .post(`${V4}/custom_fields`, [
      { name: 'Size', type: 'select', code: 'SIZE', enums: [{ value: '15' }, { value: 'Large', code: 'L' }] },
      { name: 'Birthday', type: 'date' },
    ])
    .expect(200)
  const vip = await addSegment(account, 'VIP')
  const second = await addSegment(account, 'VIP')
  await admin
    .put(`${OWN}/segments/${vip}/conditions`, {
      entry: {
        all: [
          { tag: { any: ['vip', '007'] } },
          { not: { custom_field: { field: 'SIZE', any: ['15', 'L'] } } },
        ],
      },
      exit: { custom_field: { field: 'SIZE', none: ['15'] } },
    })
    .expect(200)
  await admin
    .put(`${OWN}/segments/${second}/conditions`, { entry: { segment: { none: [vip] } }, exit: null })
    .expect(200)
  await admin
    .put(`${OWN}/stages/1002/conditions`, { conditions: { responsible_user: { any: [account.adminId] } } })
    .expect(200)
  return account
}

describe('the file', () => {
  test('names stages by what they are for, everything else by name, and things of one name apart', async () => {
    const account = await richAccount()
    const text = await exported(account)
    expect(text).toContain('# Stages and segments with their rules')
    const { stages, segments } = parse(text) as File
    expect(stages.map(({ system, name, conditions }) => [system, name, conditions])).toEqual([
      ['recent', 'Recently purchased', null],
      [undefined, 'Stage 1', { responsible_user: { any: ['Administrator'] } }],
      ['expected', 'Expected purchase', { before_purchase: 0 }],
      ['missed', 'Did not purchase', { after_today: 1 }],
      ['closed', 'Closed', { after_today: 60 }],
    ])
    expect(segments).toEqual([
      {
        name: 'VIP',
        color: '10599d',
        entry: {
          all: [
            { tag: { any: ['vip', '007'] } },
            { not: { custom_field: { field: 'SIZE', any: ['15', 'L'] } } },
          ],
        },
        exit: { custom_field: { field: 'SIZE', none: ['15'] } },
      },
      { key: 'VIP (2)', name: 'VIP', color: '10599d', entry: { segment: { none: ['VIP'] } }, exit: null },
    ])
    expect(await asJson(account)).toEqual(parse(text))
  })

  test('changes nothing where it comes from, however often it is applied', async () => {
    const account = await richAccount()
    const text = await exported(account)
    const before = await digest()
    expect(await apply(account, text)).toEqual({
      changes: [],
      not_in_file: [],
      applied: { stages: false, segments: true },
      tags_created: [],
    })
    expect(await apply(account, parse(text))).toMatchObject({ changes: [] })
    expect(await digest()).toEqual(before)
  })

  test('makes another account the same, whose ids are others, and a second application changes nothing', async () => {
    const source = await richAccount()
    const text = await exported(source)
    const target = await server.newAccount()
    const { admin } = target
    await admin
      .post(`${V4}/custom_fields`, [
        { name: 'Birthday', type: 'date' },
        {
          name: 'Размер',
          type: 'select',
          code: 'SIZE',
          enums: [{ value: 'Large', code: 'L' }, { value: '15' }],
        },
      ])
      .expect(200)
    const customer = await target.addCustomer({ tags_to_add: [{ name: 'vip' }] })
    await target.addCustomer()
    const { changes } = await apply(target, text)
    expect(changes.map(({ kind, key, action }) => [kind, key, action])).toEqual([
      ['stage', 'Stage 1', 'change'],
      ['segment', 'VIP', 'add'],
      ['segment', 'VIP (2)', 'add'],
    ])
    expect(await exported(target)).toContain('- VIP')
    expect((await asJson(target)).segments).toEqual((parse(text) as File).segments)
    expect((await apply(target, text)).changes).toEqual([])
    const { json } = await admin.get(`${V4}/${customer}`).expect(200)
    // The exit of VIP holds for it.
    expect(json).toMatchObject({ _embedded: { segments: [{ id: changes[2]?.['id'] }] } })
    expect(await inconsistenciesOf(server.deps, target.id)).toEqual([])
  })

  test('knows names in whatever spelling, and gives what is new the one form of names', async () => {
    const account = await server.newAccount()
    await addSegment(account, 'Caf\u00e9')
    const { changes } = await apply(
      account,
      file({
        segments: [
          { name: 'Cafe\u0301 ', color: '2176ff' },
          { name: ' New', entry: { tag: { any: ['vip ', 'vip'] } } },
          { key: 'Keyed ', entry: { segment: { any: [' New '] } } },
        ],
      }),
    )
    expect(changes.map(({ key, action }) => [key, action])).toEqual([
      ['Caf\u00e9', 'change'],
      ['New', 'add'],
      ['Keyed', 'add'],
    ])
    expect((await asJson(account)).segments).toMatchObject([
      { name: 'Caf\u00e9', color: '2176ff' },
      { name: 'New', entry: { tag: { any: ['vip'] } } },
      { name: 'Keyed', entry: { segment: { any: ['New'] } } },
    ])
    expect((await apply(account, await asJson(account))).changes).toEqual([])
  })

  test('keeps apart what had one name in two spellings before', async () => {
    const account = await server.newAccount()
    const ids = [await addSegment(account, 'a'), await addSegment(account, 'b')]
    await server.deps.db.query(
      `update segments set name = case id when $2 then ' VIP' else 'VIP' end where account_id = $1`,
      [account.id, ids[0]],
    )
    await server.deps.db.query(
      `update accounts set definitions_version = definitions_version + 1 where id = $1`,
      [account.id],
    )
    const { segments } = await asJson(account)
    expect(segments).toMatchObject([
      { key: 'VIP', name: ' VIP' },
      { key: 'VIP (2)', name: 'VIP' },
    ])
    expect((await apply(account, file({ segments }))).changes).toEqual([])
  })

  test('may be a part: what it leaves out stays as it is', async () => {
    const account = await richAccount()
    const before = await asJson(account)
    const result = await apply(account, file({ segments: [{ name: 'VIP', color: 'ae003f' }] }))
    expect(result).toMatchObject({
      changes: [{ kind: 'segment', key: 'VIP', action: 'change', changed: ['color'], enter: 0, leave: 0 }],
      not_in_file: [{ kind: 'segment', key: 'VIP (2)', name: 'VIP' }],
    })
    const [vip, ...others] = before.segments
    expect(await asJson(account)).toEqual({ ...before, segments: [{ ...vip, color: 'ae003f' }, ...others] })
    expect((await apply(account, file({}))).changes).toEqual([])
  })

  test('says where rules are broken, and can still be applied as it is', async () => {
    const account = await server.newAccount()
    const required = await addSegment(account, 'Asked')
    const asking = await addSegment(account, 'Asking')
    const entry = { segment: { any: [required] } }
    await account.admin.put(`${OWN}/segments/${asking}/conditions`, { entry, exit: null }).expect(200)
    await account.admin.delete(`${OWN}/segments/${required}?force=1`).expect(204)
    const { segments } = await asJson(account)
    expect(segments).toMatchObject([
      { name: 'Asking', entry, broken: [{ path: 'entry.segment.any.0', thing: 'segment', id: required }] },
    ])
    expect((await apply(account, await exported(account))).changes).toEqual([])
  })

  test('is read by everybody and applied by administrators', async () => {
    const account = await server.newAccount()
    const { client } = await account.newUser()
    const { headers, text } = await client.get(`${OWN}/rules`).expect(200)
    expect(headers['content-type']).toBe('application/yaml')
    await client.put(`${OWN}/rules`, text, YAML).expect(403)
    await client.put(`${OWN}/rules`, parse(text)).expect(403)
    await client.post(`${OWN}/rules/plan`, parse(text)).expect(403)
  })
})

describe('applying a file', () => {
  test('is one evaluation of everybody, at the end, and a version of each rule that it changes', async () => {
    const account = await server.newAccount()
    const ann = await account.addCustomer({ name: 'Ann' })
    const wanted = file({
      segments: [
        // It asks for one that stands behind it.
        { name: 'Not B', entry: { segment: { none: ['B'] } } },
        { name: 'B', entry: { name: { starts_with: 'b' } } },
      ],
    })
    expect((await plan(account, wanted)).changes).toMatchObject([
      { key: 'Not B', action: 'add', enter: 1 },
      { key: 'B', action: 'add', enter: 0 },
    ])
    const { changes } = await apply(account, wanted)
    expect(changes).toMatchObject([{ enter: 1 }, { enter: 0 }])
    const url = `${OWN}/segments/${String(changes[0]?.['id'])}/conditions`
    expect((await account.admin.get(url).expect(200)).json).toMatchObject({
      version: 1,
      changed_by: account.adminId,
    })
    const stays = await server.deps.db.query(
      `select came from stays where account_id = $1 and customer_id = $2 and kind = 'segment'`,
      [account.id, ann],
    )
    expect(stays).toMatchObject([{ came: { cause: 'rules_applied', actor: account.adminId } }])
  })

  test('deletes what its lists lack only if asked, never a system stage, and stages in their own mode', async () => {
    const account = await server.newAccount()
    await account.admin.post(`${V4}/segments`, { name: 'Old' }).expect(200)
    const old = await addSegment(account, 'Also old')
    await account.addCustomer({ _embedded: { segments: [{ id: old }] } })
    const wanted = file({ stages: [], segments: [{ name: 'New', entry: { all: [] } }] })
    const kept = await apply(account, wanted)
    expect(kept.not_in_file.map(({ key }) => key)).toEqual(['Stage 1', 'Old', 'Also old'])
    expect((await plan(account, wanted, '?delete_missing=1')).changes).toMatchObject([
      { kind: 'segment', key: 'Old', action: 'delete', leave: 0 },
      { kind: 'segment', key: 'Also old', action: 'delete', leave: 1 },
    ])
    const { changes, not_in_file } = await apply(account, wanted, '?delete_missing=1')
    expect(changes.map(({ key, leave }) => [key, leave])).toEqual([
      ['Old', 0],
      ['Also old', 1],
    ])
    expect(not_in_file).toMatchObject([{ kind: 'stage', key: 'Stage 1' }])
    expect((await asJson(account)).segments.map(({ name }) => name)).toEqual(['New'])
    expect((await apply(account, wanted, '?delete_missing=1')).changes).toEqual([])
    expect(await membersOf(account, 'New')).toBe(1)
    await account.switchTo('periodicity')
    expect((await apply(account, wanted, '?delete_missing=1')).changes).toMatchObject([
      { kind: 'stage', key: 'Stage 1', action: 'delete', leave: 1 },
    ])
    const { stages } = await asJson(account)
    expect(stages.map(({ system }) => system)).toEqual(['recent', 'expected', 'missed', 'closed'])
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('that would delete a segment which a kept rule names is refused', async () => {
    const account = await server.newAccount()
    const required = await addSegment(account, 'Asked')
    const asking = await addSegment(account, 'Asking')
    const entry = { segment: { any: [required] } }
    await account.admin.put(`${OWN}/segments/${asking}/conditions`, { entry, exit: null }).expect(200)
    const before = await digest()
    const { json } = await account.admin
      .put(`${OWN}/rules?delete_missing=1`, file({ segments: [{ name: 'Asking' }] }))
      .expect(409)
    expect(json).toMatchObject({
      detail: 'Rules that stay use what would be deleted: segment "Asking"',
      rules: [{ name: 'Asking', path: 'entry.segment.any.0' }],
    })
    expect(await digest()).toEqual(before)
  })

  test('puts a stage behind one at the end of the order, in an order that a file can have', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    await apply(account, file({ stages: [{ name: 'Last', sort: 2_147_483_647 }] }))
    await apply(account, file({ stages: [{ name: 'Behind' }, { name: 'Behind that' }] }))
    const { json } = await account.admin.get(`${OWN}/rules`, { accept: 'application/json' }).expect(200)
    const { stages } = json as { stages: { name: string; sort: number }[] }
    expect(stages.slice(-3)).toMatchObject([
      { name: 'Last', sort: 2_147_483_647 },
      { name: 'Behind', sort: 2_147_483_647 },
      { name: 'Behind that', sort: 2_147_483_647 },
    ])
    expect((await plan(account, json as object)).changes).toEqual([])
  })

  test('in the mode of stages moves customers among them', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const next_date = server.clock.now + 86_400
    const customer = await account.addCustomer({ next_date })
    const wanted = file({
      stages: [
        { system: 'expected', conditions: { before_purchase: 2 } },
        { name: 'Last', sort: 99 },
      ],
    })
    const planned = await plan(account, wanted)
    expect(planned).toMatchObject({
      changes: [
        { kind: 'stage', key: 'expected', action: 'change', changed: ['conditions'], enter: 1 },
        { kind: 'stage', key: 'Last', action: 'add', enter: 0 },
      ],
      applied: { stages: true, segments: false },
    })
    const { changes } = await apply(account, wanted)
    expect(changes.map(({ id: _id, ...change }) => change)).toEqual(
      planned.changes.map(({ id: _id, ...change }) => change),
    )
    expect((await account.admin.get(`${V4}/${customer}`).expect(200)).json).toMatchObject({ status_id: 1003 })
  })
})

describe('a file that is wrong is refused with its paths, and changes nothing', () => {
  test.each<[string, object, string[]]>([
    [
      'what is new and has a longer key than a name can be',
      { stages: [{ key: 'x'.repeat(256) }], segments: [{ key: 'x'.repeat(256) }, { key: 'y'.repeat(255) }] },
      ['TooLong stages.0.key', 'TooLong segments.0.key'],
    ],
    ['another version', { version: 2 }, ['NotSupportedChoice version']],
    ['an unknown key', { segments: [{ name: 'A', colour: 'x' }] }, ['UnknownParameter segments.0.colour']],
    [
      'an entry without a name',
      { segments: [{}], stages: [{}] },
      ['FieldMissing stages.0.name', 'FieldMissing segments.0.name'],
    ],
    ['a name twice', { segments: [{ name: 'A' }, { name: 'A' }] }, ['Duplicate segments.1.name']],
    [
      'a key that is not the name’s',
      { segments: [{ key: 'A', name: 'B' }] },
      ['NotSupportedChoice segments.0.key'],
    ],
    [
      'a second one without a first',
      { segments: [{ key: 'A (2)', name: 'A' }] },
      ['NotSupportedChoice segments.0.key'],
    ],
    [
      'another name for what is there',
      { segments: [{ key: 'Present', name: 'B' }] },
      ['NotSupportedChoice segments.0.key'],
    ],
    [
      'colours outside the palettes',
      { stages: [{ name: 'A', color: '#000000' }], segments: [{ name: 'A', color: '#10599d' }] },
      ['NotSupportedChoice stages.0.color', 'NotSupportedChoice segments.0.color'],
    ],
    [
      'wrong trees',
      {
        stages: [{ system: 'closed', conditions: { segment: { any: ['Present'] } } }],
        segments: [
          { name: 'A', entry: { tag: { any: [] } }, exit: { all: [{ segment: { any: ['Nobody'] } }] } },
        ],
      },
      [
        'NotSupportedChoice stages.0.conditions.segment',
        'TooFewItems segments.0.entry.tag.any',
        'NotSupportedChoice segments.0.exit.all.0.segment.any.0',
      ],
    ],
    [
      'a cycle',
      {
        segments: [
          { name: 'A', entry: { segment: { any: ['B'] } } },
          { name: 'B', exit: { not: { segment: { any: ['A'] } } } },
        ],
      },
      ['Circle segments.0.entry.segment.any.0'],
    ],
    [
      'a field that is not there',
      { segments: [{ name: 'A', entry: { custom_field: { field: 'F', empty: true } } }] },
      ['NotSupportedChoice segments.0.entry.custom_field.field'],
    ],
  ])('%s', async (_what, rest, expected) => {
    const account = await server.newAccount()
    await addSegment(account, 'Present')
    const before = await digest()
    const { json } = await account.admin.put(`${OWN}/rules`, file(rest)).expect(400)
    const [item] = (json as { 'validation-errors': { errors: { code: string; path: string }[] }[] })[
      'validation-errors'
    ]
    expect((item?.errors ?? []).map(({ code, path }) => `${code} ${path}`)).toEqual(expected)
    expect(await digest()).toEqual(before)
  })

  test('more segments or stages than there can be', async () => {
    const account = await server.newAccount()
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `N${i}` }))
    await account.admin.put(`${OWN}/rules`, file({ segments: many(101) })).expect(422)
    await account.admin.put(`${OWN}/rules`, file({ stages: many(26) })).expect(422)
    await account.admin.put(`${OWN}/rules`, file({ segments: many(100), stages: many(25) })).expect(200)
  })

  test.each([
    ['an open bracket', 'version: [1'],
    ['a key twice', 'version: 1\nversion: 1'],
    ['nesting that never ends', '['.repeat(50_000)],
    [
      'aliases that multiply',
      `a: &a [x, x]\n${[...'bcdefghijklm'].map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefghijkl'[i]}`).join(',')}]`).join('\n')}`,
    ],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe])],
  ])('YAML with %s', async (_what, body) => {
    const account = await server.newAccount()
    const { json } = await account.admin.put(`${OWN}/rules`, body, YAML).expect(400)
    expect((json as { detail: string }).detail).toMatch(/^Request body is not valid YAML: /)
  })

  test('YAML over half a mebibyte, a NUL in it, none at all', async () => {
    const account = await server.newAccount()
    await account.admin.put(`${OWN}/rules`, `#${'x'.repeat(512 * 1024)}`, YAML).expect(413)
    await account.admin.put(`${OWN}/rules`, 'version: "\\0"', YAML).expect(400)
    await account.admin.put(`${OWN}/rules`, '# nothing', YAML).expect(400)
    await account.admin.put(`${OWN}/rules`, 'version: 1', { 'content-type': 'text/plain' }).expect(415)
  })
})
