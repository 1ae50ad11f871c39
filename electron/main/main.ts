import { dirname, join } from 'node:path'
import { app, BrowserWindow, dialog, Menu, screen, session, shell } from 'electron'
import { programPlaces } from '../service/places'
import { shellWords } from '../service/shellWords'
import { startServices } from '../service/start'
import { followPreferences } from './desk'
import { dialogChooser } from './dialogs'
import { electronIpc, registerCommands } from './ipc'
import { askBeforeLeaving, quitAfter, reloadWhenFallen } from './leaving'
import { menuTemplate } from './menu'
import { keepPlace, placeOn } from './place'
import { pdfPrinter } from './print'
import { allowedExternal, isOwnPage, lockSession, openWindow } from './window'

/** The desktop program's life, and nothing else. */
async function main(): Promise<void> {
  if (!app.requestSingleInstanceLock()) return app.quit()
  await app.whenReady()
  lockSession(session.defaultSession)
  const from = import.meta.dirname
  const places = { page: join(programPlaces(from).renderer, 'index.html'), preload: join(dirname(from), 'preload', 'preload.cjs') }
  const open = (options: Electron.BrowserWindowConstructorOptions): BrowserWindow => new BrowserWindow(options)
  let listed: readonly string[] = []
  const openExternal = (url: string): void => {
    if (allowedExternal(url, listed)) void shell.openExternal(url)
  }
  const services = await startServices({
    from,
    shell: 'electron',
    chooser: dialogChooser(dialog),
    printer: pdfPrinter({ dialog, openHidden: (hash) => openWindow(open, places, { hash, show: false, openExternal }) }),
    report: (command, error) => {
      console.error(command, error)
    },
  })
  if (!services.ok) {
    dialog.showErrorBox('Liangli', services.faults.map((fault) => `${fault.file}: ${fault.path}: ${fault.message}`).join('\n'))
    return app.quit()
  }
  listed = services.loaded.catalogue.sources.flatMap((source) => (source.url === undefined ? [] : [source.url]))
  let window: BrowserWindow | undefined
  const desk = await followPreferences(
    services.answer,
    (language) => shellWords(from, language),
    (words) => {
      const choose = (choice: string): void => window?.webContents.send('menu', choice)
      Menu.setApplicationMenu(Menu.buildFromTemplate([...menuTemplate(words.menu, choose)]))
    },
  )
  registerCommands(electronIpc(), desk.answer, (url) => isOwnPage(url, places.page))
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
  const { webContents } = await openWindow(furnish, places, { show: true, openExternal, place })
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
