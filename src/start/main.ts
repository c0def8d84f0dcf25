import { CannotRun, Invalid, Refused } from '../core/errors.ts'
import { readConfig } from './config.ts'
import { type DatabaseSource, openDatabase } from './database.ts'
import { requirePorts } from './ports.ts'

/** The program: reads the settings and runs one command; where it cannot, it says why and ends with exit code 1. */
export async function main(argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  let opening: Promise<DatabaseSource> | undefined
  try {
    const config = readConfig(environment)
    if (isServe(argv.slice(2))) {
      // The database starts while the rest of the program loads, which leaves no time for anything else.
      const underWay = Promise.withResolvers<void>()
      opening = requirePorts(config).then(() => openDatabase(config, underWay.resolve))
      await Promise.race([underWay.promise, opening])
    }
    const { program } = await import('../cli/program.ts')
    const patron = await program({ config, opening }, argv.slice(2))
    await patron.parseAsync(argv)
  } catch (error) {
    process.stderr.write(`${await messageOf(error)}\n`)
    process.exitCode = 1
    // A database that was started for a program that does not even load would keep it alive.
    const source = await opening?.catch(() => undefined)
    await source?.stop()
  }
}

function isServe(args: readonly string[]): boolean {
  return (args[0] === undefined || args[0] === 'serve') && args.slice(1).every((arg) => arg === '--demo')
}

/** One sentence where the cause is known, the stack of a bug of ours. */
async function messageOf(error: unknown): Promise<string> {
  if (error instanceof CannotRun) return error.message
  if (error instanceof Refused || error instanceof Invalid) {
    const { problemOf } = await import('../http/problems.ts')
    const { detail, 'validation-errors': items } = problemOf(error, 'en')
    const details = (items ?? []).flatMap((item) =>
      item.errors.map(({ path, detail }) => `${path}: ${detail}`),
    )
    return details.length > 0 ? details.join('\n') : detail
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
