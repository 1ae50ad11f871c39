import { outlookNamed } from '../../../models/catalogue/outlook'
import type { Catalogue } from '../../../models/catalogue/schema'
import type { SimulationResult } from '../../../models/result'
import type { ImportedPopulation, Override, Scenario } from '../../../models/scenario/document'
import { catalogueValue, targetCostOf } from '../../../models/scenario/leverPaths'
import { leverNamed } from '../../../models/scenario/levers'
import { sharingClasses } from '../../../models/structure'
import { fixed, plain } from '../../../models/shared/shownNumber'
import type { ReportGround } from './ground'
import { filled, type Speech } from './speech'

/** What a scenario changes, a row each: what, where, when, from what, to what, in which unit, why. */
export function changeRows(ground: ReportGround, scenario: Scenario, before: SimulationResult): readonly (readonly string[])[] {
  const { speech, catalogue, root } = ground
  const { words, text, of } = { words: speech.words, text: speech.text.bind(speech), of: speech.of.bind(speech) }
  const reason = (given: string): string => given || words.noReason
  const { outlook, populations, overrides } = scenario
  const names = [undefined, outlook?.id].map((id) => of(outlookNamed(catalogue, id)?.name))
  return [
    ...(outlook === undefined || names[0] === names[1]
      ? []
      : [[text('population.outlook'), speech.area(root), '', names[0] ?? '', names[1] ?? '', '', reason(outlook.reason)]]),
    ...populations.filter(({ enabled }) => enabled).map((entry) => populationRow(ground, entry, before)),
    ...overrides
      .filter(({ enabled }) => enabled)
      .map((override) => [
        subjectOf(ground, override),
        speech.area(override.area),
        yearsOf(ground, override),
        shown(speech, catalogueValue(catalogue, before, override, scenario), override),
        afterOf(speech, override),
        unitOf(ground, override),
        reason([override.document ?? '', override.reason].filter((part) => part !== '').join(words.joint)),
      ]),
  ]
}

/** Persons of a population of the user's own in its first year, beside those that there would be. */
function populationRow({ speech, catalogue }: ReportGround, entry: ImportedPopulation, before: SimulationResult): readonly string[] {
  const isBase = entry.kind === 'base'
  const [year, ages] = isBase
    ? [catalogue.baseYear, [entry.male, entry.female]]
    : [entry.firstYear, [entry.male[0] ?? [], entry.female[0] ?? []]]
  const persons = ages.flat().reduce((sum, count) => sum + count, 0)
  const known = before.population.find(({ region }) => region === entry.area)?.total[year - catalogue.baseYear]
  return [
    speech.text(isBase ? 'populationImport.kindBase' : 'populationImport.kindProjection'),
    speech.area(entry.area),
    isBase ? String(year) : speech.text('populationImport.years', { from: year, to: year + entry.male.length - 1 }),
    fixed(known, 0),
    fixed(persons, 0),
    speech.text('populationImport.persons'),
    [`${entry.source} (${entry.grade})`, entry.reason].filter((part) => part !== '').join(speech.words.joint),
  ]
}

/** What a lever acts on, in words. */
function subjectOf(ground: ReportGround, override: Override): string {
  const words = wholeSubject(ground, override)
  return override.onlyIncrement === true ? ground.speech.text('sharing.ofIncrement', { subject: words }) : words
}

function wholeSubject({ catalogue, speech }: ReportGround, { lever, target }: Override): string {
  const word = speech.text(`lever.${lever}`)
  if (target === undefined) return word
  if (lever === 'threshold') return `${word} · ${speech.text(`threshold.${target}`)}`
  for (const item of catalogue.items) {
    const part = item.components.find(({ id }) => `${item.id}.${id}` === target)
    if (part !== undefined) return [speech.of(item.name), ...(item.components.length > 1 ? [speech.of(part.name)] : []), word].join(' · ')
  }
  if (lever === 'basisRatio') return speech.text('basis.lever', { basis: speech.text(`basis.${target.replace('basis.', '')}`) })
  const { items, pools, indices, fiscal, funds, targetCosts } = catalogue
  const id = lever === 'targetUnitCost' ? target.slice(0, target.lastIndexOf('.')) : target
  const name = [...items, ...pools, ...indices, ...fiscal.priorClaims, ...funds, ...targetCosts].find((entry) => entry.id === id)?.name
  return `${speech.of(name) || target} · ${word}`
}

