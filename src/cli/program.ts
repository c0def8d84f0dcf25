import { Command } from 'commander'
import { CannotRun } from '../core/errors.ts'
import type { CommandContext } from './context.ts'
import { versionOfPatron } from './version.ts'

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
  ['doctor', async (context) => (await import('./doctor.ts')).doctorCommand(context)],
])
const DEFAULT = 'serve'
/** What commander itself understands in place of a command. */
const BUILT_IN: ReadonlySet<string> = new Set(['help'])

/** The command line as far as `args`, which follow the program's name, need it. @throws CannotRun for a command that does not exist */
export async function program(context: CommandContext, args: readonly string[]): Promise<Command> {
  const patron = new Command('patron')
    .description('A customer-retention server')
    .version(versionOfPatron(), '--version', 'print the version')
    .showHelpAfterError()
  const [name = DEFAULT] = args
  if (!name.startsWith('-') && !COMMANDS.has(name) && !BUILT_IN.has(name))
    throw new CannotRun(
      `There is no command "${name}". The commands are ${[...COMMANDS.keys()].join(', ')}; \`patron --help\` says what they do.`,
    )
  for (const [each, load] of COMMANDS)
    if (each === name || !COMMANDS.has(name))
      patron.addCommand(await load(context), { isDefault: each === DEFAULT })
  return patron
}

type Loader = (context: CommandContext) => Promise<Command>
