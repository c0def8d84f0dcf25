/** Resolves when the program is asked to stop. Call it before anybody is told that the program runs: who hears that may ask at once. */
export function signalled(): Promise<'signal'> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve('signal'))
    process.once('SIGINT', () => resolve('signal'))
  })
}
