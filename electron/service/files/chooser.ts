import type { ByteUpload, Exported } from '../../contract/commands'
import type { WriteFailure } from '../../contract/failures'
import { plainFileName } from './names'

/** Bytes of a file of the user's, scenario or table, that are read at most. */
export const largestUpload = 20 * 1024 * 1024

/** What is asked for: a scenario file or a table (xlsx, CSV). */
export type ChosenKind = 'scenario' | 'table'

/** A file of the user's as bytes, with the name the user knows it by. */
export interface ChosenBytes {
  readonly name: string
  readonly bytes: Uint8Array
}

type Refused<C extends string> = { readonly ok: false; readonly code: C }
type OpenOutcome = { readonly ok: true; readonly file: ChosenBytes } | Refused<'cancelled' | 'file-unreadable' | 'file-too-large'>
type SaveOutcome = { readonly ok: true; readonly value: Exported } | Refused<'cancelled' | WriteFailure>

/** How files of the user's own come in and go out: a native dialog, or upload and download. Paths stay behind this port. */
export interface FileChooser {
  /** At most `largestUpload` bytes; refused as `cancelled` when the choice was given up. */
  open(kind: ChosenKind, upload: ByteUpload | undefined): Promise<OpenOutcome>
  /** Hand a file to the user under a proposed name, text as UTF-8, bytes as they are. */
  save(name: string, mediaType: string, content: string | Uint8Array): Promise<SaveOutcome>
}

/** What base64 does not hold; found without going back over the text, however long it is. */
const notBase64 = /[^A-Za-z0-9+/=]/

/** Upload and download, for the browser shell: the service touches no file outside its shelf. */
export const transferChooser: FileChooser = {
  open(_kind, upload) {
    if (upload === undefined) return Promise.resolve({ ok: false, code: 'cancelled' })
    if (notBase64.test(upload.base64)) return Promise.resolve({ ok: false, code: 'file-unreadable' })
    const bytes = new Uint8Array(Buffer.from(upload.base64, 'base64'))
    if (bytes.length > largestUpload) return Promise.resolve({ ok: false, code: 'file-too-large' })
    return Promise.resolve({ ok: true, file: { name: plainFileName(upload.name), bytes } })
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
