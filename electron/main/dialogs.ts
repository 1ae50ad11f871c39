import { basename, extname } from 'node:path'
import { writeAtomically } from '../service/files/atomicWrite'
import { largestTable, largestUpload, type FileChooser } from '../service/files/chooser'
import { readBytes, readTextFile } from '../service/files/readText'
import type { DialogPort } from './ports'

const scenarioFilters = [{ name: 'Liangli', extensions: ['json'] }]
const tableFilters = [{ name: 'Excel, CSV', extensions: ['xlsx', 'csv', 'txt'] }]
const filtersFor = (name: string): typeof scenarioFilters => {
  const extension = extname(name).slice(1)
  return ['xlsx', 'csv'].includes(extension) ? [{ name: extension.toUpperCase(), extensions: [extension] }] : scenarioFilters
}

/** Files by the system's own dialogs: the path stays in this process. */
export function dialogChooser(dialog: DialogPort): FileChooser {
  const choose = async (filters: typeof scenarioFilters): Promise<string | undefined> => {
    const { canceled, filePaths } = await dialog.showOpenDialog({ properties: ['openFile'], filters })
    return canceled ? undefined : filePaths[0]
  }
  return {
    async open() {
      const path = await choose(scenarioFilters)
      if (path === undefined) return { ok: false, code: 'cancelled' }
      const read = await readTextFile(path, basename(path), largestUpload)
      if (read.ok) return { ok: true, file: { name: basename(path), text: read.text } }
      return { ok: false, code: read.code === 'file-too-large' || read.code === 'file-corrupt' ? read.code : 'file-unreadable' }
    },
    async openTable() {
      const path = await choose(tableFilters)
      if (path === undefined) return { ok: false, code: 'cancelled' }
      const read = await readBytes(path, basename(path), largestTable)
      if (read.ok) return { ok: true, file: { name: basename(path), bytes: read.bytes } }
      return { ok: false, code: read.code === 'file-too-large' ? read.code : 'file-unreadable' }
    },
    async save(name, _mediaType, content) {
      const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: name, filters: filtersFor(name) })
      if (canceled || filePath === undefined) return { ok: false, code: 'cancelled' }
      const written = await writeAtomically(filePath, content)
      return written.ok ? { ok: true, value: { fileName: basename(filePath) } } : { ok: false, code: written.code }
    },
  }
}
