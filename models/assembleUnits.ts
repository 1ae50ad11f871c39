import { grantedOf, roomOf, type Money, type Room } from './fiscal/coverageMultiple'
import { firstUncoveredYear } from './fiscal/flag'
import { sumOfClaims, unitClaims, type UnitClaims } from './fiscal/unitClaims'
import type { UntestedUnit } from './fiscal/unitFlags'
import { keptCopy } from './kept'
import type { CataloguePath, Model, Run } from './model'
import type { UnitResult } from './result'
import { areasTable, type Summed } from './tables'
import { isOneOff } from './structure'

/** The fiscal units of a run: their resources and spending, and what the second and third test need where it is known. */
export function unitResults(model: Model, run: Run, lastActualYear: number): readonly UntestedUnit[] {
  const { structure, compiled, grades } = model
  const years = structure.years.length
  const columns = columnsOf(model)
  return structure.areas.map(({ code, level }, unit): UntestedUnit => {
    const byClaim = claimsOf(model, run, unit, lastActualYear)
    const own = {
      code,
      level,
      ...columns(unit),
      grade: grades.accounts.get(code) ?? ('D' as const),
    }
    if (!byClaim.ok) return { unit: { ...own, residual: null, room: null }, noClaims: byClaim.reason }
    const claims = sumOfClaims(byClaim.byClaim, years)
    const ratio = unit === 0 ? keptCopy(compiled, compiled.block('residualRatio')) : ratioOf(own.resources, claims, own.required)
    const residual = {
      priorClaims: claims,
      byClaim: byClaim.byClaim,
      ratio,
      firstYear: firstUncoveredYear({ years: structure.years, lastActualYear, ratio }),
    }
    return { unit: { ...own, residual, room: roomOfUnit(model, run, unit, lastActualYear, own.resources, claims) }, noClaims: null }
  })
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
>

function columnsOf(model: Model): (unit: number) => Columns {
  const years = model.structure.years.length
  const rowsOf =
    (table: Float64Array) =>
    (unit: number): Float64Array =>
      table.subarray(unit * years, (unit + 1) * years)
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
  })
}

/** Prior claims of a unit, or why they are not known. The region's own are equations; a unit's come from its entered account. */
function claimsOf({ structure, compiled }: Model, { scenario }: Run, unit: number, lastActualYear: number): UnitClaims {
  const years = structure.years.length
  if (unit === 0) {
    const claim = compiled.block('claim').data
    return { ok: true, byClaim: structure.catalogue.fiscal.priorClaims.map((_, k) => claim.slice(k * years, (k + 1) * years)) }
  }
  const code = structure.areas[unit]?.code ?? ''
  return unitClaims(structure, scenario.actuals, compiled.block('claimGrowth').data, code, lastActualYear)
}

const ratioOf = (resources: Float64Array, claims: Float64Array, required: Float64Array): Float64Array =>
  resources.map((value, k) => value / ((claims[k] ?? 0) + (required[k] ?? 0)))

function roomOfUnit(
  model: Model,
  { scenario, cataloguePath }: Run,
  unit: number,
  lastActualYear: number,
  resources: Float64Array,
  priorClaims: Float64Array,
): Room {
  const { structure, compiled } = model
  const { years } = structure
  const now = compiled.block('unitRequired').data
  const ofUnit = (data: Float64Array): Float64Array => data.slice(unit * years.length, (unit + 1) * years.length)
  const before = ofUnit(cataloguePath?.unitRequired ?? now)
  const asked = ofUnit(now).map((value, k) => value - (before[k] ?? 0))
  const oneOff = cataloguePath === null ? new Float64Array(years.length) : oneOffRequest(model, cataloguePath, unit)
  const request: Money = { recurrent: asked.map((value, k) => value - (oneOff[k] ?? 0)), oneOff }
  const granted = grantedOf(scenario.granted, structure.areas[unit]?.code ?? '', years)
  return roomOf({ years, lastActualYear, resources, priorClaims, cataloguePath: before, granted, request })
}

/** What a unit pays more, for items whose every component is a project, than on the catalogue's path. */
function oneOffRequest({ structure, compiled }: Model, { borne: before }: CataloguePath, unit: number): Float64Array {
  const { catalogue, years, cells, areas } = structure
  const now = compiled.block('borne').data
  const projects = new Set(catalogue.drivers.filter(isOneOff).map(({ id }) => id))
  const sum = new Float64Array(years.length)
  catalogue.items.forEach((item, i) => {
    if (!item.components.every(({ driver }) => projects.has(driver))) return
    for (const cell of areas[unit]?.cells ?? []) {
      const start = (i * cells.length + cell) * years.length
      for (let k = 0; k < years.length; k++) sum[k] = (sum[k] ?? 0) + (now[start + k] ?? 0) - (before[start + k] ?? 0)
    }
  })
  return sum
}
