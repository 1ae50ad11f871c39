import { isByClass } from '../scenario/sharingRules'
import { localPayers, type Structure } from '../structure'
import type { Acting, Grounds } from './acting'
import { Changes } from './changes'
import { codeOf, codeOfPath, Codes } from './codes'

/** Levels that pay, the centre first, as in results. */
export const levels = ['central', ...localPayers] as const

export const shareGrounds: Grounds = { levers: ['regionShare', 'sharingClass'], actuals: [] }

/**
 * How far the levels' parts are known (METHOD section 8), [item][level][cell][year]: the catalogue's grade for each level; by
 * factor also the growth of the grant; the scenario's changes of the region's part and of a league's class, which move all three.
 */
export function shareCodes(structure: Structure, { overrides }: Acting): Codes {
  const { catalogue, cells, years } = structure
  const out = new Codes(catalogue.items.length * levels.length * cells.length, years.length)
  const row = new Uint8Array(years.length)
  const [changes, classes] = [new Changes(structure, overrides, ['regionShare']), new Changes(structure, overrides, ['sharingClass'])]
  catalogue.items.forEach((item, i) => {
    const grant = catalogue.grants.find(({ id }) => id === item.grant)
    levels.forEach((level, l) => {
      const own = item.shares === null ? 0 : codeOf(item.shares.gradeByLevel[level])
      cells.forEach((_, cell) => {
        row.fill(own)
        if (item.centralPays === 'by-factor' && grant !== undefined)
          years.forEach((year, k) => (row[k] = Math.max(own, k === 0 ? 0 : codeOfPath(grant.growth, year))))
        if (level !== 'central' && classes.any && isByClass(item.shares)) classes.put(row, undefined, cell)
        if (level !== 'central' && changes.any) changes.put(row, item.id, cell)
        out.put((i * levels.length + l) * cells.length + cell, row)
      })
    })
  })
  return out
}

/** Of what several levels together pay: what the centre leaves, by the parts of those that are asked. */
export function shareOf(
  codes: Codes,
  cells: number,
  item: number,
  of: readonly (typeof levels)[number][],
  cell: number,
  year: number,
): number {
  return of.reduce((code, level) => Math.max(code, codes.at((item * levels.length + levels.indexOf(level)) * cells + cell, year)), 0)
}
