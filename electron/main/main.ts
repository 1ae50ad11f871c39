import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app, BrowserWindow, dialog, Menu, session, shell } from 'electron'
import { startServices } from '../service/start'
import { programPlaces } from '../service/places'
import { dialogChooser } from './dialogs'
import { electronIpc, registerCommands } from './ipc'
import { menuTemplate } from './menu'
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
  registerCommands(electronIpc(), services.answer, (url) => isOwnPage(url, places.page))
  const window = await openWindow(open, places, { show: true, openExternal })
  const words = JSON.parse(readFileSync(join(dirname(programPlaces(from).packageJson), 'renderer/i18n/shell.json'), 'utf8')) as Record<
    string,
    { menu: Record<string, string> }
  >
  const language = app.getLocale().startsWith('zh') ? 'zh-CN' : 'en'
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...menuTemplate(words[language]?.menu ?? {}, (choice) => {
        window.webContents.send('menu', choice)
      }),
    ]),
  )
  app.on('second-instance', () => {
    window.show()
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
}

void main()
