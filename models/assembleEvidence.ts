import type { Grade } from './catalogue/schema'
import type { EvidenceBook } from './evidence/book'
import { gradeOf } from './evidence/codes'
import { Mix } from './evidence/mix'
import type { RunGrades } from './evidence/runGrades'
import { Keeper } from './kept'
import type { Model } from './model'
import type { Evidence, SimulationResult } from './result'

/** What the money of one year rests on, with the worst grade that carries any part of each item. */
export interface YearEvidence {
  readonly evidence: SimulationResult['evidence']
  readonly itemGrades: readonly Grade[]
}
const kept = new Keeper<YearEvidence>()

/** By item, domain, area and in all; the last one where neither money nor grades have moved. @param year position of the year. */
export function evidenceByPart({ structure, compiled }: Model, book: EvidenceBook, grades: RunGrades, year: number): YearEvidence {
  return kept.get(compiled, [compiled.figures('fiscalCost')], [year, grades], () => {
    const { items, domains } = structure.catalogue
    const all = items.map((_, item) => item)
    const spent = (of: readonly number[], into = new Mix()): Mix => {
      for (const item of of) book.spent(item, 0, year, into)
      return into
    }
    const total = spent(all).shares()
    const [byItem, itemGrades]: [Evidence[], Grade[]] = [[], []]
    const mix = new Mix()
    for (const item of all) {
      spent([item], mix.clear())
      byItem.push(mix.shares())
      itemGrades.push(gradeOf(mix.worst))
    }
    const evidence = {
      byItem,
      byDomain: domains.map(({ id }) => spent(all.filter((item) => items[item]?.domain === id)).shares()),
      byArea: book.spentInAreas(year).map((of, area) => (area === 0 ? total : of.shares())),
      total,
    }
    return { evidence, itemGrades }
  })
}
