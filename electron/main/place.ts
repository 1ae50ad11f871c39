import type { WindowPlace } from '../contract/preferences'
import type { PlacedWindow } from './ports'

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const smallest = { width: 1024, height: 640 }
const usual = { width: 1366, height: 768 }
/** So much of the window has to be seen, for its title bar to be caught. */
const grip = { width: 160, height: 48 }

/** Where the window stood last, as far as a screen is still there: no larger than it, and to be reached. */
export function placeOn(screens: readonly Area[], kept: WindowPlace | null): Partial<Area> {
  if (kept === null) return usual
  const seen = screens.find(
    (screen) =>
      kept.x + kept.width >= screen.x + grip.width &&
      kept.x <= screen.x + screen.width - grip.width &&
      kept.y >= screen.y &&
      kept.y <= screen.y + screen.height - grip.height,
  )
  const room = seen ?? screens[0]
  const size = {
    width: Math.max(smallest.width, Math.min(kept.width, room?.width ?? kept.width)),
    height: Math.max(smallest.height, Math.min(kept.height, room?.height ?? kept.height)),
  }
  return seen === undefined ? size : { x: kept.x, y: kept.y, ...size }
}

/** Keep the place for the next start when the window is closed; of a maximised window the size that it goes back to. */
export function keepPlace(window: PlacedWindow, keep: (place: WindowPlace) => void): void {
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds()
    keep({ x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height), isMaximized: window.isMaximized() })
  })
}
