import type { Bilingual, Catalogue } from '../../../models/catalogue/schema'
import type { Flag } from '../../../models/result'
import type { Remedy } from '../../../models/diagnosis/remedies'
import { fixed, percent } from '../../../models/shared/shownNumber'
import { textsIn, type TextLanguage } from '../texts'
import words from './words.json'

export type ReportWords = (typeof words)['zh']
type Values = Readonly<Record<string, string | number>>

/** Put values into the places of a sentence. */
export const filled = (sentence: string, values: Values): string =>
  sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))

/** Words of a report in one language: its own, the program's, and names of the catalogue. */
export class Speech {
  readonly language: TextLanguage
  readonly words: ReportWords
  private readonly catalogue: Catalogue
  private readonly texts: (key: string) => string

  constructor(language: TextLanguage, catalogue: Catalogue) {
    this.language = language
    this.words = words[language]
    this.catalogue = catalogue
    this.texts = textsIn(language)
  }

  /** A text of the windows. */
  text(key: string, values: Values = {}): string {
    return filled(this.texts(key), values)
  }

  /** A year in the head of a table; what lies after the target year is told to be a scenario. */
  year(year: number, targetYear: number): string {
    return year > targetYear ? this.text('year.scenario', { year }) : filled(this.words.year, { year })
  }

  of(name: Bilingual | undefined): string {
    return name?.[this.language] ?? ''
  }

  area(code: string): string {
    return code.endsWith('-own')
      ? this.text('area.own')
      : this.of(this.catalogue.regions.find((region) => region.code === code)?.name) || code
  }

  unit(code: string): string {
    const key = `unitCode.${code.replaceAll('/', '-')}`
    const found = this.text(key)
    return found === key ? code : found
  }

  source(id: string): string {
    return this.catalogue.sources.find((source) => source.id === id)?.title ?? id
  }

  subject({ subject: { kind, id } }: Pick<Flag, 'subject'>): string {
    const { items, pools, domains, indicators } = this.catalogue
    if (kind === 'unit') return this.text('flag.whole')
    if (kind === 'block') return this.text('flag.block')
    const list = kind === 'item' ? items : kind === 'pool' ? pools : kind === 'indicator' ? indicators : domains
    return this.of(list.find((entry) => entry.id === id)?.name) || id
  }

  /** A flag in one sentence, money in 100 million yuan. */
  flag(flag: Flag): string {
    const isPart = flag.test === 'new-resources' && flag.verdict === 'contributes'
    const sentence = this.text(`flag.sentence.${isPart ? 'takes-part' : flag.verdict}`, {
      subject: this.subject(flag),
      unit: this.area(flag.unit),
      from: flag.baseYear,
      to: flag.targetYear,
      growth: percent(flag.growth),
      resources: percent(flag.resourcesGrowth),
      size: fixed(flag.size / 1e8, 2),
      money: this.text('unit.yi'),
      year: flag.firstYear ?? '',
      payer: this.text(`payer.${flag.payer}`),
      tightest: flag.room?.year ?? '',
      multiple: fixed(flag.room?.multiple, 2),
      share: flag.taken?.share === null ? this.text('flag.allOfIt') : percent(flag.taken?.share),
      nature: this.text(`capacity.kind.${flag.room?.nature ?? 'recurrent'}`),
    })
    const costs = flag.costs !== null && (flag.costs.low === 'green') !== (flag.costs.high === 'green')
    return flag.severity === 'grey' ? `${sentence} ${this.text(costs ? 'flag.costsDisagree' : 'flag.definitionsDisagree')}` : sentence
  }

  remedy({ kind, value, year, changes, raises }: Remedy): string {
    const isOfSeveral = kind === 'coverage' && value < 0
    const sentence = this.text(`remedy.${kind}${isOfSeveral ? 'Points' : ''}`, {
      year,
      percent: percent(Math.abs(kind === 'standard' || kind === 'level' ? 1 - value : value)),
      points: Math.round(Math.abs(value) * 100),
      count: changes.length,
    })
    return raises > 0 ? `${sentence}${this.words.joint}${this.text('remedy.raises', { count: raises })}` : sentence
  }
}
