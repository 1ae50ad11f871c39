import type { CommandName, Refusal, Reply, Request, Response } from '../contract/commands'
import { differenceOf } from '../contract/difference'
import { giveBackResult } from '../../models/assemble'
import { movedBetween } from '../../models/keptTable'
import type { Scenario } from '../../models/scenario/document'
import { equations } from '../../models/model'
import { parseScenario } from '../../models/scenario/parse'
import type { LoadedCatalogue } from './catalogue'
import { catalogueHandlers } from './catalogues/handlers'
import type { CatalogueLibrary } from './catalogues/library'
import { fileNameFor, scenarioSuffix } from './files/names'
import { decode } from './files/readText'
import { savableText, type Shelf } from './files/shelf'
import { exchangeHandlers } from './exchange'
import { explainHandler } from './explain'
import type { FileChooser } from './files/chooser'
import { scenarioFingerprint } from './fingerprint'
import { keepingHandlers, type Keeping } from './keeping'
import { KeptRuns } from './keptRuns'
import type { PaperMaker } from './papers/maker'
import type { PreferenceFile } from './preferences'
import { done, notOpened, refuse } from './replies'
import { reportHandlers } from './report/handlers'
import type { SimulationRunner } from './runner/runner'
import { readActuals } from './actuals/read'
import { knownOf, type Known } from './actuals/known'
import { writeActualsTemplate } from './actuals/template'
import { readPopulation } from './table/population'
import { writeTemplate } from './table/template'

/** What the commands need; each shell puts its own in. */
export interface Services {
  readonly loaded: LoadedCatalogue
  /** Catalogues that this one can be changed for. */
  readonly library: CatalogueLibrary
  /** Go on with another catalogue: the next command is answered from it. */
  readonly reopen: (loaded: LoadedCatalogue) => void
  readonly runner: SimulationRunner
  /** Makes whole files and reports. */
  readonly papers: PaperMaker
  readonly shelf: Shelf
  readonly preferences: PreferenceFile
  readonly chooser: FileChooser
  /** Prints documents where the shell can, to PDF and on paper; the browser shell prints in its own window. */
  readonly printer: Printer | undefined
  readonly appVersion: string
  readonly engine: string
  readonly now: () => number
  readonly keeping: Keeping
}

export interface Printer {
  /** @param finish what is done to the bytes before they are written. */
  toPdf(request: Request<'print:pdf'>, finish: (bytes: Uint8Array) => Uint8Array): Promise<Reply<'print:pdf'>>
  /** To a printer that the user picks. */
  toPaper(request: Request<'print:paper'>): Promise<Reply<'print:paper'>>
}

export type Handlers = { readonly [N in CommandName]: (request: Request<N>) => Promise<Reply<N>> }

/** What every command does, whoever asks. */
export function createHandlers(services: Services): Handlers {
  const { loaded, shelf, preferences, chooser } = services
  const kept = new KeptRuns()
  // The shelf's refusals are those the contract lists for its commands; the cast says so once.
  const fromShelf = <N extends CommandName>(
    outcome: { readonly ok: true; readonly value: Response<N> } | { readonly ok: false; readonly error: Refusal },
  ): Reply<N> => outcome as Reply<N>
  return {
    'catalogue:read': () =>
      Promise.resolve(
        done({ catalogue: loaded.catalogue, sha256: loaded.sha256, appVersion: services.appVersion, engine: services.engine }),
      ),
    'simulation:run': async ({ document, revision, pyramids = false, evidence: place, since }) => {
      const start = services.now()
      const run = await services.runner.run(loaded.catalogue, document)
      const milliseconds = services.now() - start
      services.keeping.diagnostics.timings.add(milliseconds)
      const result = { ...run, pyramid: pyramids ? run.pyramid : new Float64Array() }
      const evidence = place === undefined ? undefined : await services.runner.evidence(loaded.catalogue, document, place)
      const about = {
        revision,
        scenarioSha256: scenarioFingerprint(document),
        milliseconds,
        ...(evidence === undefined ? {} : { evidence }),
      }
      if (since === undefined) return done({ ...about, result })
      const before = kept.take(since)
      const keptAs = kept.keep(result)
      if (before === undefined) return done({ ...about, keptAs, result })
      const difference = differenceOf(before, result, movedBetween)
      // The window that had it has said that it asks for it no more.
      giveBackResult(before)
      return done({ ...about, keptAs, since, difference })
    },
    'evidence:at': async ({ document, area, year }) => {
      const evidence = await services.runner.evidence(loaded.catalogue, document, { area, year })
      return evidence === undefined ? refuse('bad-request') : done(evidence)
    },
    'comparison:causes': async ({ base, other }) => done(await services.runner.causes(loaded.catalogue, base, other)),
    'flags:diagnose': async ({ document, of }) => {
      const { flags, diagnoses } = await services.runner.diagnose(loaded.catalogue, document, of)
      return done(
        flags.flatMap(({ unit, test, subject }, k) => {
          const diagnosis = diagnoses[k]
          return diagnosis === undefined ? [] : [{ unit, test, subject, ...diagnosis }]
        }),
      )
    },
    'targets:detail': async ({ document }) => done(await services.runner.targets(loaded.catalogue, document)),
    'backtest:fiscal': async () => done(await services.runner.backtest(loaded.catalogue)),
    'figure:explain': explainHandler(services),
    'help:equations': () => Promise.resolve(done(equations)),
    'shelf:list': async () => done(await shelf.list()),
    'scenario:open': async ({ entry }) => fromShelf<'scenario:open'>(withWarnings(await shelf.open(entry), loaded)),
    'scenario:save': async ({ document, entry, stamp }) => fromShelf<'scenario:save'>(await shelf.save(document, entry, stamp)),
    'scenario:duplicate': async ({ entry, name }) => fromShelf<'scenario:duplicate'>(await shelf.duplicate(entry, name)),
    'scenario:delete': async ({ entry }) => fromShelf<'scenario:delete'>(await shelf.remove(entry)),
    'scenario:import': async ({ upload }) => {
      const chosen = await chooser.open('scenario', upload)
      if (!chosen.ok) return refuse(chosen.code)
      const decoded = decode(chosen.file.bytes, chosen.file.name)
      if (!decoded.ok) return refuse('file-corrupt', { faults: decoded.faults })
      const parsed = parseScenario(decoded.text, chosen.file.name)
      if (!parsed.ok) return refuse(parsed.code, { faults: parsed.faults })
      return fromShelf<'scenario:import'>(withWarnings(done({ document: parsed.value, warnings: parsed.notices }), loaded))
    },
    'scenario:export': async ({ document }) => {
      const text = savableText(document)
      if (!text.ok) return refuse('scenario-unsavable', text.error)
      const outcome = await chooser.save(fileNameFor(document.name) ?? `scenario${scenarioSuffix}`, 'application/json', text.value)
      return outcome.ok ? outcome : refuse(outcome.code)
    },
    ...keepingHandlers(services.keeping, shelf, chooser),
    ...populationHandlers(services),
    ...actualsHandlers(services),
    ...exchangeHandlers(services),
    ...catalogueHandlers(services),
    ...reportHandlers(services),
    'preferences:read': async () => done(await preferences.read()),
    'preferences:write': async (changes) => {
      const { preferences: now, ...outcome } = await preferences.write(changes)
      return outcome.ok ? done(now) : refuse(outcome.code)
    },
  }
}

