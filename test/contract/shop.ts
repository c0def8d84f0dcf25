import type { Client, TestAnswer } from '../helpers/client.ts'
import type { TestAccount, TestServer } from '../helpers/server.ts'
import type { Mode } from './exchange.ts'

/** An account in which one entity of every kind exists. */
export type Shop = {
  readonly account: TestAccount
  readonly mode: Mode
  readonly ids: {
    readonly customers: number
    readonly transactions: number
    readonly statuses: number
    readonly systemStage: number
    readonly segments: number
  }
}

/** Who asks. The ordinary user may do everything with customers. */
export type Sender = 'administrator' | 'ordinary user' | 'nobody known'

/** Opens a shop and leaves it in a mode. */
export async function openShop(server: TestServer, mode: Mode): Promise<Shop> {
  const account = await server.newAccount()
  const { admin } = account
  const segments = idIn(await admin.post('/api/v4/customers/segments', { name: 'Segment' }).expect(200))
  const customers = await account.addCustomer()
  const transactions = idIn(
    await admin.post(`/api/v4/customers/${customers}/transactions`, [{ price: 100 }]).expect(200),
  )
  await account.switchTo('periodicity')
  const statuses = idIn(
    await admin.post('/api/v4/customers/statuses', [{ name: 'Stage', sort: 9 }]).expect(200),
  )
  const systemStage = idIn(await admin.get('/api/v4/customers/statuses').expect(200))
  await account.switchTo(mode)
  return { account, mode, ids: { customers, transactions, statuses, systemStage, segments } }
}

/** The client of one who asks; a user is made for it. */
export async function clientOf({ account }: Shop, sender: Sender): Promise<Client> {
  switch (sender) {
    case 'administrator':
      return account.admin
    case 'ordinary user':
      return (await account.newUser()).client
    case 'nobody known':
      return account.server.client(undefined)
  }
}

/** The id of a bare model, or of the first one in a collection. */
function idIn({ json }: TestAnswer): number {
  const { id, _embedded = {} } = json as { id?: number; _embedded?: { [name: string]: { id: number }[] } }
  const found = id ?? Object.values(_embedded)[0]?.[0]?.id
  if (found === undefined) throw new Error('the answer has no id')
  return found
}

const TABLES = [
  'custom_fields',
  'tags',
  'stages',
  'segments',
  'segment_members',
  'customers',
  'entity_tags',
  'entity_search',
  'transactions',
  'events',
  'idempotency_keys',
]

/** All rows of a shop, to tell whether anything has changed. */
export async function contentsOf({ account }: Shop): Promise<unknown> {
  const rows = TABLES.map(
    (table) =>
      `(select coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text), '[]') from ${table} t where account_id = a.id) as ${table}`,
  )
  return account.server.deps.db.query(
    `select to_jsonb(a) as account, ${rows.join(', ')} from accounts a where id = $1`,
    [account.id],
  )
}
