import { oneOffItems, type CataloguePath } from './cataloguePath'
import { grantedOf, roomOf, type Money, type Room } from './fiscal/coverageMultiple'
import { firstUncoveredYear } from './fiscal/flag'
import { bookedYears, claimsOfUnit, type Booked, type KnownClaims, type NoAnswer } from './fiscal/unitClaims'
import type { UntestedUnit } from './fiscal/unitFlags'
import { accountGrade } from './evidence/evidenceAt'
import type { RunGrades } from './evidence/runGrades'
import { keptCopy, rowViews } from './kept'
import type { Model, Run } from './model'
import type { UnitResult } from './result'
import { areasTable, type Summed } from './tables'

/** How far each unit of the equations is known from accounts. */
export const bookedIn = ({ structure }: Model, { applied }: Run): readonly Booked[] =>
  bookedYears(structure, applied.actuals, applied.assessment.lastActualYear)

/** The fiscal units of a run: their resources and spending, and what the second and third test need where it is known. */
export function unitResults(model: Model, run: Run, grades: RunGrades): readonly UntestedUnit[] {
  const { structure } = model
  const columns = columnsOf(model)
  const booked = bookedIn(model, run)
  return structure.areas.map(({ code, level }, unit): UntestedUnit => {
    const own = columns(unit)
    const years = booked[unit] ?? { whole: 0, partly: 0, hasOwn: false }
    const known = claimsOfUnit(model, unit)
    const tested = known === null ? untested : testedBy(model, run, { unit, years, known, resources: own.resources })
    return {
      unit: {
        code,
        level,
        ...own,
        benchmark: { inForce: run.benchmark.inForce[unit] ?? 0, catalogue: run.benchmark.catalogue[unit] ?? 0 },
        grade: accountGrade(structure, grades, unit),
        lastActualYear: years.whole,
        partlyActualYear: years.partly,
        residual: tested.residual,
        room: tested.room,
      },
      noAnswer: known !== null ? afterTarget(run, years) : years.hasOwn ? 'claims-missing' : 'no-accounts',
    }
  })
}

/** A unit whose claims are not known. */
const untested = { residual: null, room: null } as const

/** Where the years of assessment are booked already, by accounts that the run does not go on from, nothing is left to judge. */
export const afterTarget = ({ applied: { assessment } }: Run, { whole }: Booked): NoAnswer | null =>
  whole > assessment.lastActualYear && whole >= assessment.target ? 'account-later' : null

/** What is known of one unit of the equations beyond its resources and spending; null where its claims are not. */
export function unitBooks(
  model: Model,
  run: Run,
  unit: number,
): (Pick<UnitResult, 'residual' | 'room'> & { readonly base: number }) | null {
  const [known, years] = [claimsOfUnit(model, unit), bookedIn(model, run)[unit]]
  if (known === null || years === undefined) return null
  const { length } = model.structure.years
  const resources = model.compiled.block('unitResources').data.slice(unit * length, (unit + 1) * length)
  return { ...testedBy(model, run, { unit, years, known, resources }), base: years.whole }
}

export interface Tested {
  /** Position among the units of the equations. */
  readonly unit: number
  readonly years: Booked
  readonly known: KnownClaims
  readonly resources: Float64Array
}

/** What the second and the third test of a unit with known claims need. */
export function testedBy(model: Model, run: Run, tested: Tested): Pick<UnitResult, 'residual' | 'room'> {
  const { known, years } = tested
  const firstYear = firstUncoveredYear({ years: model.structure.years, lastActualYear: years.partly, ratio: known.ratio })
  return { residual: { ...known, firstYear }, room: roomOfUnit(model, run, tested) }
}

/** Yuan by year of a unit, as it is and by parts of its revenue. */
type Columns = Pick<
  UnitResult,
  | 'resources'
  | 'required'
  | 'capacity'
  | 'margin'
  | 'coverageRatio'
  | 'ownRevenue'
  | 'revenue'
  | 'generalTransfers'
  | 'lowResources'
  | 'highResources'
  | 'outside'
