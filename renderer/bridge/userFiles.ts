import type { ByteUpload, Exported } from '../../electron/contract/commands'
import { downloadFile } from './download'

/** Files of the user's in a browser: chosen by its dialog, handed over as downloads. */

/** No file of ours is larger; of a giant only enough is read for the service to refuse it. */
const mostBytes = 20 * 1024 * 1024 + 1

/** Let the user choose a file, and read it; null when given up. */
function pick(accept: string): Promise<ByteUpload | null> {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    input.addEventListener('cancel', () => {
      resolve(null)
    })
    input.addEventListener('change', () => {
      const file = input.files?.[0]
      if (file === undefined) resolve(null)
      else
        base64Of(file.slice(0, mostBytes)).then((base64) => {
          resolve({ name: file.name, base64 })
        }, reject)
    })
    input.click()
  })
}

export const pickFile = (): Promise<ByteUpload | null> => pick('.json,application/json')

export const pickTable = (): Promise<ByteUpload | null> => pick('.xlsx,.csv,.txt,.xls')

/** Bytes in base64, as the browser writes them into a data address. */
function base64Of(bytes: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const text = typeof reader.result === 'string' ? reader.result : ''
      resolve(text.slice(text.indexOf(',') + 1))
    })
    reader.addEventListener('error', () => {
      reject(new Error('the file cannot be read'))
    })
    reader.readAsDataURL(bytes)
  })
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

export function deliver({ fileName, download }: Exported): void {
  if (download === undefined) return
  downloadFile(new Blob(['text' in download ? download.text : bytesOf(download.base64)], { type: download.mediaType }), fileName)
}
