import type { Ask, FigureUnit, ResultFigure } from './resultFigure'
import { UnknownFigure, type OpenRun } from './run'
import { growthOf, pairOf, type ShownTerm } from './term'

/** Figures beside figures: against the scenario compared with, against the run without actual figures, against another year. */
type Beside = (path: string) => string

const inOther: Beside = (path) => `other:${path}`
const inPlan: Beside = (path) => `plan:${path}`

/** The same figure in another year: its last place, where the year stands. */
const inYear = (year: string, path: string): string => {
  const at = path.lastIndexOf('/')
  if (!/^\d{4}$/.test(path.slice(at + 1)) || !/^\d{4}$/.test(year)) throw new UnknownFigure(`${path} stands for no year`)
  return `${path.slice(0, at)}/${year}`
}

const change = (ask: Ask, path: string, before: string): ShownTerm => pairOf('minus', ask(path), ask(before))

type UnitOf = (path: string) => FigureUnit
const sameUnit = (_: OpenRun, places: readonly string[], unitOf: UnitOf): FigureUnit => unitOf(places.at(-1) ?? '')

/** A difference and the same as a part of what it is counted from. */
const both = (name: string, section: string, beside: Beside): Readonly<Record<string, ResultFigure>> => ({
  [name]: { places: ['path'], unit: sameUnit, section, term: (_, [path = ''], ask) => change(ask, path, beside(path)) },
  [`${name}Share`]: {
    places: ['path'],
    unit: '',
    section,
    term: (_, [path = ''], ask) => pairOf('over', ask(`${name}/${path}`), ask(beside(path))),
  },
})

export const comparisonFigures: Readonly<Record<string, ResultFigure>> = {
  ...both('difference', '7', inOther),
  ...both('fromPlan', '6', inPlan),
  /** `since/2020/expenditure/ITEM/AREA/2025`: by how much more than in an earlier year. */
  since: {
    places: ['year', 'path'],
    unit: sameUnit,
    section: '6',
    term: (_, [year = '', path = ''], ask) => change(ask, path, inYear(year, path)),
  },
  sinceShare: {
    places: ['year', 'path'],
    unit: '',
    section: '6',
    term: (_, [year = '', path = ''], ask) => pairOf('over', ask(`since/${year}/${path}`), ask(inYear(year, path))),
  },
  /** The yearly growth of any money between two years. */
  growthOf: {
    places: ['year', 'path'],
    unit: '',
    section: '6',
    term: (_, [year = '', path = ''], ask) => {
      const [first, last] = [ask(inYear(year, path)), ask(path)]
      const years = Number(path.slice(-4)) - Number(year)
      if (years < 1) throw new UnknownFigure(`${path} is not later than ${year}`)
      return growthOf(first, last, years)
    },
  },
}
