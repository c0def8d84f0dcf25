import type { EntityNoun } from '../core/entity-names.ts'
import type { Finding } from './difference.ts'

/** One of an entity. */
export type One = { readonly noun: EntityNoun; readonly id: number }

/** Reports what is wrong, of one of an entity or of all of them together. */
export type Report = (finding: Finding, of?: One) => void
