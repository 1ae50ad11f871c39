import { parentPort, workerData } from 'node:worker_threads'
import type { Catalogue } from '../../../models/catalogue/schema'
import { isPaper, makePaper } from '../papers/paper'
import { arraysIn, type Answered, type Asked, type Told } from './protocol'
import { perform } from './task'

/** A worker: one catalogue, one task after the other. Nothing it was given leaves it but in answers. */
const { catalogue } = workerData as { readonly catalogue: Catalogue }

parentPort?.on('message', ({ id, name, given }: Asked) => {
  const answer = (answered: Answered): void => {
    parentPort?.postMessage(answered, answered.ok ? arraysIn(answered.made) : [])
  }
  const failed = (error: unknown): void => {
    answer({ id, ok: false, message: error instanceof Error ? error.message : String(error) })
  }
  try {
    if (isPaper(name))
      makePaper(catalogue, name, given as never, (...told) => parentPort?.postMessage({ id, told } satisfies Told)).then((made) => {
        answer({ id, ok: true, made })
      }, failed)
    else answer({ id, ok: true, made: perform(catalogue, name, given as never) })
  } catch (error) {
    failed(error)
  }
})
