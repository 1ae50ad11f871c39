import type { CommandName, Reply, Request } from './commands'
import type { MenuChoice } from './shortcuts'

/** The whole surface that the preload puts on `window.desktop`. */
export interface DesktopApi {
  readonly shell: 'electron'
  invoke<N extends CommandName>(name: N, request: Request<N>): Promise<Reply<N>>
  /** Menu choices of the native menu; returns the function that ends the subscription. */
  onMenu(listener: (choice: MenuChoice) => void): () => void
}
