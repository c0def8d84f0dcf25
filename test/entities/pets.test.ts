import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeDefinitions, type Scope, writeCustomers } from '../../src/account/scope.ts'
import { type Actor, type Rights, systemActor } from '../../src/core/actor.ts'
import { Entities } from '../../src/core/entity.ts'
import { addFields, changeFields, deleteField } from '../../src/custom-fields/service.ts'
import { link, listLinks, missingEnds, unlink } from '../../src/entities/links.ts'
import { RESTORABLE_SECONDS } from '../../src/entities/restorable.ts'
import { ENTITIES } from '../../src/start/entities.ts'
import { keepHouse } from '../helpers/house.ts'
import { deleteTag } from '../../src/tags/deletion.ts'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { startTestServer, type TestAccount, type TestServer } from '../helpers/server.ts'
import { petEntity } from './pets/entity.ts'
import { PET_TABLES } from './pets/migration.ts'
import {
  addPets,
  changePet,
  deletePet,
  findPets,
  type Pet,
  type PetItem,
  restorePet,
} from './pets/service.ts'

/** What the sample would change in files that are not its own. The two lines of `app.ts` are for routes, which it has none of. */
const SHARED_LINES = [
  ['src/db/migrate.ts', `import * as pets from './migrations/0099-pets.ts'`],
  ['src/db/migrate.ts', `'0099-pets': pets,`],
  ['src/start/entities.ts', `import { petEntity } from '../pets/entity.ts'`],
  ['src/start/entities.ts', `petEntity,`],
  ['src/start/app.ts', `import { petRoutes } from '../pets/routes.ts'`],
  ['src/start/app.ts', `await app.register(petRoutes, deps)`],
]

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ entities: new Entities([...ENTITIES.all(), petEntity]) })
  for (const statement of PET_TABLES) await server.deps.db.query(statement)
})
afterAll(() => server.close())

test('the program knows nothing of the sample, which needs six lines of it at most', () => {
  const src = join(import.meta.dirname, '../../src')
  const naming = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => /\bpets?\b/i.test(readFileSync(join(src, file), 'utf8')))
  expect(naming).toEqual([])
  expect(SHARED_LINES).toHaveLength(6)
})

