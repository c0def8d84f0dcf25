import { type Kysely, sql } from 'kysely'

/** What was of customers alone says of which entity it is. Cheap on a large base: names change, and few columns are filled. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table users rename column customer_rights to rights`,
  `update users set rights = jsonb_build_object('customers', rights)`,

  // Each entity has tags of its own. A row of a tag does not repeat the entity, which its tag says.
  `alter table tags add column entity text collate "C" not null default 'customers'`,
  `alter table tags alter column entity drop default,
    drop constraint tags_name_unique, add constraint tags_name_unique unique (account_id, entity, name)`,
  `alter table customer_tags rename to entity_tags`,
  `alter table entity_tags rename column customer_id to entity_id`,
  `alter table entity_tags rename constraint customer_tags_pkey to entity_tags_pkey`,

  `alter table customer_search rename to entity_search`,
  `alter table entity_search rename column customer_id to entity_id`,
  `alter table entity_search add column entity text collate "C" not null default 'customers'`,
  `alter table entity_search alter column entity drop default,
    drop constraint customer_search_pkey, add constraint entity_search_pkey primary key (account_id, entity, entity_id)`,
  `alter index customer_search_name rename to entity_search_name`,
  `alter index customer_search_words rename to entity_search_words`,
  `alter index customer_search_tokens rename to entity_search_tokens`,

  // A pair of entities is linked in one direction, which the entities declare, and read in both.
  `alter table links rename column customer_id to from_id`,
  `alter table links rename column to_entity_type to to_entity`,
  `alter table links rename column to_entity_id to to_id`,
  `alter table links add column from_entity text collate "C" not null default 'customers'`,
  `alter table links alter column to_entity type text collate "C"`,
  `alter table links alter column from_entity drop default,
    drop constraint links_to_entity_type_check, drop constraint links_account_id_customer_id_fkey,
    drop constraint links_pkey, add primary key (account_id, from_entity, from_id, to_entity, to_id)`,
  `create index links_to on links (account_id, to_entity, to_id, from_entity, from_id)`,

  `alter table custom_fields drop constraint custom_fields_entity_check`,

  // A column without statistics would be taken to be one of two hundred values.
  `analyze entity_search (entity)`,
]
