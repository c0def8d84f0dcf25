import type { Column } from './facts.ts'
import type { PurchaseWindow } from './kind.ts'
import { type Condition, leavesOf, partsOf } from './tree.ts'

/** What trees read of a customer: nothing else has to be loaded to evaluate them. */
export type Reads = {
  readonly columns: ReadonlySet<Column>
  readonly tags: boolean
  /** Custom fields, by id. */
  readonly fields: ReadonlySet<number>
  /** Whether it is in these segments, by id. */
  readonly segments: ReadonlySet<number>
  /** The stage it stands in. */
  readonly stage: boolean
  /** undefined if no purchase. */
  readonly purchases: PurchaseWindow | undefined
}

/** What these trees read together. */
export function readsOf(...conditions: readonly (Condition | null)[]): Reads {
  const leaves = conditions.flatMap(leavesOf).map((leaf) => {
    const { kind, parameters } = partsOf(leaf)
    return kind.reads(parameters)
  })
  return {
    columns: new Set(leaves.flatMap(({ columns }) => columns ?? [])),
    tags: leaves.some(({ tags }) => tags),
    fields: new Set(leaves.flatMap(({ fields }) => fields ?? [])),
    segments: new Set(leaves.flatMap(({ segments }) => segments ?? [])),
    stage: leaves.some(({ stage }) => stage),
    purchases: widest(leaves.flatMap(({ purchases }) => purchases ?? [])),
  }
}

/** A window in which all of some lie; undefined if there are none. */
export function widest(windows: readonly PurchaseWindow[]): PurchaseWindow | undefined {
  if (windows.length === 0) return undefined
  const days = windows.map((window) => (window.days === 'ever' ? Infinity : window.days))
  const most = Math.max(...days)
  const from = Math.min(...windows.map((window) => window.from ?? Infinity))
  return {
    days: most === Infinity ? 'ever' : most,
    ...(most < Infinity && from < Infinity && { from }),
    elements: windows.some(({ elements }) => elements),
  }
}
