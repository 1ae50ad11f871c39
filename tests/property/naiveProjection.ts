/**
 * A second population engine, written from the text of the method alone and sharing no line with the kernel: plain
 * objects, bisection, exponentials. It is slow and only for comparison.
 */
export type Sex = 'male' | 'female'
export type ByAge = number[]
export type BySex = Record<Sex, ByAge>

export interface NaiveLeaf {
  stock: BySex
  urbanShare: number
  /** One entry a year from the launch year on. */
  years: { tfr: number; e0: Record<Sex, number>; srb: number; migrationRate: number; ownUrbanShare?: number }[]
}

export interface NaiveInput {
  standard: BySex
  fertility: ByAge
  migration: BySex
  rootUrbanShare: number[]
  leaves: NaiveLeaf[]
}

export interface NaiveYear {
  stock: BySex
  urbanShare: number
  births: number
  deaths: number
  netMigrants: number
  clamped: number
}

const sexes: Sex[] = ['male', 'female']
const everyAge = Array.from({ length: 101 }, (_, age) => age)
const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0)
const everybody = (stock: BySex): number => sum(stock.male) + sum(stock.female)
const read = (values: number[], k: number): number => {
  const value = values[k]
  if (value === undefined) throw new Error(`nothing at ${String(k)}`)
  return value
}

function bisect(f: (x: number) => number, low: number, high: number): number {
  for (let step = 0; step < 300; step++) {
    const middle = (low + high) / 2
    if (f(middle) > 0) high = middle
    else low = middle
  }
  return (low + high) / 2
}

function a0Of(m0: number, sex: Sex): number {
  if (sex === 'male') return m0 < 0.107 ? 0.045 + 2.684 * m0 : 0.33
  return m0 < 0.107 ? 0.053 + 2.8 * m0 : 0.35
}

function survivorsOf(mx: ByAge, sex: Sex): ByAge {
  const l = [1]
  for (let age = 0; age < 100; age++) {
    const ax = age === 0 ? a0Of(read(mx, 0), sex) : 0.5
    const q = Math.min(1, read(mx, age) / (1 + (1 - ax) * read(mx, age)))
    l.push(read(l, age) * (1 - q))
  }
  return l
}

/** Brass: logit l'(x) = alpha + logit ls(x); the open group's death rate moves as the loss between 99 and 100 does. */
function personYearsAt(alpha: number, mx: ByAge, sex: Sex): ByAge {
  const ls = survivorsOf(mx, sex)
  const shift = (l: number): number => 1 / (1 + Math.exp(-alpha) * (1 / l - 1))
  const l = ls.map((value, age) => (age === 0 ? 1 : shift(value)))
  const loss = (of: ByAge): number => 1 - read(of, 100) / read(of, 99)
  const openRate = (read(mx, 100) * loss(l)) / loss(ls)
  return everyAge.map((age) => {
    if (age === 100) return read(l, 100) / openRate
    const ax = age === 0 ? a0Of(read(mx, 0), sex) : 0.5
    return read(l, age + 1) + ax * (read(l, age) - read(l, age + 1))
  })
}

export function naiveSurvival(mx: ByAge, sex: Sex, e0: number): ByAge {
  const alpha = bisect((a) => sum(personYearsAt(a, mx, sex)) - e0, -40, 40)
  const L = personYearsAt(alpha, mx, sex)
  return everyAge.map((age) => {
    if (age === 0) return read(L, 0)
    if (age === 100) return read(L, 100) / (read(L, 99) + read(L, 100))
    return read(L, age) / read(L, age - 1)
  })
}

