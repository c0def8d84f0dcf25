import { Command } from 'commander'
import { startWorker } from '../engine/worker.ts'
import { startNumbering } from '../events/number.ts'
import { keepHeapSmall } from '../start/heap.ts'
import type { CommandContext } from './context.ts'
import { signalled } from './signal.ts'
import { withServices } from './with-services.ts'

/** `patron worker`: moves customers when their time comes, beside any number of servers and other workers, until SIGTERM or SIGINT. */
export function workerCommand(context: CommandContext): Command {
  return new Command('worker')
    .description('move customers when their time comes; `patron serve` does it too, unless told --no-worker')
    .action(() =>
      withServices(context, async (services) => {
        const stopped = signalled()
        const worker = startWorker(services.deps, (error) => console.error(error))
        const numbering = startNumbering(services.deps, (error) => console.error(error))
        keepHeapSmall()
        console.log('Patron moves customers when their time comes.')
        await stopped
        await Promise.all([worker.stop(), numbering.stop()])
      }),
    )
}
