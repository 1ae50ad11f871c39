import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

export interface Asset {
  readonly mediaType: string
  readonly bytes: Uint8Array
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
}

/** All files of the built window by their address, read once: what is not in this list cannot be asked for, whatever the path says. */
export async function readAssets(folder: string): Promise<ReadonlyMap<string, Asset>> {
  const assets = new Map<string, Asset>()
  await gather(folder, '', assets)
  const index = assets.get('/index.html')
  if (index !== undefined) assets.set('/', index)
  return assets
}

/** Folder by folder: inside an archive of Electron's a listing of everything below does not say where it stands. */
async function gather(folder: string, address: string, assets: Map<string, Asset>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    const mediaType = mediaTypes[extname(entry.name)]
    if (entry.isDirectory()) await gather(path, `${address}/${entry.name}`, assets)
    else if (entry.isFile() && mediaType !== undefined) assets.set(`${address}/${entry.name}`, { mediaType, bytes: await readFile(path) })
  }
}
