import type { Grade } from '../../../models/catalogue/schema'
import { EvidenceBook } from '../../../models/evidence/book'
import { codeOf, gradeOf, worst } from '../../../models/evidence/codes'
import { driverCodes, type DriverCodes } from '../../../models/evidence/drivers'
import { accountGrade, peopleGrade } from '../../../models/evidence/evidenceAt'
import { resourceParts } from '../../../models/evidence/resources'
import { runGrades, type RunGrades } from '../../../models/evidence/runGrades'
import type { OpenRun } from '../../../models/explain/run'
import type { SimulationResult } from '../../../models/result'
import { localPayers } from '../../../models/structure'
import type { Coordinates } from './labels'

/** The worst grade that a variable's figure in a year rests on, as the program shows it. */
export class FigureGrades {
  private readonly open: OpenRun
  private readonly result: SimulationResult
  private readonly of: RunGrades
  private readonly book: EvidenceBook
  private readonly drivers: DriverCodes

  constructor(open: OpenRun, result: SimulationResult) {
    const { structure } = open.model
    this.open = open
    this.result = result
    this.of = runGrades(structure, open.run)
    this.book = new EvidenceBook(open.model, this.of)
    this.drivers = driverCodes(structure, this.of.people)
  }

  /** @param year counted from the first. */
  at(name: string, place: Coordinates, year: number): Grade {
    const { component, item, standard, driver, cell, unit, fund, claim, target } = place
    if (component !== undefined) return gradeOf(this.ofComponent(name, component, cell, year))
    if (item !== undefined) return gradeOf(this.ofItem(name, item, place, year))
    if (standard !== undefined) return gradeOf(this.of.standards.at(standard * this.cells.length + (cell ?? 0), year))
    if (driver !== undefined) return gradeOf(this.ofDriver(driver, cell ?? 0, year))
    if (unit !== undefined) return this.result.units[unit]?.grade ?? 'D'
    if (cell !== undefined) return this.ofCell(name, cell, year)
    if (fund !== undefined) return this.result.funds[fund]?.grade ?? 'D'
    if (claim !== undefined) return this.catalogue.fiscal.priorClaims[claim]?.amount.grade ?? 'D'
    if (target !== undefined) return this.ofTarget(target)
    return 'D'
  }

  private get cells(): readonly string[] {
    return this.open.model.structure.cells
  }

  private get catalogue() {
    return this.open.model.structure.catalogue
  }

  private ofComponent(name: string, component: number, cell = 0, year: number): number {
    const { quantities, cost } = this.of
    return (name === 'quantity' ? quantities.local : cost.local).at(component * this.cells.length + cell, year)
  }

  private ofItem(name: string, item: number, { cell = 0, payer }: Coordinates, year: number): number {
    const area = this.open.model.structure.areas.findIndex(({ code }) => code === this.cells[cell])
    if (name === 'borne') return this.book.borne(item, area, year).worst
    const level = name === 'central' ? 'central' : payer === undefined ? undefined : localPayers[payer]
    return (level === undefined ? this.book.spent(item, area, year) : this.book.paidBy(item, level, area, year)).worst
  }

  /** Programmes of the region's own level have no people of their own. */
  private ofDriver(driver: number, cell: number, year: number): number {
    const { leaves } = this.open.model.structure
    if (cell >= leaves.length) return 0
    const row = driver * leaves.length + cell
    return Math.max(this.drivers.spread[row] ?? worst, this.drivers.moved.at(row, year))
  }

  private ofCell(name: string, cell: number, year: number): Grade {
    const part = resourceParts.findIndex((known) => known === name)
    if (part >= 0) return gradeOf(this.of.resources.local.at(part * this.cells.length + cell, year))
    const { structure } = this.open.model
    const code = this.cells[cell] ?? ''
    return name === 'residents'
      ? peopleGrade(structure, this.of, code, year)
      : accountGrade(
          structure,
          this.of,
          structure.areas.findIndex((area) => area.code === code),
        )
  }

  private ofTarget(target: number): Grade {
    const { capital = null, running = null } = this.catalogue.targetCosts[target] ?? {}
    return gradeOf(
      [capital, running].reduce(
        (code, part) => Math.max(code, part?.cost === undefined || part.cost === null ? 0 : codeOf(part.cost.grade)),
        0,
      ),
    )
  }
}
