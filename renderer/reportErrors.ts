import type { App } from 'vue'
import { useBridge } from './bridge/current'
import { i18n } from './i18n/index'
import { useScreen } from './stores/screen'

const wellKnown = (error: unknown): { readonly name: string; readonly message: string; readonly stack: string } => {
  const { name = '', message = '', stack = '' } = error instanceof Error ? error : { message: String(error) }
  return { name: name.slice(0, 200), message: message.slice(0, 5000), stack: stack.slice(0, 20_000) }
}

/** What nobody foresaw in the window is told, and goes to the log of this computer; the program goes on. */
export function reportErrors(app: App): void {
  // As if nobody had caught it: on the console too.
  app.config.errorHandler = (error) => {
    window.reportError(error)
  }
  const tell = (error: unknown): void => {
    useScreen().message = { kind: 'error', text: i18n.global.t('keeping.windowError'), details: [] }
    void useBridge().invoke('program:report', wellKnown(error))
  }
  window.addEventListener('error', (event) => {
    if (event.error !== undefined && event.error !== null) tell(event.error)
  })
  window.addEventListener('unhandledrejection', (event) => {
    tell(event.reason)
  })
}
