// How the program is packed: one description for electron-builder, for the dry run and for the tests.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Switches within Electron's own program file; once packed, no environment variable and no argument turns them back. */
export const fuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
}

/** What is made, for which machines. */
export const targets = {
  win: [
    { target: 'nsis', arch: ['x64'] },
    { target: 'portable', arch: ['x64'] },
  ],
  linux: [
    { target: 'AppImage', arch: ['x64', 'arm64'] },
    { target: 'deb', arch: ['x64', 'arm64'] },
  ],
}

/** Zips of Electron that the targets need, as Electron's releases name them. */
export const electronZips = (version) =>
  [
    ...new Set(Object.entries(targets).flatMap(([system, list]) => list.flatMap(({ arch }) => arch.map((one) => [system, one].join(' '))))),
  ].map((one) => {
    const [system, arch] = one.split(' ')
    return `electron-v${version}-${system === 'win' ? 'win32' : system}-${arch}.zip`
  })

/**
 * @param {{ root: string, app: string, electronVersion: string, electronDist: string }} places project, staged program, and the folder with Electron's zips
 */
export const builderConfig = ({ root, app, electronVersion, electronDist }) => ({
  appId: 'cn.liangli.desktop',
  productName: 'Liangli',
  copyright: 'The Liangli authors, MIT licence',
  directories: { app, output: join(root, 'dist') },
  files: ['**/*'],
  electronVersion,
  electronDist,
  // Electron's own demonstration, which stays with a distribution that is not fetched.
  afterExtract: ({ appOutDir }) => rm(join(appOutDir, 'resources/default_app.asar'), { force: true }),
  electronLanguages: ['zh-CN', 'en-US'],
  electronFuses: fuses,
  asar: true,
  // No native module is in the program: nothing is compiled or fetched for it.
  npmRebuild: false,
  nodeGypRebuild: false,
  buildDependenciesFromSource: false,
  removePackageScripts: true,
  // No update is ever looked for.
  publish: null,
  compression: 'maximum',
  artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
  win: { target: targets.win, artifactName: '${productName}-${version}-win-${arch}-${target}.${ext}' },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    installerLanguages: ['zh_CN', 'en_US'],
    deleteAppDataOnUninstall: false,
    differentialPackage: false,
  },
  portable: { artifactName: '${productName}-${version}-win-${arch}-portable.${ext}' },
  linux: {
    target: targets.linux,
    executableName: 'liangli',
    category: 'Office',
    maintainer: 'The Liangli authors <authors@liangli.invalid>',
    vendor: 'The Liangli authors',
    synopsis: 'Scenario simulator for fiscal capacity planning',
  },
  deb: { priority: 'optional' },
})
