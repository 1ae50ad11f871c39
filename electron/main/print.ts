import { basename } from 'node:path'
import type { WebContentsPrintOptions } from 'electron'
import type { ReportChoice } from '../contract/paper'
import type { PrintFailure } from '../contract/failures'
import { fileNameFor } from '../service/files/names'
import { writeAtomically } from '../service/files/atomicWrite'
import type { Printer } from '../service/handlers'
import type { DialogPort, PageContents, PageWindow } from './ports'

export interface PrintPorts {
  readonly dialog: DialogPort
  /** A hidden window on the program's print page; closed when the work is done. */
  readonly openHidden: (hash: string) => Promise<PageWindow>
}

/** Milliseconds in which the fonts of the print page have to be there. */
const readyWithin = 20_000

/** The system's own dialog comes up: the user picks the printer. Colours of charts and tables are printed, and A4 unless the user picks another paper. */
const paperOptions: WebContentsPrintOptions = { silent: false, printBackground: true, pageSize: 'A4' }

/** The report of one or more scenarios, to an A4 PDF or to a printer, through a hidden window that shows the same print view as the screen. */
export function windowPrinter({ dialog, openHidden }: PrintPorts): Printer {
  /** Do something with the drawn page; undefined where it does not get ready. The window is gone afterwards, whatever happens. */
  async function onPage<T>({ documents, language }: ReportChoice, use: (contents: PageContents) => Promise<T>): Promise<T | undefined> {
    const window = await openHidden('/print')
    try {
      // The page takes the documents from here and says when everything is drawn; they are data, not code.
      const handed = JSON.stringify(JSON.stringify({ documents, language }))
      const ready = await window.webContents.executeJavaScript(`window.liangliPrint(JSON.parse(${handed}), ${String(readyWithin)})`)
      return ready === true ? await use(window.webContents) : undefined
    } finally {
      if (!window.isDestroyed()) window.destroy()
    }
  }
  return {
    async toPdf(choice, finish) {
      const first = choice.documents[0]
      const { canceled, filePath } = await dialog.showSaveDialog({
        defaultPath: (fileNameFor(first?.name ?? '') ?? 'liangli').replace(/\.liangli\.json$/, '') + '.pdf',
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      })
      if (canceled || filePath === undefined) return { ok: false, error: { code: 'cancelled' } }
      const bytes = await onPage(choice, (contents) =>
        contents.printToPDF({ pageSize: 'A4', preferCSSPageSize: true, printBackground: true }),
      )
      if (bytes === undefined) return { ok: false, error: { code: 'print-unavailable' } }
      const written = await writeAtomically(filePath, finish(bytes))
      return written.ok ? { ok: true, value: { fileName: basename(filePath) } } : { ok: false, error: { code: written.code } }
    },
    async toPaper(choice) {
      const outcome = await onPage(choice, printed)
      if (outcome === undefined) return { ok: false, error: { code: 'print-unavailable' } }
      return outcome === 'done' ? { ok: true, value: null } : { ok: false, error: { code: outcome } }
    },
  }
}

/** Resolves when the pages are with the printer, or when it is known why they are not. */
const printed = (contents: PageContents): Promise<'done' | 'cancelled' | PrintFailure> =>
  new Promise((resolve) => {
    try {
      contents.print(paperOptions, (success, reason) => {
        resolve(success ? 'done' : whyNot(reason))
      })
    } catch {
      // Options that it cannot make settings of are thrown, not told.
      resolve('printer-settings')
    }
  })

/** Reasons in Electron's words, which differ from version to version in form but not in their nouns. */
const reasons: readonly (readonly [RegExp, 'cancelled' | PrintFailure])[] = [
  [/cancell?ed/i, 'cancelled'],
  [/no (valid )?printers|enumerate printers|failed to get (default )?printer/i, 'printer-none'],
  [/invalid|settings|device ?name/i, 'printer-settings'],
]

/** @param reason why printing failed, as the callback of `webContents.print` says it. */
export const whyNot = (reason: string): 'cancelled' | PrintFailure => reasons.find(([words]) => words.test(reason))?.[1] ?? 'print-failed'
