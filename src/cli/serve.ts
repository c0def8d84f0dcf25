import { Command } from 'commander'
import { openDatabase } from '../start/database.ts'
import { openReaders } from '../start/readers.ts'
import { serve } from '../start/serve.ts'
import type { CommandContext } from './context.ts'
import { example } from './example.ts'
import { signalled } from './signal.ts'
import { accountOf } from './with-services.ts'

/** `patron serve`: until SIGTERM, SIGINT or SIGHUP, which finish the requests under way. */
export function serveCommand({ config, opening }: CommandContext): Command {
  return new Command('serve')
    .description('serve the API; the database is made, brought up to date and started as needed')
    .option('--demo', 'fill an account without customers with a believable shop')
    .option('--no-worker', 'leave jobs and the moves that time makes to `patron worker`')
    .addHelpText('after', example('patron serve', 'PATRON_PORT=9000 patron serve --demo'))
    .action(async (options: { demo?: true; worker: boolean }) => {
      const { observe, metrics } = await openReaders(config)
      const source = await (opening ?? openDatabase(config))
      try {
        const serving = await serve(config, source, {
          observe,
          metrics,
          ...(process.stdout.isTTY && { showSecrets: console.log }),
          worker: options.worker,
          ...(options.demo && {
            afterFirstRun: async (services) => {
              const { fillDemo } = await import('../demo/service.ts')
              const loaded = await fillDemo(services.deps, await accountOf(services, undefined))
              observe({ type: 'demo_loaded', loaded })
            },
          }),
        })
        const stopped = signalled()
        const why = await Promise.race([source.ended, stopped])
        if (why === 'signal') return await serving.stop()
        observe({ type: 'database_ended', reason: why })
        process.exitCode = 1
        await serving.stop()
      } catch (error) {
        await source.stop()
        throw error
      }
    })
}
