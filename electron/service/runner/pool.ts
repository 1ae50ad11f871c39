import { Worker } from 'node:worker_threads'
import type { Catalogue } from '../../../models/catalogue/schema'
import type { MakeOptions } from '../papers/maker'
import type { PaperGiven, PaperMade, PaperName, TellPaper } from '../papers/paper'
import type { Answered, Asked, Told } from './protocol'
import { WorkerLost } from './runner'
import type { Given, Made, TaskName } from './task'

interface Job {
  readonly name: TaskName | PaperName
  readonly given: unknown
  readonly done: (made: unknown) => void
  readonly failed: (error: Error) => void
  readonly signal: AbortSignal | undefined
  readonly onProgress: TellPaper | undefined
  /** How often a worker was lost over it. */
  losses: number
}

export interface PoolOptions {
  /** How many workers there are at most; they are started when they are needed. */
  readonly size: number
  /** A task that is stopped while it runs takes its worker with it; else it is let run to its end. */
  readonly endsStopped?: boolean
}

/**
 * Workers for one catalogue. Each does one task at a time; a task whose worker ends before it has answered is given to
 * another one once, and is then given up: what brings a worker down twice would bring down the next.
 */
export class WorkerPool {
  private readonly url: URL
  private readonly size: number
  private readonly endsStopped: boolean
  private readonly catalogue: Catalogue
  private readonly waiting: Job[] = []
  private readonly idle: Worker[] = []
  private readonly busy = new Map<Worker, Job>()
  private asked = 0
  /** Whether any worker has ever answered: else workers cannot be started here at all. */
  hasAnswered = false

  constructor(url: URL, { size, endsStopped = false }: PoolOptions, catalogue: Catalogue) {
    this.url = url
    this.size = size
    this.endsStopped = endsStopped
    this.catalogue = catalogue
  }

  do<N extends TaskName>(name: N, given: Given<N>, signal?: AbortSignal): Promise<Made<N>> {
    return this.ask(name, given, signal === undefined ? {} : { signal }) as Promise<Made<N>>
  }

  make<N extends PaperName>(name: N, given: PaperGiven<N>, options: MakeOptions): Promise<PaperMade<N>> {
    return this.ask(name, given, options) as Promise<PaperMade<N>>
  }

  private ask(name: Job['name'], given: unknown, { signal, onProgress }: MakeOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const job: Job = { name, given, done: resolve, failed: reject, signal, onProgress, losses: 0 }
      if (this.endsStopped)
        signal?.addEventListener(
          'abort',
          () => {
            this.stop(job)
          },
          { once: true },
        )
      this.waiting.push(job)
      this.next()
    })
  }

  private stop(job: Job): void {
    for (const [worker, running] of this.busy) {
      if (running !== job) continue
      this.busy.delete(worker)
      void worker.terminate()
      job.failed(abortOf(job.signal))
    }
    this.next()
  }

  async close(): Promise<void> {
    const all = [...this.idle.splice(0), ...this.busy.keys()]
    for (const job of [...this.waiting.splice(0), ...this.busy.values()]) job.failed(new WorkerLost('the workers were ended'))
    this.busy.clear()
    await Promise.all(all.map((worker) => worker.terminate()))
  }

  private next(): void {
    for (;;) {
      const job = this.waiting[0]
      if (job === undefined) return
      if (job.signal?.aborted === true) {
        this.waiting.shift()
        job.failed(abortOf(job.signal))
        continue
      }
      const worker = this.idle.pop() ?? (this.busy.size < this.size ? this.start() : undefined)
      if (worker === undefined) return
      this.waiting.shift()
      this.busy.set(worker, job)
      worker.ref()
      worker.postMessage({ id: ++this.asked, name: job.name, given: job.given } satisfies Asked)
    }
  }

  private start(): Worker {
    const worker = new Worker(this.url, { workerData: { catalogue: this.catalogue } })
    worker.on('message', (answered: Answered | Told) => {
      const job = this.busy.get(worker)
      if ('told' in answered) return job?.onProgress?.(...answered.told)
      this.busy.delete(worker)
      this.hasAnswered = true
      // An idle worker does not keep the process alive.
      worker.unref()
      this.idle.push(worker)
      if (answered.ok) job?.done(answered.made)
      else job?.failed(new Error(answered.message))
      this.next()
    })
    let cause = ''
    worker.on('error', (error) => {
      cause = error instanceof Error ? error.message : String(error)
    })
    worker.on('exit', () => {
      this.lost(worker, cause)
    })
    return worker
  }

  private lost(worker: Worker, cause: string): void {
    const place = this.idle.indexOf(worker)
    if (place >= 0) this.idle.splice(place, 1)
    const job = this.busy.get(worker)
    this.busy.delete(worker)
    if (job === undefined) return
    job.losses++
    if (job.losses < 2) this.waiting.unshift(job)
    else job.failed(new WorkerLost(cause === '' ? 'a worker ended' : cause))
    this.next()
  }
}

const abortOf = (signal: AbortSignal | undefined): Error =>
  signal?.reason instanceof Error ? signal.reason : new DOMException('stopped', 'AbortError')
