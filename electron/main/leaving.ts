import { said, type ShellWords } from '../service/shellWords'
import type { AppPort, AskPort, PageContents } from './ports'

/** A page with unsaved work keeps its window from being closed: the user is asked, since Electron asks nobody. */
export function askBeforeLeaving(contents: PageContents, ask: AskPort, words: () => ShellWords): void {
  contents.on('will-prevent-unload', (event) => {
    const answer = ask.showMessageBoxSync({
      type: 'warning',
      message: said(words(), 'leaveUnsaved'),
      buttons: [said(words(), 'stay'), said(words(), 'leave')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    // Preventing what prevents it lets the window go.
    if (answer === 1) event.preventDefault()
  })
}

/** A page that fell is loaded again; the work that was kept of it is offered there. */
export function reloadWhenFallen(contents: PageContents, fallen: (reason: string) => Promise<void>): void {
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    void fallen(reason).then(() => {
      contents.reload()
    })
  })
}

/** The program ends only when what the last window said has been done. */
export function quitAfter(app: AppPort, work: () => Promise<void>): void {
  let isDone = false
  app.on('will-quit', (event) => {
    if (isDone) return
    event.preventDefault()
    void work()
      .catch(() => undefined)
      .then(() => {
        isDone = true
        app.exit(0)
      })
  })
}
