import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const nothing = (): void => undefined

/**
 * Whatever tests lay into the system's folder for passing files goes into one of theirs, which is gone when they are done. Every
 * project of tests begins here; the first one makes it. Its name is short: a browser's socket in it may have a hundred characters.
 */
export default function scratch(): () => void {
  if (process.env['LIANGLI_TEST_FOLDER'] !== undefined) return nothing
  const folder = mkdtempSync(join(tmpdir(), 'liangli-t-'))
  // As the system's own: some tests do something as another user.
  chmodSync(folder, 0o1777)
  for (const name of ['LIANGLI_TEST_FOLDER', 'TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder
  return () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