/** Tables of population that go out to be filled in, and come in. */
function populationHandlers({ loaded, chooser }: Services): Pick<Handlers, 'population:template' | 'population:read'> {
  const isKnown = (area: string): boolean => loaded.catalogue.regions.some(({ code }) => code === area)
  return {
    'population:template': async (request) => {
      if (!request.areas.every(isKnown) || new Set(request.areas).size < request.areas.length) return refuse('bad-request')
      const { fileName, mediaType, content } = await writeTemplate(request, loaded.catalogue)
      const outcome = await chooser.save(fileName, mediaType, content)
      return outcome.ok ? outcome : refuse(outcome.code)
    },
    'population:read': async ({ kind, area, upload }) => {
      if (area !== undefined && !isKnown(area)) return refuse('bad-request')
      const chosen = await chooser.open('table', upload)
      if (!chosen.ok) return notOpened(chosen.code)
      const read = await readPopulation(chosen.file, { kind, area }, loaded.catalogue)
      return read.ok ? done(read.preview) : refuse('file-invalid', { faults: read.faults, params: { name: chosen.file.name } })
    },
  }
}

/** Tables of actual figures. What the model has in their place is asked of it without any actual figure. */
function actualsHandlers({ loaded, chooser, runner }: Services): Pick<Handlers, 'actuals:template' | 'actuals:read'> {
  const knownFor = async (document: Scenario): Promise<Known> =>
    knownOf(loaded.catalogue, await runner.run(loaded.catalogue, { ...document, actuals: [] }))
  return {
    'actuals:template': async (request) => {
      const { baseYear, horizonYear } = loaded.catalogue
      const { from, to, format, kind } = request
      if (from > to || from < baseYear || to > horizonYear || (format === 'csv' && kind === undefined)) return refuse('bad-request')
      const { fileName, mediaType, content } = await writeActualsTemplate(request, await knownFor(request.document))
      const outcome = await chooser.save(fileName, mediaType, content)
      return outcome.ok ? outcome : refuse(outcome.code)
    },
    'actuals:read': async ({ document, upload }) => {
      const chosen = await chooser.open('table', upload)
      if (!chosen.ok) return notOpened(chosen.code)
      const read = await readActuals(chosen.file, await knownFor(document))
      return read.ok ? done(read.preview) : refuse('file-invalid', { faults: read.faults, params: { name: chosen.file.name } })
    },
  }
}

type Opened = { readonly ok: true; readonly value: Response<'scenario:open'> } | { readonly ok: false; readonly error: Refusal }

/** A scenario made for another catalogue, or another version of this one, is opened and said to be so. */
function withWarnings(opened: Opened, loaded: LoadedCatalogue): Opened {
  if (!opened.ok) return opened
  const { catalogue } = opened.value.document
  if (catalogue.id === loaded.catalogue.id && catalogue.sha256 === loaded.sha256) return opened
  const params = { id: catalogue.id, version: catalogue.version, known: `${loaded.catalogue.id} ${loaded.catalogue.version}` }
  const warning = {
    file: opened.value.document.name,
    path: 'catalogue',
    code: 'catalogue-other',
    params,
    message: `made for catalogue ${catalogue.id} ${catalogue.version}; figures may differ`,
  }
  return done({ ...opened.value, warnings: [...opened.value.warnings, warning] })
}
