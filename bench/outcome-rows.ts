import { v7 as uuidv7 } from 'uuid'
import type { Scope } from '../src/account/scope.ts'
import { customerEvents } from '../src/engine/customer-events.ts'
import type { Move } from '../src/engine/move.ts'
import type { Outcome } from '../src/engine/resolve.ts'
import type { NewEvent } from '../src/events/types.ts'

/** Arrays as Postgres writes them, made before the clock runs: one of each column of what some statements write. */
export type OutcomeRows = {
  readonly rows: readonly string[]
  readonly membersGone: readonly string[]
  readonly membersAdded: readonly string[]
  readonly counts: readonly string[]
  readonly staysClosed: readonly string[]
  readonly staysOpened: readonly string[]
  readonly events: readonly string[]
}

/** The rows that follow from evaluated customers, as the server itself would store them, for floors. */
export function outcomeRows(
  outcomes: readonly Outcome[],
  scope: Pick<Scope, 'definitions' | 'actor'>,
): OutcomeRows {
  const { definitions } = scope
  const written = outcomes.filter(({ before, after }) => before !== after)
  const moves = written.flatMap((each) => each.moves)
  const stays = staysOf(moves)
  const net = new Map<string, Move>()
  for (const move of moves) {
    const key = `${move.kind} ${move.targetId} ${move.customerId}`
    // In and out again is nothing to the members.
    if (move.kind === 'segment' && definitions.segments.has(move.targetId) && !net.delete(key))
      net.set(key, move)
  }
  const members = [...net.values()]
  const counts = new Map<number, number>()
  for (const { targetId, entered } of members)
    counts.set(targetId, (counts.get(targetId) ?? 0) + (entered ? 1 : -1))
  const after = written.map((each) => each.after)
  const events = customerEvents(scope, written)
  return {
    rows: columns(after, [
      (each) => each.id,
      (each) => each.segments.low,
      (each) => each.segments.high,
      (each) => each.version,
      (each) => each.due_at,
      (each) => each.evaluated_at,
    ]),
    membersGone: memberColumns(members.filter(({ entered }) => !entered)),
    membersAdded: memberColumns(members.filter(({ entered }) => entered)),
    counts: columns([...counts], [([segment]) => segment, ([, customers]) => customers]),
    staysClosed: columns(stays.closed, [
      (move) => move.customerId,
      (move) => move.kind,
      (move) => move.targetId,
      (move) => move.at,
      (move) => JSON.stringify(move.reason),
    ]),
    staysOpened: columns(stays.opened, [
      ({ move }) => move.customerId,
      () => uuidv7(),
      ({ move }) => move.kind,
      ({ move }) => move.targetId,
      ({ move }) => move.at,
      ({ went }) => went?.at ?? null,
      ({ move }) => JSON.stringify(move.reason),
      ({ went }) => (went === undefined ? null : JSON.stringify(went.reason)),
    ]),
    events: columns(events, [
      ({ type }) => type,
      ({ entity_id }) => entity_id,
      ({ version }) => version,
      (event) => JSON.stringify(dataOf(event)),
    ]),
  }
}

/** Returns what is stored of an event, with names of tags as long as the true ones. */
export function dataOf({ data, tags, seen }: Pick<NewEvent, 'data' | 'tags' | 'seen'>): object {
  const named = Object.entries(tags ?? {}).map(([list, ids]) => [
    list,
    ids.map((id) => ({ id, name: `tag ${id % 100}` })),
  ])
  return { ...data, ...(seen && { seen }), ...(Object.fromEntries(named) as Record<string, unknown>) }
}

function memberColumns(moves: readonly Move[]): string[] {
  return columns(moves, [(move) => move.targetId, (move) => move.customerId])
}

function staysOf(moves: readonly Move[]) {
  const opened: { move: Move; went: Move | undefined }[] = []
  const closed: Move[] = []
  const open = new Map<string, { move: Move; went: Move | undefined }>()
  for (const move of moves) {
    const key = `${move.customerId} ${move.kind} ${move.targetId}`
    const stay = open.get(key)
    if (move.entered) {
      const fresh = { move, went: undefined }
      open.set(key, fresh)
      opened.push(fresh)
    } else if (stay) {
      stay.went = move
      open.delete(key)
    } else closed.push(move)
  }
  return { opened, closed }
}

/** One array of each column. */
export function columns<T>(
  items: readonly T[],
  read: readonly ((item: T) => number | string | null)[],
): string[] {
  return read.map((of) => `{${items.map((item) => literal(of(item))).join()}}`)
}

function literal(value: number | string | null): string {
  if (value === null) return 'NULL'
  return typeof value === 'number' ? String(value) : `"${value.replace(/["\\]/g, '\\$&')}"`
}
