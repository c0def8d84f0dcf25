import { Command } from 'commander'
import { migrate } from '../db/migrate.ts'
import { openProgramLog } from '../start/log.ts'
import { finishUpgrade } from '../start/upgrade.ts'
import type { CommandContext } from './context.ts'
import { example } from './example.ts'
import { withServices } from './with-services.ts'

/** `patron migrate` */
export function migrateCommand(context: CommandContext): Command {
  return new Command('migrate')
    .description('bring the database to the schema of this version, and customers to what rules mean in it')
    .addHelpText('after', example('DATABASE_URL=postgres://patron@db/patron patron migrate'))
    .action(() =>
      withServices(
        context,
        async (services) => {
          await finishUpgrade(services)
          console.log('The database is current.')
        },
        { prepare: migrate, observe: openProgramLog(context.config) },
      ),
    )
}
