import { CannotRun } from '../../core/errors.ts'

/** The bundled Postgres cannot be had. The message is one sentence for whoever started the program. */
export class EmbeddedUnavailable extends CannotRun {
  override readonly name = 'EmbeddedUnavailable'
}

/** There is nothing for this platform among the bundled binaries, or what there is does not run here. */
export function noBinaries(cause?: unknown): EmbeddedUnavailable {
  const platform = `${process.platform}-${process.arch}`
  return new EmbeddedUnavailable(
    `No bundled Postgres runs on this system (${platform}): set DATABASE_URL to a Postgres of your own, version 15 or newer.`,
    { cause },
  )
}

/**
 * Turns what the operating system refused (no space, no permission), to Node or to SQLite for its lock file, into a
 * sentence; other errors are bugs and stay as they are.
 */
export function asUnavailable(error: unknown, folder: string): unknown {
  const refused = error instanceof Error && ('syscall' in error || 'errcode' in error)
  if (!refused) return error
  return new EmbeddedUnavailable(`The bundled Postgres cannot run in ${folder}: ${error.message}.`, {
    cause: error,
  })
}
