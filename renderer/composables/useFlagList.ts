import { computed, reactive } from 'vue'
import type { Grade } from '../../models/catalogue/schema'
import type { Flag, FlagTest, Payer, Severity } from '../../models/result'
import { useCatalogue } from '../stores/catalogue'
import { useDiagnosis } from '../stores/diagnosis'
import { useSimulation } from '../stores/simulation'
import { useWords } from './useWords'

/** Causes in the order in which they are told. */
export const flagCauses = ['population', 'price', 'standard', 'coverage', 'sharing', 'revenue'] as const
export const severities: readonly Severity[] = ['red', 'orange', 'yellow', 'grey']
export const flagTests: readonly FlagTest[] = ['growth', 'residual', 'coverage', 'new-resources']
export const flagPayers: readonly Payer[] = ['region', 'league', 'banner']
export const flagGrades: readonly Grade[] = ['A', 'B', 'C']
export const flagSorts = ['severity', 'size', 'year'] as const
export const flagGroupings = ['none', 'unit', 'domain', 'cause'] as const
export const flagKinds = ['all', 'item', 'indicator', 'domain', 'unit'] as const

/** What of the flags is looked at, and in which order; empty is everything. */
export interface FlagChoice {
  unit: string
  severity: Severity | ''
  payer: Payer | ''
  /** Flags whose figures are no worse than this. */
  grade: Grade | ''
  test: FlagTest | ''
  kind: (typeof flagKinds)[number]
  sort: (typeof flagSorts)[number]
  group: (typeof flagGroupings)[number]
}
export const everyFlag = (): FlagChoice => ({
  unit: '',
  severity: '',
  payer: '',
  grade: '',
  test: '',
  kind: 'all',
  sort: 'severity',
  group: 'none',
})

const rank = (severity: Severity): number => severities.indexOf(severity)
const kindOf = ({ subject: { kind } }: Flag): FlagChoice['kind'] => (kind === 'pool' ? 'item' : kind === 'block' ? 'indicator' : kind)

/** Whether a flag is among those looked at. */
export const isShown = (flag: Flag, choice: FlagChoice): boolean =>
  (choice.unit === '' || flag.unit === choice.unit) &&
  (choice.severity === '' || flag.severity === choice.severity) &&
  (choice.payer === '' || flag.payer === choice.payer) &&
  (choice.grade === '' || flag.grade <= choice.grade) &&
  (choice.test === '' || flag.test === choice.test) &&
  (choice.kind === 'all' || kindOf(flag) === choice.kind)

/** In the order chosen; what has no first year stands behind what has one. */
export function inFlagOrder(flags: readonly Flag[], sort: FlagChoice['sort']): readonly Flag[] {
  const year = ({ room, firstYear }: Flag): number => room?.year ?? firstYear ?? Number.MAX_SAFE_INTEGER
  const by = (a: Flag, b: Flag): number =>
    (sort === 'severity' ? rank(a.severity) - rank(b.severity) : sort === 'year' ? year(a) - year(b) : 0) || b.size - a.size
  return [...flags].sort(by)
}

export const flagKey = ({ unit, test, subject: { kind, id } }: Flag): string => [unit, test, kind, id].join('/')

/** All flags of the run as the page shows them. */
export function useFlagList() {
  const { t, name, areaName } = useWords()
  const catalogue = useCatalogue()
  const simulation = useSimulation()
  const diagnosis = useDiagnosis()
  const choice = reactive(everyFlag())

  const all = computed(() => simulation.result?.flags ?? [])
  const flags = computed(() =>
    inFlagOrder(
      all.value.filter((flag) => isShown(flag, choice)),
      choice.sort,
    ),
  )

  /** The domain of an item, or of the first item behind something else. */
  function domainOf({ subject: { kind, id } }: Flag): string {
    const c = catalogue.catalogue
    if (kind === 'domain') return id
    const item =
      kind === 'pool'
        ? c?.items.find(({ pool }) => pool === id)
        : catalogue.itemById.get(kind === 'indicator' ? (c?.indicators.find((one) => one.id === id)?.linkedItems[0] ?? '') : id)
    return item?.domain ?? ''
  }
  /** What moved the flag's figure most. */
  function causeOf(flag: Flag): string {
    const causes = diagnosis.of(flag)?.causes
    if (causes === undefined) return ''
    return flagCauses.reduce<(typeof flagCauses)[number]>((most, cause) => (causes[cause] > causes[most] ? cause : most), 'population')
  }

  function groupOf(flag: Flag): { readonly id: string; readonly label: string } {
    if (choice.group === 'unit') return { id: flag.unit, label: areaName(flag.unit) }
    if (choice.group === 'cause') {
      const cause = causeOf(flag)
      return { id: cause, label: cause === '' ? t('remedy.asking') : t(`flagCause.${cause}`) }
    }
    if (choice.group === 'none') return { id: '', label: '' }
    const domain = domainOf(flag)
    return { id: domain, label: name(catalogue.catalogue?.domains.find(({ id }) => id === domain)?.name) || t('flag.noDomain') }
  }

  const groups = computed(() => {
    const found = new Map<string, { readonly id: string; readonly label: string; readonly flags: Flag[] }>()
    for (const flag of flags.value) {
      const { id, label } = groupOf(flag)
      const group = found.get(id) ?? { id, label, flags: [] }
      group.flags.push(flag)
      found.set(id, group)
    }
    return [...found.values()]
  })

  return { choice, all, flags, groups, domainOf }
}
