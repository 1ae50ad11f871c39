import { computed } from 'vue'
import { anyUnit } from '../../models/fiscal/unitFigures'
import { useCatalogue } from '../stores/catalogue'
import { useScreen } from '../stores/screen'
import { useSimulation } from '../stores/simulation'
import { useWords } from './useWords'

/** The unit that the fiscal view is about: the area of the screen, or a banner beside the leaves that has an account. */
export function useFiscalUnit() {
  const catalogue = useCatalogue()
  const screen = useScreen()
  const simulation = useSimulation()
  const { t, areaName } = useWords()
  const memos = computed(() => simulation.result?.memos ?? [])
  const code = computed(() => (memos.value.some((memo) => memo.code === screen.banner) ? screen.banner : screen.area))
  const unit = computed(() => (simulation.result === undefined ? undefined : anyUnit(simulation.result, code.value)))
  const isRegion = computed(() => code.value === catalogue.root?.code)
  const unitName = computed(() => (isRegion.value ? t('area.whole') : areaName(code.value)))
  function choose(next: string): void {
    const memo = memos.value.find((known) => known.code === next)
    screen.area = memo?.parent ?? next
    screen.banner = memo?.code ?? ''
  }
  return { memos, code, unit, isRegion, unitName, choose }
}
