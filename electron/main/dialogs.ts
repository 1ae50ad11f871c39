import { basename, extname } from 'node:path'
import { writeAtomically } from '../service/files/atomicWrite'
import { largestUpload, type ChosenKind, type FileChooser } from '../service/files/chooser'
import { plainFileName } from '../service/files/names'
import { readBytes } from '../service/files/readText'
import type { DialogPort } from './ports'

interface Filter {
  readonly name: string
  readonly extensions: string[]
}
const filters: Readonly<Record<ChosenKind, Filter>> = {
  scenario: { name: 'Liangli', extensions: ['json'] },
  table: { name: 'Excel, CSV', extensions: ['xlsx', 'csv', 'txt'] },
}
const filterFor = (name: string): Filter => {
  const extension = extname(name).slice(1)
  return ['xlsx', 'csv', 'txt', 'docx'].includes(extension) ? { name: extension.toUpperCase(), extensions: [extension] } : filters.scenario
}

/** Files by the system's own dialogs: the path stays in this process. */
export function dialogChooser(dialog: DialogPort): FileChooser {
  return {
    async open(kind) {
      const { canceled, filePaths } = await dialog.showOpenDialog({ properties: ['openFile'], filters: [filters[kind]] })
      const [path] = filePaths
      if (canceled || path === undefined) return { ok: false, code: 'cancelled' }
      const read = await readBytes(path, basename(path), largestUpload)
      if (read.ok) return { ok: true, file: { name: plainFileName(basename(path)), bytes: read.bytes } }
      return { ok: false, code: read.code === 'file-too-large' ? read.code : 'file-unreadable' }
    },
    async save(name, _mediaType, content) {
      const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: name, filters: [filterFor(name)] })
      if (canceled || filePath === undefined) return { ok: false, code: 'cancelled' }
      const written = await writeAtomically(filePath, content)
      return written.ok ? { ok: true, value: { fileName: basename(filePath) } } : { ok: false, code: written.code }
    },
  }
}
