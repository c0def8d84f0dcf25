import type { ClientConfig } from 'pg'
import { expect, test, vi } from 'vitest'
import { clusterOfTest } from '../helpers/cluster.ts'
import { dataFolderOfTest } from '../helpers/data-folder.ts'
import { emptyDatabase, urlOf } from '../helpers/database.ts'
import { type PatronProcess, patronOfTest } from '../helpers/process.ts'
import { anyDelay, anyNumber } from './chance.ts'
import { withQueries } from './queries.ts'
import { Writers } from './writers.ts'

const KILLS = 20
/** Half a minute where nothing else runs. */
const PATIENT = { timeout: 900_000 }
const PATIENCE = { timeout: 60_000, interval: 5 }

test(
  '20 kill -9 of the server beside a Postgres of its own lose no answered write and leave no half one',
  PATIENT,
  async () => {
    const database = await emptyDatabase()
    const start = starterOf(urlOf(database))
    let writers: Writers | undefined
    for (let kill = 0; kill < KILLS; kill++) {
      const patron = await start()
      writers ??= await Writers.of(patron, 4)
      await expectIntact(writers, database)
      await writers.writeUntilInterrupted(patron, anyNumber(10, 40), () =>
        anyDelay(() => void patron.kill('SIGKILL')),
      )
      await patron.ended
    }
    const last = await start()
    await expectIntact(writers as Writers, database)
    expect(await last.stop()).toBe(0)
    expect(writers?.answered).toBeGreaterThan(KILLS * 10)
  },
)

test(
  '20 kill -9 of the Postgres that the server was given lose no answered write, and the server goes on when it is back',
  PATIENT,
  async () => {
    const cluster = await clusterOfTest()
    const patron = await starterOf(urlOf(cluster.connection))()
    const writers = await Writers.of(patron, 4)
    for (let kill = 0; kill < KILLS; kill++) {
      await writers.writeUntilInterrupted(patron, anyNumber(10, 40), () => anyDelay(() => cluster.kill()))
      await cluster.restart()
      await vi.waitUntil(async () => (await fetch(`${patron.url}/health/ready`)).status === 200, PATIENCE)
      await expectIntact(writers, cluster.connection)
    }
    expect(await patron.stop()).toBe(0)
    expect(writers.answered).toBeGreaterThan(KILLS * 10)
  },
)

/** Starts servers of one installation, one after the other. */
function starterOf(databaseUrl: string): () => Promise<PatronProcess> {
  const env = { PATRON_DATA: dataFolderOfTest(), PATRON_LOG_LEVEL: 'fatal', DATABASE_URL: databaseUrl }
  return () => patronOfTest({ env })
}

async function expectIntact(writers: Writers, database: ClientConfig): Promise<void> {
  expect(await withQueries(database, (db) => writers.wrongIn(db))).toEqual([])
}
