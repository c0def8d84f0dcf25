import { Command, InvalidArgumentError } from 'commander'
import { CannotRun } from '../core/errors.ts'
import { findUser, listTokens } from '../users/queries.ts'
import { createToken, revokeToken } from '../users/tokens.ts'
import type { CommandContext } from './context.ts'
import { example } from './example.ts'
import { accountOf, withServices } from './with-services.ts'

const SECONDS_OF_DAY = 24 * 60 * 60
const ACCOUNT = ['--account <id>', 'id or subdomain; needed when there are several'] as const

/** `patron token create | list | revoke` */
export function tokenCommand(context: CommandContext): Command {
  const command = new Command('token').description('make, list and revoke tokens')
  command
    .command('create')
    .description('make a long-lived token of a user; it is shown once')
    .addHelpText('after', example('patron token create --user me@example.com --days 30'))
    .option(...ACCOUNT)
    .requiredOption('--user <id or e-mail>', 'whom the token speaks for')
    .option('--name <name>', 'what it is for', 'command line')
    .option('--days <number>', 'how long it is good', days, 365)
    .action((options: { account?: string; user: string; name: string; days: number }) =>
      withServices(context, async ({ deps, tokenSecret, ...services }) => {
        const accountId = await accountOf({ deps, tokenSecret, ...services }, options.account)
        const userId = await findUser(deps.db, accountId, options.user)
        if (userId === undefined) throw new CannotRun(`There is no user ${options.user} in this account.`)
        const now = deps.realNow()
        const expiresAt = now + options.days * SECONDS_OF_DAY
        const created = await createToken(
          deps.db,
          tokenSecret,
          { accountId, userId, name: options.name, expiresAt },
          now,
        )
        console.log(JSON.stringify({ ...created, expires_at: expiresAt }, null, 2))
      }),
    )
  command
    .command('list')
    .description('list the tokens of an account, without their secrets')
    .addHelpText('after', example('patron token list'))
    .option(...ACCOUNT)
    .action((options: { account?: string }) =>
      withServices(context, async (services) => {
        const accountId = await accountOf(services, options.account)
        console.log(JSON.stringify(await listTokens(services.deps.db, accountId), null, 2))
      }),
    )
  command
    .command('revoke')
    .description('revoke a token; every server refuses it from then on')
    .addHelpText('after', example('patron token revoke 0198c6f0-0000-7000-8000-000000000000'))
    .argument('<id>', 'of the token', tokenId)
    .option(...ACCOUNT)
    .action((id: string, options: { account?: string }) =>
      withServices(context, async (services) => {
        const { db, realNow } = services.deps
        const accountId = await accountOf(services, options.account)
        if (!(await revokeToken(db, accountId, id, realNow())))
          throw new CannotRun(`There is no token ${id} in force in this account.`)
      }),
    )
  return command
}

function days(text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (value > 0) return value
  throw new InvalidArgumentError('It should be a number of days.')
}

function tokenId(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text
  throw new InvalidArgumentError('It should be the id of a token, as "patron token list" shows it.')
}
