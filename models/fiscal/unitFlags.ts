import type { Model } from '../model'
import type { Flag, MemoUnit, Payer, UnitResult, UnitTests } from '../result'
import type { AppliedScenario } from '../scenario/apply'
import type { Structure } from '../structure'
import { askedRoom, coverageFlag, payAnswer, paceAnswer, paceUnknown, roomAnswer } from './answers'
import { boundsFor, type CoverageBounds } from './coverageMultiple'
import { definedFlags, paceOf, type Definitions, type Pace } from './definitions'
import { bySeverityAndSize, Growths, residualFlag, type GrowthTest, type Subject } from './flag'
import { groupsOf } from './groups'
import { newResourcesFlags } from './newResources'
import { sharingClassIn } from './sharingClass'
import { booksOf, GroupSubject, runsAhead, type Books, type Figures } from './subjects'
import type { NoAnswer } from './unitClaims'

type TestedFigures = Figures & { readonly units: readonly UntestedUnit[]; readonly memos: readonly UntestedMemo[] }

/** Books with what the tests are held against. */
interface Bench extends Books {
  readonly thresholds: AppliedScenario['thresholds']
  /** Changes of leagues' classes. */
  readonly classes: AppliedScenario['overrides']
  readonly figures: TestedFigures
}

const payersOf: Readonly<Record<UnitResult['level'], readonly Payer[]>> = {
  consolidated: ['region', 'league', 'banner'],
  own: ['region'],
  league: ['league', 'banner'],
  // The accounts of a leaf are those of its whole area: what the league and the banner pay there.
  banner: ['league', 'banner'],
}

/** A unit before its tests are answered. */
export interface UntestedUnit {
  readonly unit: Omit<UnitResult, 'tests'>
  readonly noAnswer: NoAnswer | null
}

/** A banner beside the leaves before its tests are answered; the growth test needs less than the others. */
export interface UntestedMemo {
  readonly unit: Omit<MemoUnit, 'tests'>
  readonly noPace: NoAnswer | null
  readonly noAnswer: NoAnswer | null
}

interface Tested {
  readonly units: readonly UnitResult[]
  readonly memos: readonly MemoUnit[]
  readonly flags: readonly Flag[]
}

/** All flags of a run and the answers of the three tests: growth over items, pools, domains and the whole; residual and coverage where accounts allow. */
export function unitFlags(
  model: Model,
  figures: TestedFigures,
  { thresholds, overrides }: Pick<AppliedScenario, 'thresholds' | 'overrides'>,
): Tested {
  const { structure } = model
  const books: Bench = {
    ...booksOf(model, figures, figures.units.length),
    figures,
    thresholds,
    classes: overrides.filter(({ lever }) => lever === 'sharingClass'),
  }
  const found = figures.units.map((unit, row) => testUnit(structure, books, unit, row))
  return {
    units: found.map(({ unit }) => unit),
    memos: figures.memos.map((memo) => testMemo(structure, books, memo)),
    flags: found.flatMap(({ flags }) => flags).sort(bySeverityAndSize),
  }
}

function testUnit(
  structure: Structure,
  books: Bench,
  { unit, noAnswer }: UntestedUnit,
  row: number,
): { readonly unit: UnitResult; readonly flags: readonly Flag[] } {
  const payers = payersOf[unit.level]
  const { subjects, whole: all, block, blockParts } = groupsOf(structure)
  const whole = new GroupSubject(books, all, row, payers, { id: unit.code, amounts: unit.required })
  const answered = answersOf(structure, books, { unit, noAnswer, payers, whole, isRegion: row === 0 })
  const { test, definitions, pace } = answered
  // Under the low definition more runs ahead than under the others.
  const lowPace = (unit.lowResources[books.ends.target] ?? 0) / (unit.lowResources[books.ends.from] ?? 1)
  const least = books.thresholds.materiality * (unit.required[books.ends.target] ?? 0)
  const ahead = (): readonly Subject[] =>
    subjects.filter((group) => runsAhead(books, group, row, lowPace, least)).map((group) => new GroupSubject(books, group, row, payers))
  const growth = pace === null ? [] : definedFlags(test, definitions, whole, ahead(), pace)
  // Of a league the parts are the region's, spread evenly.
  const parts = unit.level === 'consolidated' || unit.level === 'own' ? blockParts : []
  const isTested = pace !== null && block.targets.length > 0
  const { thresholds } = books
  const outside = isTested ? newResourcesFlags({ books, unit, row, payers, thresholds }, block, parts) : []
  return { unit: { ...unit, tests: answered.tests }, flags: [...answered.flags, ...growth, ...outside] }
}

