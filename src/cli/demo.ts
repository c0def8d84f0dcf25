import { performance } from 'node:perf_hooks'
import { Command, InvalidArgumentError } from 'commander'
import { CannotRun } from '../core/errors.ts'
import { fillDemo, fillLargeDemo } from '../demo/service.ts'
import type { CommandContext } from './context.ts'
import { example } from './example.ts'
import { accountOf, HOW_ACCOUNTS_ARE_MADE, withServices } from './with-services.ts'

/** `patron demo` */
export function demoCommand(context: CommandContext): Command {
  return new Command('demo')
    .description('fill an account without customers with a believable shop')
    .option('--account <id>', 'id or subdomain; needed when there are several')
    .option('--customers <number>', 'so many customers in place of some 320', wholeNumber)
    .addHelpText('after', example('patron demo --customers 100000'))
    .addHelpText('after', `\nThe account must be there already. ${HOW_ACCOUNTS_ARE_MADE}`)
    .action((options: { account?: string; customers?: number }) =>
      withServices(context, async (services) => {
        const accountId = await accountOf(services, options.account)
        const loaded = await (options.customers === undefined
          ? fillDemo(services.deps, accountId)
          : fillLargeDemo(services.deps, accountId, options.customers, progress(options.customers)))
        if (!loaded) throw new CannotRun('The account has customers already; nothing was loaded.')
        console.log(`A demo shop was loaded: ${loaded}.`)
      }),
    )
}

/** Prints how far it is at every twentieth part. */
function progress(wanted: number): (loaded: { customers: number }) => void {
  const begun = performance.now()
  let printed = 0
  return ({ customers }) => {
    const part = Math.floor((20 * customers) / wanted)
    if (part === printed) return
    printed = part
    const seconds = Math.round((performance.now() - begun) / 1000)
    console.log(`${customers.toLocaleString('en-US')} customers after ${seconds} s`)
  }
}

function wholeNumber(text: string): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (value > 0) return value
  throw new InvalidArgumentError('It should be a number of customers.')
}
