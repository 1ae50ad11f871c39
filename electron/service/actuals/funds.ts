import type { ReadActual } from '../../contract/commands'
import { fundLines, mainFundLine, type FundLine } from '../../../models/scenario/accountForm'
import type { TableLog } from '../table/faults'
import type { Known } from './known'
import { provenance, type Found } from './rows'

/** Lines of one fund and year. */
interface FundYear {
  readonly fund: string
  readonly year: number
  readonly first: Found
  readonly lines: Map<FundLine, Found>
}

/** Accounts of insurance funds, put together from their lines; a line that comes twice goes to the log. */
export function fundEntries(
  found: readonly Found[],
  file: string,
  known: Known,
  logOf: (sheet: string) => TableLog,
): readonly ReadActual[] {
  const years = new Map<string, FundYear>()
  for (const figure of found) {
    if (figure.kind !== 'fund') continue
    const line = fundLines.find((name) => figure.target.endsWith(`.${name}`))
    if (line === undefined || Number.isNaN(figure.value)) continue
    const fund = figure.target.slice(0, -line.length - 1)
    const key = `${fund} ${String(figure.year)}`
    const entry = years.get(key) ?? { fund, year: figure.year, first: figure, lines: new Map<FundLine, Found>() }
    years.set(key, entry)
    const other = entry.lines.get(line)
    if (other === undefined) entry.lines.set(line, figure)
    else {
      const params = { area: figure.area, year: figure.year, target: fund, otherSheet: other.sheet === figure.sheet ? '' : other.sheet }
      logOf(figure.sheet).refuse('actual-doubled', { ...params, other: other.row + 1 }, { row: figure.row })
    }
  }
  return [...years.values()].map(({ fund, year, first, lines }): ReadActual => {
    const values = Object.fromEntries([...lines].map(([line, { value }]) => [line, value]))
    const main = mainFundLine(values)
    return {
      draft: { kind: 'fund', area: known.root, year, target: fund, file, ...values },
      ...provenance(first),
      value: lines.get(main)?.value ?? 0,
      known: known.value('fund', known.root, year, `${fund}.${main}`),
    }
  })
}
