/** A path taken apart for those who show it: the runs beside it, its name, its places. */
export interface PathParts {
  /** Words before the colons, the outermost first. */
  readonly sides: readonly string[]
  readonly name: string
  readonly places: readonly string[]
}

export function partsOfPath(path: string): PathParts {
  const sides = path.split(':')
  const [name = '', ...places] = (sides.pop() ?? '').split('/')
  return { sides, name, places }
}

/** Figures that say something of another one: how many places stand before its path. */
const wrapped: Readonly<Record<string, number>> = {
  difference: 0,
  differenceShare: 0,
  fromPlan: 0,
  fromPlanShare: 0,
  since: 1,
  sinceShare: 1,
  growthOf: 1,
  world: 3,
}

/** The figure that another one is about, by its path; undefined where it is about itself. */
export function innerPath({ name, places }: PathParts): string | undefined {
  const before = Object.entries(wrapped).find(([known]) => known === name)?.[1]
  return before === undefined ? undefined : places.slice(before).join('/')
}

/** Dimensions such as `CNY/delivery·payment`, or a unit of the catalogue such as `CNY/person/month`, as what is above and below the line. */
export function unitParts(unit: string): { readonly above: readonly string[]; readonly below: readonly string[] } {
  const [above = '', ...below] = unit.split('/')
  return { above: above === '1' || above === '' ? [] : above.split('·'), below: below.flatMap((part) => part.split('·')) }
}
