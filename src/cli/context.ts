import type { Config } from '../start/config.ts'
import type { DatabaseSource } from '../start/database.ts'

/** What the commands work with: the settings, and the database if it is being opened already. */
export type CommandContext = {
  readonly config: Config
  readonly opening: Promise<DatabaseSource> | undefined
}
