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
    const years = booked[unit] ?? { whole: 0, partly: 0, hasOwn: false }
    const known = claimsOfUnit(model, unit)
    const tested = known === null ? untested : testedBy(model, run, { unit, years, known, resources: rowOf(columns.resources, unit) })
    return {
      // Column by column, since spreading them into it takes several times as long.
      unit: {
        code,
        level,
        resources: rowOf(columns.resources, unit),
        required: rowOf(columns.required, unit),
        capacity: rowOf(columns.capacity, unit),
        margin: rowOf(columns.margin, unit),
        coverageRatio: rowOf(columns.coverageRatio, unit),
        ownRevenue: rowOf(columns.ownRevenue, unit),
        revenue: {
          ordinaryTax: rowOf(columns.ordinaryTax, unit),
          resourceTax: rowOf(columns.resourceTax, unit),
          nonTax: rowOf(columns.nonTax, unit),
        },
        generalTransfers: rowOf(columns.generalTransfers, unit),
        lowResources: rowOf(columns.lowResources, unit),
        highResources: rowOf(columns.highResources, unit),
        outside: {
          borne: rowOf(columns.outside, unit),
          already: rowOf(columns.already, unit),
          margin: rowOf(columns.withTargets, unit),
        },
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

/** Yuan by year, as views of the tables that all units stand in: [unit]. */
type Rows = readonly Float64Array[]

const noYears = new Float64Array()
const rowOf = (rows: Rows, unit: number): Float64Array => rows[unit] ?? noYears

type Column =
  | 'resources'
  | 'required'
  | 'capacity'
  | 'margin'
  | 'coverageRatio'
  | 'ownRevenue'
  | 'generalTransfers'
  | 'lowResources'
  | 'highResources'
  | 'outside'
  | 'already'
  | 'withTargets'
  | 'ordinaryTax'
  | 'resourceTax'
  | 'nonTax'

/** All units as they are, and by parts of their revenue. */
function columnsOf(model: Model): Readonly<Record<Column, Rows>> {
  const { structure, compiled } = model
  const rowsOf = (table: Float64Array): Rows => rowViews(table, structure.years.length)
  const ofUnits = (name: string): Rows => rowsOf(keptCopy(compiled, compiled.block(name)))
  const ofCells = (name: Summed): Rows => rowsOf(areasTable(model, name))
  return {
    resources: ofUnits('unitResources'),
    required: ofUnits('unitRequired'),
    capacity: ofUnits('capacity'),
    margin: ofUnits('margin'),
    coverageRatio: ofUnits('coverageRatio'),
    ownRevenue: ofUnits('unitOwnRevenue'),
    generalTransfers: ofUnits('unitGeneralTransfers'),
    lowResources: ofUnits('lowResources'),
    highResources: ofUnits('highResources'),
    outside: ofUnits('unitOutside'),
    already: ofUnits('unitAlready'),
    withTargets: ofUnits('marginWithTargets'),
    ordinaryTax: ofCells('ordinaryTax'),
    resourceTax: ofCells('resourceTax'),
    nonTax: ofCells('nonTax'),
  }
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
