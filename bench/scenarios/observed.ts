import { join } from 'node:path'
import type { Scenario } from '../bench.ts'
import { requestOf, withConnections } from '../http-client.ts'
import { figuresOf, medianRatio, rate, sample, type Side, sideBySide } from '../measure.ts'
import { databaseUrl, startServer } from '../processes.ts'
import { numberOf } from '../shop.ts'

const CLIENTS = 32
const REQUESTS = 10_000

/** Single customers by id from a server that logs every request to a file and counts it, beside one that does neither. */
export const observed: Scenario = {
  rows: [29],
  async run(bench, report) {
    const { base, connection } = await bench.loaded()
    const environment = { DATABASE_URL: databaseUrl(connection), PATRON_DATA: join(bench.folder, 'observed') }
    const servers = [
      await startServer({
        environment: { ...environment, PATRON_LOG_LEVEL: 'info', PATRON_ADMIN_PORT: '0' },
        logFile: join(bench.folder, 'observed.log'),
      }),
      await startServer({ environment: { ...environment, PATRON_LOG_LEVEL: 'silent' } }),
    ] as const
    const asking =
      (url: string): Side =>
      (round) =>
        withConnections(url, CLIENTS, (connections) => {
          const requests = Array.from({ length: REQUESTS }, (_, i) => {
            const id = base.firstId + (numberOf(i, 200 + round) % base.customers)
            return requestOf('GET', `/api/v4/customers/${id}`, base.token)
          })
          return sample(REQUESTS, CLIENTS, async (i, client) =>
            connections[client]?.send(requests[i] as Buffer),
          )
        })
    const [observing, silent] = servers
    const rounds = await sideBySide(bench.options.rounds, asking(observing.url), asking(silent.url)).finally(
      () => Promise.all(servers.map((server) => server.stop())),
    )
    report({
      row: 29,
      measure: `get one, observed and not, ${CLIENTS} clients`,
      ours: figuresOf(rounds.ours),
      floor: figuresOf(rounds.floor),
      value: medianRatio(rounds, (ours, floor) => rate(ours) / rate(floor)),
      unit: 'x',
      goal: { atLeast: 0.9 },
    })
  },
}
