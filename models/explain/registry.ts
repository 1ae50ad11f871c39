import { accountFigures } from './accounts'
import { comparisonFigures } from './comparisons'
import { differenceFigures } from './differences'
import { driverFigures } from './drivers'
import { equalityFigures } from './equality'
import { evidenceFigures } from './evidence'
import { flagFigures } from './flags'
import { fundFigures } from './funds'
import { indicatorFigures } from './indicators'
import { leagueFigures } from './leagues'
import { ledgerFigures } from './ledger'
import { newMoneyFigures } from './newMoney'
import { remedyFigures } from './remedies'
import type { ResultFigure } from './resultFigure'
import { roomFigures } from './room'
import { stockFigures } from './stocks'
import { targetMoneyFigures } from './targetMoney'
import { totals } from './totals'
import { worldFigures } from './worlds'

/** Every figure of a result above the equations, by name. */
export const resultFigures: ReadonlyMap<string, ResultFigure> = new Map(
  [
    totals,
    roomFigures,
    ledgerFigures,
    accountFigures,
    stockFigures,
    driverFigures,
    indicatorFigures,
    targetMoneyFigures,
    newMoneyFigures,
    fundFigures,
    comparisonFigures,
    worldFigures,
    flagFigures,
    evidenceFigures,
    equalityFigures,
    leagueFigures,
    remedyFigures,
    differenceFigures,
  ].flatMap((list) => Object.entries(list)),
)

/** Figures behind which stand runs by the dozen: causes of flags and of differences, remedies. */
const ofManyRuns = new Set(['change', 'cause', 'causeRaw', 'remedy', 'differencePart', 'differenceEffect', 'differencePartShare'])

/** Whether more than a few runs have to be made to open a figure. */
export const takesManyRuns = (path: string): boolean =>
  path.startsWith('after~') || ofManyRuns.has(path.slice(path.lastIndexOf(':') + 1).split('/', 1)[0] ?? '')
