// A program that has a data folder, its first argument, until its standard input ends. SIGTERM makes it end without
// a stop. It prints what it got.
import { startEmbedded } from '../launcher.ts'

process.once('SIGTERM', () => process.exit())
const [dataDir = '', work = ''] = process.argv.slice(2)
try {
  const embedded = await startEmbedded({ dataDir, work })
  process.stdout.write(`${JSON.stringify({ connection: embedded.connection, pid: embedded.pid })}\n`)
  process.stdin.on('end', () => void embedded.stop()).resume()
} catch (error) {
  process.stdout.write(`${JSON.stringify({ refused: error instanceof Error ? error.message : error })}\n`)
}
