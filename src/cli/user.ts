import { randomBytes } from 'node:crypto'
import { Command, InvalidArgumentError } from 'commander'
import { ALL_RIGHTS, type EntityRights, RIGHT_LEVELS, type RightLevel } from '../core/actor.ts'
import { addUser, switchUser } from '../users/service.ts'
import type { CommandContext } from './context.ts'
import { example } from './example.ts'
import { accountOf, changeAsSystem, withServices } from './with-services.ts'

type CreateOptions = {
  account?: string
  name: string
  email: string
  admin?: true
  group?: string
  rights: EntityRights
}

/** `patron user create | disable | enable` */
export function userCommand(context: CommandContext): Command {
  const command = new Command('user').description('make users, switch them off and on')
  command
    .command('create')
    .description('make a user; its password is shown once')
    .addHelpText(
      'after',
      example('patron user create --name Ann --email ann@example.com --rights view=G,edit=M'),
    )
    .option('--account <id>', 'id or subdomain; needed when there are several')
    .requiredOption('--name <name>')
    .requiredOption('--email <email>')
    .option('--admin', 'an administrator')
    .option('--group <name>', 'made when there is none of this name')
    .option(
      '--rights <list>',
      'on customers, such as view=G,edit=M: A all, G group, M own, D none; A unless said',
      rights,
      ALL_RIGHTS,
    )
    .action((options: CreateOptions) =>
      withServices(context, async (services) => {
        const accountId = await accountOf(services, options.account)
        const password = randomBytes(15).toString('base64url')
        const id = await changeAsSystem(services, accountId, (scope) =>
          addUser(scope, {
            name: options.name,
            email: options.email,
            password,
            isAdmin: options.admin === true,
            rights: { customers: options.rights },
            ...(options.group !== undefined && { group: options.group }),
          }),
        )
        console.log(JSON.stringify({ id, email: options.email, password }, null, 2))
      }),
    )
  for (const [name, isActive] of [
    ['disable', false],
    ['enable', true],
  ] as const)
    command
      .command(name)
      .description(isActive ? 'switch a user on again' : 'switch a user off; its tokens are refused')
      .addHelpText('after', example(`patron user ${name} 1002`))
      .argument('<id>', 'of the user', userId)
      .option('--account <id>', 'id or subdomain; needed when there are several')
      .action((id: number, options: { account?: string }) =>
        withServices(context, async (services) => {
          const accountId = await accountOf(services, options.account)
          await changeAsSystem(services, accountId, (scope) => switchUser(scope, id, isActive))
        }),
      )
  return command
}

function rights(text: string): EntityRights {
  const given = text.split(',').map((part) => part.split('=') as [string, string?])
  const wrong = given.find(([action, level]) => !(action in ALL_RIGHTS) || !isLevel(level))
  if (wrong) throw new InvalidArgumentError(`${wrong.join('=')} is no right.`)
  return { ...ALL_RIGHTS, ...(Object.fromEntries(given) as Partial<EntityRights>) }
}

function isLevel(text: string | undefined): text is RightLevel {
  return RIGHT_LEVELS.some((level) => level === text)
}

function userId(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It should be the id of a user.')
}
