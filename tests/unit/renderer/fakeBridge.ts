import { createPinia, setActivePinia } from 'pinia'
import { createRenderer, type App } from 'vue'
import type { ByteUpload, CatalogueView, CommandName, Reply, Request, RunReply, Exported } from '../../../electron/contract/commands'
import type { Bridge } from '../../../renderer/bridge/bridge'
import { provideBridge } from '../../../renderer/bridge/current'
import { i18n } from '../../../renderer/i18n/index'
import { shippedCatalogue } from '../../fixtures/catalogue'
import { smallResult } from './smallResult'

/** What the double answers, command by command. */
export type Answers = { [N in CommandName]?: (request: Request<N>) => Reply<N> | Promise<Reply<N>> }

/** The service as a double: answers as it is told, and remembers what it was asked. */
export class FakeBridge implements Bridge {
  readonly calls: { readonly name: CommandName; readonly request: unknown }[] = []
  readonly delivered: Exported[] = []
  readonly window = 'f'.repeat(32)
  printsByItself = true
  /** How the window went, each time it said so. */
  readonly left: boolean[] = []
  tell: (isConnected: boolean) => void = () => undefined
  upload: ByteUpload | undefined | null = null
  table: ByteUpload | undefined | null = null
  private readonly answers: Answers

  constructor(answers: Answers = {}) {
    this.answers = answers
  }

  async invoke<N extends CommandName>(name: N, request: Request<N>): Promise<Reply<N>> {
    this.calls.push({ name, request })
    const answer = this.answers[name] as ((request: Request<N>) => Reply<N> | Promise<Reply<N>>) | undefined
    if (answer === undefined) throw new Error(`nobody told the double what ${name} answers`)
    return answer(request)
  }

  listen(tell: (isConnected: boolean) => void): void {
    this.tell = tell
  }

  leave(isDone: boolean): void {
    this.left.push(isDone)
  }

  pickFile(): Promise<ByteUpload | undefined | null> {
    return Promise.resolve(this.upload)
  }

  pickTable(): Promise<ByteUpload | undefined | null> {
    return Promise.resolve(this.table)
  }

  deliver(exported: Exported): void {
    this.delivered.push(exported)
  }

  asked<N extends CommandName>(name: N): readonly Request<N>[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.request as Request<N>)
  }
}

/** A run whose reply comes when the test says so. */
export class Runs {
  readonly waiting: { readonly request: Request<'simulation:run'>; readonly finish: (reply?: Reply<'simulation:run'>) => Promise<void> }[] =
    []

  readonly answer = (request: Request<'simulation:run'>): Promise<Reply<'simulation:run'>> =>
    new Promise((resolve) => {
      const finish = async (reply?: Reply<'simulation:run'>): Promise<void> => {
        resolve(reply ?? { ok: true, value: replyTo(request) })
        await settle()
      }
      this.waiting.push({ request, finish })
    })

  /** Let the run asked for as the n-th end, well or with the given reply. */
  finish(n: number, reply?: Reply<'simulation:run'>): Promise<void> {
    const run = this.waiting[n]
    if (run === undefined) throw new Error(`there is no run ${String(n)}`)
    return run.finish(reply)
  }
}

/** A reply that can be told from others by its revision and the document's name. */
export const replyTo = ({ document, revision }: Request<'simulation:run'>): RunReply => ({
  revision,
  result: smallResult(),
  scenarioSha256: document.name,
  milliseconds: 1,
})

/** All promises and watchers that are due have run. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

export const catalogueView = (): CatalogueView => ({
  catalogue: shippedCatalogue(),
  sha256: 'c'.repeat(64),
  appVersion: '1.2.3',
  engine: 'test',
})

/** Fresh stores that talk to the given double. */
export function useDouble(bridge: FakeBridge): FakeBridge {
  setActivePinia(createPinia())
  provideBridge(bridge)
  return bridge
}

const nothing = (): void => undefined
const { createApp } = createRenderer<object, object>({
  createElement: () => ({}),
  createText: () => ({}),
  createComment: () => ({}),
  insert: nothing,
  remove: nothing,
  setText: nothing,
  setElementText: nothing,
  patchProp: nothing,
  parentNode: () => null,
  nextSibling: () => null,
})

/** Use composables as a component would, without a page: they need a set-up and the texts, not a screen. */
export function inComponent<T>(use: () => T): { readonly value: T; readonly app: App<object> } {
  let made: { readonly value: T } | undefined
  const app = createApp({
    setup: () => {
      made = { value: use() }
      return () => null
    },
  })
  app.use(i18n).mount({})
  if (made === undefined) throw new Error('the component was not set up')
  return { value: made.value, app }
}
