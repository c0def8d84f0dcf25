import { parentPort, workerData } from 'node:worker_threads'
import { Refused } from '../core/errors.ts'
import { plainYaml } from './yaml.ts'
import type { ReadInThread } from './yaml-thread.ts'

/** The other side of {@link file://./yaml-thread.ts}: reads one text and tells what came of it. */
function read(raw: Uint8Array): ReadInThread {
  try {
    return { value: plainYaml(Buffer.from(raw)) }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { code, params } = error
    return { code, params }
  }
}

parentPort?.postMessage(read(workerData as Uint8Array))
