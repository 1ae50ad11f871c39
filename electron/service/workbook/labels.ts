import type { Row } from '../../../models/equation/formula/formula'
import { positionOfRow, shapeOf, type Shape } from '../../../models/equation/formula/shapes'
import type { DimensionName, Variable } from '../../../models/equation/expression'
import { catalogueUnitOf } from '../../../models/explain/units'
import { localPayers, type Structure } from '../../../models/structure'
import type { FigureFormat } from './blocks'
import { filled, type Speech } from './words'

/** What stands before and behind a row's figures. */
export interface RowLabel {
  readonly name: string
  readonly area: string
  readonly payer: string
  readonly unit: string
  /** Name of the variable and an element for each dimension: finds the row again, wherever it was moved. */
  readonly key: string
}

export type Coordinates = Readonly<Partial<Record<DimensionName, number>>>

/** Says in words what rows of variables are of. */
export class Labels {
  private readonly structure: Structure
  private readonly speech: Speech
  private readonly variables: ReadonlyMap<string, Variable>
  private readonly shapes = new Map<string, Shape>()
  private readonly names: Readonly<Partial<Record<DimensionName, readonly string[]>>>

  constructor(structure: Structure, speech: Speech, variables: ReadonlyMap<string, Variable>) {
    this.structure = structure
    this.speech = speech
    this.variables = variables
    this.names = namesOf(structure, speech)
  }

  has(name: string): boolean {
    return this.variables.has(name)
  }

  shape(name: string): Shape {
    const known = this.shapes.get(name)
    const variable = this.variables.get(name)
    if (known !== undefined) return known
    if (variable === undefined) throw new RangeError(`no variable ${name}`)
    const made = shapeOf(variable, this.structure.space)
    this.shapes.set(name, made)
    return made
  }

  /** Where a row of a variable stands in the dimensions that the variable runs over. */
  place(name: string, row: number): Coordinates {
    const shape = this.shape(name)
    const position = positionOfRow(shape, row)
    return Object.fromEntries(shape.steps.map(({ dimension, at }) => [dimension, position[at] ?? 0]))
  }

  /** The variable in words. */
  variable(name: string): string {
    const own = Object.entries(this.speech.words.blocks).find(([known]) => known === name)?.[1]
    const key = `equation.${name}`
    const text = this.speech.text(key)
    return own ?? (text === key ? name : text)
  }

  /** Of a row of cells, as a variable that it shows. */
  of(row: Row, name: string, format: FigureFormat): RowLabel {
    return this.ofRows(
      name,
      row.members.filter((member) => member.name === name).map((member) => member.row),
      row.change?.area ?? null,
      format,
    )
  }

  /** Of a single row of a variable. */
  ofMember(name: string, row: number, format: FigureFormat): RowLabel {
    return this.ofRows(name, [row], null, format)
  }

  private ofRows(name: string, rows: readonly number[], changed: string | null, format: FigureFormat): RowLabel {
    const place = this.place(name, rows[0] ?? 0)
    const { steps } = this.shape(name)
    const last = steps.at(-1)
    const cells = last?.dimension === 'cell' ? [...new Set(rows.map((row) => row % last.size))] : undefined
    const subject = steps
      .filter(({ dimension }) => !['cell', 'unit', 'payer'].includes(dimension))
      .map(({ dimension }) => this.names[dimension]?.[place[dimension] ?? 0] ?? '')
    const area = changed ?? this.areaCode(place, cells)
    return {
      name: subject.join(' ') || this.variable(name),
      area: this.area(area, cells),
      payer: this.payer(name, place),
      unit: this.unit(name, place, format),
      key: [name, ...steps.map(({ dimension }) => (dimension === 'cell' ? area : this.element(dimension, place)))].join('/'),
    }
  }

  private element(dimension: DimensionName, place: Coordinates): string {
    return this.structure.space.elements[dimension][place[dimension] ?? 0] ?? ''
  }

  /** The area of a row that nobody changes: the whole region, a cell's, or a unit's. */
  private areaCode(place: Coordinates, cells: readonly number[] | undefined): string {
    const { structure } = this
    if (place.unit !== undefined) return structure.areas[place.unit]?.code ?? ''
    if (cells === undefined) return structure.root.code
    const [first = 0] = cells
    return cells.length === structure.cells.length ? structure.root.code : (structure.cells[first] ?? '')
  }

