/** Resolves when the program is asked to stop. Call it before anybody is told that the program runs: who hears that may ask at once. */
export function signalled(): Promise<'signal'> {
  return new Promise((resolve) => {
    // SIGHUP: its terminal was closed, and the bundled Postgres would stay behind.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      process.once(signal, () => resolve('signal'))
  })
}
