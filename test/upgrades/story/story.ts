import type { ClientConfig } from 'pg'
import { UNOBSERVED } from '../../../src/core/observation.ts'
import { check } from '../../../src/check/service.ts'
import { renderDifference } from '../../../src/check/difference.ts'
import { isKind, type Kind, KINDS, kindNamed } from '../../../src/core/conditions/kinds.ts'
import { moveEverythingDue } from '../../../src/engine/worker.ts'
import { createApp } from '../../../src/start/app.ts'
import { keepHouse } from '../../helpers/house.ts'
import { openServices } from '../../../src/start/services.ts'
import { segmentsShop } from './segments-shop.ts'
import { openShop, type Shop, type World } from './shop.ts'
import { stagesShop } from './stages-shop.ts'

/** 2026-02-20 12:00:00 UTC, before the clocks of America and of Europe go forward. */
const BEGINNING = 1_771_588_800
const HOUR = 3600
const DAY = 24 * HOUR

/** How time passes after each chapter of the stories. */
const BETWEEN: readonly ((world: World, shop: Shop) => Promise<void>)[] = [
  // The sandbox takes its clock forward, moment by moment.
  async (_world, shop) => void (await shop.post('/api/patron/v1/clock', { advance: '1d' })),
  // A worker comes late: whoever was due on the way moves at once.
  async (world) => {
    world.clock.base += 12 * DAY + 5 * HOUR
    await moveEverythingDue(world.services.deps)
  },
  // A clock that stands still is taken forward over the change to daylight-saving time; then customers deleted long ago go for good.
  async (world, shop) => {
    await shop.post('/api/patron/v1/clock', { freeze: true, advance: 'P20D' })
    await shop.post('/api/patron/v1/clock', { freeze: false })
    await keepHouse(world.services.deps)
  },
  async (world) => {
    world.clock.base += 15 * DAY
    await moveEverythingDue(world.services.deps)
  },
  // No worker comes any more: some customers stay due.
  async (world) => {
    world.clock.base += 3 * DAY + 7 * HOUR
  },
]

/**
 * Lets a server live through the stories of several shops over a migrated, empty database.
 * @returns the moment at which it ends, Unix seconds
 * @throws when `patron check` finds something at the end of a chapter
 */
export async function playStory(database: ClientConfig): Promise<number> {
  const clock = { base: BEGINNING }
  const services = await openServices(database, {
    prepare: true,
    sandbox: true,
    observe: UNOBSERVED,
    now: () => clock.base,
  })
  const app = await createApp(services.deps, services.tokens, {
    publicUrl: undefined,
    rateLimit: 0,
    clock: services.clock,
  })
  await app.ready()
  const world: World = { app, services, clock }
  try {
    const segments = await openShop(world, {
      subdomain: 'segments',
      language: 'en',
      timezone: 'Europe/Berlin',
    })
    const stages = await openShop(world, {
      subdomain: 'stages',
      language: 'en',
      timezone: 'America/New_York',
    })
    const closed = await openShop(world, { subdomain: 'closed', language: 'ru', timezone: 'Asia/Kathmandu' })
    await closed.addCustomer({ name: 'Покупатель' })
    await closed.patch('/api/v4/customers/mode', { mode: 'segments', is_enabled: false })
    const stories = [segmentsShop(segments), stagesShop(stages)]
    for (const passTime of BETWEEN) {
      for (const story of stories) await story.next()
      await requireSound(world)
      await passTime(world, segments)
      await requireSound(world)
    }
    await requireEveryKind(world)
    return services.deps.now()
  } finally {
    await app.close()
    await services.close()
  }
}

async function requireSound({ services }: World): Promise<void> {
  const lines: string[] = []
  await check(services.deps, undefined, (difference) => lines.push(renderDifference(difference)))
  if (lines.length > 0) throw new Error(`patron check finds:\n${lines.join('\n')}`)
}

/** A kind that is new needs a rule in the story, too. */
async function requireEveryKind({ services }: World): Promise<void> {
  const rows = await services.deps.db.query<{ trees: string }>(
    `select coalesce(string_agg(conditions::text, ' '), '') as trees from rule_versions`,
  )
  const trees = rows[0]?.trees ?? ''
  const missing = Object.keys(KINDS)
    .filter((kind) => isKind(kind) && isForRules(kind))
    .filter((kind) => !trees.includes(`"${kind}":`))
  if (missing.length > 0) throw new Error(`No rule of the story asks ${missing.join(', ')}.`)
}

function isForRules(kind: Kind): boolean {
  const { uses } = kindNamed(kind)
  return uses === undefined || uses.some((use) => use !== 'filter')
}
