import type { Catalogue, Grade } from '../catalogue/schema'
import type { MemoUnit, ReadableResult, UnitResult } from '../result'
import type { OwnPart } from '../scenario/accountForm'
import { transferLines } from '../scenario/transferLines'
import type { EnteredAccount } from '../scenario/entries'
import { ownLevelCode } from '../structure'
import type { Figure } from './published'

/** Resources of a unit with what they rest on: the account that was entered, the catalogue's, or the run's own path. */

/** What a unit has, part by part. */
export type ResourcePart = OwnPart | 'generalTransfers'
type Rest = Pick<Figure, 'grade' | 'nature' | 'source'>

export const anyUnit = (result: ReadableResult, code: string): UnitResult | MemoUnit | undefined =>
  result.units.find((unit) => unit.code === code) ?? result.memos.find((memo) => memo.code === code)

/** The account of a unit and year that acts. */
export const accountOf = ({ accounts }: ReadableResult, code: string, year: number): EnteredAccount | undefined =>
  accounts.find((entry) => entry.area === code && entry.year === year)

/** Leaves below a region, itself if it is one; of the whole region its own level too. */
export function cellsBelow(catalogue: Catalogue, code: string): readonly string[] {
  const children = catalogue.regions.filter(({ parent }) => parent === code)
  if (children.length === 0) return [code]
  const leaves = children.flatMap((child) => cellsBelow(catalogue, child.code))
  const isRoot = catalogue.regions.some((region) => region.code === code && region.parent === null)
  return isRoot ? [...leaves, ownLevelCode(code)] : leaves
}

const valueOf = (unit: UnitResult | MemoUnit, part: ResourcePart, k: number): number =>
  (part === 'generalTransfers' ? unit.generalTransfers : unit.revenue[part])[k] ?? Number.NaN

/** What an account gives of a part, yuan. */
function given(account: EnteredAccount | undefined, part: ResourcePart, root: string): number | undefined {
  if (account === undefined) return undefined
  return part === 'generalTransfers' ? transferLines(account, root)?.net : account[part]
}

/** A part of a unit's resources in a year of the run; null where it is not known. */
export function resourceFigure(
  catalogue: Catalogue,
  result: ReadableResult,
  unit: UnitResult | MemoUnit,
  part: ResourcePart,
  year: number,
): Figure | null {
  const value = valueOf(unit, part, year - catalogue.baseYear)
  return Number.isNaN(value) ? null : { value, ...restOf(catalogue, result, unit, part, year) }
}

function restOf(catalogue: Catalogue, result: ReadableResult, unit: UnitResult | MemoUnit, part: ResourcePart, year: number): Rest {
  const entered = accountOf(result, unit.code, year)
  if (entered !== undefined && isTaken(result, unit, part, entered))
    return { grade: entered.grade, nature: 'account', source: entered.source }
  const cells = cellsBelow(catalogue, unit.code)
  const [only] = cells
  if (cells.length === 1 && only === unit.code) return cellRest(catalogue, only, part, year, unit.lastActualYear)
  const rests = cells.map((cell) => {
    const own = accountOf(result, cell, year)
    const root = result.units[0]?.code ?? ''
    return given(own, part, root) === undefined || own === undefined
      ? cellRest(catalogue, cell, part, year, unit.lastActualYear)
      : { grade: own.grade, nature: 'account' as const, source: own.source }
  })
  const natures = new Set(rests.map(({ nature }) => nature))
  return {
    grade: rests.reduce<Grade>((worst, { grade }) => (grade > worst ? grade : worst), 'A'),
    nature: natures.has('path') ? 'path' : natures.has('estimate') ? 'estimate' : 'account',
    source: null,
  }
}

/** A cell without an account of its own of the year: the catalogue's, else the run's path, or an estimate of a year that has passed. */
function cellRest({ fiscal, baseYear }: Catalogue, cell: string, part: ResourcePart, year: number, lastActualYear: number): Rest {
  const account = fiscal.accounts.find((known) => known.cell === cell)
  const known =
    part === 'generalTransfers'
      ? year === baseYear
        ? account?.generalTransfers
        : undefined
      : account?.years.find((entry) => entry.year === year)
  if (known === undefined) return { grade: 'D', nature: year <= lastActualYear ? 'estimate' : 'path', source: null }
  // What was worked out, by whomever, is not called an account.
  return { grade: known.grade, nature: known.grade === 'D' ? 'estimate' : 'account', source: known.source }
}

/** Whether the run has what an account gives: that of a sum gives way where all of its parts have their own. */
export function isTaken(result: ReadableResult, unit: UnitResult | MemoUnit, part: ResourcePart, account: EnteredAccount): boolean {
  const root = result.units[0]?.code ?? ''
  const value = given(account, part, root)
  const run = valueOf(unit, part, result.layout.years.indexOf(account.year))
  return value !== undefined && Math.abs(run - value) <= 1e-9 * Math.max(Math.abs(value), 1e3)
}
