import { assembleResult } from '../../../models/assemble'
import { openRun } from '../../../models/explain/run'
import type { Scenario } from '../../../models/scenario/document'
import { modelOf } from '../../../models/simulate'
import { localPayers, type Structure } from '../../../models/structure'
import type { LoadedCatalogue } from '../catalogue'
import { scenarioFingerprint } from '../fingerprint'
import { csvLine } from '../table/written'
import type { TextLanguage } from '../texts'
import { formatOf } from './blocks'
import { FigureGrades } from './grades'
import { Labels, type Coordinates } from './labels'
import { speechIn } from './words'

/**
 * A whole result as a tidy table: a line for each figure, with everything it needs to be read by itself. Rows of figures that
 * are nought in every year (a programme of the region in a league, say) have no lines.
 */

/** Variables of the result, in the order of METHOD. */
export const longVariables = [
  'residents',
  'driver',
  'standard',
  'quantity',
  'expenditure',
  'fundPaid',
  'central',
  'paid',
  'borne',
  'ordinaryTax',
  'resourceTax',
  'nonTax',
  'generalTransfers',
  'unitRequired',
  'unitResources',
  'lowResources',
  'highResources',
  'capacity',
  'margin',
  'coverageRatio',
  'claim',
  'priorClaims',
  'residualRatio',
  'targetCapital',
  'targetRunning',
  'outsideCost',
  'fundContributions',
  'fundSubsidy',
  'fundBenefits',
  'fundBalance',
  'fundUncovered',
] as const

/** Letters of a fingerprint that stand in every line. */
const shortFingerprint = 16

export interface LongTableRequest {
  readonly loaded: LoadedCatalogue
  readonly scenario: Scenario
  readonly language: TextLanguage
}

/** Lines of the table, its heads first, as CSV with the mark by which spreadsheets know UTF-8. */
export function* longTable({ loaded, scenario, language }: LongTableRequest): Generator<string> {
  const open = openRun(modelOf(loaded.catalogue, scenario), scenario)
  const { structure, compiled } = open.model
  const grades = new FigureGrades(open, assembleResult(open.model, open.run))
  const speech = speechIn(language)
  const labels = new Labels(structure, speech, compiled.variables)
  const front = [scenario.name, scenarioFingerprint(scenario).slice(0, shortFingerprint)]
  yield `\uFEFF${csvLine(speech.words.longHeads)}`
  for (const name of longVariables) {
    const { data, rows, years } = compiled.block(name)
    const format = formatOf(name)
    for (let row = 0; row < rows; row++) {
      const figures = data.subarray(row * years, (row + 1) * years)
      if (figures.every((value) => value === 0)) continue
      const place = labels.place(name, row)
      const label = labels.ofMember(name, row, format)
      const before = [...front, name, labels.variable(name), ...idsOf(structure, place), label.name, label.area, label.payer]
      yield structure.years.map((year, k) => csvLine([...before, year, figures[k] ?? 0, label.unit, grades.at(name, place, k)])).join('')
    }
  }
}

/** Codes by which other programs know what a figure is of: subject, area, payer. */
function idsOf(structure: Structure, place: Coordinates): readonly string[] {
  const { elements } = structure.space
  const subject = (['item', 'component', 'standard', 'driver', 'claim', 'target', 'fund'] as const).flatMap((dimension) => {
    const at = place[dimension]
    return at === undefined ? [] : [elements[dimension][at] ?? '']
  })
  const area = place.cell !== undefined ? structure.cells[place.cell] : structure.areas[place.unit ?? 0]?.code
  return [subject[0] ?? '', area ?? '', place.payer === undefined ? '' : (localPayers[place.payer] ?? '')]
}
