import { computed } from 'vue'
import { outlookNamed } from '../../models/catalogue/outlook'
import type { Override } from '../../models/scenario/document'
import { leverNamed } from '../../models/scenario/levers'
import { sharingClasses } from '../../models/structure'
import { plain } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { useScenario } from '../stores/scenario'
import { useSimulation } from '../stores/simulation'
import { useWords } from './useWords'
import { catalogueValue, targetCostOf } from '../../models/scenario/leverPaths'

/** What an override is of, without its value and years. */
interface Subject {
  readonly lever: Override['lever']
  readonly target?: string | undefined
  readonly onlyIncrement?: boolean | undefined
}

/** Overrides in words: what is changed, where, from when, from which value to which. */
export function useOverrides() {
  const { t, name, areaName, unitName } = useWords()
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const simulation = useSimulation()

  function subject(override: Subject): string {
    const words = subjectOf(override)
    return override.onlyIncrement === true ? t('sharing.ofIncrement', { subject: words }) : words
  }

  function subjectOf(override: Subject): string {
    const c = catalogue.catalogue
    const lever = t(`lever.${override.lever}`)
    if (c === undefined || override.target === undefined) return lever
    if (override.lever === 'standard') {
      for (const item of c.items) {
        const component = item.components.find((entry) => `${item.id}.${entry.id}` === override.target)
        if (component !== undefined) return item.components.length > 1 ? `${name(item.name)} · ${name(component.name)}` : name(item.name)
      }
      return name(c.pools.find((pool) => pool.id === override.target)?.name) || override.target
    }
    const cost = targetCostOf(c, override.target)
    if (cost !== undefined && override.lever.startsWith('target')) return `${name(cost.name)} · ${targetLever(override.target)}`
    if (override.lever === 'basisRatio') return t('basis.lever', { basis: t(`basis.${override.target}`) })
    const found =
      c.items.find((item) => item.id === override.target) ??
      c.indices.find((index) => index.id === override.target) ??
      c.fiscal.priorClaims.find((claim) => claim.id === override.target)
    return found === undefined ? `${lever} · ${override.target}` : `${name(found.name)} · ${lever}`
  }

  /** Which of a target's levers: how much, or one of its unit costs. */
  const targetLever = (target: string): string =>
    target.endsWith('.capital')
      ? t('targets.unitCost.capital')
      : target.endsWith('.running')
        ? t('targets.unitCost.running')
        : t('targets.level')

  function unitOf(override: Override): string {
    const lever = leverNamed(override.lever)
    if (override.lever === 'targetUnitCost') return t('explain.yuan')
    if (override.lever === 'targetLevel') return ''
    if (override.lever === 'netMigration') return '‰'
    if (lever.unit === 'class') return ''
    if (lever.unit !== 'own')
      return lever.unit === 'rate' || lever.unit === 'share' ? '%' : t(`leverUnit.${lever.unit.replaceAll('/', '-')}`)
    const c = catalogue.catalogue
    const component = c?.items
      .flatMap((item) => item.components.map((entry) => ({ id: `${item.id}.${entry.id}`, entry })))
      .find(({ id }) => id === override.target)
    const unit = component?.entry.unitCost?.unit ?? c?.pools.find((pool) => pool.id === override.target)?.standard.unit
    return unit === undefined ? '' : unitName(unit)
  }

  const scaleOf = (override: Override): number =>
    override.lever === 'netMigration' ? 1000 : ['rate', 'share'].includes(leverNamed(override.lever).unit) ? 100 : 1

  /** A value as the lever shows it: scaled, or the class it stands for. */
  function shown(override: Override, one: number | undefined): string {
    if (leverNamed(override.lever).unit !== 'class') return plain((one ?? 0) * scaleOf(override))
    const id = sharingClasses[(one ?? 0) - 1]
    return id === undefined ? plain(one) : t(`capacity.sharing.class.${id}`)
  }

  function value(override: Override): string {
    const scale = scaleOf(override)
    if (override.mode === 'scale') return `× ${plain(override.value)}`
    if (override.mode === 'add') return `${(override.value ?? 0) >= 0 ? '+' : ''}${plain((override.value ?? 0) * scale)}`
    if (override.mode === 'series')
      return Object.entries(override.values ?? {})
        .map(([year, v]) => `${year}: ${shown(override, v)}`)
        .join('  ')
    return shown(override, override.value)
  }

  /** Single years say their first and last, all else from when on it acts. */
  function years(override: Override): string {
    const last =
      override.mode === 'series'
        ? Number(
            Object.keys(override.values ?? {})
              .sort()
              .at(-1) ?? override.from,
          )
        : override.to
    const whole = override.fullFrom
    if (whole !== undefined)
      return t('override.phased', { from: override.from, to: whole, shape: t(`phase.shapes.${override.shape ?? 'linear'}`) })
    if (last === undefined) return t('override.from', { year: override.from })
    return last === override.from ? String(last) : t('override.fromTo', { from: override.from, to: last })
  }

  /** Value of the catalogue in the first year of the change. */
  function before(override: Override): string {
    const c = catalogue.catalogue
    const old = c === undefined ? null : catalogueValue(c, simulation.base, override, scenario.document)
    return old === null ? '—' : shown(override, old)
  }

  const rows = computed(() =>
    scenario.document.overrides.map((override) => ({
      override,
      subject: subject(override),
      area: areaName(override.area),
      years: years(override),
      before: before(override),
      after: value(override),
      unit: unitOf(override),
    })),
  )

  /** The population outlook, where it differs from that of the scenario compared with. */
  const outlook = computed(() => {
    const c = catalogue.catalogue
    if (c === undefined) return undefined
    const of = (id: string | undefined) => outlookNamed(c, id) ?? outlookNamed(c, undefined)
    const { side } = simulation
    const [own, other] = [of(scenario.document.outlook?.id), of(side.kind === 'plan' ? undefined : side.document.outlook?.id)]
    if (own === undefined || other === undefined || own.id === other.id) return undefined
    return { before: name(other.name), after: name(own.name), grade: own.grade, reason: scenario.document.outlook?.reason ?? '' }
  })

  return { rows, outlook, subject, unitOf, value, years, before, scaleOf }
}
