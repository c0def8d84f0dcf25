import { Worker } from 'node:worker_threads'
import { type RefusalCode, type RefusalParams, Refused } from '../core/errors.ts'
import { unstorableText } from './storable-text.ts'

/** What a thread tells of a text: its value, or why it is refused. */
export type ReadInThread =
  { readonly value: unknown } | { readonly code: RefusalCode; readonly params: RefusalParams }

/** Far more than the largest rules take, on a busy machine too. */
const PATIENCE_MS = 15_000
/** The library keeps a few hundred bytes for each letter of the worst texts. */
const HEAP_MB = 512
const WORKER = new URL('yaml-worker.ts', import.meta.url)

const TOO_SLOW = {
  en: `it takes longer than ${PATIENCE_MS / 1000} seconds to read. Send it in parts, or as JSON`,
  ru: `его чтение занимает больше ${PATIENCE_MS / 1000} секунд. Отправьте его частями или как JSON`,
}
const TOO_LARGE = {
  en: 'it takes too much memory to read. Send it in parts, or as JSON',
  ru: 'его чтение занимает слишком много памяти. Отправьте его частями или как JSON',
}

/** The text that is read, if one is: one at a time, for each takes a core. */
let reading: Promise<unknown> = Promise.resolve()

/**
 * Reads YAML 1.2 as plain data in a thread of its own: a text of seconds would keep everybody else waiting.
 * `patienceMs`: how long that may take; fifteen seconds unless given.
 * @throws Refused for what is no YAML or too much of it; Invalid for text that cannot be stored
 */
export async function readYaml(raw: Buffer, patienceMs = PATIENCE_MS): Promise<unknown> {
  const read = reading.then(() => readInThread(raw, patienceMs))
  reading = read.catch(() => undefined)
  const outcome = await read
  if ('code' in outcome) throw new Refused(outcome.code, outcome.params)
  unstorableText(outcome.value)
  return outcome.value
}

function readInThread(raw: Buffer, patienceMs: number): Promise<ReadInThread> {
  const worker = new Worker(WORKER, {
    workerData: new Uint8Array(raw),
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  return new Promise<ReadInThread>((resolve, reject) => {
    const refuse = (reason: RefusalParams[string]) => resolve({ code: 'broken_yaml', params: { reason } })
    const patience = setTimeout(() => refuse(TOO_SLOW), patienceMs)
    worker.once('message', resolve)
    worker.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refuse(TOO_LARGE) : reject(error),
    )
    worker.once('exit', () => clearTimeout(patience))
  }).finally(() => worker.terminate())
}
