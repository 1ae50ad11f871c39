import { fromEntry, type Provenance } from '../provenance'
import { UnknownFigure, type OpenRun } from './run'

/** A threshold of the tests as the run used it. */
export function thresholdAt(
  { run, model: { structure } }: OpenRun,
  [id = '']: readonly string[],
): { value: number; source: Provenance | null } {
  const value = Object.entries(run.applied.thresholds).find(([known]) => known === id)?.[1]
  if (value === undefined) throw new UnknownFigure(`there is no threshold ${id}; one of: ${Object.keys(run.applied.thresholds).join(', ')}`)
  const fact = Object.entries(structure.catalogue.fiscal.thresholds).find(([known]) => known === id)?.[1]
  return { value, source: fromEntry(`fiscal.thresholds(${id})`, fact) }
}
