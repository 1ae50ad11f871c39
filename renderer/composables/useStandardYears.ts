import { computed, shallowRef, watch } from 'vue'
import type { ReadableResult } from '../../models/result'
import { leverNamed } from '../../models/scenario/levers'
import { standardId } from '../../models/structure'
import { useCatalogue } from '../stores/catalogue'
import { useScenario } from '../stores/scenario'
import { useScreen } from '../stores/screen'
import { standardPath } from '../stores/select'
import { useSideRuns } from '../stores/sideRuns'
import { useSimulation } from '../stores/simulation'
import type { YearRow } from '../stores/yearRows'
import { useWords } from './useWords'

/** Every standard by year in the area on the screen, as rows to type in. */
export function useStandardYears() {
  const { name, unitName } = useWords()
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const simulation = useSimulation()
  const screen = useScreen()
  const sideRuns = useSideRuns()
  const area = computed(() => (screen.area.endsWith('-own') ? (catalogue.root?.code ?? '') : screen.area))

  /** What the standards are without this area's own changes to them comes out of a run without these. */
  const others = computed(() => {
    const isOwn = (lever: string, at: string): boolean => lever === 'standard' && at === area.value
    const overrides = scenario.document.overrides.filter((o) => !isOwn(o.lever, o.area))
    if (overrides.length === scenario.document.overrides.length) return undefined
    return { key: JSON.stringify(['standards', area.value, { ...scenario.document, overrides }]), overrides }
  })
  watch(
    () => others.value?.key,
    () => {
      if (others.value !== undefined)
        void sideRuns.runWithout(others.value.key, { ...scenario.document, overrides: [...others.value.overrides] })
    },
    { immediate: true },
  )
  const known = computed(() => {
    if (others.value === undefined) return simulation.result
    return sideRuns.without?.key === others.value.key ? sideRuns.without.result : undefined
  })
  // With the first change of an area the run before it stays what is inherited, until the one without the change has ended.
  const last = shallowRef<{ readonly area: string; readonly result: ReadableResult }>()
  watch(
    [known, area],
    () => {
      if (known.value !== undefined) last.value = { area: area.value, result: known.value }
    },
    { immediate: true },
  )
  const inherited = computed(() => known.value ?? (last.value?.area === area.value ? last.value.result : undefined))

  const standards = computed(() => {
    const c = catalogue.catalogue
    if (c === undefined) return []
    const pools = new Map(c.pools.map((pool) => [pool.id, pool]))
    const seen = new Set<string>()
    return c.domains.flatMap((domain) =>
      c.items
        .filter((item) => item.domain === domain.id)
        .flatMap((item) => {
          const pool = pools.get(item.pool ?? '')
          const own = item.components.flatMap((component) =>
            component.unitCost === undefined
              ? []
              : [
                  {
                    id: standardId(item, component),
                    label: item.components.length > 1 ? `${name(item.name)} · ${name(component.name)}` : name(item.name),
                    unit: component.unitCost.unit,
                  },
                ],
          )
          const shared = pool === undefined || seen.has(pool.id) ? [] : [{ id: pool.id, label: name(pool.name), unit: pool.standard.unit }]
          if (pool !== undefined) seen.add(pool.id)
          return (pool === undefined ? own : shared)
            .filter(() => item.funding !== 'fund')
            .map((standard) => ({
              ...standard,
              domain,
              texts: [item.name.zh, item.name.en, item.department, domain.name.zh, domain.name.en, standard.label],
            }))
        }),
    )
  })
  const rows = computed((): readonly YearRow[] => {
    const [c, result] = [catalogue.catalogue, simulation.result]
    if (c === undefined || result === undefined) return []
    const { possible, plausible } = leverNamed('standard')
    return standards.value.map((standard) => {
      const values = standardPath(result, standard.id, area.value)
      const address = { lever: 'standard' as const, target: standard.id, area: area.value }
      const override = scenario.find(address)
      return {
        id: standard.id,
        label: standard.label,
        note: unitName(standard.unit),
        groups: [{ id: standard.domain.id, label: name(standard.domain.name) }],
        address,
        curve: {
          baseYear: c.baseYear,
          values,
          inherited: inherited.value === undefined ? values : standardPath(inherited.value, standard.id, area.value),
          firstFree: c.baseYear + 1,
        },
        scale: 1,
        isPercent: false,
        possible,
        plausible,
        given: override?.mode === 'series' && override.enabled ? (override.values ?? {}) : {},
        carries: 'proportion',
        texts: standard.texts,
        figure: (year) => `standard/${standard.id}/${area.value}/${String(year)}`,
      }
    })
  })
  return { rows, area, isReady: computed(() => inherited.value !== undefined) }
}
