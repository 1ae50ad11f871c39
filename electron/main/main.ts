import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { app, BrowserWindow, dialog, Menu, session, shell } from 'electron'
import { programPlaces } from '../service/places'
import { shellWords } from '../service/shellWords'
import { startServices } from '../service/start'
import { dialogChooser } from './dialogs'
import { electronIpc, registerCommands } from './ipc'
import { askBeforeLeaving, quitAfter, reloadWhenFallen } from './leaving'
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
  const { catalogue } = parseArgs({ args: process.argv.slice(1), options: { catalogue: { type: 'string' } }, strict: false }).values
  const services = await startServices({
    from,
    shell: 'electron',
    ...(typeof catalogue === 'string' ? { catalogue } : {}),
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
  const words = shellWords(from, app.getLocale().startsWith('zh') ? 'zh-CN' : 'en')
  askBeforeLeaving(window.webContents, dialog, words)
  reloadWhenFallen(window.webContents, async (reason) => {
    services.log.write({ event: 'window-fell', reason })
    await services.windows.leaveAll()
  })
  quitAfter(app, () => services.windows.end())
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...menuTemplate(words.menu, (choice) => {
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
