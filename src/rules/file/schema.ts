import Type, { type Static } from 'typebox'
import { Id, Name } from '../../http/schema.ts'
import { Sort } from '../../stages/schema.ts'
import { Warnings } from '../../http/warning-texts.ts'
import { BrokenReferences, CreatedTags, TreeOrNull } from '../schema.ts'

const WrittenTree = Type.Optional(TreeOrNull)
const Color = Type.String({ maxLength: 255 })
const EntryName = Type.String({ minLength: 1, maxLength: 255 })
const closed = { additionalProperties: false }

/** What both kinds of entries have: a key where the name alone does not tell, and what the export says of broken rules. */
const common = {
  key: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 300,
      description: 'For one of several of the same name, "name (2)"; the name if absent',
    }),
  ),
  name: Type.Optional(EntryName),
  color: Type.Optional(Color),
  broken: Type.Optional(BrokenReferences),
}

/** System stages are known by what they are for, because their names differ between accounts. */
export const SYSTEM_KEYS = ['recent', 'expected', 'missed', 'closed'] as const
export type SystemKey = (typeof SYSTEM_KEYS)[number]

export const StageEntry = Type.Object(
  {
    system: Type.Optional(Type.Unsafe<SystemKey>({ type: 'string', enum: [...SYSTEM_KEYS] })),
    ...common,
    sort: Type.Optional(Sort),
    conditions: WrittenTree,
  },
  closed,
)
export type StageEntry = Static<typeof StageEntry>

export const SegmentEntry = Type.Object({ ...common, entry: WrittenTree, exit: WrittenTree }, closed)
export type SegmentEntry = Static<typeof SegmentEntry>

/** The rules of an account as one file. What an entry leaves out stays as it is; what is new has none. */
export const RulesFile = Type.Object(
  {
    version: Type.Unsafe<1>({ type: 'integer', enum: [1] }),
    stages: Type.Optional(Type.Array(StageEntry, { maxItems: 1000 })),
    segments: Type.Optional(Type.Array(SegmentEntry, { maxItems: 1000 })),
  },
  closed,
)
export type RulesFile = Static<typeof RulesFile>

export const FileChange = Type.Object({
  kind: Type.Unsafe<'stage' | 'segment'>({ type: 'string', enum: ['stage', 'segment'] }),
  key: Type.String({ description: 'Its name, or what the file calls it' }),
  id: Type.Optional(Id),
  action: Type.Unsafe<'add' | 'change' | 'delete'>({ type: 'string', enum: ['add', 'change', 'delete'] }),
  changed: Type.Array(Type.String(), { description: 'Which properties; all of what is new' }),
  enter: Type.Integer({ minimum: 0, description: 'Customers who come in by it' }),
  leave: Type.Integer({ minimum: 0 }),
})
export type FileChange = Static<typeof FileChange>

const outcome = {
  changes: Type.Array(FileChange, { description: 'Empty when the account is as the file says' }),
  not_in_file: Type.Array(Type.Object({ kind: FileChange.properties.kind, key: Type.String(), name: Name }), {
    description: 'What the account has and the file has not; it stays',
  }),
  applied: Type.Object(
    { stages: Type.Boolean(), segments: Type.Boolean() },
    { description: 'Which of the rules move customers in the present mode' },
  ),
}
/** What a file changes, or would change. */
export type FileOutcome = Static<ReturnType<typeof Type.Object<typeof outcome>>>

export const PlannedFile = Type.Object({ ...outcome, warnings: Warnings })

export const AppliedFile = Type.Object({ ...outcome, tags_created: CreatedTags })
export type AppliedFile = Static<typeof AppliedFile>
