import { Command } from 'commander'
import { CannotRun } from '../core/errors.ts'
import { fillDemo } from '../demo/service.ts'
import type { CommandContext } from './context.ts'
import { accountOf, withServices } from './with-services.ts'

/** `patron demo` */
export function demoCommand(context: CommandContext): Command {
  return new Command('demo')
    .description('fill an account without customers with a believable shop')
    .option('--account <id>', 'id or subdomain; needed when there are several')
    .action((options: { account?: string }) =>
      withServices(context, async (services) => {
        const loaded = await fillDemo(services.deps, await accountOf(services, options.account))
        if (!loaded) throw new CannotRun('The account has customers already; nothing was loaded.')
        console.log(`A demo shop was loaded: ${loaded}.`)
      }),
    )
}
