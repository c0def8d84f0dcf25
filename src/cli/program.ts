import { Command } from 'commander'
import type { CommandContext } from './context.ts'

/** One file for each command, which is loaded when it is asked for: a start of the server waits for no other. */
const COMMANDS: ReadonlyMap<string, Loader> = new Map([
  ['serve', async (context) => (await import('./serve.ts')).serveCommand(context)],
  ['worker', async (context) => (await import('./worker.ts')).workerCommand(context)],
  ['jobs', async (context) => (await import('./jobs.ts')).jobsCommand(context)],
  ['migrate', async (context) => (await import('./migrate.ts')).migrateCommand(context)],
  ['account', async (context) => (await import('./account.ts')).accountCommand(context)],
  ['user', async (context) => (await import('./user.ts')).userCommand(context)],
  ['token', async (context) => (await import('./token.ts')).tokenCommand(context)],
  ['rules', async (context) => (await import('./rules.ts')).rulesCommand(context)],
  ['demo', async (context) => (await import('./demo.ts')).demoCommand(context)],
  ['check', async (context) => (await import('./check.ts')).checkCommand(context)],
])
const DEFAULT = 'serve'

/** The command line as far as `args`, which follow the program's name, need it. */
export async function program(context: CommandContext, args: readonly string[]): Promise<Command> {
  const patron = new Command('patron').description('A customer-retention server').showHelpAfterError()
  const [name = DEFAULT] = args
  for (const [each, load] of COMMANDS)
    if (each === name || !COMMANDS.has(name))
      patron.addCommand(await load(context), { isDefault: each === DEFAULT })
  return patron
}

type Loader = (context: CommandContext) => Promise<Command>
