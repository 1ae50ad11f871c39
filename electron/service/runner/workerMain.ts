import { parentPort, workerData } from 'node:worker_threads'
import type { Catalogue } from '../../../models/catalogue/schema'
import { arraysIn, type Answered, type Asked } from './protocol'
import { perform } from './task'

/** A worker: one catalogue, one task after the other. Nothing it was given leaves it but in answers. */
const { catalogue } = workerData as { readonly catalogue: Catalogue }

parentPort?.on('message', ({ id, name, given }: Asked) => {
  const answer = (answered: Answered): void => {
    parentPort?.postMessage(answered, answered.ok ? arraysIn(answered.made) : [])
  }
  try {
    answer({ id, ok: true, made: perform(catalogue, name, given as never) })
  } catch (error) {
    answer({ id, ok: false, message: error instanceof Error ? error.message : String(error) })
  }
})
