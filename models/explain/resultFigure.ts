import type { Bilingual } from '../catalogue/schema'
import type { Provenance } from '../provenance'
import type { FigureChange } from './changes'
import type { OpenRun } from './run'
import type { ShownTerm } from './term'

/** What a place of a path is: an element of the catalogue, a row of results, a year, or the path of another figure. */
export type PlaceKind =
  | 'item'
  | 'group'
  | 'subject'
  | 'payer'
  | 'grade'
  | 'area'
  | 'unit'
  | 'year'
  | 'measure'
  | 'threshold'
  | 'domain'
  | 'pool'
  | 'indicator'
  | 'commitment'
  | 'target'
  | 'fund'
  | 'driver'
  | 'test'
  | 'cause'
  | 'case'
  | 'nature'
  | 'remedy'
  | 'step'
  | 'entry'
  | 'part'
  | 'line'
  /** All that is left of the path: a figure by itself. */
  | 'path'

/** Dimensions of a value, and the unit of the catalogue where it has one. */
export interface FigureUnit {
  /** Dimensions of the value, such as `CNY/year`; empty for a pure number. */
  readonly unit: string
  /** Unit of the catalogue where the figure is of one standard or component, such as `CNY/person/month`. */
  readonly catalogueUnit: string | null
  /** Unit in words where it is none of the list: indicators have their own. */
  readonly unitName?: Bilingual
}

/** What stands behind a figure that no formula gives. */
export interface Leaf {
  readonly source: Provenance | null
  /** A second entry, where the figure lies between two. */
  readonly also: readonly Provenance[]
  /** What the population kernel starts from, where the figure is one of the kernel's. */
  readonly kernel: readonly Provenance[]
  /** Changes of the scenario that act on an input at this place. */
  readonly changes: readonly FigureChange[]
}

/** A figure by its path, as part of a formula. */
export type Ask = (path: string) => ShownTerm

/** A figure that is no variable of the equations: what it runs over and the formula that gives it. */
export interface ResultFigure {
  readonly places: readonly PlaceKind[]
  readonly unit: string | ((open: OpenRun, places: readonly string[], unitOf: (path: string) => FigureUnit) => FigureUnit)
  readonly section: string
  /** The first place is a unit that may be left out: then it is the whole region. */
  readonly isOfRegionByDefault?: true
  /** A constant is a figure without a formula. */
  readonly term: (open: OpenRun, places: readonly string[], ask: Ask) => ShownTerm
  /** Its value where that can be had without its formula, to the same bit. */
  readonly value?: (open: OpenRun, places: readonly string[]) => number
  /** What is behind it where it has no formula. */
  readonly leaf?: (open: OpenRun, places: readonly string[]) => Partial<Leaf>
}
