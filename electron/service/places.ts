import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** Folder of the user's scenarios and preferences: LIANGLI_HOME, else where the system keeps such things. */
export function homeFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (env['LIANGLI_HOME'] !== undefined && env['LIANGLI_HOME'] !== '') return env['LIANGLI_HOME']
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Liangli')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Liangli')
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'liangli')
}

/** The system's own place for this program, whatever LIANGLI_HOME says. */
export function ownFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const { LIANGLI_HOME: _, ...others } = env
  return homeFolder(others, platform)
}

export interface ProgramPlaces {
  readonly catalogue: string
  /** Words of made-up catalogues. */
  readonly syntheticWords: string
  /** Texts of the windows, a file for each language. */
  readonly words: string
  readonly shipped: string
  readonly renderer: string
  /** What runs beside the main process. */
  readonly worker: string
  readonly packageJson: string
  /** What moved figures, version by version. */
  readonly changelog: string
}

/**
 * Where the program's own files lie, seen from a bundle or from a source file: up the tree to the folder that holds
 * package.json and the catalogue.
 * @throws Error when the program is incomplete.
 */
export function programPlaces(from: string): ProgramPlaces {
  for (let folder = from; ; folder = dirname(folder)) {
    const catalogue = join(folder, 'models/catalogue/data/inner-mongolia-2020/catalogue.json')
    if (existsSync(catalogue)) {
      return {
        catalogue,
        syntheticWords: join(folder, 'models/catalogue/data/synthetic.json'),
        words: join(folder, 'renderer/i18n'),
        shipped: join(folder, 'models/scenario/shipped'),
        renderer: join(folder, 'out/renderer'),
        worker: join(folder, 'out/main/worker.js'),
        packageJson: join(folder, 'package.json'),
        changelog: join(folder, 'models/CHANGELOG.md'),
      }
    }
    if (dirname(folder) === folder) throw new Error('the program is incomplete: its catalogue was not found')
  }
}
