import { createServer, type AddressInfo, type Server } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { UNOBSERVED } from '../core/observation.ts'
import { testDatabase } from '../../test/helpers/database.ts'
import { createPool } from './connect.ts'
import { Database } from './database.ts'

const pool = async () => createPool(await testDatabase(), { name: 'requests', max: 2, observe: UNOBSERVED })

test('bigint, numeric and arrays of bigint are numbers', async () => {
  const db = await pool()
  const { rows } = await db.query(
    `select 9007199254740991::bigint as a, 12::numeric as b, '{1,-2}'::bigint[] as c, '{}'::bigint[] as d, sum(5::bigint) as e`,
  )
  expect(rows).toEqual([{ a: 9007199254740991, b: 12, c: [1, -2], d: [], e: 5 }])
  await db.end()
})

test('a number beyond the safe integers is an error and not another number', async () => {
  const db = await pool()
  await expect(db.query(`select 9007199254740992::bigint`)).rejects.toThrow('beyond the safe integers')
  await db.end()
})

test('the end of a pool is that of its connections, and of one that was thrown away just before', async () => {
  const ended = createPool(await testDatabase(), { name: 'requests', max: 8, observe: UNOBSERVED })
  let closed = 0
  ended.on('remove', () => closed++)
  const thrownAway = await ended.connect()
  await Promise.all(Array.from({ length: 7 }, () => ended.query('select pg_sleep(0.05)')))
  thrownAway.release(true)
  await ended.end()
  expect(closed).toBe(8)
})

test('a database that goes away in the moment a connection opens fails the transaction, and ends no program', async () => {
  const port = await databaseThatGoes()
  const db = new Database(
    createPool(
      { host: '127.0.0.1', port, user: 'patron' },
      { name: 'requests', max: 2, observe: UNOBSERVED },
    ),
    { prepare: true },
  )
  for (let i = 0; i < 3; i++)
    await expect(db.transaction((trx) => trx.query('select 1'))).rejects.toMatchObject({
      code: 'database_away',
    })
  await db.end()
})

test('a database that takes connections and says nothing is away once patience has ended', async () => {
  const port = await listening(createServer((socket) => socket.on('error', () => undefined)))
  const pool = createPool(
    { host: '127.0.0.1', port, user: 'patron' },
    { name: 'requests', max: 1, observe: UNOBSERVED, patienceMs: 200 },
  )
  const db = new Database(pool, { prepare: true })
  const away = { code: 'database_away' }
  const statements = ['first', 'waits for the same connection'].map((text) => db.query('select $1', [text]))
  await Promise.all(statements.map((each) => expect(each).rejects.toMatchObject(away)))
  await expect(db.transaction((trx) => trx.query('select 1'))).rejects.toMatchObject(away)
  await db.end()
})

/** Speaks the first words of Postgres, and in the same packet those with which one that is killed takes its leave; gives its port. */
async function databaseThatGoes(): Promise<number> {
  const authenticationOk = message('R', Buffer.from([0, 0, 0, 0]))
  const readyForQuery = message('Z', Buffer.from('I'))
  const goodbye = message(
    'E',
    Buffer.from('SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0'),
  )
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(Buffer.concat([authenticationOk, readyForQuery, goodbye])))
  })
  return listening(server)
}

/** The port at which a server of the test listens. */
async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

function message(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(content.length + 4, 1)
  return Buffer.concat([head, content])
}
