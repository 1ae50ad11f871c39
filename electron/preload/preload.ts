import { contextBridge, ipcRenderer } from 'electron'
import { commandNames } from '../contract/commands'
import type { DesktopApi } from '../contract/desktop'
import type { MenuChoice } from '../contract/shortcuts'

/** The page's only way out: the commands of the contract by name, and the menu's choices, which the page knows. */
const api: DesktopApi = {
  shell: 'electron',
  invoke: (name, request) =>
    (commandNames as readonly string[]).includes(name)
      ? ipcRenderer.invoke('command', name, request)
      : Promise.resolve({ ok: false, error: { code: 'bad-request' } }),
  onMenu(listener) {
    const relay = (_event: unknown, choice: MenuChoice): void => {
      if (typeof choice === 'string') listener(choice)
    }
    ipcRenderer.on('menu', relay)
    return () => void ipcRenderer.off('menu', relay)
  },
}

contextBridge.exposeInMainWorld('desktop', api)
