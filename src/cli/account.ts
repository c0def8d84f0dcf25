import { Command, InvalidArgumentError } from 'commander'
import { changeSettings } from '../accounts/settings.ts'
import { type Language, LANGUAGES } from '../core/actor.ts'
import { createAccount } from '../accounts/create.ts'
import type { CommandContext } from './context.ts'
import { example } from './example.ts'
import { accountOf, changeAsSystem, withServices } from './with-services.ts'

type CreateOptions = {
  name: string
  subdomain: string
  email: string
  language: Language
  currency: string
  country: string
  timezone: string
}
type SetOptions = {
  account?: string
  timezone?: string
  currency?: string
  language?: Language
  customers?: 'available' | 'unavailable'
}

/** `patron account create | list | set` */
export function accountCommand(context: CommandContext): Command {
  const command = new Command('account').description('make, list and change accounts')
  command
    .command('create')
    .description('make an account with an administrator and a token, which is shown once')
    .addHelpText(
      'after',
      example('patron account create --name "My shop" --subdomain my-shop --email me@example.com'),
    )
    .requiredOption('--name <name>')
    .requiredOption('--subdomain <subdomain>', 'lower-case letters, digits and hyphens', subdomain)
    .requiredOption('--email <email>', 'of the administrator')
    .option('--language <language>', LANGUAGES.join(' or '), language, 'en')
    .option('--currency <code>', 'three letters', currency, 'USD')
    .option('--country <code>', 'two letters', 'US')
    .option('--timezone <zone>', 'an IANA time zone', 'UTC')
    .action((options: CreateOptions) =>
      withServices(context, async (services) => {
        const created = await createAccount(services.deps, services.tokenSecret, options)
        console.log(JSON.stringify(created, null, 2))
      }),
    )
  command
    .command('list')
    .description('list the accounts')
    .addHelpText('after', example('patron account list'))
    .action(() =>
      withServices(context, async ({ deps }) => {
        const accounts = await deps.db.query<{ id: number; subdomain: string; name: string }>(
          'select id, subdomain, name from accounts order by id',
        )
        for (const { id, subdomain, name } of accounts) console.log(`${id}\t${subdomain}\t${name}`)
      }),
    )
  command
    .command('set')
    .description('change settings of an account')
    .addHelpText('after', example('patron account set --timezone Europe/Berlin --currency EUR'))
    .option('--account <id>', 'id or subdomain; needed when there are several')
    .option('--timezone <zone>', 'an IANA time zone; every rule in days is evaluated anew')
    .option(
      '--currency <code>',
      'three letters; once there are amounts, with as many decimal digits as the present one',
      currency,
    )
    .option('--language <language>', LANGUAGES.join(' or '), language)
    .option(
      '--customers <state>',
      'available or unavailable: whether the plan includes customers',
      availability,
    )
    .action(({ account, ...settings }: SetOptions) =>
      withServices(context, async (services) => {
        const accountId = await accountOf(services, account)
        const now = await changeAsSystem(services, accountId, (scope) => changeSettings(scope, settings))
        console.log(JSON.stringify(now, null, 2))
      }),
    )
  return command
}

function language(text: string): Language {
  const known = LANGUAGES.find((candidate) => candidate === text)
  if (known) return known
  throw new InvalidArgumentError(`It should be ${LANGUAGES.join(' or ')}.`)
}

function currency(text: string): string {
  if (/^[A-Z]{3}$/.test(text)) return text
  throw new InvalidArgumentError('It should be three capital letters.')
}

function subdomain(text: string): string {
  if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text)) return text
  throw new InvalidArgumentError('It should be lower-case letters, digits and hyphens.')
}

function availability(text: string): 'available' | 'unavailable' {
  if (text === 'available' || text === 'unavailable') return text
  throw new InvalidArgumentError('It should be available or unavailable.')
}
