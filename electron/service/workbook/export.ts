import type { Catalogue } from '../../../models/catalogue/schema'
import type { Row } from '../../../models/equation/formula/formula'
import { assembleResult } from '../../../models/assemble'
import { openRun } from '../../../models/explain/run'
import { modelOf } from '../../../models/simulate'
import type { Scenario } from '../../../models/scenario/document'
import { rowsOfRun } from '../../../models/workbook/rows'
import { TermFormulas } from '../../../models/workbook/terms'
import type { LoadedCatalogue } from '../catalogue'
import { resultFingerprint, scenarioFingerprint } from '../fingerprint'
import { writeCells, type NewSheets } from '../table/cellWorkbook'
import type { TextLanguage } from '../texts'
import { aboutSheet, identityKeys, identityMark, workbookFormat, type Identity } from './about'
import { changesSheet } from './changes'
import { checkSheet } from './check'
import { figureCells, noteOf, type FigureGround } from './figures'
import { flagSheet } from './flags'
import { FigureGrades } from './grades'
import { Labels } from './labels'
import { figureSheets, RowPlaces, type FigureSheet } from './plan'
import { Sources } from './sources'
import { summaryOf } from './summary'
import { scenarioSheet } from './kept'
import { speechIn, type Speech } from './words'

export interface WorkbookRequest {
  readonly loaded: LoadedCatalogue
  readonly scenario: Scenario
  readonly language: TextLanguage
  /** Name and version of the program. */
  readonly program: string
  readonly written: Date
}

const tabs: FigureGround['tabs'] = {
  growth: 'E3B341',
  standards: 'E3B341',
  shares: 'E3B341',
  people: '5B8C5A',
  summary: '2B6C7A',
  capacity: '2B6C7A',
}

/** The run of a scenario as sheets: what they are written from, and what is read back is held against. */
export interface PlannedWorkbook {
  readonly sheets: NewSheets
  readonly figures: readonly FigureSheet[]
  readonly places: RowPlaces
  readonly identity: Identity
  /** Rows of variables, without totals. */
  readonly rows: readonly Row[]
  readonly labels: Labels
  /** What stands in a row's column of changes. */
  readonly changesOf: (row: Row) => string
  readonly thresholds: Readonly<Record<string, number>>
}

/** Lay out a scenario's run as a workbook; nothing is written yet. */
export function planWorkbook({ loaded, scenario, language, program, written }: WorkbookRequest): PlannedWorkbook {
  const { catalogue, sha256 } = loaded
  const speech = speechIn(language)
  const { words } = speech
  const open = openRun(modelOf(catalogue, scenario), scenario)
  const { structure } = open.model
  const result = assembleResult(open.model, open.run)
  const runRows = rowsOfRun(open.model, open.run)
  const terms = new TermFormulas(open, runRows)
  const labels = new Labels(structure, speech, runRows.variables)
  const places = new RowPlaces(terms.read)
  const { sheet: summary, totals } = summaryOf(terms, structure, speech)
  const figures = [summary, ...figureSheets(runRows.rows, labels, words)]
  for (const sheet of figures) places.place(sheet)
  const sources = new Sources(open, speech, labels, new FigureGrades(open, result))
  const ground: FigureGround = { places, years: structure.years, speech, sourceOf: (row) => sources.of(row), tabs }
  const identity: Identity = {
    format: workbookFormat,
    program,
    language,
    catalogue: catalogue.id,
    catalogueVersion: catalogue.version,
    catalogueSha256: sha256,
    fingerprint: scenarioFingerprint(scenario),
    resultFingerprint: resultFingerprint(result),
    scenario: scenario.name,
  }
  const about = aboutSheet({
    identity,
    speech,
    facts: factsOf(catalogue, scenario, written, speech),
    isSynthetic: catalogue.synthetic,
    sheets: [
      [words.sheets.check, words.check.note],
      [words.sheets.changes, words.changes.title],
      ...figures.map(({ key, name }): readonly [string, string] => [name, noteOf(key, speech)]),
      [words.sheets.flags, words.sheetNotes.flags],
    ],
  })
  const sheets = [
    about,
    checkSheet(totals, places, structure.years, speech),
    changesSheet(scenario, structure, speech),
    ...figures.map((sheet) => figureCells(sheet, ground)),
    flagSheet({ result, thresholds: open.run.applied.thresholds, structure, terms, places, speech }),
    scenarioSheet(scenario),
  ]
  return {
    sheets,
    figures,
    places,
    identity,
    rows: runRows.rows,
    labels,
    changesOf: (row) => sources.of(row).changes,
    thresholds: open.run.applied.thresholds,
  }
}

function factsOf(catalogue: Catalogue, scenario: Scenario, written: Date, { words, of }: Speech): readonly (readonly [string, string])[] {
  const { about } = words
  const facts: readonly (readonly [string, string])[] = [
    [about.catalogue, of(catalogue.title)],
    [about.author, scenario.author],
    [about.years, `${String(catalogue.baseYear)}–${String(catalogue.horizonYear)}`],
    [about.written, written.toISOString()],
  ]
  return facts.filter(([, value]) => value !== '')
}

/** Write a scenario as a workbook of live formulas. @param onSheet told how many sheets are in the file, of how many. */
export async function writeLiveWorkbook(request: WorkbookRequest, onSheet?: (done: number, of: number) => void): Promise<Uint8Array> {
  const { sheets, identity } = planWorkbook(request)
  const custom = Object.fromEntries(identityKeys.map((key) => [identityMark(key), identity[key]]))
  return writeCells(sheets, { title: request.scenario.name, author: request.scenario.author, created: request.written, custom }, onSheet)
}
