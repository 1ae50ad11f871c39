import type { Exported, Upload } from '../../contract/commands'
import { maxScenarioLength } from '../../../models/scenario/parse'

/** Bytes of a file of the user's that are read at most. */
export const largestUpload = maxScenarioLength

/** How files of the user's own come in and go out: a native dialog, or upload and download. Paths stay behind this port. */
export interface FileChooser {
  /** The user's file as text; null when the choice was given up. */
  open(
    upload: Upload | undefined,
  ): Promise<
    | { readonly ok: true; readonly file: Upload }
    | { readonly ok: false; readonly code: 'cancelled' | 'file-unreadable' | 'file-too-large' | 'file-corrupt' }
  >
  /** Hand a text file to the user under a proposed name. */
  save(
    name: string,
    mediaType: string,
    text: string,
  ): Promise<
    | { readonly ok: true; readonly value: Exported }
    | { readonly ok: false; readonly code: 'cancelled' | 'disk-full' | 'file-locked' | 'write-failed' }
  >
}

/** Upload and download, for the browser shell: the service touches no file outside its shelf. */
export const transferChooser: FileChooser = {
  open: (upload) => Promise.resolve(upload === undefined ? { ok: false, code: 'cancelled' } : { ok: true, file: upload }),
  save: (name, mediaType, text) => Promise.resolve({ ok: true, value: { fileName: name, download: { mediaType, text } } }),
}
