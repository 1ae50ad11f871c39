import * as z from 'zod'
import { bilingualSchema, factSchema, finite, id, pathSchema, regionCode, yearSchema } from './schemaParts'

const ageRange = { ageFrom: z.int().min(0).max(100), ageTo: z.int().min(0).max(100) }
const residence = z.enum(['all', 'urban', 'rural'])
/** A target stock: units for each `per` of a group, for each government (county, banner, city, district), or a number spread as a group is. */
const stockSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('per-population'), group: id, per: finite.positive(), level: pathSchema }),
  z.strictObject({ kind: z.literal('per-government'), level: pathSchema }),
  z.strictObject({ kind: z.literal('path'), spread: id, level: pathSchema }),
])

/** What moves the quantity of a component and how it is spread over the leagues. ageTo 100 means "and over". */
export const driverSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    id,
    name: bilingualSchema,
    kind: z.literal('population'),
    ...ageRange,
    sex: z.enum(['both', 'male', 'female']),
    residence,
  }),
  z.strictObject({ id, name: bilingualSchema, kind: z.literal('births'), residence }),
  z.strictObject({
    id,
    name: bilingualSchema,
    kind: z.literal('enrolment'),
    stages: z.array(z.enum(['kindergarten', 'primary', 'junior', 'senior'])).min(1),
    residence,
  }),
  /** A count that follows a trend (share per year) up to and including `until`, then the driver `then`; spread by `spread` in the base year. */
  z.strictObject({
    id,
    name: bilingualSchema,
    kind: z.literal('trend'),
    spread: id,
    rate: factSchema,
    until: yearSchema.optional(),
    then: id.optional(),
  }),
  /** Counties (banners, cities, districts): an administrative fact, constant. */
  z.strictObject({ id, name: bilingualSchema, kind: z.literal('counties') }),
  /** Units completed each year: a yearly flow, `path` relative to the base year; spread by `spread`. */
  z.strictObject({ id, name: bilingualSchema, kind: z.literal('project'), spread: id, path: pathSchema }),
  /** A count given by year: `path` relative to the base year, then the growth of the driver `then`, or held; spread by `spread`. */
  z.strictObject({ id, name: bilingualSchema, kind: z.literal('caseload'), spread: id, path: pathSchema, then: id.optional() }),
  /**
   * A count that was observed in some years: in between on the line from one to the next, afterwards it goes on by the
   * mean yearly change of all of them (least squares) up to and including `until`, then as the driver `then`.
   */
  z.strictObject({
    id,
    name: bilingualSchema,
    kind: z.literal('observed'),
    spread: id,
    counts: pathSchema,
    until: yearSchema.optional(),
    then: id.optional(),
  }),
  /** A target stock of units (beds, places, stations); what runs on the stock follows it. */
  z.strictObject({ id, name: bilingualSchema, kind: z.literal('capacity'), stock: stockSchema }),
  /** What has to be built a year for a stock: what is added to it, and its renewal within its useful life. */
  z.strictObject({ id, name: bilingualSchema, kind: z.literal('construction'), of: id, usefulLife: factSchema }),
  /** A programme on the region's own level. */
  z.strictObject({ id, name: bilingualSchema, kind: z.literal('programme') }),
])

/** Registered or insured persons for each resident, of a region and all within that has no path of its own; 1 where there is none. */
export const basisRatioSchema = z.strictObject({ basis: z.enum(['registered', 'insured']), region: regionCode, path: pathSchema })

export type BasisRatio = z.infer<typeof basisRatioSchema>
export type Driver = z.infer<typeof driverSchema>

/** Drivers that another one leans on. */
export function driversBehind(driver: Driver): readonly string[] {
  switch (driver.kind) {
    case 'trend':
    case 'caseload':
    case 'observed':
      return driver.then === undefined ? [driver.spread] : [driver.spread, driver.then]
    case 'project':
      return [driver.spread]
    case 'construction':
      return [driver.of]
    case 'capacity':
      return driver.stock.kind === 'per-population' ? [driver.stock.group] : driver.stock.kind === 'path' ? [driver.stock.spread] : []
    default:
      return []
  }
}
