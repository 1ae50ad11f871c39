import type { Grade } from './catalogue/schema'
import type { Block } from './equation/block'
import type { EvidenceBook } from './evidence/book'
import { gradeOf } from './evidence/codes'
import { mixed } from './evidence/evidenceAt'
import { Mix } from './evidence/mix'
import type { RunGrades } from './evidence/runGrades'
import { Keeper } from './kept'
import type { Model } from './model'
import type { SimulationResult } from './result'

/** What the money of one year rests on, with the worst grade that carries any part of each item. */
export interface YearEvidence {
  readonly evidence: SimulationResult['evidence']
  readonly itemGrades: readonly Grade[]
}
const kept = new Keeper<YearEvidence>()

/** By item, domain, area and in all; the last one where neither money nor grades have moved. @param year position of the year. */
export function evidenceByPart({ structure, compiled }: Model, book: EvidenceBook, grades: RunGrades, year: number): YearEvidence {
  const blocks: readonly Block[] = [compiled.block('fiscalCost')]
  return kept.get(compiled, blocks, [year, grades], () => {
    const { items, domains } = structure.catalogue
    const mixes = items.map((_, item) => book.spent(item, 0, year))
    const sum = (of: readonly Mix[]): Mix => of.reduce((all, mix) => all.take(mix), new Mix())
    const evidence = {
      byItem: mixes.map((mix) => mix.shares()),
      byDomain: domains.map(({ id }) => sum(mixes.filter((_, item) => items[item]?.domain === id)).shares()),
      byArea: structure.areas.map((_, area) =>
        area === 0
          ? sum(mixes).shares()
          : mixed(
              items.map((_item, item) => item),
              (item, into) => book.spent(item, area, year, into),
            ),
      ),
      total: sum(mixes).shares(),
    }
    return { evidence, itemGrades: mixes.map((mix) => gradeOf(mix.worst)) }
  })
}
