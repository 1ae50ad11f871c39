import { useBridge } from '../bridge/current'
import { useExplain } from '../stores/explain'
import { useReport } from '../stores/report'
import { useScreen } from '../stores/screen'
import { useFiles } from './useFiles'
import { useWords } from './useWords'

/** What is on the print page, to a printer and into files. One thing at a time: a second click does nothing. */
export function usePaper() {
  const bridge = useBridge()
  const report = useReport()
  const screen = useScreen()
  const files = useFiles()
  const { t } = useWords()

  const alone = (work: () => Promise<void>) => async (): Promise<void> => {
    if (report.isLeaving) return
    report.isLeaving = true
    try {
      await work()
    } finally {
      report.isLeaving = false
    }
  }

  /** By the browser's own print, or by the desktop shell's hidden window and the system's dialog. */
  const print = alone(async () => {
    if (bridge.printsByItself) {
      screen.go('print')
      await Promise.all([report.make(), useExplain().openMain()])
      // The pages have to be drawn before the browser takes its copy of them.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)))
      window.print()
      return
    }
    const { documents, language } = report
    const reply = await bridge.invoke('print:paper', { documents, language })
    if (!reply.ok) files.tell(reply.error)
    else files.note(t('print.sent'))
  })

  /** As a PDF where the shell makes one; a browser offers that among its printers. */
  async function savePdf(): Promise<void> {
    if (bridge.printsByItself) return print()
    await alone(async () => {
      const { documents, language } = report
      const reply = await bridge.invoke('print:pdf', { documents, language })
      if (!reply.ok) files.tell(reply.error)
      else files.note(t('scenario.exported', { name: reply.value.fileName }))
    })()
  }

  /** As a file that an office can edit. */
  const exportReport = alone(async () => {
    const { documents, language } = report
    const reply = await bridge.invoke('report:docx', { documents, language })
    if (!reply.ok) return files.tell(reply.error)
    bridge.deliver(reply.value)
    files.note(t('scenario.exported', { name: reply.value.fileName }))
  })

  return { print, savePdf, exportReport, printsByItself: bridge.printsByItself }
}
