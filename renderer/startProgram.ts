import { nextTick } from 'vue'
import type { Scenario } from '../models/scenario/document'
import { useBridge } from './bridge/current'
import { i18n, setLanguage, type Language } from './i18n/index'
import { useCatalogue } from './stores/catalogue'
import { useCompared } from './stores/compared'
import { useExplain } from './stores/explain'
import { useKeeping } from './stores/keeping'
import { usePreferences } from './stores/preferences'
import { useReport } from './stores/report'
import { useScenario } from './stores/scenario'
import { useScreen, views } from './stores/screen'
import { useSimulation } from './stores/simulation'
import { useTabs } from './stores/tabs'

declare global {
  interface Window {
    /** Called by the desktop shell's hidden print window: shows the documents and says when they are drawn. */
    liangliPrint?: (job: { readonly documents: readonly Scenario[]; readonly language: Language }, patience: number) => Promise<boolean>
  }
}

/** Read preferences and catalogue, open the last scenario or the plan as written, run it and its comparison. */
export async function startProgram(): Promise<void> {
  const [catalogue, preferences, scenario, screen, simulation] = [
    useCatalogue(),
    usePreferences(),
    useScenario(),
    useScreen(),
    useSimulation(),
  ]
  const [failure] = await Promise.all([catalogue.load(), preferences.load()])
  setLanguage(preferences.preferences.language)
  screen.follow()
  if (failure !== undefined || catalogue.catalogue === undefined) {
    if (failure !== undefined) screen.message = { kind: 'error', text: i18n.global.t(`failure.${failure}`), details: [] }
    return
  }
  if (!/^#\/\w+/.test(location.hash)) screen.view = views.find((view) => view === preferences.preferences.lastView) ?? 'overview'
  screen.area = catalogue.root?.code ?? ''
  screen.year = catalogue.catalogue.targetYear
  screen.item = 'elderly-welfare-subsidy'
  if (catalogue.itemById.get(screen.item) === undefined) screen.item = catalogue.catalogue.items[0]?.id ?? ''
  scenario.open(simulation.plan)
  const { lastEntry, openEntries } = preferences.preferences
  const entries = [...new Set([...openEntries, ...(lastEntry === null ? [] : [lastEntry])])]
  const replies = await Promise.all(entries.map((entry) => useBridge().invoke('scenario:open', { entry })))
  const opened = replies.flatMap((reply, k) => (reply.ok ? [{ ...reply.value, origin: entries[k] ?? '' }] : []))
  const { id } = catalogue.catalogue
  // What was open with another catalogue is not of this one; it stays on the shelf.
  useTabs().restore(
    opened.filter(({ document }) => document.catalogue.id === id),
    lastEntry,
  )
  simulation.start()
  // The hidden window that prints has nobody's work in it.
  const isForPrint = window.desktop !== undefined && location.hash === '#/print'
  if (!isForPrint) await useCompared().restore()
  await Promise.all([simulation.compareWith({ kind: 'plan' }), simulation.run(), ...(isForPrint ? [] : [useKeeping().start()])])
  window.liangliPrint = async (job, patience) => {
    const [first, own, ...more] = job.documents
    const report = useReport()
    // For these pages only: nothing of the user's is changed.
    preferences.preferences = { ...preferences.preferences, language: job.language }
    setLanguage(job.language)
    screen.view = 'print'
    report.chosen = own === undefined ? 'assessment' : 'comparison'
    report.given = more
    if (first !== undefined) scenario.open(own ?? first)
    if (own !== undefined && first !== undefined) await simulation.compareWith({ kind: 'scenario', document: first })
    await simulation.run()
    await report.make()
    await useExplain().openMain()
    await nextTick()
    await Promise.race([document.fonts.ready, new Promise((resolve) => setTimeout(resolve, patience))])
    return simulation.error === undefined && report.report !== undefined && !report.isOlder
  }
}
