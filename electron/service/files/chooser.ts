import type { ByteUpload, Exported, Upload } from '../../contract/commands'
import { maxScenarioLength } from '../../../models/scenario/parse'

/** Bytes of a scenario file of the user's that are read at most. */
export const largestUpload = maxScenarioLength
/** Bytes of a table (xlsx, CSV) of the user's that are read at most. */
export const largestTable = 20 * 1024 * 1024

/** A file of the user's as bytes, with the name the user knows it by. */
export interface ChosenBytes {
  readonly name: string
  readonly bytes: Uint8Array
}

type Refused<C extends string> = { readonly ok: false; readonly code: C }
type SaveOutcome = { readonly ok: true; readonly value: Exported } | Refused<'cancelled' | 'disk-full' | 'file-locked' | 'write-failed'>

/** How files of the user's own come in and go out: a native dialog, or upload and download. Paths stay behind this port. */
export interface FileChooser {
  /** The user's file as text; refused as `cancelled` when the choice was given up. */
  open(
    upload: Upload | undefined,
  ): Promise<{ readonly ok: true; readonly file: Upload } | Refused<'cancelled' | 'file-unreadable' | 'file-too-large' | 'file-corrupt'>>
  /** A table of the user's as bytes, at most `largestTable` of them. */
  openTable(
    upload: ByteUpload | undefined,
  ): Promise<{ readonly ok: true; readonly file: ChosenBytes } | Refused<'cancelled' | 'file-unreadable' | 'file-too-large'>>
  /** Hand a file to the user under a proposed name, text as UTF-8, bytes as they are. */
  save(name: string, mediaType: string, content: string | Uint8Array): Promise<SaveOutcome>
}

/** What base64 does not hold; found without going back over the text, however long it is. */
const notBase64 = /[^A-Za-z0-9+/=]/

/** Upload and download, for the browser shell: the service touches no file outside its shelf. */
export const transferChooser: FileChooser = {
  open: (upload) => Promise.resolve(upload === undefined ? { ok: false, code: 'cancelled' } : { ok: true, file: upload }),
  openTable(upload) {
    if (upload === undefined) return Promise.resolve({ ok: false, code: 'cancelled' })
    if (notBase64.test(upload.base64)) return Promise.resolve({ ok: false, code: 'file-unreadable' })
    const bytes = new Uint8Array(Buffer.from(upload.base64, 'base64'))
    if (bytes.length > largestTable) return Promise.resolve({ ok: false, code: 'file-too-large' })
    return Promise.resolve({ ok: true, file: { name: upload.name, bytes } })
  },
  save: (name, mediaType, content) =>
    Promise.resolve({
      ok: true,
      value: {
        fileName: name,
        download:
          typeof content === 'string'
            ? { mediaType, text: content }
            : { mediaType, base64: Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('base64') },
      },
    }),
}
