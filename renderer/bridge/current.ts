import { inject, type App, type InjectionKey } from 'vue'
import type { Bridge } from './bridge'

const key: InjectionKey<Bridge> = Symbol('bridge')
let current: Bridge | undefined

/** Make a bridge the program's own; a test puts in its double. */
export function provideBridge(bridge: Bridge, app?: App): void {
  current = bridge
  app?.provide(key, bridge)
}

/** For stores and components alike. */
export function useBridge(): Bridge {
  const found = current ?? inject(key)
  if (found === undefined) throw new Error('no bridge to the service')
  return found
}