/** Survival into each age from a year's own death rates. */
function survivalOfRates(mx: ByAge, sex: Sex): ByAge {
  const l = survivorsOf(mx, sex)
  const L = everyAge.map((age) => {
    if (age === 100) return read(l, 100) / read(mx, 100)
    const ax = age === 0 ? a0Of(read(mx, 0), sex) : 0.5
    return ax * read(l, age) + (1 - ax) * read(l, age + 1)
  })
  const part = (of: number, whole: number): number => (whole > 0 ? of / whole : 0)
  return everyAge.map((age) => {
    if (age === 0) return read(L, 0)
    if (age === 100) return part(read(L, 100), read(L, 99) + read(L, 100))
    return part(read(L, age), read(L, age - 1))
  })
}

export interface NaiveRatesYear {
  mx: BySex
  asfr: ByAge
  srb: number
  migrants: BySex
}

/** One population by rates, year after year. */
export function naiveRates(start: BySex, years: NaiveRatesYear[]): Omit<NaiveYear, 'urbanShare'>[] {
  let stock = start
  return years.map(({ mx, asfr, srb, migrants }) => {
    const survival = { male: survivalOfRates(mx.male, 'male'), female: survivalOfRates(mx.female, 'female') }
    const next = nextYear(stock, survival, asfr, srb, migrants)
    stock = next.stock
    return next
  })
}

function nextYear(start: BySex, survival: BySex, asfr: ByAge, srb: number, migrants: BySex): Omit<NaiveYear, 'urbanShare'> {
  const stock: BySex = { male: [0], female: [0] }
  for (const sex of sexes) {
    for (let age = 1; age < 100; age++) stock[sex].push(read(start[sex], age - 1) * read(survival[sex], age))
    stock[sex].push((read(start[sex], 99) + read(start[sex], 100)) * read(survival[sex], 100))
  }
  const births = sum(everyAge.map((age) => (read(asfr, age) * (read(start.female, age) + read(stock.female, age))) / 2))
  stock.female[0] = (births / (1 + srb)) * read(survival.female, 0)
  stock.male[0] = ((births * srb) / (1 + srb)) * read(survival.male, 0)
  const deaths = everybody(start) + births - everybody(stock)
  let clamped = 0
  for (const sex of sexes)
    stock[sex] = stock[sex].map((value, age) => {
      const after = value + read(migrants[sex], age)
      if (after < 0) clamped -= after
      return Math.max(0, after)
    })
  return { stock, births, deaths, netMigrants: everybody(migrants), clamped }
}

/** [leaf][year after the launch year]. */
export function naiveProjection(input: NaiveInput): NaiveYear[][] {
  const runs = input.leaves.map((leaf) => {
    const lived: Omit<NaiveYear, 'urbanShare'>[] = []
    let stock = leaf.stock
    leaf.years.slice(1).forEach((year) => {
      const survival = {
        male: naiveSurvival(input.standard.male, 'male', year.e0.male),
        female: naiveSurvival(input.standard.female, 'female', year.e0.female),
      }
      const asfr = input.fertility.map((share) => share * year.tfr)
      const net = year.migrationRate * everybody(stock)
      const migrants = {
        male: input.migration.male.map((share) => share * net),
        female: input.migration.female.map((share) => share * net),
      }
      const next = nextYear(stock, survival, asfr, year.srb, migrants)
      lived.push(next)
      stock = next.stock
    })
    return lived
  })
  const shiftedShare = (share: number, delta: number): number => 1 / (1 + Math.exp(-(Math.log(share / (1 - share)) + delta)))
  return runs.map((run, position) =>
    run.map((year, k) => {
      const persons = runs.map((other) => everybody((other[k] ?? year).stock))
      const delta = bisect(
        (d) =>
          sum(input.leaves.map((leaf, i) => read(persons, i) * shiftedShare(leaf.urbanShare, d))) / sum(persons) -
          read(input.rootUrbanShare, k + 1),
        -30,
        30,
      )
      const leaf = input.leaves[position]
      return { ...year, urbanShare: leaf?.years[k + 1]?.ownUrbanShare ?? shiftedShare(leaf?.urbanShare ?? 0.5, delta) }
    }),
  )
}
