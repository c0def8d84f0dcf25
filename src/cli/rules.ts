import { readFile, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { Command } from 'commander'
import { findDefinitions } from '../account/definitions.ts'
import { writeCustomers } from '../account/scope.ts'
import { systemActor } from '../core/actor.ts'
import { CannotRun, Invalid, Refused } from '../core/errors.ts'
import { problemOf } from '../http/problems.ts'
import { checkBody } from '../http/validation.ts'
import { renderWarnings } from '../http/warning-texts.ts'
import { parseYaml } from '../http/yaml.ts'
import { exportRules, rulesAsYaml } from '../rules/file/export.ts'
import { type FileOutcome, RulesFile } from '../rules/file/schema.ts'
import { applyRules, planRules } from '../rules/file/service.ts'
import type { CommandContext } from './context.ts'
import { example } from './example.ts'
import { accountOf, changeAsSystem, withServices } from './with-services.ts'

type ExportOptions = { account?: string; output?: string }
type FileOptions = { account?: string; deleteMissing?: boolean }

/** `patron rules export | plan | apply`: stages and segments with their rules as one YAML file, for git. */
export function rulesCommand(context: CommandContext): Command {
  const command = new Command('rules').description('stages and segments with their rules as one file')
  command
    .command('export')
    .description('print the file, or write it')
    .addHelpText('after', example('patron rules export --output rules.yaml'))
    .option('--account <id>', 'id or subdomain; needed when there are several')
    .option('--output <file>', 'where to write it; else it is printed')
    .action(({ account, output }: ExportOptions) =>
      withServices(context, async (services) => {
        const accountId = await accountOf(services, account)
        const definitions = await findDefinitions(services.deps.db, accountId)
        if (definitions === undefined) throw new CannotRun(`There is no account ${accountId}.`)
        const yaml = rulesAsYaml(await exportRules(services.deps.db, definitions))
        if (output === undefined) process.stdout.write(yaml)
        else await writeFile(output, yaml)
      }),
    )
  withFile(command.command('plan'))
    .description('say what a file would change and who would move; nothing is saved')
    .addHelpText('after', example('patron rules plan rules.yaml'))
    .action((path: string, { account, deleteMissing = false }: FileOptions) =>
      withServices(context, async (services) => {
        const file = await fileAt(path)
        const accountId = await accountOf(services, account)
        const planned = await reported(() =>
          writeCustomers(services.deps, systemActor(accountId, 'en'), (scope) =>
            planRules(scope, file, { deletesMissing: deleteMissing }),
          ),
        )
        print(planned, 'The account is as the file says.', PLANNED)
        for (const { path: at, detail } of renderWarnings(planned.warnings, 'en'))
          console.log(`warning: ${at}: ${detail}`)
      }),
    )
  withFile(command.command('apply'))
    .description('make the stages and segments those of a file, all or nothing')
    .addHelpText('after', example('patron rules apply rules.yaml --delete-missing'))
    .action((path: string, { account, deleteMissing = false }: FileOptions) =>
      withServices(context, async (services) => {
        const file = await fileAt(path)
        const accountId = await accountOf(services, account)
        const applied = await reported(() =>
          changeAsSystem(services, accountId, (scope) =>
            applyRules(scope, file, { deletesMissing: deleteMissing }),
          ),
        )
        print(applied, 'Nothing to change: the account is as the file says.', APPLIED)
        for (const { name } of applied.tags_created) console.log(`tag "${name}" created`)
      }),
    )
  return command
}

function withFile(command: Command): Command {
  return command
    .argument('<file>', 'as export writes it; - for standard input')
    .option('--account <id>', 'id or subdomain; needed when there are several')
    .option('--delete-missing', 'delete what the lists of the file lack; system stages stay')
}

/** @throws CannotRun for what cannot be read or is no such file */
async function fileAt(path: string): Promise<RulesFile> {
  const raw =
    path === '-' ? Buffer.from(await text(process.stdin)) : await readFile(path).catch(notRead(path))
  return reported(async () => checkBody(RulesFile, parseYaml(raw)) as RulesFile)
}

function notRead(path: string) {
  return (error: Error): never => {
    throw new CannotRun(`${path} cannot be read: ${error.message}`)
  }
}

/** A refusal as the operator reads it: every path with what is wrong there. */
async function reported<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Invalid) && !(error instanceof Refused)) throw error
    const { detail, 'validation-errors': items = [] } = problemOf(error, 'en')
    const lines = items.flatMap(({ errors }) => errors.map((each) => `  ${each.path}: ${each.detail}`))
    throw new CannotRun([detail, ...lines].join('\n'), { cause: error })
  }
}

type Words = Record<FileOutcome['changes'][number]['action'], string>
const PLANNED: Words = { add: 'would be added', change: 'would change', delete: 'would be deleted' }
const APPLIED: Words = { add: 'added', change: 'changed', delete: 'deleted' }

function print({ changes, not_in_file }: FileOutcome, unchanged: string, words: Words): void {
  if (changes.length === 0) console.log(unchanged)
  for (const { kind, key, action, changed, enter, leave } of changes) {
    const what = action === 'change' ? ` (${changed.join(', ')})` : ''
    console.log(`${kind} "${key}" ${words[action]}${what}: ${enter} enter, ${leave} leave`)
  }
  for (const { kind, key } of not_in_file) console.log(`${kind} "${key}" is not in the file and stays`)
}
