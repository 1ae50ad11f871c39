import { comparisonFigures } from './comparisons'
import { differenceFigures } from './differences'
import { driverFigures } from './drivers'
import { equalityFigures } from './equality'
import { flagFigures } from './flags'
import { fundFigures } from './funds'
import { indicatorFigures } from './indicators'
import { ledgerFigures } from './ledger'
import { remedyFigures } from './remedies'
import type { ResultFigure } from './resultFigure'
import { roomFigures } from './room'
import { stockFigures } from './stocks'
import { totals } from './totals'
import { worldFigures } from './worlds'

/** Every figure of a result above the equations, by name. */
export const resultFigures: ReadonlyMap<string, ResultFigure> = new Map(
  [
    totals,
    roomFigures,
    ledgerFigures,
    stockFigures,
    driverFigures,
    indicatorFigures,
    fundFigures,
    comparisonFigures,
    worldFigures,
    flagFigures,
    equalityFigures,
    remedyFigures,
    differenceFigures,
  ].flatMap((list) => Object.entries(list)),
)
