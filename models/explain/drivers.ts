import { pathValues } from '../catalogue/path'
import type { Driver, YearPath } from '../catalogue/schema'
import type { AgeGroup } from '../population/ageGroups'
import { stageAges } from '../population/leafGroups'
import { fromEntry } from '../provenance'
import { pathLeaf } from './cataloguePaths'
import type { Ask, FigureUnit, ResultFigure } from './resultFigure'
import { UnknownFigure, type OpenRun } from './run'
import { stockPath } from './stocks'
import { constant, pairOf, sumOf, type ShownTerm } from './term'

/**
 * How a driver group comes about (METHOD section 3.1): of people it is counted from stocks of the projection; of numbers
 * of the catalogue it is what they say, spread as another group is in the base year.
 */
interface Place {
  readonly ask: Ask
  readonly cell: string
  readonly year: number
  readonly baseYear: number
}
type Of<Kind extends Driver['kind']> = Extract<Driver, { kind: Kind }>

const year = (value: number): string => String(value)
const driverAt = ({ ask, cell }: Place, id: string, at: number): ShownTerm => ask(['driver', id, cell, year(at)].join('/'))
const numberAt = ({ ask }: Place, { id }: Driver, at: number): ShownTerm => ask(['driverNumber', id, year(at)].join('/'))
const half = (a: ShownTerm, b: ShownTerm): ShownTerm => pairOf('over', pairOf('plus', a, b), constant(2))
const before = (place: Place, { id }: Driver): ShownTerm => driverAt(place, id, place.year - 1)

/** The formula of a driver in a leaf; null where it is what the catalogue says, or a mark. */
export function driverTerm({ model: { structure } }: OpenRun, id: string, cell: string, at: number, ask: Ask): ShownTerm | null {
  const { catalogue, leaves } = structure
  const driver = catalogue.drivers.find((known) => known.id === id)
  const place: Place = { ask, cell, year: at, baseYear: catalogue.baseYear }
  if (driver === undefined || !leaves.some(({ code }) => code === cell)) return null
  switch (driver.kind) {
    case 'population':
      return half(ask(stockPath(driver, cell, at - 1)), ask(stockPath(driver, cell, at)))
    case 'births':
      return birthsTerm(place, driver)
    case 'enrolment':
      return pupilsTerm(place, driver)
    case 'counties':
    case 'programme':
      return null
    case 'trend':
      return at === place.baseYear ? driverAt(place, driver.spread, at) : pairOf('times', before(place, driver), trendGrowth(place, driver))
    case 'project':
      return ofNumbers(place, driver, at)
    case 'caseload':
      return isFollowing(place, driver.path.points.at(-1)?.year)
        ? pairOf('times', before(place, driver), growthOf(place, driver.then))
        : ofNumbers(place, driver, at)
    case 'observed':
      return driver.then !== undefined && isFollowing(place, driver.until)
        ? pairOf('times', before(place, driver), growthOf(place, driver.then))
        : ofNumbers(place, driver, at)
    case 'capacity':
      return stockTerm(place, driver)
    case 'construction':
      return worksTerm(place, driver)
  }
}

const isFollowing = ({ year: at, baseYear }: Place, until: number | undefined): boolean =>
  until !== undefined && at > baseYear && at > until

/** Born where the women of childbearing age live. */
function birthsTerm({ ask, cell, year: at }: Place, { residence }: Of<'births'>): ShownTerm {
  const births = ask(['population', 'births', cell, year(at)].join('/'))
  if (residence === 'all') return births
  const women = (lives: AgeGroup['residence']): ShownTerm => {
    const group = { ageFrom: 15, ageTo: 49, sex: 'female', residence: lives } as const
    return half(ask(stockPath(group, cell, at - 1)), ask(stockPath(group, cell, at)))
  }
  return pairOf('times', births, pairOf('over', women(residence), women('all')))
}

/** Pupils of the autumn before: of each grade two thirds of one age and a third of the next. */
function pupilsTerm({ ask, cell, year: at }: Place, { stages, residence }: Of<'enrolment'>): ShownTerm {
  const aged = (age: number): ShownTerm => ask(stockPath({ ageFrom: age, ageTo: age, sex: 'both', residence }, cell, at - 1))
  const grade = (age: number): ShownTerm =>
    pairOf('over', pairOf('plus', pairOf('times', constant(2), aged(age)), aged(age + 1)), constant(3))
  const ofStage = (stage: (typeof stages)[number]): ShownTerm => {
    const { age, grades, shifted } = stageAges[stage]
    const ages = Array.from({ length: grades }, (_, k) => age + k)
    return sumOf(
      'grade',
      ages.map((one) => ({ element: String(one), term: shifted ? grade(one) : aged(one) })),
    )
  }
  return sumOf(
    'stage',
    stages.map((stage) => ({ element: stage, term: ofStage(stage) })),
  )
}

