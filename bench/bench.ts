import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { type Embedded, startEmbedded } from '../src/db/embedded/launcher.ts'
import { migrate } from '../src/db/migrate.ts'
import { openServices, type Services } from '../src/start/services.ts'
import { type Base, loadBase } from './base.ts'
import { databaseUrl, type Running, startServer } from './processes.ts'
import type { Result } from './report.ts'
import { endOnTrouble } from './trouble.ts'

export type BenchOptions = {
  readonly customers: number
  readonly rounds: number
  /** Of the server's Node: for profiles and the like. */
  readonly nodeArguments: readonly string[]
}

/** Some rows of the table of goals, measured together. */
export type Scenario = {
  readonly rows: readonly number[]
  /** Measures, and tells each row. */
  run(bench: Bench, report: (result: Result) => void): Promise<void>
}

/** A loaded account and a server over it: what a measurement asks. */
export type Loaded = {
  readonly base: Base
  readonly server: Running
  readonly connection: pg.ClientConfig
}

/** An account with 100 segments in force beside the one without, and the services of the server within this process. */
export type Engine = Loaded & {
  readonly plain: Base
  readonly services: Services
}

/** The largest number of clients of a row, and the connections of the server itself beside them. */
const CONNECTIONS = 128 + 32

/** One run: its folder, and, once a scenario asks for it, the loaded database and the server. */
export class Bench {
  readonly options: BenchOptions
  /** Emptied at the end. */
  readonly folder = mkdtempSync(join(tmpdir(), 'patron-bench-'))
  #loaded: Promise<Loaded> | undefined
  #engine: Promise<Engine> | undefined
  #database: Promise<Embedded> | undefined
  #server: Running | undefined
  #services: Promise<Services> | undefined

  constructor(options: BenchOptions) {
    this.options = options
  }

  loaded(): Promise<Loaded> {
    return (this.#loaded ??= this.#load())
  }

  engine(): Promise<Engine> {
    return (this.#engine ??= this.#loadEngine())
  }

  async close(): Promise<void> {
    await (await this.#services)?.close()
    await this.#server?.stop()
    await this.abandon()
  }

  /** Ends the run in the midst of its work, whoever is asking the database; the server ends with this process. */
  async abandon(): Promise<void> {
    const database = await this.#database?.catch(() => undefined) // whoever asked for it has been told
    await database?.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** The services of the server within this process, over the database of the run, whatever is loaded into it. */
  async services(): Promise<{ readonly services: Services; readonly connection: pg.ClientConfig }> {
    const connection = await this.#connection()
    return { services: await (this.#services ??= openMigrated(connection)), connection }
  }

  async #connection(): Promise<pg.ClientConfig> {
    this.#database ??= startEmbedded({
      dataDir: join(this.folder, 'database'),
      settings: { max_connections: String(CONNECTIONS) },
    })
    return (await this.#database).connection
  }

  async #load(): Promise<Loaded> {
    const { customers, nodeArguments } = this.options
    const connection = await this.#connection()
    console.log(`loading ${customers} customers`)
    const started = performance.now()
    const base = await loadBase(connection, customers)
    console.log(`  done in ${((performance.now() - started) / 1000).toFixed(0)} s`)
    this.#server = await startServer({
      environment: { DATABASE_URL: databaseUrl(connection), PATRON_DATA: join(this.folder, 'server') },
      nodeArguments,
    })
    return { base, server: this.#server, connection }
  }

  async #loadEngine(): Promise<Engine> {
    const loaded = await this.loaded()
    const { connection } = loaded
    console.log(`loading ${this.options.customers} customers with 100 segments`)
    const started = performance.now()
    const base = await loadBase(connection, this.options.customers, 'engine')
    console.log(`  done in ${((performance.now() - started) / 1000).toFixed(0)} s`)
    return { ...loaded, base, plain: loaded.base, services: (await this.services()).services }
  }
}

async function openMigrated(connection: pg.ClientConfig): Promise<Services> {
  await migrate(connection)
  return openServices(connection, { prepare: true, observe: endOnTrouble })
}
