/** Persons of an age and over, or below it, at the ends of later years, as published: year → persons. */
export interface LaterBand {
  readonly fromAge: number
  readonly count: 'and-over' | 'below'
  readonly persons: Readonly<Record<string, number>>
  /** Census band, first and last age, whose total stays: what its last ages gain or lose, its other ages lose or gain. */
  readonly within: readonly [number, number]
}

export interface RegionAges {
  readonly male: readonly number[]
  readonly female: readonly number[]
}

/**
 * Mend single ages of a base that no source gives, by what was published later: who was of age 60 or over at the end of
 * the n-th year was of age 60 − n or over in the base year, so each year's published band fixes one more cohort. The
 * totals of the census bands, and the sexes of each age, stay.
 *
 * @param base single ages 0…100+ by sex, persons at the end of the launch year.
 * @param project persons of an age and over at the end of a year, as the kernel has them from a base.
 * @param survivors part of those of an age at the end of the launch year who are there at the end of a later year.
 * @returns single ages that meet every band to within a person, as far as survival itself does not change.
 * @throws RangeError where a band leaves an age fewer than nobody.
 */
export function fitLaterBands(
  base: RegionAges,
  bands: readonly LaterBand[],
  launchYear: number,
  project: (base: RegionAges) => (fromAge: number, year: number) => number,
  survivors: (age: number, year: number) => number,
): RegionAges {
  const persons = project(base)
  const factors = new Float64Array(base.male.length).fill(1)
  const at = (age: number): number => (base.male[age] ?? 0) + (base.female[age] ?? 0)
  for (const { fromAge, count, persons: published, within } of bands) {
    const years = Object.keys(published)
      .map(Number)
      .sort((a, b) => a - b)
    const [gained, fitted]: [number[], number[]] = [[], []]
    years.forEach((year) => {
      const age = fromAge - (year - launchYear)
      // Cohorts that were fitted before are of the band by now, as many as are still alive.
      const already = gained.reduce((sum, more, k) => sum + more * survivors(fitted[k] ?? 0, year), 0)
      const known = published[String(year)] ?? 0
      const target = count === 'below' ? persons(0, year) - known : known
      gained.push((target - persons(fromAge, year) - already) / survivors(age, year))
      fitted.push(age)
      factors[age] = 1 + (gained.at(-1) ?? 0) / at(age)
    })
    const others = Array.from({ length: within[1] - within[0] + 1 }, (_, k) => within[0] + k).filter((age) => !fitted.includes(age))
    const rest = others.reduce((sum, age) => sum + at(age), 0)
    const factor = 1 - gained.reduce((sum, more) => sum + more, 0) / rest
    for (const age of others) factors[age] = factor
  }
  if (factors.some((factor) => !(factor > 0))) throw new RangeError('the published bands leave an age without anybody')
  const scaled = (values: readonly number[]): readonly number[] => values.map((value, age) => value * (factors[age] ?? 1))
  return { male: scaled(base.male), female: scaled(base.female) }
}
