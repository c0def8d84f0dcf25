import { Command, InvalidArgumentError } from 'commander'
import { CannotRun } from '../core/errors.ts'
import { listFailedJobs, progressOf, removeFailedJob, retryJob } from '../jobs/reports.ts'
import type { CommandContext } from './context.ts'
import { example } from './example.ts'
import { withServices } from './with-services.ts'

/** `patron jobs failed | retry | remove | progress` */
export function jobsCommand(context: CommandContext): Command {
  const command = new Command('jobs').description('list, retry and remove the jobs that were set aside')
  command
    .command('failed')
    .description('list the jobs that were set aside, at most 100, the newest first')
    .addHelpText('after', example('patron jobs failed'))
    .action(() =>
      withServices(context, async ({ deps }) =>
        console.log(JSON.stringify(await listFailedJobs(deps.db), null, 2)),
      ),
    )
  command
    .command('retry')
    .description('let a job that was set aside run again; a server or worker does so')
    .addHelpText('after', example('patron jobs retry 17'))
    .argument('<id>', 'of the job', jobId)
    .action((id: number) =>
      withServices(context, async ({ deps }) => {
        if (!(await retryJob(deps.db, id))) throw notSetAside(id)
      }),
    )
  command
    .command('remove')
    .description('delete a job that was set aside')
    .addHelpText('after', example('patron jobs remove 17'))
    .argument('<id>', 'of the job', jobId)
    .action((id: number) =>
      withServices(context, async ({ deps }) => {
        if (!(await removeFailedJob(deps.db, id))) throw notSetAside(id)
      }),
    )
  command
    .command('progress')
    .description('show how far a job is')
    .addHelpText('after', example('patron jobs progress 17'))
    .argument('<id>', 'of the job', jobId)
    .action((id: number) =>
      withServices(context, async ({ deps }) => {
        const progress = await progressOf(deps.db, id)
        if (progress === undefined) throw new CannotRun(`There is no job ${id} any more, or there never was.`)
        console.log(JSON.stringify(progress, null, 2))
      }),
    )
  return command
}

function notSetAside(id: number): CannotRun {
  return new CannotRun(`There is no job ${id} that was set aside; "patron jobs failed" lists them.`)
}

function jobId(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It should be the id of a job, as "patron jobs failed" shows it.')
}
