import { computed, ref, shallowRef } from 'vue'
import type { CatalogueKey, KnownCatalogue } from '../../electron/contract/catalogues'
import { useBridge } from '../bridge/current'
import { useKeeping } from '../stores/keeping'
import { useScreen } from '../stores/screen'
import { useTabs } from '../stores/tabs'
import { useFiles } from './useFiles'

/** Catalogues that the program can be opened with, and the change to one of them: the window is loaded again on it. */
export function useCatalogues() {
  const bridge = useBridge()
  const keeping = useKeeping()
  const screen = useScreen()
  const tabs = useTabs()
  const files = useFiles()
  const known = shallowRef<readonly KnownCatalogue[]>()
  const isOpening = ref(false)
  /** What is to be opened once the user has said what becomes of unsaved work. */
  const asked = ref<{ readonly key: CatalogueKey | null }>()
  const unsaved = computed(() => tabs.open.filter(({ isDirty }) => isDirty).map(({ document }) => document.name))

  async function list(): Promise<void> {
    const reply = await bridge.invoke('catalogue:list', null)
    if (reply.ok) known.value = reply.value
    else files.tell(reply.error)
  }

  /** Open the program with another catalogue; where work is unsaved the user is asked first. */
  async function open(key: CatalogueKey | null): Promise<void> {
    if (unsaved.value.length > 0) asked.value = { key }
    else await change(key)
  }
  /** Go on after the question: what is unsaved is kept, and offered when the window is there again. */
  async function goOn(): Promise<void> {
    const to = asked.value
    asked.value = undefined
    if (to === undefined) return
    await keeping.keepNow()
    await change(to.key)
  }
  function stay(): void {
    asked.value = undefined
  }

  async function change(key: CatalogueKey | null): Promise<void> {
    isOpening.value = true
    const reply = await bridge.invoke('catalogue:choose', { key, window: bridge.window })
    isOpening.value = false
    if (!reply.ok) {
      files.tell(reply.error)
      return list()
    }
    screen.isReopening = true
    location.reload()
  }

  return { known, isOpening, asked, unsaved, list, open, goOn, stay }
}
