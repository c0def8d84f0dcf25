import { type Definitions, findDefinitions } from '../account/definitions.ts'
import type { UnixSeconds } from '../core/actor.ts'
import type { Entities, EntityDescriptor } from '../core/entity.ts'
import type { Snapshot } from '../db/database.ts'
import { BLOCK, type Block, blocksOf } from './blocks.ts'
import { checkCustomers } from './customers.ts'
import { type Difference, differing, type Finding } from './difference.ts'
import { disagreementsOf } from './entity-copies.ts'
import {
  findTagIds,
  isKeptTwice,
  type Kept,
  readIdsBeyond,
  readKept,
  readRowsAfter,
} from './entity-queries.ts'
import { checkLinks, checkRowsOfNothing, reportStrays } from './leftovers.ts'
import { checkNames, type TwinNames } from './names.ts'
import { findLastNumber, hasAllEvents, readWrongBatches, readWrongTransactionEvents } from './queries.ts'
import type { Report } from './report.ts'

/** Proves an account: each entity row by row, and then what is kept of all of them together. @returns how many customers it has */
export async function checkAccount(
  snapshot: Snapshot,
  entities: Entities,
  accountId: number,
  at: UnixSeconds,
  onDifference: (difference: Difference) => void,
  onTwins: (twins: TwinNames) => void,
): Promise<number> {
  const definitions = (await findDefinitions(snapshot, accountId)) as Definitions
  const report: Report = (finding, of) =>
    onDifference({ account: accountId, ...(of && { [of.noun]: of.id }), ...finding })
  const isComplete = await hasAllEvents(snapshot, accountId)
  let customers = 0
  for (const entity of entities.all())
    if (entity.isRuled)
      customers += await checkCustomers(snapshot, entity, definitions, at, isComplete, report)
    else if (isKeptTwice(entity)) await checkEntity(snapshot, entity, definitions, isComplete, report)
  await checkRowsOfNothing(snapshot, accountId, entities, report)
  await checkLinks(snapshot, accountId, entities, report)
  await checkTransactionEvents(snapshot, accountId, isComplete, report)
  await checkBatches(snapshot, accountId, report)
  await checkIds(snapshot, accountId, entities, report)
  await checkNames(snapshot, definitions, entities, report, onTwins)
  return customers
}

async function checkEntity(
  snapshot: Snapshot,
  entity: EntityDescriptor,
  definitions: Definitions,
  hasAllEvents: boolean,
  report: Report,
): Promise<void> {
  const accountId = definitions.account.id
  const known = { knownTags: await findTagIds(snapshot, accountId, entity.name), hasAllEvents }
  const readAfter = (id: number) => readRowsAfter(snapshot, accountId, entity, id, BLOCK)
  const blocks: AsyncIterable<Block<Awaited<ReturnType<typeof readAfter>>[number], Kept>> = blocksOf(
    readAfter,
    readKept(snapshot, accountId, entity),
  )
  for await (const { rows, strays } of blocks) {
    for (const { row, copies } of rows)
      for (const finding of disagreementsOf(definitions, entity, row, copies, known))
        report(finding, { noun: entity.noun, id: row.id })
    reportStrays(entity, strays, report)
  }
}

async function checkTransactionEvents(
  snapshot: Snapshot,
  accountId: number,
  isComplete: boolean,
  report: Report,
): Promise<void> {
  for await (const block of readWrongTransactionEvents(snapshot, accountId, isComplete))
    for (const { id, exists, is_deleted, added, deleted } of block)
      report({
        what: `events of transaction ${id} [added, deleted]`,
        stored: [added, deleted],
        expected: exists ? [1, is_deleted ? 1 : 0] : 'none, for there is no such transaction',
      })
}

/** What is numbered has each number once, from the oldest that is kept to the last that was given. */
async function checkBatches(snapshot: Snapshot, accountId: number, report: Report): Promise<void> {
  for await (const block of readWrongBatches(snapshot, accountId))
    for (const { id, events, rows, first_number, expected } of block) {
      for (const finding of differing(`events of batch ${id}`, rows, events)) report(finding)
      if (first_number !== null)
        for (const finding of differing(`first number of batch ${id}`, first_number, expected))
          report(finding)
    }
  for (const finding of await numberFindings(snapshot, accountId)) report(finding)
}

async function numberFindings(snapshot: Snapshot, accountId: number): Promise<Finding[]> {
  const { last_number, given } = await findLastNumber(snapshot, accountId)
  return given === null ? [] : differing('last number of events', last_number, given)
}

async function checkIds(
  snapshot: Snapshot,
  accountId: number,
  entities: Entities,
  report: Report,
): Promise<void> {
  for await (const block of readIdsBeyond(snapshot, accountId, entities))
    for (const { kind, id, next_id } of block)
      report({ what: `id of ${kind}`, stored: id, expected: `below ${next_id}, the next to be handed out` })
}
