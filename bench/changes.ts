import type { FieldValues } from '../src/core/field-types/values.ts'
import type { CustomerPatch } from '../src/customers/schema.ts'
import { type Base, customerOf } from './base.ts'
import { LOADED_TAGS } from './shop.ts'

/** A prime, so that writes visit customers in no order, and each once in a pass. */
const STEP = 999_983

/** A change of the k-th customer: the first of it adds a tag, the next takes that away, and so on. */
export type Change = { readonly k: number; readonly pass: number }

const begun = new WeakMap<Base, readonly [Changes, Changes]>()

/** The changes of one half of a base. Whatever else changes it goes on where the last one stopped: what a change finds follows from that. */
export function changesOf(base: Base, half: 0 | 1): Changes {
  let halves = begun.get(base)
  if (halves === undefined) begun.set(base, (halves = [new Changes(base, 0), new Changes(base, 1)]))
  return halves[half]
}

/** Every second customer in a scattered order, over and over. */
export class Changes {
  readonly #half: number
  readonly #offset: number
  #taken = 0

  constructor({ customers }: Base, offset: 0 | 1) {
    this.#half = Math.floor(customers / 2)
    this.#offset = offset
  }

  next(): Change {
    const n = this.#taken++
    return { k: 2 * ((n * STEP) % this.#half) + this.#offset, pass: Math.floor(n / this.#half) }
  }
}

/** The state that a change finds and the one that it makes. */
export function statesOf(base: Base, { k, pass }: Change) {
  const loaded = customerOf(base, base.firstId + k, k)
  const points = base.definitions.customerFields.all()[1]?.id as number
  const tag = base.tags[LOADED_TAGS + (k % (base.tags.length - LOADED_TAGS))] as number
  const fields: FieldValues = loaded.fields
  const after = (changes: number) => ({
    next_date: (loaded.next_date ?? 0) + 60 * changes,
    fields: { ...fields, [points]: (fields[points] as number) + changes } as FieldValues,
    tag_ids: changes % 2 === 1 ? [...loaded.tag_ids, tag] : loaded.tag_ids,
    version: 1 + changes,
  })
  return { loaded, points, tag, before: after(pass), now: after(pass + 1) }
}

/** The body of the request that makes a change. */
export function patchItem(base: Base, change: Change) {
  const { points, tag, now } = statesOf(base, change)
  return {
    next_date: now.next_date,
    custom_fields_values: [{ field_id: points, values: [{ value: now.fields[points] as number }] }],
    [isAdding(change) ? 'tags_to_add' : 'tags_to_delete']: [{ id: tag }],
  } satisfies CustomerPatch
}

export function isAdding({ pass }: Change): boolean {
  return pass % 2 === 0
}