/** A group that was empty has no growth to follow. */
function growthOf(place: Place, then: string | undefined): ShownTerm {
  if (then === undefined) return constant(1)
  const last = driverAt(place, then, place.year - 1)
  return last.value > 0 ? pairOf('over', driverAt(place, then, place.year), last) : constant(1)
}

function trendGrowth(place: Place, driver: Of<'trend'>): ShownTerm {
  const follows = driver.then !== undefined && driver.until !== undefined && place.year > driver.until
  return follows ? growthOf(place, driver.then) : pairOf('plus', constant(1), place.ask(`driverRate/${driver.id}`))
}

/** Spread as another group is in the base year, moved as the numbers are. */
const ofNumbers = (place: Place, driver: Of<'project' | 'caseload' | 'observed'>, at: number): ShownTerm =>
  pairOf(
    'over',
    pairOf('times', driverAt(place, driver.spread, place.baseYear), numberAt(place, driver, at)),
    numberAt(place, driver, place.baseYear),
  )

/** Units that should stand at the end of a year. */
function stockTerm(place: Place, driver: Of<'capacity'>): ShownTerm {
  const { stock } = driver
  const level = numberAt(place, driver, place.year)
  switch (stock.kind) {
    case 'per-population':
      return pairOf('over', pairOf('times', level, driverAt(place, stock.group, place.year)), constant(stock.per))
    case 'per-government':
      return pairOf('times', level, place.ask(`counties/${place.cell}`))
    case 'path':
      return pairOf('times', level, driverAt(place, stock.spread, place.baseYear))
  }
}

/** What is renewed of all that was ever built, and what is added in the year. */
function worksTerm(place: Place, driver: Of<'construction'>): ShownTerm {
  const standing = (at: number): ShownTerm => driverAt(place, driver.of, at)
  const years = Array.from({ length: place.year - place.baseYear + 1 }, (_, k) => place.baseYear + k)
  const most = years.slice(1).reduce((sum, at) => pairOf('max', sum, standing(at)), standing(place.baseYear))
  const renewed = pairOf('over', most, place.ask(`driverRate/${driver.id}`))
  if (place.year === place.baseYear) return renewed
  return pairOf('plus', renewed, pairOf('max', constant(0), pairOf('minus', standing(place.year), standing(place.year - 1))))
}

const driverOf = ({ model: { structure } }: OpenRun, id = ''): Driver => {
  const found = structure.catalogue.drivers.find((known) => known.id === id)
  if (found === undefined) throw new UnknownFigure(`there is no driver ${id}`)
  return found
}

/** Numbers by year of a driver, as the catalogue gives them, with their place in it. */
function numbersOf(driver: Driver): { readonly path: YearPath; readonly entry: string } {
  const entry = `drivers(${driver.id})`
  if (driver.kind === 'project' || driver.kind === 'caseload') return { path: driver.path, entry: `${entry}.path` }
  if (driver.kind === 'observed') return { path: { ...driver.counts, between: 'linear' }, entry: `${entry}.counts` }
  if (driver.kind === 'capacity') return { path: driver.stock.level, entry: `${entry}.stock.level` }
  throw new UnknownFigure(`${driver.id} follows no numbers of the catalogue`)
}

/** A number of a driver's path: a point of it, on the line between two, or beyond the last count as the counts went. */
function numberTerm(open: OpenRun, driver: Driver, at: number, ask: Ask): ShownTerm {
  const { path } = numbersOf(driver)
  const end = path.points.at(-1)
  const number = (of: number): ShownTerm => ask(['driverNumber', driver.id, year(of)].join('/'))
  if (driver.kind === 'observed' && end !== undefined && at > end.year) {
    const gone = pairOf('times', ask(`driverChange/${driver.id}`), constant(at - end.year))
    return pairOf('max', constant(0), pairOf('plus', number(end.year), gone))
  }
  const [last, next] = [path.points.findLast((point) => point.year <= at), path.points.find((point) => point.year > at)]
  if (path.between !== 'linear' || last === undefined || next === undefined || last.year === at)
    return constant(pathValues(path, at, at)[0] ?? 0)
  const risen = pairOf('times', pairOf('minus', number(next.year), number(last.year)), constant(at - last.year))
  return pairOf('plus', number(last.year), pairOf('over', risen, constant(next.year - last.year)))
}

