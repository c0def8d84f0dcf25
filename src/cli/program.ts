import { Command } from 'commander'
import { accountCommand } from './account.ts'
import { checkCommand } from './check.ts'
import type { CommandContext } from './context.ts'
import { demoCommand } from './demo.ts'
import { migrateCommand } from './migrate.ts'
import { rulesCommand } from './rules.ts'
import { serveCommand } from './serve.ts'
import { tokenCommand } from './token.ts'
import { userCommand } from './user.ts'
import { workerCommand } from './worker.ts'

/** The command line: one file for each command. */
export function program(context: CommandContext): Command {
  return new Command('patron')
    .description('A customer-retention server')
    .showHelpAfterError()
    .addCommand(serveCommand(context), { isDefault: true })
    .addCommand(workerCommand(context))
    .addCommand(migrateCommand(context))
    .addCommand(accountCommand(context))
    .addCommand(userCommand(context))
    .addCommand(tokenCommand(context))
    .addCommand(rulesCommand(context))
    .addCommand(demoCommand(context))
    .addCommand(checkCommand(context))
}
