import https from 'node:https'
import type { AgentOptions } from 'node:https'
import { Client } from 'amocrm-js'

/** The host that the client is told. It takes port 443 of it, whatever else one would like. */
export const HOST = '127.0.0.1'

/**
 * Opens the client's connections at `url` in place of port 443, which only root may serve. Nothing else is changed: the Host header,
 * the name in the certificate and what is sent are those of port 443.
 */
export function routeTo(url: string): void {
  https.globalAgent = new RoutingAgent(Number(new URL(url).port))
}

class RoutingAgent extends https.Agent {
  readonly #port: number

  constructor(port: number) {
    super({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }) // what the agent of Node itself is made with
    this.#port = port
  }

  override createConnection(
    options: AgentOptions,
    callback?: Parameters<https.Agent['createConnection']>[1],
  ) {
    return super.createConnection({ ...options, port: this.#port }, callback)
  }
}

/** The client of the npm package amocrm-js, with a long-lived token. */
export function clientOf(token: string): Client {
  return new Client({
    domain: HOST,
    auth: { client_id: 'id', client_secret: 'secret', redirect_uri: 'https://example.com', bearer: token },
  })
}

/** Customers, which the client has a factory for but no property. */
export function customersOf(client: Client) {
  const { customers: CustomerFactory } = client.getFactoryConstructors()
  return new CustomerFactory(client)
}

/** Tags of customers, likewise. */
export function tagsOf(client: Client) {
  const { tags: TagFactory } = client.getFactoryConstructors()
  return new TagFactory(client, 'customers')
}
