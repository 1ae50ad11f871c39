import type { CompiledModel } from '../equation/compile'
import type { Model } from '../model'
import type { Flag, MemoUnit, Payer, UnitResult, UnitTests } from '../result'
import type { AppliedScenario } from '../scenario/apply'
import type { Structure } from '../structure'
import { askedRoom, coverageFlag, payAnswer, paceAnswer, paceUnknown, roomAnswer } from './answers'
import { boundsFor, type CoverageBounds } from './coverageMultiple'
import { definedTest, paceOf, subjectFlag, wholeFlag, type DefinedTest, type Pace } from './definitions'
import { inOrder, residualFlag, type Subject } from './flag'
import { groupsOf } from './groups'
import { keptFlags, type KeptFlags, type KeptUnit } from './keptFlags'
import { newResourcesFlags } from './newResources'
import { sharingClassIn } from './sharingClass'
import { booksOf, GroupSubject, reachOf, runsAhead, type Books, type Figures } from './subjects'
import type { NoAnswer } from './unitClaims'

type TestedFigures = Figures & { readonly units: readonly UntestedUnit[]; readonly memos: readonly UntestedMemo[] }

/** Books with what the tests are held against. */
interface Bench extends Books {
  readonly thresholds: AppliedScenario['thresholds']
  /** Changes of leagues' classes. */
  readonly classes: AppliedScenario['overrides']
  readonly figures: TestedFigures
  /** The growth test of each unit as it was set up last, by row. */
  readonly tests: DefinedTest[]
  /** The unit that is being judged, and the subject of it that is. */
  readonly whole: GroupSubject
  readonly subject: GroupSubject
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
  const plain = booksOf(model, figures)
  const { whole } = groupsOf(structure)
  const books: Bench = {
    ...plain,
    figures,
    whole: new GroupSubject(plain, whole),
    subject: new GroupSubject(plain, whole),
    tests: testsOf(model),
    thresholds,
    classes: overrides.filter(({ lever }) => lever === 'sharingClass'),
  }
  const kept = keptFlags(model)
  kept.turnTo(model, books, thresholds)
  const found = figures.units.map((unit, row) => testUnit(structure, books, unit, row, kept))
  return {
    units: found.map(({ unit }) => unit),
    memos: figures.memos.map((memo) => testMemo(structure, books, memo)),
    flags: inOrder(found.map(({ flags }) => flags)),
  }
}

const lastTests = new WeakMap<CompiledModel, DefinedTest[]>()

function testsOf({ compiled }: Model): DefinedTest[] {
  const known = lastTests.get(compiled) ?? []
  lastTests.set(compiled, known)
  return known
}

function testUnit(
  structure: Structure,
  books: Bench,
  { unit, noAnswer }: UntestedUnit,
  row: number,
  keptOfAll: KeptFlags,
): { readonly unit: UnitResult; readonly flags: readonly Flag[] } {
  const payers = payersOf[unit.level]
  const { whole: all, block, blockParts } = groupsOf(structure)
  const whole = books.whole.turnToUnit(all, row, payers, unit)
  const answered = answersOf(structure, books, { unit, noAnswer, payers, whole, isRegion: row === 0, last: books.tests[row] })
  const { growth: tests, pace } = answered
  books.tests[row] = tests
  const { thresholds, ends } = books
  const least = thresholds.materiality * (unit.required[ends.target] ?? 0)
  const kept = keptOfAll.unit(row, pace === null ? null : { unit, pace, least })
  const growth =
    pace === null
      ? []
      : [...wholeFlag(tests, whole, pace), ...subjectFlags(structure, books, { unit, row, payers, tests, pace, least, kept })]
  // Of a league the parts are the region's, spread evenly.
  const parts = unit.level === 'consolidated' || unit.level === 'own' ? blockParts : []
  const outside =
    pace === null || block.targets.length === 0
      ? []
      : kept.outside(() => newResourcesFlags({ books, unit, row, payers, thresholds, least }, block, parts))
  return { unit: { ...unit, tests: answered.tests }, flags: [...answered.flags, ...growth, ...outside] }
}

interface Judged {
  readonly unit: UntestedUnit['unit']
  readonly row: number
  readonly payers: readonly Payer[]
  readonly tests: DefinedTest
  readonly pace: Pace
  readonly least: number
  readonly kept: KeptUnit
}

/** Flags of a unit's subjects; those of which nothing moved are the last run's. */
function subjectFlags(structure: Structure, books: Bench, { unit, row, payers, tests, pace, least, kept }: Judged): readonly Flag[] {
  const { subjects } = groupsOf(structure)
  const { ends } = books
  // Under the low definition more runs ahead than under the others.
  const limits = { pace: (unit.lowResources[ends.target] ?? 0) / (unit.lowResources[ends.from] ?? 1), least }
  const flags: Flag[] = []
  for (let place = 0; place < subjects.length; place++) {
    const group = subjects[place]
    if (group === undefined) continue
    const known = kept.flagOf(place)
    if (known !== undefined) {
      if (known !== null) flags.push(known)
      continue
    }
    const isAhead = runsAhead(books, group, row, limits)
    const judged = isAhead ? subjectFlag(tests, pace, books.subject.turnTo(group, row, payers)) : null
    const flag = kept.isKeeping ? kept.put(place, reachOf(books, group, row), judged) : judged
    if (flag !== null) flags.push(flag)
  }
  return flags
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
  /** The unit's growth test of the last run. */
  readonly last?: DefinedTest | undefined
}

interface Answered {
  readonly tests: UnitTests
  /** Of the residual and the coverage test. */
  readonly flags: readonly Flag[]
  readonly growth: DefinedTest
  readonly pace: Pace | null
}

function answersOf(structure: Structure, books: Bench, { unit, noAnswer, payers, whole, isRegion, last }: Asked): Answered {
  const { catalogue, years } = structure
  const { figures, thresholds, classes } = books
  const { targetYear, assessedFrom } = figures
  const { code, resources, required, grade, lastActualYear, partlyActualYear, residual: known } = unit
  const growth = definedTest(
    { unit: code, payers, resources, required, grade, firstYear: catalogue.baseYear, baseYear: assessedFrom, targetYear, thresholds },
    { low: unit.lowResources, high: unit.highResources },
    last,
  )
  // Years with accounts carry no flag.
  const pace = targetYear <= lastActualYear ? null : paceOf(growth, whole)
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
  const boundsIn = (year: number): CoverageBounds =>
    boundsFor(thresholds, sharingClassIn(catalogue, classes, classHolder(structure, code), year))
  const asked = noAnswer === null ? askedRoom(unit.room, { years, lastActualYear, targetYear }, boundsIn) : null
  const coverage = coverageFlag(asked, { unit, payers, whole, targetYear, boundsIn })
  const tests = {
    pace: paceAnswer(pace),
    pay: payAnswer(unit, residual, noAnswer, isRegion),
    room: roomAnswer(unit.room, asked, noAnswer),
  }
  return { tests, flags: [residual, coverage].filter((flag) => flag !== null), growth, pace }
}

/** Whose class a unit is in: a banner beside the leaves is in its league's. */
const classHolder = ({ catalogue }: Structure, code: string): string =>
  catalogue.banners.find((banner) => banner.code === code)?.parent ?? code
