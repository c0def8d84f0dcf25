import type { Definitions } from '../account/definitions.ts'
import type { Deps } from '../account/scope.ts'
import type { Language } from '../core/actor.ts'
import { leafAnswer, tagIdsSeen } from '../core/conditions/leaf-answer.ts'
import type { Names } from '../core/conditions/kind.ts'
import type { TargetKind, Reason } from '../engine/move.ts'
import type { TagNames } from '../tags/names.ts'
import type { Target, Stay, MoveRow } from './queries.ts'

/** Renders moves and stays in one language, with the names that things have now. */
export class MoveRenderer {
  readonly #definitions: Definitions
  readonly #names: Names

  private constructor(definitions: Definitions, names: Names) {
    this.#definitions = definitions
    this.#names = names
  }

  /** One that knows the tags of these reasons. */
  static async for(
    reasons: readonly Reason[],
    deps: Deps,
    definitions: Definitions,
    tags: TagNames,
    language: Language,
  ): Promise<MoveRenderer> {
    const trees = reasons.map(({ leaf }) => leaf ?? null)
    const seen = reasons.flatMap((reason) => tagIdsSeen(reason.seen ?? {}))
    return new MoveRenderer(definitions, await tags.namesFor(deps.db, definitions, trees, language, seen))
  }

  move({ at, kind, place_id, customer_id, entered, reason }: MoveRow) {
    return {
      at,
      kind,
      place_id,
      place_name: this.#nameOf({ kind, id: place_id }),
      customer_id,
      entered,
      ...this.#reason(reason),
    }
  }

  stay(kind: TargetKind, { place_id, from_at, to_at, came }: Stay) {
    return {
      id: place_id,
      name: this.#nameOf({ kind, id: place_id }),
      since: from_at,
      until: to_at,
      ...this.#reason(came),
    }
  }

  #reason({ cause, id, actor, hand, leaf, holds, seen = {} }: Reason) {
    return {
      cause,
      cause_id: id ?? null,
      actor_id: actor,
      by_hand: hand === true,
      decided_by: leaf === undefined ? null : leafAnswer(leaf, holds ?? null, seen, this.#names),
    }
  }

  /** null for what is no more. */
  #nameOf({ kind, id }: Target): string | null {
    const { stages, segments } = this.#definitions
    const target = kind === 'segment' ? segments.get(id) : stages.find((stage) => stage.id === id)
    return target?.name ?? null
  }
}
