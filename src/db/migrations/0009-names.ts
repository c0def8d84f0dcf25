import { type Kysely, sql } from 'kysely'

/**
 * Tags are looked up by one form of their names. Names stay as they are: where two of them are one in this form, a look-up takes the
 * oldest.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table tags add column name_key text collate "C"`.execute(db)
  await setOtherKeys(db)
  await sql`update tags set name_key = name where name_key is null`.execute(db)
  await sql`alter table tags alter column name_key set not null`.execute(db)
  await sql`create index tags_name_key on tags (account_id, entity, name_key)`.execute(db)
}

/** Tags that are read at once. */
const BLOCK = 10_000

/** Gives the tags whose names have another form that one. The database itself knows another Unicode than the program that looks names up. */
async function setOtherKeys(db: Kysely<unknown>): Promise<void> {
  let last = { account_id: 0, id: 0 }
  for (;;) {
    const { rows } = await sql<{ account_id: number; id: number; name: string }>`
      select account_id, id, name from tags where (account_id, id) > (${last.account_id}, ${last.id})
      order by account_id, id limit ${BLOCK}`.execute(db)
    const others = rows.filter(({ name }) => keyOf(name) !== name)
    await sql`
      update tags t set name_key = u.key
      from unnest(
        ${others.map((tag) => tag.account_id)}::bigint[], ${others.map((tag) => tag.id)}::bigint[],
        ${others.map(({ name }) => keyOf(name))}::text[]
      ) as u(account_id, id, key)
      where t.account_id = u.account_id and t.id = u.id`.execute(db)
    const end = rows.at(-1)
    if (end === undefined || rows.length < BLOCK) return
    last = end
  }
}

/** As names were kept when this migration was made. */
function keyOf(name: string): string {
  return name.normalize('NFC').trim()
}
