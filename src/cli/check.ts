import { performance } from 'node:perf_hooks'
import { Command } from 'commander'
import { renderDifference } from '../check/difference.ts'
import { renderTwins } from '../check/names.ts'
import { check } from '../check/service.ts'
import type { CommandContext } from './context.ts'
import { example } from './example.ts'
import { accountOf, withServices } from './with-services.ts'

/** `patron check` */
export function checkCommand(context: CommandContext): Command {
  return new Command('check')
    .description(
      'prove that every stage, segment, total, count and history is what data, rules and time make of it',
    )
    .option('--account <id>', 'id or subdomain; all accounts if absent')
    .option(
      '--json',
      'a line of JSON for each difference, for each name that several things share, and for the summary',
    )
    .addHelpText('after', example('patron check', 'patron check --account my-shop --json'))
    .action((options: { account?: string; json?: true }) =>
      withServices(context, async (services) => {
        const only = options.account === undefined ? undefined : await accountOf(services, options.account)
        const begun = performance.now()
        const checked = await check(
          services.deps,
          only,
          (difference) =>
            console.log(options.json ? JSON.stringify(difference) : renderDifference(difference)),
          (twins) => console.log(options.json ? JSON.stringify({ twins }) : renderTwins(twins)),
        )
        const seconds = Math.round((performance.now() - begun) / 100) / 10
        const { accounts, customers, differences } = checked
        console.log(
          options.json
            ? JSON.stringify({ ...checked, seconds })
            : `${counted(customers, 'customer')} of ${counted(accounts, 'account')} proved in ${seconds} s: ${counted(differences, 'difference')}.`,
        )
        if (differences > 0) process.exitCode = 1
      }),
    )
}

function counted(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`
}