/** Mean yearly change of the counts: the slope of the straight line with the least squares. */
function changeTerm(driver: Driver, ask: Ask): ShownTerm {
  const { points } = numbersOf(driver).path
  const mean = points.reduce((sum, point) => sum + point.year, 0) / points.length
  const over = (of: (point: (typeof points)[number]) => ShownTerm): ShownTerm =>
    sumOf(
      'year',
      points.map((point) => ({ element: year(point.year), term: of(point) })),
    )
  const number = (point: (typeof points)[number]): ShownTerm => ask(['driverNumber', driver.id, year(point.year)].join('/'))
  const away = (point: (typeof points)[number]): ShownTerm => pairOf('minus', constant(point.year), constant(mean))
  const middle = pairOf('over', over(number), constant(points.length))
  const spread = over((point) => pairOf('times', away(point), away(point)))
  return pairOf(
    'over',
    over((point) => pairOf('times', away(point), pairOf('minus', number(point), middle))),
    spread,
  )
}

/** In what a driver is counted; what is spread as another group is counts as that does. */
export function unitOfDriver(open: OpenRun, id: string): string {
  const driver = driverOf(open, id)
  if (driver.kind === 'population' || driver.kind === 'births' || driver.kind === 'enrolment') return 'person'
  if (driver.kind === 'counties') return 'county'
  if (driver.kind === 'capacity') return driver.stock.level.unit
  if (driver.kind === 'construction') return unitOfDriver(open, driver.of)
  return driver.kind === 'programme' ? 'programme' : unitOfDriver(open, driver.spread)
}

const pure = (catalogueUnit: string): FigureUnit => ({ unit: '', catalogueUnit })

/** Numbers of the catalogue behind drivers. */
export const driverFigures: Readonly<Record<string, ResultFigure>> = {
  driverNumber: {
    places: ['driver', 'year'],
    unit: (open, [id]) => pure(numbersOf(driverOf(open, id)).path.unit),
    section: '3.1',
    term: (open, [id, at = ''], ask) => {
      if (!/^\d{4}$/.test(at)) throw new UnknownFigure(`there is no year ${at}`)
      return numberTerm(open, driverOf(open, id), Number(at), ask)
    },
    leaf: (open, [id, at = '']) => {
      const { path, entry } = numbersOf(driverOf(open, id))
      return pathLeaf(entry, path, Number(at))
    },
  },
  driverChange: {
    places: ['driver'],
    unit: (open, [id]) => pure(numbersOf(driverOf(open, id)).path.unit),
    section: '3.1',
    term: (open, [id], ask) => changeTerm(driverOf(open, id), ask),
  },
  /** The yearly rate of a trend; the useful life of what is built. */
  driverRate: {
    places: ['driver'],
    unit: (open, [id]) => pure(driverOf(open, id).kind === 'construction' ? 'year' : 'rate/year'),
    section: '3.1',
    term: (open, [id]) => {
      const driver = driverOf(open, id)
      if (driver.kind === 'trend') return constant(driver.rate.value)
      if (driver.kind === 'construction') return constant(driver.usefulLife.value)
      throw new UnknownFigure(`${driver.id} has no rate of its own`)
    },
    leaf: (open, [id = '']) => {
      const driver = driverOf(open, id)
      return driver.kind === 'construction'
        ? { source: fromEntry(`drivers(${id}).usefulLife`, driver.usefulLife) }
        : { source: driver.kind === 'trend' ? fromEntry(`drivers(${id}).rate`, driver.rate) : null }
    },
  },
  counties: {
    places: ['area'],
    unit: () => pure('county'),
    section: '3.1',
    term: (open, [code = '']) => {
      const region = open.model.structure.leaves.find((leaf) => leaf.code === code)
      if (region === undefined) throw new UnknownFigure(`there is no leaf ${code}`)
      return constant(region.counties?.value ?? 0)
    },
    leaf: (open, [code = '']) => ({ source: countiesOf(open, code) }),
  },
}

/** What says how many counties a leaf has. */
export const countiesOf = ({ model: { structure } }: OpenRun, code: string): ReturnType<typeof fromEntry> =>
  fromEntry(`regions(${code}).counties`, structure.leaves.find((leaf) => leaf.code === code)?.counties)
