import { setTimeout as pause } from 'node:timers/promises'
import type { Definitions } from '../account/definitions.ts'
import type { Deps } from '../account/scope.ts'
import type { UnixSeconds } from '../core/actor.ts'
import { Invalid, Refused } from '../core/errors.ts'
import { addDuration } from '../core/time.ts'
import { MAX_TIMESTAMP } from '../http/schema.ts'
import { findFirstDue } from '../engine/due.ts'
import { moveEverythingDue } from '../engine/worker.ts'
import { lockClock } from './queries.ts'
import type { SandboxClock } from './sandbox-clock.ts'
import type { ClockChange } from './schema.ts'

/** A customer that is due and locked by another write is looked at again after this. */
const AGAIN_AFTER_MS = 10
const PATIENCE_MS = 10_000
/** The clock goes forward only, so a slip of the pen must not take it to the year 4763. */
const LONGEST_ADVANCE = 'P10Y'
/** No account has this id. */
const CLOCK_LOCK = 0

/**
 * Stops the clock, lets it run, or takes it forward: whatever becomes due on the way moves at its moment, in every account, before
 * this returns. Gives the moment at which the clock stood before. One at a time, of all servers.
 * @throws Invalid for a moment that has passed or lies more than ten years ahead, Refused 'busy'
 */
export async function changeClock(
  deps: Deps,
  clock: SandboxClock,
  { account }: Definitions,
  change: ClockChange,
): Promise<UnixSeconds> {
  // Who waits in turn has no connection meanwhile: those of whoever is at work could not be had.
  return deps.accountLock.exclusive(CLOCK_LOCK, () =>
    deps.db.transaction(async (trx) => {
      await lockClock(trx)
      await clock.refresh(trx)
      const from = clock.now()
      const target = targetOf(change, from, account.timezone)
      const isFrozen = change.freeze ?? clock.isFrozen
      await clock.set(from, isFrozen)
      await playUntil(deps, clock, target, isFrozen)
      await clock.set(target, isFrozen)
      await moveEverythingDue(deps)
      return from
    }),
  )
}

/** Goes from one moment at which a customer is due to the next; the patience is that of each moment. */
async function playUntil(
  deps: Deps,
  clock: SandboxClock,
  target: UnixSeconds,
  isFrozen: boolean,
): Promise<void> {
  let waitedMs = 0
  for (;;) {
    await moveEverythingDue(deps)
    const due = await findFirstDue(deps.db)
    if (due === undefined || due > target) return
    if (due > clock.now()) {
      await clock.set(due, isFrozen)
      waitedMs = 0
    } else if ((waitedMs += AGAIN_AFTER_MS) > PATIENCE_MS) throw new Refused('busy')
    else await pause(AGAIN_AFTER_MS)
  }
}

function targetOf({ advance, to }: ClockChange, from: UnixSeconds, zone: string): UnixSeconds {
  if (advance !== undefined && to !== undefined)
    throw new Invalid([{ code: 'NotSupportedChoice', path: 'to' }])
  if (advance === undefined && to === undefined) return from
  const target =
    to ?? (typeof advance === 'number' ? from + advance : addDuration(zone, from, isoOf(advance ?? '')))
  if (target === undefined) throw new Invalid([{ code: 'InvalidFormat', path: 'advance' }])
  const latest = Math.min(addDuration(zone, from, LONGEST_ADVANCE) ?? from, MAX_TIMESTAMP)
  if (target >= from && target <= latest) return target
  throw new Invalid([
    to === undefined
      ? { code: 'OutOfRange', path: 'advance', params: { min: 0, max: latest - from } }
      : { code: 'OutOfRange', path: 'to', params: { min: from, max: latest } },
  ])
}

/** `3d` as `P3D`; anything else as it is. */
function isoOf(text: string): string {
  const [, count, unit = ''] = /^(\d{1,9})([smhdw])$/.exec(text) ?? []
  if (count === undefined) return text
  return `P${'smh'.includes(unit) ? 'T' : ''}${count}${unit.toUpperCase()}`
}
