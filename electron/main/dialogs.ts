import { basename } from 'node:path'
import { writeAtomically } from '../service/files/atomicWrite'
import { largestUpload, type FileChooser } from '../service/files/chooser'
import { readTextFile } from '../service/files/readText'
import type { DialogPort } from './ports'

/** Files by the system's own dialogs: the path stays in this process. */
export function dialogChooser(dialog: DialogPort): FileChooser {
  const filters = [{ name: 'Liangli', extensions: ['json'] }]
  return {
    async open() {
      const { canceled, filePaths } = await dialog.showOpenDialog({ properties: ['openFile'], filters })
      const path = filePaths[0]
      if (canceled || path === undefined) return { ok: false, code: 'cancelled' }
      const read = await readTextFile(path, basename(path), largestUpload)
      if (read.ok) return { ok: true, file: { name: basename(path), text: read.text } }
      return { ok: false, code: read.code === 'file-too-large' || read.code === 'file-corrupt' ? read.code : 'file-unreadable' }
    },
    async save(name, _mediaType, text) {
      const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: name, filters })
      if (canceled || filePath === undefined) return { ok: false, code: 'cancelled' }
      const written = await writeAtomically(filePath, text)
      return written.ok ? { ok: true, value: { fileName: basename(filePath) } } : { ok: false, code: written.code }
    },
  }
}
