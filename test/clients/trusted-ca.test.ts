import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Servers, startServers } from './servers.ts'

let servers: Servers
beforeAll(async () => {
  servers = await startServers()
})
afterAll(() => servers.stop())

/** A user's own program: all it knows of Patron is a host and a token. */
const WITH_AMO = `
  import { Amo } from '@shevernitskiy/amo'
  const { TEST_HOST: host, TEST_TOKEN: token } = process.env
  const auth = { token_type: 'Bearer', access_token: token, refresh_token: '-', expires_in: 86400, expires_at: Date.now() + 1e9 }
  const amo = new Amo(host, { ...auth, client_id: '-', client_secret: '-', redirect_uri: '-' })
  const { _embedded } = await amo.customer.addCustomers([{ name: 'From a program' }])
  const { name, _links } = await amo.customer.getCustomerById(_embedded.customers[0].id)
  console.log(name, _links.self.href)
`

test.each(['127.0.0.1', 'localhost'])(
  'a program reaches https://%s once NODE_EXTRA_CA_CERTS names the CA, and nothing else is set',
  async (name) => {
    const shop = await servers.newShop()
    const host = `${name}:${new URL(servers.patron.httpsUrl as string).port}`
    const run = await runProgram(WITH_AMO, {
      TEST_HOST: host,
      TEST_TOKEN: shop.token,
      NODE_EXTRA_CA_CERTS: servers.caFile,
    })
    expect(run).toMatchObject({ code: 0, errors: '' })
    expect(run.output).toMatch(
      new RegExp(`^From a program https://${host.replaceAll('.', '\\.')}/api/v4/customers/\\d+\n$`),
    )
    expect(await shop.held('/api/v4/customers')).toMatchObject({
      _embedded: { customers: [{ name: 'From a program' }] },
    })
  },
)

test('without the CA the same program is refused by its own TLS, and nothing arrives', async () => {
  const shop = await servers.newShop()
  const { host } = new URL(servers.patron.httpsUrl as string)
  const run = await runProgram(WITH_AMO, { TEST_HOST: host, TEST_TOKEN: shop.token })
  expect(run.code).not.toBe(0)
  expect(run.errors).toContain('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  expect(await shop.held('/api/v4/customers')).toBeUndefined()
})

async function runProgram(program: string, settings: Record<string, string>) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH: process.env['PATH'] ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, output, errors }
}
