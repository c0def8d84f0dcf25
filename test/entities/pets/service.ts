import type { Definitions } from '../../../src/account/definitions.ts'
import type { Scope } from '../../../src/account/scope.ts'
import type { Actor } from '../../../src/core/actor.ts'
import { Refused, type Refuse, Violations } from '../../../src/core/errors.ts'
import { applyFieldValues } from '../../../src/core/field-types/values.ts'
import { foldText } from '../../../src/core/fold.ts'
import { may, permittedOwners } from '../../../src/core/rights.ts'
import type { Queries } from '../../../src/db/database.ts'
import { canBeRestored } from '../../../src/entities/restorable.ts'
import { EntityStore, type StoredEntity } from '../../../src/entities/store.ts'
import { applyTags, type TagsWritten } from '../../../src/tags/apply.ts'
import { tagsOfItems } from '../../../src/tags/service.ts'
import type { TagIndex } from '../../../src/tags/tag-index.ts'
import { petEntity } from './entity.ts'

export type Pet = StoredEntity & { readonly responsible_user_id: number }

export type PetItem = TagsWritten & { name?: string; custom_fields_values?: object[] }

const store = new EntityStore<Pet>(petEntity, {
  id: 'bigint',
  name: 'text',
  responsible_user_id: 'bigint',
  tag_ids: 'bigint[]',
  fields: 'jsonb',
  version: 'bigint',
  deleted_at: 'bigint',
})

/** @throws Invalid, Refused 'forbidden' */
export async function addPets(scope: Scope, items: readonly PetItem[]): Promise<Pet[]> {
  const { actor } = scope
  requireMay(scope, 'add', actor.userId)
  const tags = await tagsOfItems(scope, 'pets', items)
  const ids = await scope.ids.take(actor.accountId, 'pets', items.length)
  const violations = new Violations(items.map(String))
  const changes = items.map((item, i) => {
    const blank = {
      id: ids[i] as number,
      name: '',
      responsible_user_id: actor.userId,
      tag_ids: [],
      fields: {},
      version: 1,
      deleted_at: null,
    }
    const after = applied(scope, blank, item, tags, (code, path) => violations.add(i, code, path))
    return { before: undefined, after }
  })
  violations.throwIfAny()
  return store.save(scope, changes)
}

/** @throws Invalid, Refused 'not_found', 'forbidden' */
export async function changePet(scope: Scope, id: number, item: PetItem): Promise<Pet> {
  const before = await getPet(scope, id)
  requireMay(scope, 'edit', before.responsible_user_id)
  const tags = await tagsOfItems(scope, 'pets', [item])
  const violations = new Violations('single')
  const after = applied(scope, before, item, tags, (code, path) => violations.add(0, code, path))
  violations.throwIfAny()
  return store.save(scope, [{ before, after }])[0] as Pet
}

/** @throws Refused 'not_found', 'forbidden' */
export async function deletePet(scope: Scope, id: number): Promise<void> {
  const before = await getPet(scope, id)
  requireMay(scope, 'delete', before.responsible_user_id)
  store.save(scope, [{ before, after: { ...before, deleted_at: scope.now } }])
}

/** @throws Refused 'restore_too_late', 'forbidden' */
export async function restorePet(scope: Scope, id: number): Promise<void> {
  const [before] = await store.lock(scope.trx, scope.actor.accountId, [id])
  if (before === undefined || !canBeRestored(before, scope.now)) throw new Refused('restore_too_late')
  requireMay(scope, 'delete', before.responsible_user_id)
  store.save(scope, [{ before, after: { ...before, deleted_at: null } }])
}

/** The ids of the pets that the actor may see and in which a text is found. */
export async function findPets(
  queries: Queries,
  actor: Actor,
  definitions: Definitions,
  text: string,
): Promise<number[]> {
  const owners = permittedOwners(actor, 'pets', 'view', definitions.users.values())
  const rows = await queries.query<{ id: number }>(
    `select p.id from pets p join entity_search s on s.account_id = p.account_id and s.entity = 'pets' and s.entity_id = p.id
     where p.account_id = $1 and p.deleted_at is null and s.words like $2
       and ($3::bigint[] is null or p.responsible_user_id = any($3::bigint[]))
     order by p.id`,
    [actor.accountId, `%${foldText(text)}%`, owners === 'all' ? null : owners],
  )
  return rows.map(({ id }) => id)
}

function applied(scope: Scope, before: Pet, item: PetItem, tags: TagIndex, refuse: Refuse): Pet {
  const { definitions } = scope
  return {
    ...before,
    name: item.name ?? before.name,
    tag_ids: applyTags(before.tag_ids, item, tags, refuse),
    fields: applyFieldValues(
      before.fields,
      item.custom_fields_values ?? null,
      definitions.fieldsOf('pets'),
      definitions.calendar,
      refuse,
    ),
  }
}

async function getPet(scope: Scope, id: number): Promise<Pet> {
  const pet = (await store.lockVisible(scope, [id])).get(id)
  if (pet === undefined) throw new Refused('not_found')
  return pet
}

function requireMay({ actor, definitions }: Scope, action: 'add' | 'edit' | 'delete', owner: number): void {
  if (!may(actor, 'pets', action, owner, definitions.groupOf)) throw new Refused('forbidden')
}
