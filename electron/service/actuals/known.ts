import type { ActualKind } from '../../contract/commands'
import type { Catalogue, Indicator } from '../../../models/catalogue/schema'
import { anyUnit } from '../../../models/fiscal/unitFigures'
import type { SimulationResult } from '../../../models/result'
import { basisTarget, countedBases, ownLevelCode, standardId } from '../../../models/structure'
import { fundLines } from '../../../models/scenario/accountForm'
import { areaNamesOf, type AreaNames } from '../table/areaNames'
import { squeezed } from '../table/grid'
import { actualWords, unitNames } from './words'

/** Something that figures can be given for: a component, a standard, an indicator. */
export interface Target {
  readonly id: string
  /** Name of the item and of its part, or of the indicator, in the template's two languages. */
  readonly names: { readonly zh: readonly [string, string]; readonly en: readonly [string, string] }
  /** Name of the unit in both languages, for the template. */
  readonly unit: { readonly zh: string; readonly en: string }
  /** What the unit may be called. */
  readonly unitNames: readonly string[]
}

type TargetKind = Exclude<ActualKind, 'account'>

/** What tables of actual figures may name, and what the model has in their place. */
export interface Known {
  readonly catalogue: Catalogue
  readonly root: string
  /** Codes of the units with accounts: leaves and the region's own level. */
  readonly cells: readonly string[]
  readonly names: AreaNames
  /** What may have an account: the same, and banners beside the leaves. */
  readonly accountNames: AreaNames
  readonly targets: Readonly<Record<TargetKind, readonly Target[]>>
  readonly claims: readonly { readonly id: string; readonly zh: string; readonly en: string }[]
  value(kind: ActualKind, area: string, year: number, target: string): number | null
  generalTransfers(area: string, year: number): number | null
}

export function knownOf(catalogue: Catalogue, result: SimulationResult): Known {
  const root = catalogue.regions.find(({ parent }) => parent === null)?.code ?? ''
  const plain = areaNamesOf(catalogue)
  const own = ownLevelCode(root)
  const names = {
    codes: new Set([...plain.codes, own]),
    byName: new Map([...plain.byName, ...actualWords.own.map((word) => [squeezed(word), own] as const)]),
  }
  const { years, areas } = result.layout
  const place = (area: string, year: number): number | undefined => {
    const [a, y] = [areas.indexOf(area), years.indexOf(year)]
    return a < 0 || y < 0 ? undefined : a * years.length + y
  }
  const at = (values: Float64Array, rows: readonly string[], target: string, area: string, year: number): number | null => {
    const [row, cell] = [rows.indexOf(target), place(area, year)]
    return row < 0 || cell === undefined ? null : (values[row * areas.length * years.length + cell] ?? null)
  }
  const ofUnit = (area: string, year: number, series: 'ownRevenue' | 'generalTransfers'): number | null =>
    anyUnit(result, area)?.[series][years.indexOf(year)] ?? null
  return {
    catalogue,
    root,
    cells: [
      ...catalogue.regions.filter((region) => !catalogue.regions.some(({ parent }) => parent === region.code)).map(({ code }) => code),
      own,
    ],
    names,
    accountNames: {
      codes: new Set([...names.codes, ...catalogue.banners.map(({ code }) => code)]),
      byName: new Map([...areaNamesOf({ regions: catalogue.banners }).byName, ...names.byName]),
    },
    targets: targetsOf(catalogue, result.layout.standards),
    claims: catalogue.fiscal.priorClaims.map(({ id, name }) => ({ id, zh: name.zh, en: name.en })),
    value: (kind, area, year, target) => {
      if (kind === 'account') return ofUnit(area, year, 'ownRevenue')
      if (kind === 'count') return at(result.quantity, result.layout.components, target, area, year)
      if (kind === 'standard') return at(result.standard, result.layout.standards, target, area, year)
      if (kind === 'fund') return fundValue(result, target, years.indexOf(year))
      return area === root ? indicatorNear(catalogue, target, year) : null
    },
    generalTransfers: (area, year) => ofUnit(area, year, 'generalTransfers'),
  }
}