/** A banner beside the leaves: its three answers. Its spending is not known by item, and it raises no flags. */
function testMemo(structure: Structure, books: Bench, { unit, noPace, noAnswer }: UntestedMemo): MemoUnit {
  const whole: Subject = {
    kind: 'unit',
    id: unit.code,
    amounts: unit.required,
    payer: 'banner',
    grade: 'D',
    evidence: { A: 0, B: 0, C: 0, D: 1 },
  }
  const { tests } = answersOf(structure, books, { unit, noAnswer, payers: ['banner'], whole, isRegion: false })
  return { ...unit, tests: noPace === null ? tests : { ...tests, pace: paceUnknown(noPace) } }
}

interface Asked {
  readonly unit: Omit<MemoUnit, 'tests' | 'parent' | 'share' | 'knownFrom'>
  readonly noAnswer: NoAnswer | null
  readonly payers: readonly Payer[]
  readonly whole: Subject
  /** The unit is the region with all its levels. */
  readonly isRegion: boolean
}

interface Answered {
  readonly tests: UnitTests
  /** Of the residual and the coverage test. */
  readonly flags: readonly Flag[]
  readonly test: GrowthTest
  readonly definitions: Definitions
  readonly pace: Pace | null
}

function answersOf(structure: Structure, books: Bench, { unit, noAnswer, payers, whole, isRegion }: Asked): Answered {
  const { catalogue, years } = structure
  const { figures, thresholds, classes } = books
  const { targetYear, assessedFrom } = figures
  const { code, resources, required, grade, lastActualYear, partlyActualYear, residual: known } = unit
  const test: GrowthTest = {
    unit: code,
    payers,
    resources,
    growths: new Growths(resources),
    required,
    grade,
    firstYear: catalogue.baseYear,
    baseYear: assessedFrom,
    targetYear,
    thresholds,
  }
  const definitions = { low: unit.lowResources, high: unit.highResources }
  // Years with accounts carry no flag.
  const pace = targetYear <= lastActualYear ? null : paceOf(test, definitions, whole)
  const residual =
    known === null || noAnswer !== null
      ? null
      : residualFlag(
          {
            unit: code,
            payers,
            years,
            baseYear: Math.max(assessedFrom, known.knownFrom),
            lastActualYear: partlyActualYear,
            targetYear,
            resources,
            required,
            priorClaims: known.priorClaims,
            ratio: known.ratio,
            thresholds,
            regionRatio: isRegion ? undefined : figures.units[0]?.unit.residual?.ratio,
          },
          whole,
        )
  const inClassOf = classHolder(structure, code)
  const boundsIn = (year: number): CoverageBounds => boundsFor(thresholds, sharingClassIn(catalogue, classes, inClassOf, year))
  const asked = noAnswer === null ? askedRoom(unit.room, { years, lastActualYear, targetYear }, boundsIn) : null
  const coverage = coverageFlag(asked, { unit, payers, whole, targetYear, boundsIn })
  const tests = {
    pace: paceAnswer(pace),
    pay: payAnswer(unit, residual, noAnswer, isRegion),
    room: roomAnswer(unit.room, asked, noAnswer),
  }
  return { tests, flags: [residual, coverage].filter((flag) => flag !== null), test, definitions, pace }
}

/** Whose class a unit is in: a banner beside the leaves is in its league's. */
const classHolder = ({ catalogue }: Structure, code: string): string =>
  catalogue.banners.find((banner) => banner.code === code)?.parent ?? code
