// The floor of reading one customer: a bare server that answers the row itself, by its key, to anybody.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { openFloorPool, runFloor } from './floors.ts'

/** As many as the server has for requests: one of its pool of 12 listens for revoked tokens. */
const CONNECTIONS = 11

const accountId = Number(process.argv[2])
const pool = await openFloorPool({ connectionString: process.env['DATABASE_URL'] }, CONNECTIONS)
const server = createServer((request, response) => {
  const id = (request.url as string).slice('/api/v4/customers/'.length)
  runFloor(pool, 'get-one', [accountId, id]).then(
    ([row]) => {
      const body = Buffer.from(JSON.stringify(row))
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
    },
    (error: unknown) => response.writeHead(500, { 'content-length': 0 }).end(String(error)),
  )
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  console.log(`serves http://127.0.0.1:${port}`)
})
process.once('SIGTERM', () => process.exit())