/** A line of a fund's account, yuan. */
function fundValue({ funds }: SimulationResult, target: string, k: number): number | null {
  const found = funds.flatMap((fund) => fundLines.flatMap((line) => (`${fund.id}.${line}` === target ? [fund[line]?.[k]] : [])))[0]
  return found === undefined || Number.isNaN(found) ? null : found
}

/** The last value of an indicator that the catalogue has at or before a year. */
function indicatorNear({ indicators }: Catalogue, id: string, year: number): number | null {
  const found = indicators.find((indicator) => indicator.id === id)
  const values = [...(found?.baselines ?? []), ...(found?.actuals ?? [])].sort((a, b) => a.year - b.year)
  return values.findLast((point) => point.year <= year)?.value ?? null
}

function targetsOf(catalogue: Catalogue, standards: readonly string[]): Known['targets'] {
  const named = (id: string, unit: string, zh: readonly [string, string], en: readonly [string, string]): Target => {
    const known = unitNames(unit)
    return { id, names: { zh, en }, unit: { zh: known[0] ?? unit, en: known[1] ?? unit }, unitNames: known }
  }
  const components = catalogue.items.flatMap((item) =>
    item.components.map((component) => ({ item, component, id: standardId(item, component) })),
  )
  const wanted = new Set(standards)
  return {
    count: components
      .map(({ item, component, id }) =>
        named(id, component.quantity.unit, [item.name.zh, component.name.zh], [item.name.en, component.name.en]),
      )
      .concat(
        countedBases.map((basis) =>
          named(basisTarget(basis), 'person', [actualWords.bases[basis].zh, ''], [actualWords.bases[basis].en, '']),
        ),
      ),
    standard: [
      ...components.flatMap(({ item, component, id }) =>
        component.unitCost === undefined || !wanted.has(id)
          ? []
          : [named(id, component.unitCost.unit, [item.name.zh, component.name.zh], [item.name.en, component.name.en])],
      ),
      ...catalogue.pools.map(({ id, name, standard }) => named(id, standard.unit, [name.zh, ''], [name.en, ''])),
    ],
    indicator: catalogue.indicators.map(indicatorTarget),
    fund: catalogue.funds.flatMap(({ id, name }) =>
      fundLines.map((line): Target => ({
        id: `${id}.${line}`,
        names: { zh: [name.zh, actualWords.fundLines[line].zh], en: [name.en, actualWords.fundLines[line].en] },
        unit: { zh: actualWords.template['zh-CN'].moneyUnit, en: actualWords.template.en.moneyUnit },
        unitNames: [],
      })),
    ),
  }
}

const indicatorTarget = ({ id, name, unit }: Indicator): Target => ({
  id,
  names: { zh: [name.zh, ''], en: [name.en, ''] },
  unit,
  unitNames: [unit.zh, unit.en],
})

/** Targets by what people call them: the id, item and part, or the item alone where it has one part. */
export function targetIndex(targets: readonly Target[]): {
  readonly ids: ReadonlyMap<string, Target>
  readonly names: ReadonlyMap<string, Target>
} {
  const names = new Map<string, Target | undefined>()
  const add = (text: string, target: Target): void => {
    const key = bareName(text)
    // A name that two of them share names neither.
    if (key !== '') names.set(key, names.has(key) && names.get(key) !== target ? undefined : target)
  }
  for (const target of targets)
    for (const [item, part] of Object.values(target.names)) {
      add(item + part, target)
      add(item, target)
      if (part !== '') add(part, target)
    }
  return {
    ids: new Map(targets.map((target) => [squeezed(target.id), target])),
    names: new Map([...names].flatMap(([key, target]) => (target === undefined ? [] : [[key, target] as const]))),
  }
}

/** A name without the marks that people put in or leave out. */
export const bareName = (text: string): string => squeezed(text).replace(/[^\p{L}\p{N}%]/gu, '')