describe('tags', () => {
  test("are the entity's own: a name of both is two tags, each listed with its entity", async () => {
    const account = await server.newAccount()
    await account.addCustomer({ tags_to_add: [{ name: 'Old' }] })
    const [pet] = await added(account, [{ name: 'Rex', tags_to_add: [{ name: 'Old' }, { name: 'Loud' }] }])
    const { json: ofPets } = await account.admin.get('/api/v4/pets/tags').expect(200)
    const { json: ofCustomers } = await account.admin.get('/api/v4/customers/tags').expect(200)
    expect(namesOf(ofPets)).toEqual(['Loud', 'Old'])
    expect(namesOf(ofCustomers)).toEqual(['Old'])
    expect(pet?.tag_ids).toEqual(idsOf(ofPets).sort((a, b) => a - b))
    const [foreign] = idsOf(ofCustomers)
    await expect(
      changed(account, pet?.id, { tags_to_add: [{ id: foreign as number }] }),
      'a tag of customers',
    ).rejects.toMatchObject({ violations: [{ code: 'NotSupportedChoice' }] })
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('that are deleted are taken off, of deleted ones too, and each change is told once', async () => {
    const account = await server.newAccount()
    const [rex, tom] = await added(account, [
      { name: 'Rex', tags_to_add: [{ name: 'Old' }, { name: 'Loud' }] },
      { name: 'Tom', tags_to_add: [{ name: 'Old' }] },
    ])
    const old = (rex as Pet).tag_ids.find((id) => tom?.tag_ids.includes(id)) as number
    await written(account, (scope) => deletePet(scope, (tom as Pet).id))
    await redefined(account, (scope) => deleteTag(scope, old, 'refuse'))
    expect(await rowsOf(account)).toMatchObject([
      { id: rex?.id, tag_ids: [(rex as Pet).tag_ids.find((id) => id !== old)], version: 2 },
      { id: tom?.id, tag_ids: [], version: 2 },
    ])
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('that are merged are carried, of deleted ones too', async () => {
    const account = await server.newAccount()
    const [rex, tom] = await added(account, [
      { name: 'Rex', tags_to_add: [{ name: 'Old' }, { name: 'Aged' }, { name: 'Loud' }] },
      { name: 'Tom', tags_to_add: [{ name: 'Aged' }] },
      { name: 'Kim', tags_to_add: [{ name: 'Aged' }, { name: 'Loud' }] },
    ])
    const { json } = await account.admin.get('/api/v4/pets/tags').expect(200)
    const idOf = (name: string) =>
      (json as Tags)._embedded.tags.find((tag) => tag.name === name)?.id as number
    const [old, aged, loud] = [idOf('Old'), idOf('Aged'), idOf('Loud')]
    await written(account, (scope) => deletePet(scope, (tom as Pet).id))
    const { json: merged } = await account.admin
      .post(`/api/patron/v1/tags/${aged}/merge`, { into: old })
      .expect(200)
    expect(merged).toMatchObject({ holders: 2, rules: [], views: 0, targets: [] })
    const both = [old, loud].sort((a, b) => a - b)
    expect(await rowsOf(account)).toMatchObject([
      { id: rex?.id, tag_ids: both, version: 2 },
      { id: tom?.id, tag_ids: [old], version: 2 },
      { tag_ids: both, version: 2 },
    ])
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })
})

describe('fields', () => {
  test('have definitions of the entity, of its types and up to its limit, by its own path', async () => {
    const account = await server.newAccount()
    const { json } = await account.admin
      .post('/api/v4/pets/custom_fields', [{ name: 'Breed', type: 'text' }])
      .expect(200)
    expect(json).toMatchObject({
      _embedded: { custom_fields: [{ name: 'Breed', entity_type: 'pets' }] },
    })
    await account.admin.post('/api/v4/pets/custom_fields', [{ name: 'Born', type: 'date' }]).expect(400)
    await account.admin
      .post(
        '/api/v4/pets/custom_fields',
        ['a', 'b', 'c'].map((name) => ({ name, type: 'text' })),
      )
      .expect(422)
    await account.admin.get('/api/v4/customers/custom_fields').expect(204)
  })

  test('are searched, follow new names of options, and leave with their definition', async () => {
    const account = await server.newAccount()
    const [breed, size] = await redefined(account, (scope) =>
      addFields(
        scope,
        'pets',
        [
          { name: 'Breed', type: 'text' },
          { name: 'Size', type: 'select', enums: [{ value: 'Small' }, { value: 'Large' }] },
        ],
        ['0', '1'],
      ),
    )
    const [rex] = await added(account, [
      {
        name: 'Rex',
        custom_fields_values: [
          { field_id: breed?.id, values: [{ value: 'Beagle' }] },
          { field_id: size?.id, values: [{ value: 'Large' }] },
        ],
      },
    ])
    expect(await found(account, 'BEAG')).toEqual([rex?.id])
    expect(await found(account, 'large')).toEqual([rex?.id])
    const enums = size?.enums?.map(({ id, value }) => ({ id, value: value === 'Large' ? 'Giant' : value }))
    await redefined(account, (scope) =>
      changeFields(
        scope,
        'pets',
        [{ id: size?.id as number, item: { enums: enums ?? [] } }],
        'single',
        'refuse',
      ),
    )
    expect(await found(account, 'giant')).toEqual([rex?.id])
    await redefined(account, (scope) => deleteField(scope, 'pets', breed?.id as number, 'refuse'))
    expect(await found(account, 'beagle')).toEqual([])
    expect(await rowsOf(account)).toMatchObject([{ version: 2 }])
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })
})

test('links are made and read from either end, a pair once, and only to what is there', async () => {
  const account = await server.newAccount()
  const ann = await account.addCustomer({ name: 'Ann' })
  const [rex, tom] = (await added(account, [{ name: 'Rex' }, { name: 'Tom' }])) as [Pet, Pet]
  const customer = { entity: 'customers', id: ann } as const
  const pet = (id: number) => ({ entity: 'pets', id }) as const
  const plain = { is_main: false, metadata: null }
  await written(account, async (scope) => {
    link(scope, [
      { from: pet(rex.id), to: customer, ...plain },
      { from: customer, to: pet(tom.id), ...plain },
      { from: customer, to: pet(rex.id), is_main: true, metadata: { since: 2020 } },
    ])
  })
  const list = (entity: 'pets' | 'customers', ids: number[], other: 'pets' | 'customers') =>
    listLinks(server.deps.db, server.deps.entities, account.id, entity, ids, [other])
  const rexOfAnn = { to_entity_type: 'pets', to_entity_id: rex.id, is_main: true, metadata: { since: 2020 } }
  expect(await list('customers', [ann], 'pets')).toEqual([
    { entity_id: ann, ...rexOfAnn },
    { entity_id: ann, to_entity_type: 'pets', to_entity_id: tom.id, ...plain },
  ])
  expect((await list('pets', [rex.id, tom.id], 'customers')).map(({ to_entity_id }) => to_entity_id)).toEqual(
    [ann, ann],
  )
  const ends = [pet(rex.id), pet(999_999), customer, { entity: 'contacts', id: 5 } as const]
  expect(await written(account, (scope) => missingEnds(scope, ends))).toEqual([pet(999_999)])
  await written(account, (scope) => deletePet(scope, tom.id))
  expect(await list('customers', [ann], 'pets'), 'a deleted one is not shown').toHaveLength(1)
  await written(account, async (scope) => {
    unlink(scope, [{ from: customer, to: pet(rex.id) }])
  })
  expect(await list('pets', [rex.id], 'customers')).toEqual([])
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
})

test('rights on the entity are its own, for one and for lists', async () => {
  const account = await server.newAccount()
  const mine = await actorWith(account, { pets: { view: 'M', add: 'A', delete: 'D' } })
  const blind = await actorWith(account, { customers: { view: 'D' } })
  const barred = await actorWith(account, { pets: { add: 'D' } })
  const [own] = (await written(account, (scope) => addPets(scope, [{ name: 'Own' }]), mine)) as [Pet]
  const [other] = (await added(account, [{ name: 'Other' }])) as [Pet]
  expect(await found(account, 'o', mine)).toEqual([own.id])
  expect(await found(account, 'o', blind)).toEqual([own.id, other.id])
  const renamed = (scope: Scope) => changePet(scope, other.id, { name: 'Mine' })
  await expect(written(account, renamed, mine)).rejects.toMatchObject({ code: 'not_found' })
  await expect(written(account, (scope) => deletePet(scope, own.id), mine)).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(written(account, (scope) => addPets(scope, [{}]), barred)).rejects.toMatchObject({
    code: 'forbidden',
  })
  const customer = await account.addCustomer()
  const ends = [
    { entity: 'pets', id: other.id },
    { entity: 'customers', id: customer },
  ] as const
  expect(await written(account, (scope) => missingEnds(scope, ends), mine)).toEqual([ends[0]])
  expect(await written(account, (scope) => missingEnds(scope, ends), blind)).toEqual([ends[1]])
})

test('what is deleted is restored for 30 days, and then purged with all that hangs on it', async () => {
  const { deps, clock } = server
  const account = await server.newAccount()
  const ann = await account.addCustomer({ name: 'Ann' })
  const [rex, tom] = (await added(account, [
    { name: 'Rex', tags_to_add: [{ name: 'Old' }] },
    { name: 'Tom', tags_to_add: [{ name: 'Old' }] },
  ])) as [Pet, Pet]
  await written(account, async (scope) => {
    for (const { id } of [rex, tom])
      link(scope, [
        {
          from: { entity: 'pets', id },
          to: { entity: 'customers', id: ann },
          is_main: false,
          metadata: null,
        },
      ])
    await deletePet(scope, rex.id)
    await deletePet(scope, tom.id)
  })
  await deps.db.query(`insert into pet_photos values ($1, 1, $2)`, [account.id, rex.id])
  await written(account, (scope) => restorePet(scope, tom.id))
  expect(await inconsistenciesOf(deps, account.id)).toEqual([])
  const begun = clock.now
  clock.now += RESTORABLE_SECONDS
  await keepHouse(deps)
  expect(await rowsOf(account), 'not yet').toHaveLength(2)
  clock.now += 1
  await expect(written(account, (scope) => restorePet(scope, rex.id))).rejects.toMatchObject({
    code: 'restore_too_late',
  })
  await keepHouse(deps)
  expect(await rowsOf(account)).toMatchObject([{ id: tom.id }])
  const [left] = await deps.db.query(
    `select (select count(*) from pet_photos where account_id = $1) as photos,
       (select count(*) from entity_search where account_id = $1 and entity = 'pets') as searched,
       (select count(*) from links where account_id = $1) as links`,
    [account.id],
  )
  expect(left).toEqual({ photos: 0, searched: 1, links: 1 })
  await account.admin.delete(`/api/patron/v1/customers/${ann}`).expect(204)
  clock.now += RESTORABLE_SECONDS + 1
  await keepHouse(deps)
  expect(
    await deps.db.query(`select from links where account_id = $1`, [account.id]),
    'the other end',
  ).toEqual([])
  expect(await inconsistenciesOf(deps, account.id)).toEqual([])
  clock.now = begun
})

const DAMAGES: readonly [sort: string, sql: string, line: string][] = [
  ['a tag of the row', `update pets set tag_ids = '{}'`, 'pet 1001: rows of entity_tags is '],
  ['a tag that is none', `update pets set tag_ids = tag_ids || 5::bigint`, 'tag_ids that are no tags is [5]'],
  ['a row of a tag', `delete from entity_tags`, 'pet 1001: rows of entity_tags is [] and should be '],
  ['a tag', `delete from tags where entity = 'pets'`, 'which is none is 1 and should be 0'],
  ['the entity of a tag', `update tags set entity = 'customers'`, 'pet 1001: tag_ids that are no tags is '],
  ['a name', `update pets set name = 'Bob'`, 'entity_search.name_folded is "rex" and should be "bob"'],
  ['words', `update entity_search set words = 'x' where entity = 'pets'`, 'entity_search.words is ["x"]'],
  [
    'a row of the search',
    `delete from entity_search where entity = 'pets'`,
    'row of entity_search is absent',
  ],
  [
    'a row of the search of nothing',
    `update entity_search set entity = 'contacts' where entity = 'pets'`,
    'rows of entity_search of entities that are not searched is 1',
  ],
  ['a version', `update pets set version = 7`, 'version of the last event is 1 and should be 7'],
  [
    'an id',
    `update id_blocks set next_id = 1001 where kind = 'pets'`,
    'id of pets is 1001 and should be "below 1001, the next',
  ],
  ['an end of a link', `update links set from_id = 5`, 'pet 5: end of a link is "there"'],
  ['the other end of a link', `update links set to_id = 5`, 'customer 5: end of a link is "there"'],
  [
    'the entity of a link',
    `update links set to_entity = 'segments'`,
    'links from pets to segments is "there"',
  ],
]

test.each(DAMAGES)('the check finds damage to %s', async (_sort, sql, line) => {
  const account = await server.newAccount()
  const ann = await account.addCustomer({ name: 'Ann' })
  await written(account, async (scope) => {
    const [rex] = await addPets(scope, [{ name: 'Rex', tags_to_add: [{ name: 'Old' }] }])
    link(scope, [
      {
        from: { entity: 'pets', id: rex?.id as number },
        to: { entity: 'customers', id: ann },
        is_main: false,
        metadata: null,
      },
    ])
  })
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  const where = sql.includes(' where ') ? 'and' : 'where'
  await server.deps.db.query(`${sql} ${where} account_id = ${account.id}`)
  expect((await inconsistenciesOf(server.deps, account.id)).join('\n')).toContain(line)
})

function written<T>(
  account: TestAccount,
  work: (scope: Scope) => Promise<T>,
  actor: Actor = systemActor(account.id, 'en'),
): Promise<T> {
  return writeCustomers(server.deps, actor, work)
}

function redefined<T>(account: TestAccount, work: (scope: Scope) => Promise<T>): Promise<T> {
  return changeDefinitions(server.deps, systemActor(account.id, 'en'), work)
}

function added(account: TestAccount, items: readonly PetItem[]): Promise<Pet[]> {
  return written(account, (scope) => addPets(scope, items))
}

function changed(account: TestAccount, id: number | undefined, item: PetItem): Promise<Pet> {
  return written(account, (scope) => changePet(scope, id as number, item))
}

async function found(
  account: TestAccount,
  text: string,
  actor = systemActor(account.id, 'en'),
): Promise<number[]> {
  return written(account, ({ trx, definitions }) => findPets(trx, actor, definitions, text))
}

function rowsOf(account: TestAccount): Promise<Pet[]> {
  return server.deps.db.query<Pet>(`select * from pets where account_id = $1 order by id`, [account.id])
}

/** A user with these rights, as the services know it. */
async function actorWith(account: TestAccount, rights: Rights): Promise<Actor> {
  const { id } = await account.newUser({ otherRights: rights })
  return { ...systemActor(account.id, 'en'), isAdmin: false, userId: id, rights }
}

type Tags = { _embedded: { tags: { id: number; name: string }[] } }

function namesOf(json: unknown): string[] {
  return (json as Tags)._embedded.tags.map(({ name }) => name).sort()
}

function idsOf(json: unknown): number[] {
  return (json as Tags)._embedded.tags.map(({ id }) => id)
}
