import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const OWN = '/api/patron/v1'
const MISSPELT = { all: [{ tag: { any: ['wholsale', 'retail'] } }] }

async function addTags({ admin }: TestAccount, ...names: string[]): Promise<void> {
  await admin
    .post(
      '/api/v4/customers/tags',
      names.map((name) => ({ name })),
    )
    .expect(200)
}

async function addSegment({ admin }: TestAccount, name: string): Promise<number> {
  return ((await admin.post('/api/v4/customers/segments', { name }).expect(200)).json as { id: number }).id
}

async function tagNames({ admin }: TestAccount): Promise<string[]> {
  const { json } = await admin.get('/api/v4/customers/tags').expect(200)
  return (json as { _embedded: { tags: { name: string }[] } })._embedded.tags.map(({ name }) => name)
}

const warned = (path: string) => ({
  warnings: [
    {
      code: 'NewTag',
      path,
      detail:
        'There is no tag "wholsale" yet: nobody has it, and saving creates it. Did you mean "wholesale"? Known here: "wholesale" (1001), "retail" (1002).',
    },
  ],
})

describe('a tag that there is not yet is warned of, with the nearest one', () => {
  test('in previews and plans, which create nothing', async () => {
    const account = await server.newAccount()
    const { admin } = account
    await addTags(account, 'wholesale', 'retail')
    const id = await addSegment(account, 'S')
    const preview = await admin.post(`${OWN}/conditions/preview`, MISSPELT).expect(200)
    expect(preview.json).toMatchObject({ count: 0, ...warned('all.0.tag.any.0') })
    const plan = await admin.post(`${OWN}/segments/${id}/plan`, { entry: MISSPELT, exit: null }).expect(200)
    expect(plan.json).toMatchObject({ enter: 0, ...warned('entry.all.0.tag.any.0') })
    const file = { version: 1, segments: [{ name: 'S', entry: MISSPELT }] }
    const planned = await admin.post(`${OWN}/rules/plan`, file).expect(200)
    expect(planned.json).toMatchObject(warned('segments.0.entry.all.0.tag.any.0'))
    expect(await tagNames(account)).toEqual(['wholesale', 'retail'])
    const right = { tag: { any: ['retail'] } }
    expect((await admin.post(`${OWN}/conditions/preview`, right).expect(200)).json).toMatchObject({
      warnings: [],
    })
    const deletion = await admin.post(`${OWN}/segments/${id}/plan`, { delete: true }).expect(200)
    expect(deletion.json).toMatchObject({ warnings: [] })
  })

  test('in the language of the request', async () => {
    const account = await server.newAccount()
    await addTags(account, 'оптовик')
    const tree = { tag: { any: ['оптвик'] } }
    const { json } = await account.admin.post(`${OWN}/conditions/preview`, tree, { 'accept-language': 'ru' })
    expect(json).toMatchObject({
      warnings: [
        {
          detail:
            'Тега "оптвик" ещё нет: его нет ни у кого, и при сохранении он будет создан. Возможно, имелось в виду "оптовик". Здесь известны: "оптовик" (1001).',
        },
      ],
    })
  })

  test('and is created on saving, whose answer names it once', async () => {
    const account = await server.newAccount()
    const { admin } = account
    await addTags(account, 'wholesale', 'retail')
    const url = `${OWN}/segments/${await addSegment(account, 'S')}/conditions`
    const body = { entry: { any: [MISSPELT, { tag: { none: ['wholsale'] } }] }, exit: null }
    const saved = await admin.put(url, body).expect(200)
    const created = [{ id: 1003, name: 'wholsale' }]
    expect(saved.json).toMatchObject({ tags_created: created })
    expect((await admin.put(url, body).expect(200)).json).toMatchObject({ tags_created: [] })
    const file = { version: 1, segments: [{ name: 'S', exit: { tag: { any: ['retial', 'retail'] } } }] }
    const applied = await admin.put(`${OWN}/rules`, file).expect(200)
    expect(applied.json).toMatchObject({ tags_created: [{ id: 1004, name: 'retial' }] })
    expect((await admin.put(`${OWN}/rules`, file).expect(200)).json).toMatchObject({ tags_created: [] })
  })
})

test('what is asleep in the present mode is warned of where it is asked for', async () => {
  const account = await server.newAccount()
  const { admin } = account
  await addSegment(account, 'S')
  const segment = { segment: { any: ['S'] } }
  const stage = { not: { stage: { any: ['Closed'] } } }
  const codes = async (path: string, body: object) => {
    const { json } = await admin.post(`${OWN}/${path}`, body).expect(200)
    return (json as { warnings: { code: string; path: string }[] }).warnings.map(
      (warning) => `${warning.code} ${warning.path}`,
    )
  }
  expect(await codes('customers/query', { conditions: { all: [segment, stage] } })).toEqual([
    'StagesAsleep conditions.all.1.not.stage.any.0',
  ])
  expect(await codes('conditions/preview', segment)).toEqual([])
  await account.switchTo('periodicity')
  expect(await codes('customers/query', { entry: stage, exit: segment })).toEqual([
    'SegmentsAsleep exit.segment.any.0',
  ])
  expect(await codes('conditions/preview', segment)).toEqual(['SegmentsAsleep segment.any.0'])
  expect(await codes('customers/query', { limit: 1 })).toEqual([])
})
