import type { ChartConfiguration } from 'chart.js'
import { computed, ref, type Ref } from 'vue'
import { figureOf } from '../chart/figures'
import { yearAt } from '../chart/cursor'
import { fixed } from '../format/number'
import { useExplain } from '../stores/explain'
import { useScreen } from '../stores/screen'

/** Mouse and keys on a chart: the year that all charts mark, a series, and the figure behind a point. */
export function useChartHand(configuration: Readonly<Ref<ChartConfiguration>>) {
  const screen = useScreen()
  const explain = useExplain()
  const chosen = ref<number | null>(null)
  const labels = computed(() => configuration.value.data.labels ?? [])
  const sets = computed(() => configuration.value.data.datasets.flatMap(({ label }, k) => (label === '' ? [] : [k])))
  const hasYears = computed(() => labels.value.length > 0 && labels.value.every((label) => /^\d{4}$/.test(String(label))))
  const point = computed(() => yearAt(labels.value, screen.cursor))

  function over(label: string | null): void {
    const year = label !== null && hasYears.value ? Number(label) : null
    if (screen.cursor !== year) screen.cursor = year
  }
  function open(set: number, at: number): boolean {
    const found = figureOf(configuration.value, set, at)
    if (found !== undefined) void explain.ask(found.figure, found.side)
    return found !== undefined
  }
  const hand = {
    cursor: () => ({ year: screen.cursor, chosen: chosen.value }),
    over,
    click: (set: number, at: number): void => void open(set, at),
  }

  /** The series so many places further, among those with a name. */
  function series(by: 1 | -1): void {
    const at = sets.value.indexOf(chosen.value ?? -1)
    chosen.value = sets.value[(at < 0 ? 0 : at + by + sets.value.length) % sets.value.length] ?? null
  }
  function year(to: number): void {
    const next = labels.value[Math.min(labels.value.length - 1, Math.max(0, to))]
    over(next === undefined ? null : String(next))
    chosen.value ??= sets.value[0] ?? null
  }
  function onKey(event: KeyboardEvent): void {
    if (!hasYears.value || event.ctrlKey || event.metaKey) return
    const first = Math.max(0, yearAt(labels.value, screen.year))
    const at = point.value < 0 ? first : point.value
    const moves: Readonly<Record<string, () => unknown>> = {
      ArrowLeft: () => {
        year(point.value < 0 ? first : at - 1)
      },
      ArrowRight: () => {
        year(point.value < 0 ? first : at + 1)
      },
      Home: () => {
        year(0)
      },
      End: () => {
        year(labels.value.length - 1)
      },
      ArrowUp: () => {
        series(-1)
      },
      ArrowDown: () => {
        series(1)
      },
      Enter: () => event.altKey && chosen.value !== null && open(chosen.value, at),
      Escape: leave,
    }
    const move = moves[event.key]
    if (move === undefined || (event.altKey && event.key !== 'Enter')) return
    event.preventDefault()
    move()
  }
  function leave(): void {
    chosen.value = null
    over(null)
  }
  /** What the keys are on, for who cannot see it. */
  const said = computed(() => {
    const set = configuration.value.data.datasets[chosen.value ?? -1]
    const value = set?.data[point.value]
    return set === undefined || point.value < 0
      ? ''
      : `${String(labels.value[point.value])} ${set.label ?? ''} ${typeof value === 'number' ? fixed(value, 2) : '—'}`
  })
  /** Whether any of its points opens. */
  const opens = computed(() =>
    configuration.value.data.datasets.some((_, k) => labels.value.some((_label, at) => figureOf(configuration.value, k, at) !== undefined)),
  )
  return { hand, onKey, leave, said, opens, hasYears }
}
