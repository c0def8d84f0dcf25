import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectToRunning } from '../../src/db/embedded/launcher.ts'
import { readPostmasterPid } from '../../src/db/embedded/postmaster-pid.ts'
import { dataFolderOfTest } from '../helpers/data-folder.ts'
import { patronOfTest } from '../helpers/process.ts'
import { withQueries } from './queries.ts'
import { Writers } from './writers.ts'
import { anyDelay, anyNumber } from './chance.ts'

const KILLS = 20
/** Half a minute where nothing else runs. */
const PATIENT = { timeout: 900_000 }

test(
  '20 kill -9 of the server and of its bundled Postgres, in turn, lose no answered write and leave no half one',
  PATIENT,
  async () => {
    const dataDir = dataFolderOfTest()
    const env = { PATRON_DATA: dataDir, PATRON_LOG_LEVEL: 'fatal' }
    let writers: Writers | undefined
    for (let kill = 0; kill < KILLS; kill++) {
      const patron = await patronOfTest({ env })
      writers ??= await Writers.of(patron, 4)
      await expectIntact(writers, dataDir)
      const postmaster = readPostmasterPid(join(dataDir, 'postgres'))?.pid as number
      const victim = kill % 2 ? postmaster : patron.pid
      await writers.writeUntilInterrupted(patron, anyNumber(10, 40), () =>
        anyDelay(() => process.kill(victim, 'SIGKILL')),
      )
      const code = await patron.ended
      if (victim === postmaster) {
        expect(patron.output()).toContain('Postgres ended by itself: SIGKILL.')
        expect(code).toBe(1)
      }
    }
    const last = await patronOfTest({ env })
    await expectIntact(writers as Writers, dataDir)
    expect(await last.stop()).toBe(0)
    expect(writers?.answered).toBeGreaterThan(KILLS * 10)
  },
)

async function expectIntact(writers: Writers, dataDir: string): Promise<void> {
  const connection = await connectToRunning(dataDir)
  expect(await withQueries(connection ?? {}, (db) => writers.wrongIn(db))).toEqual([])
}
