import type { Language } from './actor.ts'
import type { Remedy } from './remedy.ts'

/** What is wrong with one value of a request. The texts, in English and Russian, are in `http/problem-texts.ts`. */
export type ViolationCode =
  | 'FieldMissing'
  | 'NothingToChange'
  | 'InvalidType'
  | 'NotSupportedChoice'
  | 'NotBlank'
  | 'TooLong'
  | 'TooManyDigits'
  | 'TooFewItems'
  | 'TooManyItems'
  | 'TooDeep'
  | 'OutOfRange'
  | 'InvalidFormat'
  | 'InvalidDate'
  | 'InvalidCharacters'
  | 'Duplicate'
  | 'StaleVersion'
  | 'ReadOnly'
  | 'TotalTooLarge'
  | 'OtherMinorUnits'
  | 'UnknownParameter'
  | 'BrokenCursor'
  | 'ForeignCursor'
  | 'Circle'

export type Violation = {
  code: ViolationCode
  /** Dotted path inside the item: `custom_fields_values.0.field_id`. */
  path: string
  /** Fills the text of the code: `{ type: 'int' }`, `{ limit: 255 }`. */
  params?: Readonly<Record<string, string | number>>
  /** What makes the value right, where the code does not say it. */
  remedy?: Remedy
}

/** A violation together with the item of the batch it belongs to; no item for what is not a batch. */
export type ItemViolation = Violation & { item?: number; requestId?: string }

/** The request holds values that cannot be taken; carries every one of them. Answered 400 with `validation-errors`. */
export class Invalid extends Error {
  readonly violations: readonly ItemViolation[]
  constructor(violations: readonly ItemViolation[]) {
    super(violations.map((violation) => `${violation.path}: ${violation.code}`).join(', '))
    this.violations = violations
  }
}

/** Why a request as a whole is refused. Status, title and texts of each are in `http/problem-texts.ts`. */
export type RefusalCode =
  | 'empty_body'
  | 'broken_json'
  | 'broken_gzip'
  | 'too_deep'
  | 'too_many_values'
  | 'bad_request'
  | 'customers_off'
  | 'transactions_off'
  | 'customers_disabled'
  | 'periodicity_needed'
  | 'segments_needed'
  | 'customers_not_in_plan'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'no_route'
  | 'batch_too_large'
  | 'stage_limit'
  | 'segment_limit'
  | 'segment_field_limit'
  | 'view_limit'
  | 'shared_view_limit'
  | 'bulk_limit'
  | 'bulk_under_way'
  | 'bulk_undone'
  | 'bulk_is_undo'
  | 'system_stage'
  | 'restore_too_late'
  | 'used_by_rules'
  | 'used_by_rules_v4'
  | 'used_by_rules_kept'
  | 'broken_yaml'
  | 'key_reused'
  | 'stale_version'
  | 'body_too_large'
  | 'unsupported_media_type'
  | 'unsupported_encoding'
  | 'too_many_requests'
  | 'internal'
  | 'busy'
  | 'too_slow'
  | 'database_away'
  | 'upgrading'

/** Fills the text of a code: `{ limit: 30 }`, or with a phrase in every language. */
export type RefusalParams = Readonly<Record<string, string | number | { readonly [L in Language]: string }>>

/** The request is refused as a whole, for the reason its code names. */
export class Refused extends Error {
  readonly code: RefusalCode
  readonly params: RefusalParams
  constructor(code: RefusalCode, params: RefusalParams = {}, cause?: unknown) {
    super(code, { cause })
    this.code = code
    this.params = params
  }
}

/** A path in a rule that uses something. The path begins with the name of the tree: `entry.all.0.tag.any.1`. */
export type RuleUse = {
  readonly kind: 'stage' | 'segment'
  readonly id: number
  readonly name: string
  readonly path: string
}

/** What shall be deleted is used by rules, which the answer lists. */
export class UsedByRules extends Refused {
  readonly rules: readonly RuleUse[]
  constructor(code: Extract<RefusalCode, `used_by_rules${string}`>, rules: readonly RuleUse[]) {
    const names = new Set(rules.map(({ kind, name }) => `${kind} "${name}"`))
    super(code, { rules: [...names].join(', ') })
    this.rules = rules
  }
}

/** An answer names at most so many violations, so that a body made of mistakes costs no more than another. */
export const MAX_VIOLATIONS = 1000

/**
 * Collects the violations of a request, so that an answer names all of them and not the first. For a batch it knows what the client
 * called each item; for a single entity there are no items to tell apart.
 */
export class Violations {
  readonly #found: ItemViolation[] = []
  readonly #requestIds: readonly string[] | 'single'
  constructor(requestIds: readonly string[] | 'single') {
    this.#requestIds = requestIds
  }

  /** Whether no more violations are noted. */
  get isFull(): boolean {
    return this.#found.length >= MAX_VIOLATIONS
  }

  /** Notes what is wrong with item `item` of the batch. */
  add(item: number, ...found: Parameters<Refuse>): void {
    if (this.isFull) return
    const batchItem =
      this.#requestIds === 'single' ? {} : { item, requestId: this.#requestIds[item] ?? String(item) }
    this.#found.push({ ...violation(this.#found, ...found), ...batchItem })
  }

  /** @throws Invalid with everything noted so far, if anything was. */
  throwIfAny(): void {
    if (this.#found.length > 0) throw new Invalid(this.#found)
  }
}

/** Notes what is wrong with one item; the path is inside the item. The remedy is looked for only where it will be shown. */
export type Refuse = (
  code: ViolationCode,
  path: string,
  params?: Violation['params'],
  remedy?: () => Remedy | undefined,
) => void

/** So many violations of a request have a remedy: more than anybody reads. */
const MAX_REMEDIES = 100

/** Returns what a {@link Refuse} notes behind so many others. */
export function violation(
  others: readonly unknown[],
  ...[code, path, params, remedyOf]: Parameters<Refuse>
): Violation {
  const remedy = others.length < MAX_REMEDIES ? remedyOf?.() : undefined
  return { code, path: clipped(path), ...(params && { params }), ...(remedy && { remedy }) }
}

/** A path shows at most so many characters: keys of a client can be longer, and each of its violations would repeat them. */
const MAX_PATH = 300

/** Returns the beginning of a path that is too long to be shown. */
export function clipped(path: string): string {
  return path.length > MAX_PATH ? `${path.slice(0, MAX_PATH).toWellFormed()}…` : path
}

/** Notes a change that names none of the properties that it could change. */
export function requireSome(change: object, names: readonly string[], refuse: Refuse): void {
  if (!names.some((name) => Object.hasOwn(change, name)))
    refuse('NothingToChange', '', { names: names.join(', ') })
}

/** Patron cannot start or cannot do what its command line asked. The message is one sentence for the operator. */
export class CannotRun extends Error {}
