import { computed } from 'vue'
import type { Override } from '../../models/scenario/document'
import { useCatalogue } from '../stores/catalogue'
import { useActuals } from './useActuals'
import { useOverrides } from './useOverrides'
import { useScenarioPopulations } from './useScenarioPopulations'
import { useWords } from './useWords'

/** Everything the scenario changes, with its reason: outlook, populations of its own, years of assessment, actual figures, levers. */
export function useChangeRows() {
  const { t, areaName } = useWords()
  const catalogue = useCatalogue()
  const root = computed(() => catalogue.root?.code ?? '')
  const { rows: levers, outlook } = useOverrides()
  const { rows: populations } = useScenarioPopulations()
  const { rows: actuals, assessment } = useActuals()
  const reasonOf = ({ reason, document }: Override): string =>
    [document ?? '', reason].filter((part) => part !== '').join('; ') || t('print.noReason')
  const changeRows = computed(() => [
    ...(outlook.value === undefined
      ? []
      : [
          [
            t('population.outlook'),
            areaName(root.value),
            '',
            outlook.value.before,
            outlook.value.after,
            '',
            outlook.value.reason || t('print.noReason'),
          ],
        ]),
    ...populations.value
      .filter((row) => row.entry.enabled)
      .map((row) => [
        row.subject,
        row.area,
        row.years,
        row.before,
        row.after,
        row.unit,
        [row.source, row.entry.reason].filter((part) => part !== '').join('; '),
      ]),
    ...(assessment.value === undefined
      ? []
      : [[t('actual.assessment'), areaName(root.value), '', assessment.value.before, assessment.value.after, t('unit.year'), '']]),
    ...actuals.value
      .filter((row) => row.entry.enabled)
      .map(({ entry, ...row }) => [
        `${row.subject} · ${row.kind}`,
        row.area,
        row.year,
        '',
        row.value,
        row.unit,
        [`${entry.source} (${entry.grade})`, entry.reason].filter((part) => part !== '').join('; '),
      ]),
    ...levers.value
      .filter((row) => row.override.enabled)
      .map((row) => [row.subject, row.area, row.years, row.before, row.after, row.unit, reasonOf(row.override)]),
  ])
  return { changeRows }
}
