import { printFormula } from '../../../models/equation/formula/print'
import type { Flag, SimulationResult } from '../../../models/result'
import type { Structure } from '../../../models/structure'
import { targetsOf } from '../../../models/scenario/checkOverride'
import { leverNamed } from '../../../models/scenario/levers'
import type { AppliedScenario } from '../../../models/scenario/apply'
import type { TermFormulas } from '../../../models/workbook/terms'
import type { CellSheet, NewCell } from '../table/cellWorkbook'
import { figureLook, looks } from './looks'
import { columnsBefore, linesBefore, type RowPlaces } from './plan'
import { thresholdKey } from './thresholdEdits'
import type { Speech } from './words'

export interface FlagGround {
  readonly result: SimulationResult
  readonly thresholds: AppliedScenario['thresholds']
  readonly structure: Structure
  readonly terms: TermFormulas
  readonly places: RowPlaces
  readonly speech: Speech
}

/** Flags with their amounts and growth as formulas; severity and verdict as of the run. Below them the thresholds, which may be changed. */
export function flagSheet(ground: FlagGround): CellSheet {
  const { result, structure, speech } = ground
  const { flags: words, sheets } = speech.words
  const printed = result.flags.map((flag, k) => flagCells(flag, k + linesBefore + 1, ground))
  const thresholds = targetsOf(leverNamed('threshold'), structure.catalogue)
  const column = columnsBefore + 1
  const lines: readonly (readonly NewCell[])[] = [
    [{ column: 0, value: sheets.flags, look: looks.title }],
    [{ column: 0, value: printed.length === 0 ? words.none : speech.words.sheetNotes.flags, look: looks.note }],
    words.heads.map((value, at) => ({ column: at, value, look: looks.head })),
    ...printed,
    [],
    [{ column: 0, value: words.thresholds, look: looks.band }],
    ...thresholds.map((id): readonly NewCell[] => [
      { column: 3, value: speech.text(`threshold.${id}`), look: looks.text },
      { column, value: thresholdOf(ground, id), look: figureLook('changed', 'factor') },
      { column: column + 1, value: thresholdKey(id), look: looks.soft },
    ]),
  ]
  return {
    name: sheets.flags,
    widths: [10, 16, 12, 44, 12, 8, 8, 8, 12, 18, 14, 14, 12, 12, 10],
    frozen: { rows: linesBefore, columns: 4 },
    tab: 'B5482E',
    rows: lines,
  }
}

const thresholdOf = ({ thresholds }: FlagGround, id: string): number => Object.entries(thresholds).find(([known]) => known === id)?.[1] ?? 0

/** Paths under which a flag's figures open in the program. */
function pathsOf({ subject, unit, test, firstYear, targetYear }: Flag): {
  readonly size?: string
  readonly growth?: string
  readonly resources?: string
} {
  if (test === 'residual') return { size: `shortfall/${unit}/${String(firstYear)}` }
  // What targets take beside the items stands on no sheet that a formula could read.
  if (test === 'coverage' || subject.kind === 'indicator' || subject.kind === 'block') return {}
  const places = [subject.kind, subject.id, unit, String(targetYear)].join('/')
  return { size: `excess/${places}`, growth: `growth/${places}`, resources: `resourcesGrowth/${unit}/${String(targetYear)}` }
}

function flagCells(flag: Flag, line: number, ground: FlagGround): readonly NewCell[] {
  const { structure, terms, places, speech } = ground
  const { flags: words, sheets } = speech.words
  const { catalogue } = structure
  const row = terms.single('flag')
  places.put(row, sheets.flags, line)
  const unit = catalogue.regions.find(({ code }) => code === flag.unit)
  const texts: readonly (string | number)[] = [
    speech.text(`severity.${flag.severity}`),
    unit === undefined ? speech.text('area.own') : speech.of(unit.name),
    words.tests[flag.test],
    subjectOf(flag, ground),
    words.verdicts[flag.verdict],
    flag.binding.length > 0 ? words.binding : '',
    flag.baseYear,
    flag.targetYear,
    flag.firstYear ?? '',
  ]
  const after = [speech.text(`payer.${flag.payer}`), flag.grade]
  const paths = pathsOf(flag)
  const cell = (column: number, path: string | undefined, value: number, format: 'money' | 'percent'): NewCell => {
    const formula = path === undefined ? undefined : terms.formulaOf(path, undefined)
    const printed = formula === undefined || formula.op === 'constant' ? {} : { formula: printFormula(formula, row, 0, places) }
    return { column, value, look: figureLook('computed', format), ...printed }
  }
  const [growth, resources] = [`K${String(line)}`, `L${String(line)}`]
  return [
    ...texts.flatMap((value, column): readonly NewCell[] => (value === '' ? [] : [{ column, value, look: looks.text }])),
    cell(9, paths.size, flag.size, 'money'),
    cell(10, paths.growth, flag.growth, 'percent'),
    cell(11, paths.resources, flag.resourcesGrowth, 'percent'),
    { column: 12, value: flag.growth - flag.resourcesGrowth, formula: `${growth}-${resources}`, look: figureLook('computed', 'percent') },
    ...after.map((value, k): NewCell => ({ column: 13 + k, value, look: looks.text })),
  ]
}

function subjectOf({ subject: { kind, id } }: Flag, { structure: { catalogue }, speech }: FlagGround): string {
  if (kind === 'unit') return speech.text('flag.whole')
  if (kind === 'block') return speech.text('flag.block')
  const list =
    kind === 'indicator' ? catalogue.indicators : kind === 'item' ? catalogue.items : kind === 'pool' ? catalogue.pools : catalogue.domains
  return speech.of(list.find((entry) => entry.id === id)?.name) || id
}
