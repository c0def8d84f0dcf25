import Type from 'typebox'
import { Id, Nullable, PageLinks, SelfLink } from '../http/schema.ts'

const Level = Type.String({ description: 'A all, G of the own group, M own, D none' })
const EntityRights = Type.Object({ view: Level, edit: Level, add: Level, delete: Level, export: Level })

export const UserModel = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  lang: Type.String(),
  rights: Type.Object({
    leads: EntityRights,
    contacts: EntityRights,
    companies: EntityRights,
    customers: EntityRights,
    tasks: Type.Object({ edit: Level, delete: Level }),
    mail_access: Type.Boolean(),
    catalog_access: Type.Boolean(),
    is_admin: Type.Boolean(),
    is_free: Type.Boolean(),
    is_active: Type.Boolean(),
    group_id: Nullable(Type.Integer()),
    role_id: Nullable(Type.Integer()),
    status_rights: Nullable(Type.Array(Type.Object({}))),
  }),
  uuid: Type.Optional(Type.String()),
  _links: SelfLink,
  _embedded: Type.Object({
    roles: Type.Array(Type.Object({})),
    groups: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String() })),
  }),
})

export const UserPage = Type.Object({
  _total_items: Type.Integer(),
  _page: Type.Integer(),
  _page_count: Type.Integer(),
  _links: PageLinks,
  _embedded: Type.Object({ users: Type.Array(UserModel) }),
})
