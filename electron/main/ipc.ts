import { ipcMain } from 'electron'
import type { IpcPort } from './ports'

/** The way from the page to this process; named in no other file, so that nothing else can be registered on it. */
export const electronIpc = (): IpcPort => ipcMain
