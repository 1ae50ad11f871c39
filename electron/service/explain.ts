import type { Reply, Request } from '../contract/commands'
import type { LoadedCatalogue } from './catalogue'
import type { SimulationRunner } from './runner/runner'

interface Needs {
  readonly loaded: LoadedCatalogue
  readonly runner: SimulationRunner
}

/** Opens figures for the windows; a path that names none is refused with the sentence that says why. */
export const explainHandler =
  ({ loaded, runner }: Needs) =>
  async ({ document, figure, depth, other }: Request<'figure:explain'>): Promise<Reply<'figure:explain'>> => {
    const explained = await runner.explain(loaded.catalogue, document, { figure, depth, other })
    return explained.ok ? explained : { ok: false, error: { code: 'figure-unknown', params: { figure, message: explained.message } } }
  }
