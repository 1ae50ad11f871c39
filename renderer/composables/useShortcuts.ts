import { onBeforeUnmount, onMounted } from 'vue'
import { shortcuts, type MenuChoice, type Shortcut } from '../../electron/contract/shortcuts'

/** What of a pressed key is looked at. */
type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

const codeOf = (name: string): string => (/^\d$/.test(name) ? `Digit${name}` : /^[A-Z]$/.test(name) ? `Key${name}` : name)

/** Whether a key, as Electron writes accelerators, is the one that was pressed; of letters with Alt the key's place counts, not its sign. */
export function isPressed(accelerator: string, event: Pressed): boolean {
  if (accelerator === '?') return ['?', '\uFF1F'].includes(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey
  const parts = accelerator.split('+')
  const name = parts.at(-1) ?? ''
  return (
    (event.ctrlKey || event.metaKey) === parts.includes('CmdOrCtrl') &&
    event.shiftKey === parts.includes('Shift') &&
    event.altKey === parts.includes('Alt') &&
    (event.code === codeOf(name) || event.key.toUpperCase() === name.toUpperCase())
  )
}

/** Fields with a text of their own; a slider or a box to tick has none. */
export const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !['range', 'checkbox', 'radio'].includes(target.type))

export const shortcutOf = (event: Pressed, isDesktop: boolean): Shortcut | undefined =>
  shortcuts.find(({ keys, desktopKeys }) => [...keys, ...(isDesktop ? (desktopKeys ?? []) : [])].some((key) => isPressed(key, event)))

/** The first key of a choice in the words of a keyboard. */
export function keyOf(choice: MenuChoice, isDesktop = window.desktop !== undefined): string {
  const known = shortcuts.find((shortcut) => shortcut.choice === choice)
  return keyWords((isDesktop ? known?.desktopKeys?.[0] : undefined) ?? known?.keys[0] ?? '')
}
export const keyWords = (accelerator: string): string =>
  accelerator.replace('CmdOrCtrl', 'Ctrl').replace('PageDown', 'PgDn').replace('PageUp', 'PgUp')

/** Keys of the window, the same in both shells. While a dialog is open they are the dialog's. */
export function useShortcuts(choose: (choice: MenuChoice) => void): void {
  function onKey(event: KeyboardEvent): void {
    const found = shortcutOf(event, window.desktop !== undefined)
    if (found === undefined || event.defaultPrevented || (found.isTextKey === true && isText(event.target))) return
    event.preventDefault()
    if (document.querySelector('[role=dialog][data-state=open]') === null || found.choice === 'help') choose(found.choice)
  }
  onMounted(() => {
    window.addEventListener('keydown', onKey)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKey)
  })
}
