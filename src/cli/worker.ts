import { Command } from 'commander'
import { migrate } from '../db/migrate.ts'
import { openAdmin } from '../start/admin.ts'
import { stopWithin } from '../start/closing.ts'
import { keepHeapSmall } from '../start/heap.ts'
import { openReaders } from '../start/readers.ts'
import { finishUpgrade } from '../start/upgrade.ts'
import { startWork } from '../start/work.ts'
import type { CommandContext } from './context.ts'
import { example } from './example.ts'
import { signalled } from './signal.ts'
import { withServices } from './with-services.ts'

/** `patron worker`: runs jobs and moves customers when their time comes, beside any number of servers and other workers, until SIGTERM, SIGINT or SIGHUP. */
export function workerCommand(context: CommandContext): Command {
  return new Command('worker')
    .description(
      'run jobs and move customers when their time comes; `patron serve` does it too, unless told --no-worker',
    )
    .addHelpText('after', example('DATABASE_URL=postgres://patron@db/patron patron worker'))
    .action(async () => {
      const { config } = context
      const { observe, metrics } = await openReaders(config)
      return withServices(
        context,
        async (services) => {
          const admin = metrics && config.admin && (await openAdmin(config.admin, metrics, services))
          await finishUpgrade(services)
          const stopped = signalled()
          const work = startWork(services, config)
          keepHeapSmall()
          observe({ type: 'worker_started' })
          await stopped
          observe({ type: 'stopping' })
          await stopWithin(
            () => work.stop(),
            () => services.cutOff(),
          )
          await admin?.close()
          observe({ type: 'stopped' })
        },
        { prepare: migrate, observe },
      )
    })
}
