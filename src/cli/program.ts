import { Command } from 'commander'
import { type Config } from '../start/config.ts'
import { type DatabaseSource } from '../start/database.ts'
import { accountCommand } from './account.ts'
import { demoCommand } from './demo.ts'
import { migrateCommand } from './migrate.ts'
import { serveCommand } from './serve.ts'
import { tokenCommand } from './token.ts'
import { userCommand } from './user.ts'

/** What the commands work with: the settings, and the database if it is being opened already. */
export type CommandContext = {
  readonly config: Config
  readonly opening: Promise<DatabaseSource> | undefined
}

/** The command line: one file for each command. */
export function program(context: CommandContext): Command {
  return new Command('patron')
    .description('A customer-retention server')
    .showHelpAfterError()
    .addCommand(serveCommand(context), { isDefault: true })
    .addCommand(migrateCommand(context))
    .addCommand(accountCommand(context))
    .addCommand(userCommand(context))
    .addCommand(tokenCommand(context))
    .addCommand(demoCommand(context))
}