>

function columnsOf(model: Model): (unit: number) => Columns {
  const years = model.structure.years.length
  const rowsOf = (table: Float64Array): ((unit: number) => Float64Array) => {
    const rows = rowViews(table, years)
    return (unit) => rows[unit] ?? new Float64Array(years)
  }
  const ofUnits = (name: string): ((unit: number) => Float64Array) => rowsOf(keptCopy(model.compiled, model.compiled.block(name)))
  const ofCells = (name: Summed): ((unit: number) => Float64Array) => rowsOf(areasTable(model, name))
  const [resources, required, capacity, margin] = [
    ofUnits('unitResources'),
    ofUnits('unitRequired'),
    ofUnits('capacity'),
    ofUnits('margin'),
  ]
  const [coverageRatio, ownRevenue, generalTransfers] = [
    ofUnits('coverageRatio'),
    ofUnits('unitOwnRevenue'),
    ofUnits('unitGeneralTransfers'),
  ]
  const [lowResources, highResources] = [ofUnits('lowResources'), ofUnits('highResources')]
  const [outside, already, withTargets] = [ofUnits('unitOutside'), ofUnits('unitAlready'), ofUnits('marginWithTargets')]
  const [ordinaryTax, resourceTax, nonTax] = [ofCells('ordinaryTax'), ofCells('resourceTax'), ofCells('nonTax')]
  return (unit) => ({
    resources: resources(unit),
    required: required(unit),
    capacity: capacity(unit),
    margin: margin(unit),
    coverageRatio: coverageRatio(unit),
    ownRevenue: ownRevenue(unit),
    revenue: { ordinaryTax: ordinaryTax(unit), resourceTax: resourceTax(unit), nonTax: nonTax(unit) },
    generalTransfers: generalTransfers(unit),
    lowResources: lowResources(unit),
    highResources: highResources(unit),
    outside: { borne: outside(unit), already: already(unit), margin: withTargets(unit) },
  })
}

function roomOfUnit(model: Model, { scenario, cataloguePath }: Run, { unit, years: booked, known, resources }: Tested): Room {
  const { structure, compiled } = model
  const { years, areas, space } = structure
  const now = compiled.block('unitRequired').data
  const ofUnit = (data: Float64Array): Float64Array => data.slice(unit * years.length, (unit + 1) * years.length)
  const before = ofUnit(cataloguePath?.unitRequired ?? now)
  const asked = ofUnit(now).map((value, k) => value - (before[k] ?? 0))
  const oneOff = cataloguePath === null ? new Float64Array(years.length) : oneOffRequest(model, cataloguePath, unit)
  const request: Money = { recurrent: asked.map((value, k) => value - (oneOff[k] ?? 0)), oneOff }
  const granted = grantedOf(scenario.granted, areas[unit]?.code ?? space.elements.unit[unit] ?? '', years)
  return roomOf({ years, lastActualYear: booked.whole, resources, priorClaims: known.priorClaims, cataloguePath: before, granted, request })
}

/** What a unit pays more, for items whose every component is a project, than on the catalogue's path. */
function oneOffRequest({ structure, compiled }: Model, { oneOffBorne: before, memoOnce }: CataloguePath, unit: number): Float64Array {
  const { years, cells, areas } = structure
  const memo = unit - areas.length
  if (memo >= 0) {
    const once = compiled.block('memoOnce').data
    return Float64Array.from(years, (_, k) => (once[memo * years.length + k] ?? 0) - (memoOnce[memo * years.length + k] ?? 0))
  }
  const now = compiled.block('borne').data
  const sum = new Float64Array(years.length)
  for (const [place, item] of oneOffItems(structure).entries())
    for (const cell of areas[unit]?.cells ?? []) {
      const [start, then] = [(item * cells.length + cell) * years.length, (place * cells.length + cell) * years.length]
      for (let k = 0; k < years.length; k++) sum[k] = (sum[k] ?? 0) + (now[start + k] ?? 0) - (before[then + k] ?? 0)
    }
  return sum
}
