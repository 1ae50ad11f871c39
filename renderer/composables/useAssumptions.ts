import { computed } from 'vue'
import { outlookNamed } from '../../models/catalogue/outlook'
import { fixed, percent, plain } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { cataloguePath } from '../stores/leverPaths'
import { useScenario } from '../stores/scenario'
import { useSimulation } from '../stores/simulation'
import { useWords } from './useWords'

/** What the results rest on, as rows for paper: what, how much, when, grade, source. */
export function useAssumptions() {
  const { t, name, sourceLine } = useWords()
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const simulation = useSimulation()
  const root = computed(() => catalogue.root?.code ?? '')
  const assumptions = computed(() => {
    const c = catalogue.catalogue
    if (c === undefined) return []
    const last = <T extends { readonly year: number }>(points: readonly T[]): T | undefined =>
      points.findLast(({ year }) => year <= c.targetYear)
    const paths = [
      ['realGrowth', c.fiscal.realGrowth],
      ['taxElasticity', c.fiscal.taxElasticity],
      ['nonTaxGrowth', c.fiscal.nonTaxGrowth],
      ['generalTransferGrowth', c.fiscal.generalTransferGrowth],
      ['tfr', cataloguePath(c, { lever: 'tfr', area: root.value }, scenario.document) ?? c.population.fertility.tfr],
    ] as const
    const rows = paths.flatMap(([lever, path]) => {
      const point = last(path.points)
      return point === undefined
        ? []
        : [
            [
              t(`lever.${lever}`),
              lever.endsWith('Growth') ? percent(point.value, 2) : plain(point.value),
              String(c.targetYear),
              point.grade,
              sourceLine({ source: point.source, grade: point.grade, basis: point.basis }),
            ],
          ]
    })
    const prices = c.indices.map((index) => [
      name(index.name),
      percent(index.defaultRate.value, 1),
      t('print.default'),
      index.defaultRate.grade,
      sourceLine({ source: index.defaultRate.source, grade: index.defaultRate.grade, basis: index.defaultRate.basis }),
    ])
    const limits = Object.entries(c.fiscal.thresholds).map(([id, fact]) => [
      t(`threshold.${id}`),
      id.startsWith('residual') || id.startsWith('coverage') ? fixed(fact.value, 2) : percent(fact.value, 1),
      '',
      fact.grade,
      name(fact.basis),
    ])
    const outlook = outlookNamed(c, scenario.document.outlook?.id) ?? outlookNamed(c, undefined)
    const population =
      outlook === undefined
        ? []
        : [
            [
              t('population.outlook'),
              name(outlook.name),
              `${String(c.baseYear)}–${String(c.horizonYear)}`,
              outlook.grade,
              [name(outlook.reasoning), scenario.document.outlook?.reason ?? ''].filter((part) => part !== '').join(' · '),
            ],
          ]
    const unit = simulation.result?.units[0]
    const benchmark =
      unit === undefined
        ? []
        : [
            [
              t('capacity.benchmark.inForce'),
              percent(unit.benchmark.inForce, 2),
              String(c.baseYear),
              unit.grade,
              unit.benchmark.inForce === unit.benchmark.catalogue
                ? t('capacity.benchmark.own')
                : t('capacity.benchmark.moved', { catalogue: percent(unit.benchmark.catalogue, 2) }),
            ],
          ]
    return [...population, ...benchmark, ...rows, ...prices, ...limits]
  })
  return { assumptions }
}
