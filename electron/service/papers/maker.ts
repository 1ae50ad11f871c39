import type { Catalogue } from '../../../models/catalogue/schema'
import { WorkerPool } from '../runner/pool'
import { WorkerLost } from '../runner/runner'
import { makePaper, type PaperGiven, type PaperMade, type PaperName, type TellPaper } from './paper'

export interface MakeOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: TellPaper
}

/** Makes files and reports; where, is its own matter. Every maker gives the same bytes. */
export interface PaperMaker {
  /** @throws DOMException `AbortError` when the signal says so. @throws WorkerLost */
  make<N extends PaperName>(catalogue: Catalogue, name: N, given: PaperGiven<N>, options?: MakeOptions): Promise<PaperMade<N>>
  /** Let go of what runs beside this process. */
  close(): Promise<void>
}

/** Everything in this process, which does nothing else meanwhile. */
export const inProcessPapers: PaperMaker = {
  async make(catalogue, name, given, { signal, onProgress } = {}) {
    signal?.throwIfAborted()
    return makePaper(catalogue, name, given, onProgress)
  },
  close: () => Promise.resolve(),
}

/**
 * A worker for papers alone: neither edits, which are run in this process, nor what the runner's workers do waits for one. A paper
 * that is given up ends with its worker. Where no worker can be started at all, everything is done here.
 */
export function workerPapers(url: URL): PaperMaker {
  let pool: { readonly of: Catalogue; readonly workers: WorkerPool } | undefined
  const poolFor = (catalogue: Catalogue): WorkerPool => {
    if (pool?.of === catalogue) return pool.workers
    void pool?.workers.close()
    pool = { of: catalogue, workers: new WorkerPool(url, { size: 1, endsStopped: true }, catalogue) }
    return pool.workers
  }
  return {
    async make(catalogue, name, given, options = {}) {
      const workers = poolFor(catalogue)
      try {
        return await workers.make(name, given, options)
      } catch (error) {
        if (!(error instanceof WorkerLost) || workers.hasAnswered) throw error
        return makePaper(catalogue, name, given, options.onProgress)
      }
    },
    async close() {
      await pool?.workers.close()
      pool = undefined
    },
  }
}
