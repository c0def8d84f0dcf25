/** What the migration of the sample would make. */
export const PET_TABLES = [
  `create table pets (
    account_id bigint not null references accounts (id),
    id bigint not null,
    name text not null,
    responsible_user_id bigint not null,
    tag_ids bigint[] not null,
    fields jsonb not null,
    version bigint not null,
    deleted_at bigint,
    primary key (account_id, id)
  )`,
  `create index pets_deleted on pets (account_id, deleted_at) where deleted_at is not null`,
  `create table pet_photos (
    account_id bigint not null,
    id bigint not null,
    pet_id bigint not null,
    primary key (account_id, id),
    foreign key (account_id, pet_id) references pets (account_id, id)
  )`,
]
