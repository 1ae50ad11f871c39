import { differingGroups, inSet } from '../difference/causes'
import { causeFigures, type CauseFigure, type CauseGroup } from '../difference/causeTable'
import type { Ask, ResultFigure } from './resultFigure'
import { UnknownFigure, type OpenRun } from './run'
import { effectOf, partOf, type Split } from './shapley'
import { mixedSide } from './sides'
import { pairOf } from './term'

/** Why two scenarios differ (METHOD section 7): what each group of changed inputs does, in runs with some of the groups changed. */
const pathOf = (figure: CauseFigure, area: string, year: string): string => {
  const name = { required: 'unitRequired', resources: 'unitResources', capacity: 'capacity', margin: 'margin' } as const
  return figure === 'expenditure' ? ['all/total', area, year].join('/') : [name[figure], area, year].join('/')
}

function splitOf(open: OpenRun, [wanted = '', area = '', year = '']: readonly string[], ask: Ask): Split {
  const figure = causeFigures.find((known) => known === wanted)
  if (figure === undefined) throw new UnknownFigure(`a difference is split in ${causeFigures.join(', ')}`)
  if (open.other === undefined) throw new UnknownFigure('no scenario to compare with was given')
  const groups: readonly CauseGroup[] = differingGroups(open.other, open.scenario)
  return {
    groups,
    inWorld: (set) => ask(`${mixedSide(inSet(groups, set))}:${pathOf(figure, area, year)}`),
    raw: (group) => ask(['differenceEffect', group, figure, area, year].join('/')),
  }
}

const part =
  (of: typeof partOf): ResultFigure['term'] =>
  (open, [group = '', ...places], ask) => {
    const split = splitOf(open, places, ask)
    if (!split.groups.includes(group)) throw new UnknownFigure(`the scenarios differ in ${split.groups.join(', ') || 'nothing'}`)
    return of(split, group)
  }

const places = ['cause', 'measure', 'unit', 'year'] as const

export const differenceFigures: Readonly<Record<string, ResultFigure>> = {
  differencePart: { places, unit: 'CNY/year', section: '7', term: part(partOf) },
  differenceEffect: { places, unit: 'CNY/year', section: '7', term: part(effectOf) },
  /** A part of a difference as a part of the whole. */
  differencePartShare: {
    places,
    unit: '',
    section: '7',
    term: (_, [group = '', figure = '', area = '', year = ''], ask) => {
      const known = causeFigures.find((one) => one === figure)
      if (known === undefined) throw new UnknownFigure(`a difference is split in ${causeFigures.join(', ')}`)
      return pairOf('over', ask(['differencePart', group, figure, area, year].join('/')), ask(`difference/${pathOf(known, area, year)}`))
    },
  },
}