  private area(code: string, cells: readonly number[] | undefined): string {
    const { catalogue, root } = this.structure
    const region = catalogue.regions.find((known) => known.code === code)
    const name = region === undefined ? this.speech.text('area.own') : this.speech.of(region.name)
    const isPart = cells !== undefined && cells.length > 1 && code !== root.code && region?.level === this.levelOf(cells[0])
    return isPart ? filled(this.speech.words.areas, { name, count: cells.length }) : name
  }

  private levelOf(cell: number | undefined): string | undefined {
    return this.structure.leaves[cell ?? -1]?.level
  }

  private payer(name: string, place: Coordinates): string {
    const level =
      place.payer !== undefined
        ? localPayers[place.payer]
        : name === 'central' || name === 'centralByHead' || name === 'centralByFactor'
          ? 'central'
          : /^(region|league|banner)(Part|OfCatalogue)$/.exec(name)?.[1]
    return level === undefined ? '' : this.speech.text(`payer.${level}`)
  }

  private unit(name: string, place: Coordinates, format: FigureFormat): string {
    const { words, text } = this.speech
    const unit = this.variables.get(name)?.unit ?? {}
    const code = catalogueUnitOf(this.structure, unit, place)
    if (code !== null) return text(`unitCode.${code.replaceAll('/', '-')}`)
    if (unit.CNY !== undefined) return words.yuan
    if (unit.person !== undefined) return words.persons
    if (unit.delivery !== undefined) return words.number
    if (format === 'percent') return words.percent
    if (name === 'driver' || name === 'entitled' || name === 'driverTotal') return this.driverUnit(place)
    return words.ratio
  }

  /** Persons, counties, or a pure number for works and trends. */
  private driverUnit({ driver, group }: Coordinates): string {
    const { mappings } = this.structure.space
    const kind = this.structure.catalogue.drivers[driver ?? mappings['driverOf']?.index[group ?? -1] ?? -1]?.kind
    if (kind === 'counties') return this.speech.text('unitCode.county')
    return kind === 'population' || kind === 'births' || kind === 'enrolment' ? this.speech.words.persons : this.speech.words.number
  }
}

/** Names of the elements of each dimension, in its order. */
function namesOf(structure: Structure, speech: Speech): Readonly<Partial<Record<DimensionName, readonly string[]>>> {
  const { catalogue, components, standards, space } = structure
  const { of, text } = speech
  const ofComponent = ({ item, component }: (typeof components)[number]): string =>
    item.components.length > 1 ? `${of(item.name)} · ${of(component.name)}` : of(item.name)
  const ofStandard = (id: string): string => {
    const component = components.find((entry) => entry.id === id)
    return component === undefined ? of(catalogue.pools.find((pool) => pool.id === id)?.name) : ofComponent(component)
  }
  const driver = new Map(catalogue.drivers.map(({ id, name }) => [id, of(name)]))
  const basis = (id: string): string => (id === 'registered' || id === 'insured' ? text(`basis.${id}`) : id)
  const group = (id: string): string => {
    const [first = '', ...rest] = id.split('.')
    const known = driver.get(id)
    return known ?? filled(speech.words.basis, { basis: basis(first), name: driver.get(rest.join('.')) ?? '' })
  }
  const named = (list: readonly { readonly name: Parameters<typeof of>[0] }[]): readonly string[] => list.map(({ name }) => of(name))
  return {
    item: named(catalogue.items),
    component: components.map(ofComponent),
    standard: standards.map(({ id }) => ofStandard(id)),
    leader: space.elements.leader.map(ofStandard),
    linked: space.elements.linked.map(ofStandard),
    driver: named(catalogue.drivers),
    basis: space.elements.basis.map(basis),
    group: space.elements.group.map(group),
    index: named(catalogue.indices),
    claim: named(catalogue.fiscal.priorClaims),
    grant: named(catalogue.grants),
    target: named(catalogue.targetCosts),
    fund: named(catalogue.funds),
  }
}
