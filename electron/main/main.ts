import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { app, BrowserWindow, dialog, Menu, protocol, screen, session, shell } from 'electron'
import { readAssets } from '../service/assets'
import { programPlaces } from '../service/places'
import { shellWords } from '../service/shellWords'
import { startServices } from '../service/start'
import { registerCommands } from './commands'
import { followPreferences } from './desk'
import { dialogChooser } from './dialogs'
import { electronIpc } from './ipc'
import { askBeforeLeaving, quitAfter, reloadWhenFallen } from './leaving'
import { allowedExternal, lockProgram, lockSession } from './lock'
import { menuTemplate } from './menu'
import { answerPage, pageScheme } from './page'
import { keepPlace, placeOn } from './place'
import { windowPrinter } from './print'
import { openWindow } from './window'

/** The desktop program's life, and nothing else. */
async function main(): Promise<void> {
  if (!app.requestSingleInstanceLock()) return app.quit()
  let listed = (): readonly string[] => []
  lockProgram(app, (url) => {
    if (allowedExternal(url, listed())) void shell.openExternal(url)
  })
  protocol.registerSchemesAsPrivileged([pageScheme])
  await app.whenReady()
  lockSession(session.defaultSession)
  const from = import.meta.dirname
  const preload = join(dirname(from), 'preload', 'preload.cjs')
  protocol.handle(pageScheme.scheme, answerPage(await readAssets(programPlaces(from).renderer)))
  const open = (options: Electron.BrowserWindowConstructorOptions): BrowserWindow => new BrowserWindow(options)
  const { catalogue } = parseArgs({ args: process.argv.slice(1), options: { catalogue: { type: 'string' } }, strict: false }).values
  const services = await startServices({
    from,
    shell: 'electron',
    ...(typeof catalogue === 'string' ? { catalogue } : {}),
    chooser: dialogChooser(dialog),
    printer: windowPrinter({ dialog, openHidden: (hash) => openWindow(open, preload, { hash, show: false }) }),
    report: (command, error) => {
      console.error(command, error)
    },
  })
  if (!services.ok) {
    dialog.showErrorBox('Liangli', services.faults.map((fault) => `${fault.file}: ${fault.path}: ${fault.message}`).join('\n'))
    return app.quit()
  }
  listed = () => services.loaded.catalogue.sources.flatMap((source) => (source.url === undefined ? [] : [source.url]))
  let window: BrowserWindow | undefined
  const desk = await followPreferences(
    services.answer,
    (language) => shellWords(from, language),
    (words) => {
      const choose = (choice: string): void => window?.webContents.send('menu', choice)
      Menu.setApplicationMenu(Menu.buildFromTemplate([...menuTemplate(words.menu, choose)]))
    },
  )
  registerCommands(electronIpc(), desk.answer)
  const kept = desk.place()
  const place = placeOn(
    screen.getAllDisplays().map(({ workArea }) => workArea),
    kept,
  )
  const furnish = (options: Electron.BrowserWindowConstructorOptions): BrowserWindow => {
    window = open(options)
    keepPlace(window, desk.keep)
    if (kept?.isMaximized === true) window.maximize()
    return window
  }
  const { webContents } = await openWindow(furnish, preload, { show: true, place })
  askBeforeLeaving(webContents, dialog, desk.words)
  reloadWhenFallen(webContents, async (reason) => {
    services.log.write({ event: 'window-fell', reason })
    await services.windows.leaveAll()
  })
  quitAfter(app, async () => {
    await desk.settled()
    await services.windows.end()
  })
  app.on('second-instance', () => {
    window?.show()
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
}

void main()
