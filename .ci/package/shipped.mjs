// What of other people's goes out with the program: packages in the bundles, as the build wrote them down, and Electron.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Licences under which a package may ship: none that would bind the program itself. */
export const allowedLicences = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'CC0-1.0', 'Unlicense', 'BlueOak-1.0.0']

const json = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** Folders of the packages that ship, from the project's root. */
export function shippedFolders(root) {
  const lists = join(root, 'out/shipped')
  const bundled = readdirSync(lists).flatMap((name) => json(join(lists, name)))
  return [...new Set([...bundled, 'node_modules/electron'])].sort()
}

/**
 * @returns name, version, licence and the texts of licence and notice of the package in a folder.
 * @throws Error where the licence is missing, not allowed, or without its text.
 */
export function packageIn(root, folder) {
  const { name, version, license, author, repository } = json(join(root, folder, 'package.json'))
  const said = typeof license === 'string' ? license : license?.type
  if (said === undefined) throw new Error(`${name}: states no licence`)
  // "(MIT OR GPL-3.0)" leaves the choice, "MIT AND GPL-3.0" does not.
  const choices = said.replace(/^\((.*)\)$/, '$1').split(' OR ')
  if (!choices.some((choice) => choice.split(' AND ').every((one) => allowedLicences.includes(one))))
    throw new Error(`${name}: its licence is ${said}, under which nothing may ship`)
  const texts = readdirSync(join(root, folder))
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) =>
      readFileSync(join(root, folder, file), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim(),
    )
  if (texts.length === 0) throw new Error(`${name}: has no licence text to pass on`)
  return { name, version, license: said, author, repository: repository?.url ?? repository, texts }
}

export const shippedPackages = (root) => shippedFolders(root).map((folder) => packageIn(root, folder))
