import type { Grade } from '../../../models/catalogue/schema'
import type { Row } from '../../../models/equation/formula/formula'
import { changesBehind } from '../../../models/explain/changes'
import type { OpenRun } from '../../../models/explain/run'
import { provenanceOf, type Provenance } from '../../../models/provenance'
import { enteredProvenance } from '../../../models/scenario/entered'
import { isByClass, usualClass } from '../../../models/scenario/sharingRules'
import { sharingClasses } from '../../../models/structure'
import { sharingClassOf } from '../../../models/fiscal/sharingClass'
import type { FigureGrades } from './grades'
import type { Coordinates, Labels } from './labels'
import { filled, type Speech } from './words'

/** Where a row's given figures come from. */
export interface RowSource {
  readonly grade: Grade | ''
  readonly text: string
  /** Notes on cells, by year counted from the first: where another entry begins to hold. */
  readonly notes: ReadonlyMap<number, string>
  /** Changes of the scenario that act here: reason and author. */
  readonly changes: string
}

const nowhere: RowSource = { grade: '', text: '', notes: new Map(), changes: '' }

/** What the population projection gives. */
export const isOfPopulation = (name: string): boolean => name === 'driver' || name === 'residents'

/** Inputs by which levers move figures that are worked out. */
const moved: Readonly<Record<string, string>> = { standard: 'replacement', basisRatio: 'ratioReplacement' }

/** Sources, grades and changes of rows. */
export class Sources {
  private readonly open: OpenRun
  private readonly speech: Speech
  private readonly labels: Labels
  private readonly grades: FigureGrades

  constructor(open: OpenRun, speech: Speech, labels: Labels, grades: FigureGrades) {
    this.open = open
    this.speech = speech
    this.labels = labels
    this.grades = grades
  }

  of(row: Row): RowSource {
    const { structure } = this.open.model
    const [member] = row.members
    if (member === undefined || !this.labels.has(member.name)) return nowhere
    const place = this.labels.place(member.name, member.row)
    if (isOfPopulation(member.name)) {
      const grade = structure.years.reduce<Grade>((worst, _, year) => {
        const own = this.grades.at(member.name, place, year)
        return own > worst ? own : worst
      }, 'A')
      return { ...nowhere, grade, text: this.speech.words.population }
    }
    const isGiven = row.change !== undefined || row.formulas.some(({ op }) => op === 'given')
    const found = isGiven ? this.provenances(row) : []
    const [first] = found.flatMap((one) => (one === null ? [] : [one]))
    return {
      grade: first?.grade ?? '',
      text: first === undefined ? '' : this.title(first),
      notes: this.notes(found),
      changes: row.change === undefined ? '' : this.changes(member.name, place),
    }
  }

  /** What each cell's figure rests on; null where it is worked out. */
  private provenances(row: Row): readonly (Provenance | null)[] {
    const inputs = [row, ...row.absorbed].flatMap(({ members }) => members.slice(0, 1))
    return row.formulas.map(({ op }, year) => {
      if (op !== 'given') return null
      for (const { name, row: of } of inputs) {
        const found = this.provenance(name, { ...this.labels.place(name, of), year })
        if (found !== null) return found
      }
      return null
    })
  }

  private provenance(name: string, place: Coordinates): Provenance | null {
    const { model, run } = this.open
    const [known, at] = name === 'regionPart' ? this.partOf(place) : ([name, place] as const)
    return enteredProvenance(model.structure, run.applied.actuals, known, at) ?? provenanceOf(model.structure, known, at)
  }

  /** What the region's part of an item's local money comes from in the catalogue: the class of the place, or the item itself. */
  private partOf(place: Coordinates): readonly [name: string, place: Coordinates] {
    const { catalogue, leaves } = this.open.model.structure
    if (!isByClass(catalogue.items[place.item ?? -1]?.shares ?? null)) return ['fixedPart', place]
    const leaf = leaves[place.cell ?? -1]
    const own = (leaf === undefined ? undefined : sharingClassOf(catalogue, leaf)?.value) ?? usualClass
    return ['classPart', { ...place, class: sharingClasses.indexOf(own) }]
  }

  private notes(found: readonly (Provenance | null)[]): ReadonlyMap<number, string> {
    const notes = new Map<number, string>()
    let last = ''
    found.forEach((one, year) => {
      const text = one === null ? '' : this.note(one)
      if (text !== '' && text !== last) notes.set(year, text)
      last = text
    })
    return notes
  }

  private note(provenance: Provenance): string {
    const { entry, grade, basis } = provenance
    const { words, of } = this.speech
    const lines = [filled(words.note, { entry, grade, source: this.title(provenance) })]
    return [...lines, ...(basis === undefined ? [] : [filled(words.noteBasis, { basis: of(basis) })])].join('\n')
  }

  private title({ source, year }: Provenance): string {
    const { sources } = this.open.model.structure.catalogue
    const title = sources.find(({ id }) => id === source)?.title ?? source
    return year === undefined ? title : `${title} (${String(year)})`
  }

  private changes(name: string, place: Coordinates): string {
    const inputs = name === 'regionPart' ? ['movedPart', 'isInClass'] : [moved[name] ?? name]
    const found = inputs.flatMap((input) => changesBehind(this.open, input, place))
    return found.map(({ reason, author }) => [reason, author].filter((part) => part !== '').join(' — ')).join('; ')
  }
}