function yearsOf({ speech }: ReportGround, { mode, from, to, values, fullFrom, shape }: Override): string {
  if (fullFrom !== undefined)
    return speech.text('override.phased', { from, to: fullFrom, shape: speech.text(`phase.shapes.${shape ?? 'linear'}`) })
  const last = mode === 'series' ? Math.max(...Object.keys(values ?? {}).map(Number)) : to
  if (last === undefined) return speech.text('override.from', { year: from })
  return last === from ? String(from) : speech.text('override.fromTo', { from, to: last })
}

const scaleOf = ({ lever }: Override): number =>
  lever === 'netMigration' ? 1000 : ['rate', 'share'].includes(leverNamed(lever).unit) ? 100 : 1
/** A value as its lever shows it: scaled, or the class that it stands for. */
function shown(speech: Speech, value: number | null, override: Override): string {
  if (value === null) return '—'
  const id = leverNamed(override.lever).unit === 'class' ? sharingClasses[value - 1] : undefined
  return id === undefined ? plain(value * scaleOf(override)) : speech.text(`capacity.sharing.class.${id}`)
}

function afterOf(speech: Speech, override: Override): string {
  const { mode, value = 0, values = {} } = override
  const scale = scaleOf(override)
  if (mode === 'scale') return `× ${plain(value)}`
  if (mode === 'add') return `${value >= 0 ? '+' : ''}${plain(value * scale)}`
  if (mode === 'set') return shown(speech, value, override)
  return Object.entries(values)
    .map(([year, each]) => `${year}: ${shown(speech, each, override)}`)
    .join('; ')
}

function unitOf({ catalogue, speech }: ReportGround, { lever, target }: Override): string {
  if (lever === 'netMigration') return '‰'
  const { unit } = leverNamed(lever)
  if (unit === 'class') return ''
  if (lever === 'targetLevel' || lever === 'targetUnitCost') return targetUnit(catalogue, speech, lever, target ?? '')
  if (unit !== 'own') return unit === 'rate' || unit === 'share' ? '%' : speech.text(`leverUnit.${unit.replaceAll('/', '-')}`)
  const standard = catalogue.pools.find(({ id }) => id === target)?.standard ?? componentOf(catalogue, target ?? '')?.component.unitCost
  return standard === undefined ? '' : speech.unit(standard.unit)
}

/** In what a target outside the items is counted, or its unit cost is; empty where persons are a part of an age. */
function targetUnit(catalogue: Catalogue, speech: Speech, lever: 'targetLevel' | 'targetUnitCost', target: string): string {
  const cost = targetCostOf(catalogue, target)
  const unit = speech.of(cost?.unit)
  const money = cost?.[target.endsWith('.capital') ? 'capital' : 'running']
  if (lever === 'targetUnitCost') return money === undefined ? '' : speech.text('targets.perUnit', { unit, year: money?.year ?? '' })
  const indicator = catalogue.indicators.find(({ id }) => id === cost?.indicator)
  return indicator === undefined ? (cost?.measure.kind === 'total' ? unit : speech.text('targets.perPerson')) : speech.of(indicator.unit)
}

export function componentOf(catalogue: Catalogue, target: string) {
  return catalogue.items
    .flatMap((item) => item.components.map((component) => ({ item, component, id: `${item.id}.${component.id}` })))
    .find(({ id }) => id === target)
}

/** One line of who made what of whom, for the list of sources. */
export const enteredCount = ({ speech }: ReportGround, { overrides, populations, actuals }: Scenario): string =>
  filled(speech.words.sources.entered, {
    changes: overrides.filter(({ enabled }) => enabled).length,
    populations: populations.filter(({ enabled }) => enabled).length,
    actuals: actuals.filter(({ enabled }) => enabled).length,
  })
