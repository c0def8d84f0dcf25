import type { Scope } from '../account/scope.ts'
import { withTagReplaced } from '../core/conditions/replace-tag.ts'
import { Refused, Violations } from '../core/errors.ts'
import { sameStored } from '../core/field-types/same-stored.ts'
import { nameAfter } from '../core/names.ts'
import type { Queries } from '../db/database.ts'
import { readTable, type StoredTable } from '../query/table.ts'
import {
  countViews,
  deleteViewRow,
  findView,
  findViewsWithTags,
  insertView,
  lockViews,
  updateView,
  type View,
} from './queries.ts'
import type { NewView, ViewPatch } from './schema.ts'

/** Views of one user, and shared ones of an account. */
const MAX_OWN = 100
const MAX_SHARED = 200

/** Saves a question. @throws Invalid with paths in the question, Refused 'view_limit', 'shared_view_limit' */
export async function addView(scope: Scope, item: NewView): Promise<View> {
  const { trx, actor, now } = scope
  const { stored: question } = await readTable(trx, scope.definitions, item.question, { path: 'question' })
  const view: View = {
    id: await scope.ids.takeOne(actor.accountId, 'views'),
    user_id: actor.userId,
    name: nameOf('', item.name),
    is_shared: item.shared ?? false,
    question,
    widths: item.widths ?? {},
    version: 1,
    created_at: now,
    updated_at: now,
  }
  await lockViews(trx, actor.accountId)
  await insertView(trx, actor.accountId, view)
  await requireWithinLimits(scope)
  return view
}

/**
 * Changes a view; what equals the stored value is never an error, a question that names what is gone included.
 * @throws Invalid, Refused 'not_found', 'forbidden', 'stale_version', 'shared_view_limit'
 */
export async function changeView(
  scope: Scope,
  id: number,
  patch: ViewPatch,
  ifVersion: number | undefined,
): Promise<View> {
  const { trx, actor, now } = scope
  const before = await lockOwn(scope, id, ifVersion)
  const { question = before.question } = patch
  const written: View = {
    ...before,
    name: nameOf(before.name, patch.name),
    is_shared: patch.shared ?? before.is_shared,
    widths: patch.widths ?? before.widths,
    question: sameStored(question, before.question)
      ? before.question
      : (await readTable(trx, scope.definitions, question, { path: 'question' })).stored,
  }
  if (sameStored(written, before)) return before
  const after = { ...written, version: before.version + 1, updated_at: now }
  await updateView(trx, actor.accountId, after)
  if (after.is_shared && !before.is_shared) await requireWithinLimits(scope)
  return after
}

/** @throws Refused 'not_found', 'forbidden', 'stale_version' */
export async function deleteView(scope: Scope, id: number, ifVersion: number | undefined): Promise<void> {
  await lockOwn(scope, id, ifVersion)
  await deleteViewRow(scope.trx, scope.actor.accountId, id)
}

/** @throws Invalid for a name of which nothing can be seen */
function nameOf(present: string, written: string | undefined): string {
  const violations = new Violations('single')
  const name = nameAfter(present, written, 'name', (...violation) => violations.add(0, ...violation))
  violations.throwIfAny()
  return name
}

/** How many views ask for a tag. */
export async function countViewsNaming(queries: Queries, accountId: number, tagId: number): Promise<number> {
  const views = await findViewsWithTags(queries, accountId)
  return views.filter(({ question }) => withTag(question, tagId, NO_TAG) !== question).length
}

/** No tag has this id. */
const NO_TAG = -1

/** Makes the views that ask for a tag ask for another. Returns how many they are. */
export async function replaceTagInViews(
  { trx, actor, now }: Scope,
  from: number,
  into: number,
): Promise<number> {
  await lockViews(trx, actor.accountId)
  let changed = 0
  for (const view of await findViewsWithTags(trx, actor.accountId)) {
    const question = withTag(view.question, from, into)
    if (question === view.question) continue
    await updateView(trx, actor.accountId, { ...view, question, version: view.version + 1, updated_at: now })
    changed++
  }
  return changed
}

/** The question with one tag in place of another; the question itself where it does not ask for that. */
function withTag(question: StoredTable, from: number, into: number): StoredTable {
  const replaced = TREES.flatMap((name) => {
    const tree = question[name]
    const after = tree && withTagReplaced(tree, from, into)
    return after === tree ? [] : [[name, after] as const]
  })
  return replaced.length === 0 ? question : { ...question, ...Object.fromEntries(replaced) }
}

const TREES = ['conditions', 'entry', 'exit'] as const

/** A view that the actor may change: its own; administrators also those that others share, whose owners may have left. */
async function lockOwn({ trx, actor }: Scope, id: number, ifVersion: number | undefined): Promise<View> {
  await lockViews(trx, actor.accountId)
  const view = await findView(trx, actor, id)
  if (view === undefined) throw new Refused('not_found')
  if (view.user_id !== actor.userId && !actor.isAdmin) throw new Refused('forbidden')
  if (ifVersion !== undefined && ifVersion !== view.version) throw new Refused('stale_version')
  return view
}

async function requireWithinLimits({ trx, actor }: Scope): Promise<void> {
  const { own, shared } = await countViews(trx, actor)
  if (own > MAX_OWN) throw new Refused('view_limit', { limit: MAX_OWN })
  if (shared > MAX_SHARED) throw new Refused('shared_view_limit', { limit: MAX_SHARED })
}
