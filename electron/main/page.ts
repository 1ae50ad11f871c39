import type { CustomScheme } from 'electron'
import type { Asset } from '../service/assets'
import { pageHeaders, pagePolicy } from '../service/pagePolicy'

/** The window's files have an origin of their own: unlike `file:`, it reaches nothing else on the computer and carries headers. */
const scheme = 'app'
const host = 'liangli'
export const pageAddress = `${scheme}://${host}/index.html`

/** An origin, and one that counts as safe; nothing else that a scheme could be granted. */
export const pageScheme: CustomScheme = { scheme, privileges: { standard: true, secure: true } }

/** The page asks this process by its commands and nobody by requests. */
export const windowPolicy = pagePolicy("'none'")

/** Path of an address of ours; undefined for any other, however much it looks like one. */
function ownPath(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined
  const { protocol, host: given, username, password, pathname } = new URL(address)
  return protocol === `${scheme}:` && given === host && username === '' && password === '' ? pathname : undefined
}

/** Whether a file may be asked for: ours alone, or what the page itself made. */
export const isOwnRequest = (address: string): boolean => ownPath(address) !== undefined || /^(data|blob):/.test(address)

/** The one page this program shows, whatever follows the hash. */
export const isOwnPage = (address: string | undefined): boolean => ['/', '/index.html'].includes(ownPath(address) ?? '')

/** Answers for the page's scheme: the built files by their exact address, each with the policy; nothing is looked up on the disk. */
export const answerPage =
  (assets: ReadonlyMap<string, Asset>) =>
  ({ method, url }: { readonly method: string; readonly url: string }): Response => {
    const asset = method === 'GET' ? assets.get(ownPath(url) ?? '') : undefined
    return asset === undefined
      ? new Response(null, { status: 404, headers: pageHeaders(windowPolicy, 'text/plain; charset=utf-8') })
      : new Response(new Uint8Array(asset.bytes), { headers: pageHeaders(windowPolicy, asset.mediaType) })
  }
