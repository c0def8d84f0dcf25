import type { Scenario } from '../bench.ts'
import { requestOf, withConnections } from '../http-client.ts'
import { figuresOf, medianRatio, rate, sample, type Side, sideBySide } from '../measure.ts'
import { databaseUrl, startProgram } from '../processes.ts'
import { numberOf } from '../shop.ts'

const CLIENTS = 32
const REQUESTS = 10_000

/** Single customers by id, requests a second. */
export const getOne: Scenario = {
  rows: [3],
  async run(bench, report) {
    const { base, server, connection } = await bench.loaded()
    const floorServer = await startProgram(['bench/floor-server.ts', String(base.actor.accountId)], {
      DATABASE_URL: databaseUrl(connection),
    })
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
    const rounds = await sideBySide(
      bench.options.rounds,
      asking(server.url),
      asking(floorServer.url),
    ).finally(() => floorServer.stop())
    report({
      row: 3,
      measure: `get one by id, ${CLIENTS} clients`,
      ours: figuresOf(rounds.ours),
      floor: figuresOf(rounds.floor),
      value: medianRatio(rounds, (ours, floor) => rate(ours) / rate(floor)),
      unit: 'x',
      goal: { atLeast: 0.85 },
    })
  },
}
