import { computed, watch } from 'vue'
import type { LeverId } from '../../models/scenario/document'
import { leverNamed } from '../../models/scenario/levers'
import { useCatalogue } from '../stores/catalogue'
import { editsOf, implausibleYears, onStep, readPasted, readYear, withYears, type Curve } from '../stores/curve'
import { cataloguePath, firstFreeYear, inheritedValues, movedValues } from '../../models/scenario/leverPaths'
import { summaryOf } from '../stores/populationFigures'
import { useScenario } from '../stores/scenario'
import { useSideRuns } from '../stores/sideRuns'
import { useSimulation } from '../stores/simulation'
import { useWords } from './useWords'

/** One lever's curve in one area: what stands, what would stand without a change, and what can be done to it. */
export function useCurve(lever: () => LeverId, area: () => string) {
  const { t } = useWords()
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const simulation = useSimulation()
  const sideRuns = useSideRuns()

  const address = computed(() => ({ lever: lever(), area: area() }))
  const definition = computed(() => leverNamed(lever()))
  const override = computed(() => scenario.find(address.value))
  const isLeague = computed(() => area() !== catalogue.root?.code)
  const scale = computed(() => scaleOf(lever()))
  const suffix = computed(() => {
    const { unit } = definition.value
    return unit === 'rate' ? '‰' : lever() === 'urbanShare' ? '%' : t(`leverUnit.${unit.replaceAll('/', '-')}`)
  })

  /** A league's urban share without a change of its own comes out of a run without it. */
  const others = computed(() => {
    const own = override.value
    if (!isLeague.value || lever() !== 'urbanShare' || own === undefined || !own.enabled) return undefined
    const overrides = scenario.document.overrides.filter((each) => each !== own)
    return { key: JSON.stringify([scenario.document.outlook?.id, scenario.document.populations, overrides]), overrides }
  })
  watch(
    () => others.value?.key,
    () => {
      if (others.value !== undefined)
        void sideRuns.runWithout(others.value.key, { ...scenario.document, overrides: [...others.value.overrides] })
    },
    { immediate: true },
  )
  const ownUrban = computed(() => {
    if (!isLeague.value || lever() !== 'urbanShare') return undefined
    const result = others.value === undefined ? simulation.result : sideRuns.without?.result
    return result === undefined ? undefined : summaryOf(result, area())?.urbanShare
  })

  const curve = computed((): Curve | undefined => {
    const c = catalogue.catalogue
    if (c === undefined) return undefined
    const inherited = inheritedValues(c, scenario.document, address.value, ownUrban.value)
    return {
      baseYear: c.baseYear,
      inherited: [...inherited],
      values: [...movedValues(c, scenario.document, address.value, inherited)],
      firstFree: firstFreeYear(c, address.value, scenario.document),
    }
  })
  const implausible = computed(() => (curve.value === undefined ? [] : implausibleYears(curve.value, definition.value.plausible)))
  const typing = computed(() => ({
    lever: definition.value,
    scale: scale.value,
    units: { [t('unit.wanWord')]: 1e4, [t('unit.yiWord')]: 1e8 },
  }))
  /** Grade and source of the path in a year. */
  const pointAt = (year: number) => {
    const c = catalogue.catalogue
    const path = c === undefined ? null : cataloguePath(c, address.value, scenario.document)
    return path?.points.findLast((point) => point.year <= year) ?? path?.points[0]
  }

  /** Values for years as one step; where nothing differs any more, the change is gone. */
  function set(edits: ReadonlyMap<number, number>): void {
    if (curve.value === undefined) return
    const change = withYears(curve.value, edits)
    if (change !== null) scenario.setOverride(address.value, { ...change, enabled: true })
    else if (override.value !== undefined) scenario.removeOverride(override.value.id)
  }
  /** While a point is moved: shown at once; `scenario.drop` ends the step. */
  function drag(year: number, value: number, onwards: boolean): void {
    if (curve.value === undefined) return
    const next = onStep(value, definition.value.step)
    const edits = editsOf(curve.value, year, next, onwards, definition.value.possible)
    // A point that comes back to what is inherited stays listed until it is let go, so that there is something to move on.
    const change = withYears(curve.value, edits) ?? { mode: 'series' as const, from: year, values: { [String(year)]: next } }
    scenario.drag(address.value, { ...change, enabled: true })
  }
  const read = (year: number, text: string) => (curve.value === undefined ? undefined : readYear(curve.value, year, text, typing.value))
  const paste = (year: number, text: string) => (curve.value === undefined ? undefined : readPasted(curve.value, year, text, typing.value))
  function clear(): void {
    if (override.value !== undefined) scenario.removeOverride(override.value.id)
  }
  function explain(reason: string): void {
    if (override.value !== undefined && override.value.reason !== reason) scenario.changeOverride(override.value.id, { reason })
  }

  return { address, definition, override, isLeague, scale, suffix, curve, implausible, pointAt, set, drag, read, paste, clear, explain }
}

/** Figures of a lever are shown times this. */
export const scaleOf = (lever: LeverId): number => (lever === 'netMigration' ? 1000 : lever === 'urbanShare' ? 100 : 1)
