import type { Comparison } from '../../models/compare'
import { expenditureIndex } from '../../models/layout'
import { causeIndex, type CauseFigure, type Causes } from '../../models/difference/causeTable'
import type { DiagnosedResult, Diagnosis } from '../../models/diagnosis/diagnose'
import type { Money } from '../../models/fiscal/coverageMultiple'
import type { EvidenceByYear } from '../../models/evidence/evidenceAt'
import type { Evidence, UnitResult } from '../../models/result'
import type { Scenario } from '../../models/scenario/document'
import { evidenceOfYears } from '../../models/simulate'
import type { ReadingEffects } from '../../models/target/contradiction'
import type { LoadedCatalogue } from '../service/catalogue'
import { scenarioFingerprint } from '../service/fingerprint'
import type { ComparisonDocument, SimulationDocument } from './outputSchemas'
import { targetsDocument } from './targetDocument'

const list = (values: Float64Array): number[] => [...values]

/** JSON knows no number that is none. */
const finite = (values: Float64Array): (number | null)[] => [...values].map((value) => (Number.isNaN(value) ? null : value))
const maybe = (values: Float64Array | null): (number | null)[] | null => (values === null ? null : finite(values))
const byNature = ({ recurrent, oneOff }: Money): { recurrent: number[]; oneOff: number[] } => ({
  recurrent: [...recurrent],
  oneOff: [...oneOff],
})

const residualDocument = ({ priorClaims, ratio, firstYear, knownFrom }: NonNullable<UnitResult['residual']>) => ({
  priorClaims: finite(priorClaims),
  ratio: finite(ratio),
  firstYear,
  knownFrom,
})

/** Targets outside the items, definitions of resources, room and the answers of the three tests. */
const capacityTests = ({
  lowResources,
  highResources,
  outside,
  room,
  tests,
}: UnitResult): Pick<SimulationDocument['units'][number], 'lowResources' | 'highResources' | 'outside' | 'room' | 'tests'> => ({
  outside: { borne: list(outside.borne), already: list(outside.already), margin: list(outside.margin) },
  lowResources: list(lowResources),
  highResources: list(highResources),
  room:
    room === null
      ? null
      : {
          multiple: finite(room.multiple),
          oneOff: finite(room.oneOffMultiple),
          headroom: list(room.headroom),
          oneOffHeadroom: list(room.oneOffHeadroom),
          granted: byNature(room.granted),
          request: byNature(room.request),
        },
  tests,
})

/** The result of a run as other programs read it: the contract of `simulate --format json`. Yuan, persons, shares. */
export function simulationDocument(
  engine: string,
  loaded: LoadedCatalogue,
  scenario: Scenario,
  { result, diagnoses }: DiagnosedResult,
  effects: readonly ReadingEffects[],
): SimulationDocument {
  const { catalogue, sha256 } = loaded
  const { layout } = result
  const years = layout.years.length
  return {
    engine,
    catalogue: { id: catalogue.id, version: catalogue.version, sha256 },
    scenario: { name: scenario.name, sha256: scenarioFingerprint(scenario) },
    outlook: result.outlook,
    years: [...layout.years],
    items: catalogue.items.flatMap((item, i) =>
      layout.areas.flatMap((region, area) =>
        layout.payers.map((payer, p) => {
          const start = expenditureIndex(layout, i, area, p, 0)
          return {
            id: item.id,
            domain: item.domain,
            region,
            payer,
            expenditure: list(result.expenditure.subarray(start, start + years)),
            grade: result.itemGrades[i] ?? 'D',
          }
        }),
      ),
    ),
    units: result.units.map((unit) => ({
      ...capacityTests(unit),
      code: unit.code,
      level: unit.level,
      resources: list(unit.resources),
      required: list(unit.required),
      capacity: list(unit.capacity),
      margin: list(unit.margin),
      benchmark: unit.benchmark,
      coverageRatio: list(unit.coverageRatio),
      grade: unit.grade,
      lastActualYear: unit.lastActualYear,
      ...(unit.residual === null
        ? {}
        : {
            residual: residualDocument(unit.residual),
          }),
    })),
    memos: result.memos.map((memo) => ({
      code: memo.code,
      parent: memo.parent,
      share: list(memo.share),
      knownFrom: memo.knownFrom,
      lastActualYear: memo.lastActualYear,
      resources: finite(memo.resources),
      required: list(memo.required),
      ...(memo.residual === null ? {} : { residual: residualDocument(memo.residual) }),
      tests: memo.tests,
      grade: memo.grade,
    })),
    population: result.population.map((area) => ({
      region: area.region,
      total: list(area.total),
      age0to14: list(area.age0to14),
      age15to59: list(area.age15to59),
      age60plus: list(area.age60plus),
      age65plus: list(area.age65plus),
      age80plus: list(area.age80plus),
      urbanShare: list(area.urbanShare),
      births: list(area.births),
      deaths: list(area.deaths),
      netMigrants: list(area.netMigrants),
      clamped: list(area.clamped),
      grade: area.grade,
    })),
    flags: result.flags.map((flag, k) => ({
      ...flag,
      sameAs: flag.sameAs === null ? null : { ...flag.sameAs },
      payers: [...flag.payers],
      binding: [...flag.binding],
      standings: flag.standings.map((standing) => ({ ...standing })),
      ...diagnosisDocument(diagnoses[k]),
    })),
    evidence: evidenceDocument(evidenceOfYears(catalogue, scenario)),
    targets: targetsDocument(result.targets, layout.areas, effects),
    funds: result.funds.map((fund) => ({
      ...fund,
      opening: maybe(fund.opening),
      contributions: maybe(fund.contributions),
      subsidy: list(fund.subsidy),
      benefits: maybe(fund.benefits),
      closing: maybe(fund.closing),
      months: maybe(fund.months),
      uncovered: maybe(fund.uncovered),
      localPart: maybe(fund.localPart),
      localSubsidy: list(fund.localSubsidy),
    })),
    notices: result.notices.map((notice) => ({
      code: notice.code,
      ...(notice.overrideId === undefined ? {} : { overrideId: notice.overrideId }),
      ...(notice.params === undefined ? {} : { params: { ...notice.params } }),
    })),
  }
}

