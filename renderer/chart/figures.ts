import type { ChartConfiguration, ChartDataset, ChartType } from 'chart.js'

/** Paths under which the points of a series open, and whose figures they are. */
export interface Figures {
  readonly figures?: readonly (string | undefined)[] | undefined
  /** Of the scenario compared with. */
  readonly isOther?: boolean | undefined
}

/** A series that carries the paths of its points. */
export const withFigures = <T extends ChartType>(set: ChartDataset<T>, { figures, isOther }: Figures): ChartDataset<T> & Figures => ({
  ...set,
  ...(figures === undefined ? {} : { figures }),
  ...(isOther === undefined ? {} : { isOther }),
})

export interface PointFigure {
  readonly figure: string
  readonly side: 'own' | 'other'
}

/** What a point opens into; undefined where it has no path. */
export function figureOf(configuration: ChartConfiguration, set: number, point: number): PointFigure | undefined {
  const { figures, isOther } = (configuration.data.datasets[set] ?? {}) as Figures
  const figure = figures?.[point]
  return figure === undefined ? undefined : { figure, side: isOther === true ? 'other' : 'own' }
}
