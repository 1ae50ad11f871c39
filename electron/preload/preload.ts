import { contextBridge, ipcRenderer } from 'electron'
import { commandNames, menuChoices, type DesktopApi, type MenuChoice } from '../contract/commands'

/** The page's only way out: the commands of the contract by name, and the menu's choices. */
const api: DesktopApi = {
  shell: 'electron',
  invoke: (name, request) =>
    (commandNames as readonly string[]).includes(name)
      ? ipcRenderer.invoke('command', name, request)
      : Promise.resolve({ ok: false, error: { code: 'bad-request' } }),
  onMenu(listener) {
    const relay = (_event: unknown, choice: MenuChoice): void => {
      if (menuChoices.includes(choice)) listener(choice)
    }
    ipcRenderer.on('menu', relay)
    return () => void ipcRenderer.off('menu', relay)
  },
}

contextBridge.exposeInMainWorld('desktop', api)