/** Shares of each grade by year. */
const byGrade = (years: readonly Evidence[]): Record<keyof Evidence, number[]> => {
  const of = (grade: keyof Evidence): number[] => years.map((evidence) => evidence[grade])
  return { A: of('A'), B: of('B'), C: of('C'), D: of('D') }
}

const evidenceDocument = ({ items, domains, areas, units }: EvidenceByYear): SimulationDocument['evidence'] => ({
  items: items.map(({ id, years }) => ({ id, spending: byGrade(years) })),
  domains: domains.map(({ id, years }) => ({ id, spending: byGrade(years) })),
  areas: areas.map(({ code, years }) => ({ code, spending: byGrade(years) })),
  units: units.map(({ code, years }) => {
    const of = (figure: 'required' | 'resources' | 'capacity' | 'margin' | 'coverageRatio') => byGrade(years.map((unit) => unit[figure]))
    return {
      code,
      required: of('required'),
      resources: of('resources'),
      capacity: of('capacity'),
      margin: of('margin'),
      coverageRatio: of('coverageRatio'),
    }
  }),
})

function diagnosisDocument(
  diagnosis: Diagnosis | undefined,
): Pick<SimulationDocument['flags'][number], 'change' | 'causes' | 'remedies' | 'noRemedy'> {
  if (diagnosis === undefined || diagnosis.relief === null) throw new RangeError('a flag without its diagnosis')
  const { change, causes, relief } = diagnosis
  if ('noRemedy' in relief) return { change, causes, noRemedy: relief.noRemedy }
  return { change, causes, remedies: relief.remedies.map((remedy) => ({ ...remedy, changes: [...remedy.changes] })) }
}

/** Several scenarios against the first: the contract of `compare --format json`. */
export function comparisonDocument(
  engine: string,
  loaded: LoadedCatalogue,
  scenarios: readonly Scenario[],
  comparisons: readonly Comparison[],
  causes: readonly Causes[],
): ComparisonDocument {
  const { catalogue, sha256 } = loaded
  const named = (scenario: Scenario | undefined): { name: string; sha256: string } => ({
    name: scenario?.name ?? '',
    sha256: scenario === undefined ? '' : scenarioFingerprint(scenario),
  })
  return {
    engine,
    catalogue: { id: catalogue.id, version: catalogue.version, sha256 },
    base: named(scenarios[0]),
    years: [...(comparisons[0]?.years ?? [])],
    against: comparisons.map((comparison, k) => ({
      scenario: named(scenarios[k + 1]),
      items: comparison.items.map(({ id, area, payer, years }) => ({
        id,
        region: area,
        payer,
        base: years.map((d) => d.base),
        other: years.map((d) => d.other),
        change: years.map((d) => d.change),
      })),
      units: comparison.units.map((unit) => ({
        code: unit.code,
        required: {
          base: unit.required.map((d) => d.base),
          other: unit.required.map((d) => d.other),
          change: unit.required.map((d) => d.change),
        },
        resources: {
          base: unit.resources.map((d) => d.base),
          other: unit.resources.map((d) => d.other),
          change: unit.resources.map((d) => d.change),
        },
        margin: { base: unit.margin.map((d) => d.base), other: unit.margin.map((d) => d.other), change: unit.margin.map((d) => d.change) },
      })),
      causes: causeRows(causes[k]),
      flagsGone: [...comparison.flagsGone],
      flagsNew: [...comparison.flagsNew],
    })),
  }
}

/** One row for each group and region; the groups add up to the change. */
function causeRows(causes: Causes | undefined): ComparisonDocument['against'][number]['causes'] {
  if (causes === undefined) return []
  const { areas, years, groups, parts } = causes
  return groups.flatMap((group, g) =>
    areas.map((region, area) => {
      const row = (figure: CauseFigure): number[] => years.map((_, year) => parts[g]?.[causeIndex(causes, figure, area, year)] ?? 0)
      return {
        group,
        region,
        expenditure: row('expenditure'),
        required: row('required'),
        resources: row('resources'),
        margin: row('margin'),
      }
    }),
  )
}
