import { Command } from 'commander'
import type { CommandContext } from './context.ts'
import { withServices } from './with-services.ts'

/** `patron migrate` */
export function migrateCommand(context: CommandContext): Command {
  return new Command('migrate')
    .description('bring the database to the schema of this version')
    .action(() => withServices(context, async () => console.log('The database is current.')))
}
