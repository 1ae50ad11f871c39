import { computed } from 'vue'
import { byParent } from '../../models/equality/places'
import { innerPath, partsOfPath, type PathParts } from '../../models/explain/pathParts'
import { countedBases } from '../../models/structure'
import { plain } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { useWords } from './useWords'

type Named = { readonly id: string; readonly name: { readonly zh: string; readonly en: string } }

/** What a figure is, and where and when it stands, in the user's words. */
export function useFigureNames() {
  const { t, te, name, areaName } = useWords()
  const catalogue = useCatalogue()

  /** Names of the catalogue by id, for the places that a kind of figure has. */
  const names = computed(() => {
    const c = catalogue.catalogue
    const table = (entries: readonly Named[] = []) => new Map(entries.map((entry) => [entry.id, entry.name]))
    const components = c?.items.flatMap((item) =>
      item.components.map((component) => ({
        id: `${item.id}.${component.id}`,
        name: {
          zh: item.components.length > 1 ? `${item.name.zh}·${component.name.zh}` : item.name.zh,
          en: item.components.length > 1 ? `${item.name.en}: ${component.name.en}` : item.name.en,
        },
      })),
    )
    const commitments = c?.commitments.map(({ id, summary }) => ({ id, name: summary }))
    return {
      index: table(c?.indices),
      function: new Map(c?.series.filter(({ id }) => /^exp-\d{3}$/.test(id)).map((one) => [one.id.slice(4), one.name])),
      claim: table(c?.fiscal.priorClaims),
      grant: table(c?.grants),
      driver: table(c?.drivers),
      domain: table(c?.domains),
      linked: new Map([...table(c?.indicators), ...table(commitments)]),
      indicator: table(c?.indicators),
      fund: table(c?.funds),
      target: table(c?.targetCosts),
      other: new Map([...table(c?.domains), ...table(c?.pools), ...table(components), ...table(c?.items), ...table(c?.indicators)]),
    }
  })

  /** Groups of causes in words. */
  const groupsWord = (groups: string, key: 'flagCause' | 'cause'): string =>
    groups
      .split('+')
      .map((group) => t(`${key}.${group}`))
      .join('、')
  const nobody = (groups = ''): boolean => groups === '' || groups === 'none'

  /** The run that a figure is of, where it is not the one on the screen. */
  function sideWord(side: string): string {
    const [head = '', ...given] = side.split('~')
    if (head === 'mixed')
      return nobody(given[0]) ? t('figureSide.mixedNone') : t('figureSide.mixed', { groups: groupsWord(given[0] ?? '', 'cause') })
    return head === 'after' ? t('figureSide.after', { step: given[1] ?? '' }) : t(`figureSide.${head}`)
  }

  const causeHeads = new Set([
    'cause',
    'causeRaw',
    'itemCause',
    'itemEffect',
    'targetCause',
    'targetEffect',
    'newTargetCause',
    'newTargetEffect',
  ])
  /** What their first place names. */
  const namedByFirst = new Set(['league', 'fundsLine', 'accountRatio'])
  const partHeads = new Set(['differencePart', 'differenceEffect', 'differencePartShare'])

  /** A figure of a unit by the name that evidence has for it. */
  const unitWord = (figure: string): string =>
    figure === 'coverageRatio' ? t('figure.ratio') : figure === 'benchmark' ? t('equation.benchmark') : t(`figure.${figure}`)

  /** Groupings of places: the leagues, or those of the catalogue. */
  const groupingOf = (id: string) => catalogue.catalogue?.groupings.find((one) => one.id === id)
  const groupingWord = (id: string): string => (id === byParent ? t('equality.byLeague') : name(groupingOf(id)?.name))
  /** A measure or a group, and behind an `@` the grouping that it is of. */
  function grouped(place: string, word: (bare: string) => string): string {
    const [bare = '', grouping] = place.split('@')
    return grouping === undefined ? word(bare) : t('figurePlace.grouped', { name: word(bare), grouping: groupingWord(grouping) })
  }
  function groupWord(place: string): string {
    const [, own = ''] = place.split('@')
    const known = (own === '' ? (catalogue.catalogue?.groupings ?? []) : [groupingOf(own)]).flatMap((one) => one?.groups ?? [])
    return grouped(place, (bare) => name(known.find(({ id }) => id === bare)?.name) || placeWord('', bare))
  }

  function bareName(parts: PathParts): string {
    const { name: head, places } = parts
    const [first = ''] = places
    const inner = innerPath(parts)
    if (inner !== undefined) {
      const of = figureName(inner)
      if (head === 'world')
        return nobody(first)
          ? t('figureWord.worldNone', { name: of })
          : t('figureWord.world', { groups: groupsWord(first, 'flagCause'), name: of })
      return t(`figureWord.${head}`, { name: of, year: first })
    }
    if (head === 'population') return t(`explain.measure.${first}`)
    if (head === 'league') return t(`league.name.${first}`)
    if (head === 'fundsLine') return t(`capacity.fundsLine.${first}`)
    if (head === 'accountRatio') return t(`capacity.ratios.${first}`)
    if (head === 'equality') return grouped(first, (measure) => t(`equality.name.${measure}`))
    if (head === 'evidenceOf' || head === 'gradedUnit') return t(`figureWord.${head}`, { figure: unitWord(first) })
    if (causeHeads.has(head)) return t(`figureWord.${head}`, { cause: t(`flagCause.${first}`) })
    if (partHeads.has(head)) return t(`figureWord.${head}`, { cause: t(`cause.${first}`) })
    if (te(`figureWord.${head}`)) return t(`figureWord.${head}`)
    return te(`equation.${head}`) ? t(`equation.${head}`) : head
  }

  /** The name of a figure; of another run than the one on the screen, that run is told. */
  function figureName(figure: string): string {
    const parts = partsOfPath(figure)
    const sides = parts.sides.map(sideWord).join(' · ')
    return sides === '' ? bareName(parts) : `${bareName(parts)} [${sides}]`
  }

  /** An age group: `0-6.both.urban`. */
  function peopleWord(group: string): string {
    const [ages = '', sex = '', residence = ''] = group.split('.')
    const [from = '', to = ''] = ages.split('-')
    const aged =
      from === '0' && to === '100'
        ? t('figurePlace.all')
        : from === to
          ? t('figurePlace.age', { age: from })
          : to === '100'
            ? t('figurePlace.agesOpen', { from })
            : t('figurePlace.ages', { from, to })
    return [
      aged,
      sex === 'both' || sex === '' ? '' : t(`figurePlace.sex.${sex}`),
      residence === 'all' || residence === '' ? '' : t(`figurePlace.residence.${residence}`),
    ]
      .filter((part) => part !== '')
      .join(' · ')
  }

  function placeWord(head: string, place: string): string {
    // A group of other persons than residents: on which basis, and whom.
    const [basis = '', ...group] = place.split('.')
    if (countedBases.some((one) => one === basis))
      return [t(`basis.${basis}`), name(names.value.driver.get(group.join('.')))].filter((part) => part !== '').join(' ')
    if (/^\d{6}/.test(place)) return areaName(place) || place
    // A span of years.
    if (/^\d{4}-\d{4}$/.test(place)) return place.replace('-', '–')
    if (place === 'consolidated') return areaName(catalogue.root?.code ?? '')
    if (['central', 'region', 'league', 'banner'].includes(place)) return t(`payer.${place}`)
    if (place === 'total') return t('overview.allPayers')
    if (head.startsWith('function') && names.value.function.has(place)) return name(names.value.function.get(place))
    if (place === 'others') return t('targets.line.others')
    if (place === 'outside' || place === 'priorClaims') return t(`actual.money.${place}`)
    if (head === 'people') return /\./.test(place) ? peopleWord(place) : place
    if (/^(evidence|evidenceOf|graded|gradedUnit)$/.test(head) && /^[A-D]$/.test(place)) return t(`grade.${place}`)
    if (head === 'threshold') return t(`threshold.${place}`)
    const known = Object.entries(names.value).find(
      ([kind]) => head === kind || head.startsWith(kind) || head.endsWith(`${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)}`),
    )
    return name(known?.[1].get(place) ?? names.value.other.get(place)) || place
  }

  /** The kind of a group says nothing that its name does not; a whole is its unit. */
  const subject = ([kind = '', ...rest]: readonly string[]): readonly string[] => (kind === 'unit' || kind === 'all' ? rest.slice(1) : rest)
  const span = (from = '', to = ''): string => t('figurePlace.span', { from, to })

  /** A subject of equality: all items, a domain, an item; the standard only where it is the user's. */
  function equalityPlaces([kind = '', id = '', ...rest]: readonly string[]): readonly string[] {
    const words = rest.flatMap((place, k) => {
      if (/^\d{4}$/.test(place) || /^\d{6}/.test(place)) return [placeWord('', place)]
      if (k === 0) return [groupWord(place)]
      return place === 'mean' ? [] : [t('figurePlace.standard', { value: plain(Number(place)) })]
    })
    if (kind === 'total') return [t('figurePlace.all81'), ...words]
    if (kind === 'recurrent') return [t('figurePlace.recurrent81'), ...words]
    const own = kind === 'recurrentDomain' ? t('figurePlace.without', { name: placeWord('domain', id) }) : placeWord(kind, id)
    return [own, ...words]
  }

  function placesOf(parts: PathParts): readonly string[] {
    const { name: head, places } = parts
    const inner = innerPath(parts)
    if (inner !== undefined) return [figurePlace(inner), ...(head === 'world' ? [span(places[1], places[2])] : [])]
    const words = (own: readonly string[]): readonly string[] => own.map((place) => placeWord(head, place))
    if (head === 'population') return words(places.slice(1))
    if (head === 'change' || head === 'isFlagged') return words(subject(places.slice(1)))
    if (head === 'cause' || head === 'causeRaw' || head === 'remedy') return words(subject(places.slice(2)))
    if (head === 'itemCause' || head === 'itemEffect') return [...words(places.slice(1, 3)), span(places[3], places[4])]
    if (partHeads.has(head)) return [t(`figure.${places[1] ?? ''}`), ...words(places.slice(2))]
    if (head === 'priceFactor') return [...words(places.slice(0, 1)), span(places[1], places[2])]
    if (head === 'equality') return equalityPlaces(places.slice(1))
    if (/^(perHead|equality(Mean|PlainMean|Gap|GroupMean)|equalitySpending|recurrentSpending|giniRow|giniPlainRow|theilGroup)$/.test(head))
      return equalityPlaces(places)
    if (head === 'evidenceOf' || head === 'gradedUnit' || namedByFirst.has(head)) return words(places.slice(1))
    if (head === 'equalityGroupPeople') return [groupWord(places[0] ?? ''), ...words(places.slice(1))]
    if (head === 'targetMoney') return [t(`figurePlace.case.${places[0] ?? ''}`), ...words(places.slice(1))]
    if (head === 'lacking') return words([places[0] ?? '', places[2] ?? ''])
    return words(['burden', 'excess', 'growth', 'lead', 'evidence', 'graded'].includes(head) ? subject(places) : places)
  }

  /** Where and when: area, subject, year. */
  function figurePlace(figure: string): string {
    return placesOf(partsOfPath(figure))
      .filter((word) => word !== '')
      .join(' · ')
  }

  return { figureName, figurePlace }
}
