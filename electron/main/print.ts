import { basename } from 'node:path'
import { fileNameFor } from '../service/files/names'
import { writeAtomically } from '../service/files/atomicWrite'
import type { Printer } from '../service/handlers'
import type { DialogPort, PageWindow } from './ports'

export interface PrintPorts {
  readonly dialog: DialogPort
  /** A hidden window on the program's print page; closed when the work is done. */
  readonly openHidden: (hash: string) => Promise<PageWindow>
}

const readyWithin = 20_000

/** Print the report of one or more scenarios to an A4 PDF through a hidden window that shows the same print view as the screen. */
export function pdfPrinter({ dialog, openHidden }: PrintPorts): Printer {
  return {
    async toPdf({ documents, language }, finish) {
      const first = documents[0]
      const { canceled, filePath } = await dialog.showSaveDialog({
        defaultPath: (fileNameFor(first?.name ?? '') ?? 'liangli').replace(/\.liangli\.json$/, '') + '.pdf',
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      })
      if (canceled || filePath === undefined) return { ok: false, error: { code: 'cancelled' } }
      const window = await openHidden('/print')
      try {
        // The page takes the documents from here and says when everything is drawn; they are data, not code.
        const handed = JSON.stringify(JSON.stringify({ documents, language }))
        const ready = await window.webContents.executeJavaScript(`window.liangliPrint(JSON.parse(${handed}), ${String(readyWithin)})`)
        if (ready !== true) return { ok: false, error: { code: 'print-unavailable' } }
        const bytes = await window.webContents.printToPDF({ pageSize: 'A4', preferCSSPageSize: true, printBackground: true })
        const written = await writeAtomically(filePath, finish(bytes))
        return written.ok ? { ok: true, value: { fileName: basename(filePath) } } : { ok: false, error: { code: written.code } }
      } finally {
        if (!window.isDestroyed()) window.destroy()
      }
    },
  }
}
