import { describe, expect, test } from 'vitest'
import { menuChoices, shortcuts } from '../../../../electron/contract/shortcuts'
import { isPressed, keyOf, shortcutOf } from '../../../../renderer/composables/useShortcuts'

const press = (
  key: string,
  held: readonly ('ctrl' | 'shift' | 'alt' | 'meta')[] = [],
  code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key,
) => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
})
const chosen = (event: ReturnType<typeof press>, isDesktop = false): string | undefined => shortcutOf(event, isDesktop)?.choice

describe('keys of the window', () => {
  test.each([
    [press('s', ['ctrl']), 'save'],
    [press('S', ['ctrl', 'shift']), 'saveAs'],
    [press('z', ['ctrl']), 'undo'],
    [press('Z', ['ctrl', 'shift']), 'redo'],
    [press('y', ['ctrl']), 'redo'],
    [press('k', ['meta']), 'search'],
    [press('F1'), 'help'],
    [press('F1', ['shift']), 'shortcuts'],
    [press('?', ['shift'], 'Slash'), 'shortcuts'],
    [press('PageDown', ['alt']), 'nextTab'],
    [press('1', ['alt']), 'go:overview'],
    [press('0', ['alt']), 'go:print'],
  ])('%o', (event, choice) => expect(chosen(event)).toBe(choice))
  test('with Alt the place of the key counts, whatever sign it gives', () => expect(chosen(press('˜', ['alt'], 'KeyN'))).toBe('new'))
  test('what is held besides makes another key of it', () => {
    expect(chosen(press('s'))).toBeUndefined()
    expect(chosen(press('s', ['ctrl', 'alt']))).toBeUndefined()
    expect(chosen(press('PageDown'))).toBeUndefined()
    expect(isPressed('Alt+W', press('w', ['alt', 'shift']))).toBe(false)
  })
  test('a browser keeps some for itself: these are the desktop’s', () => {
    expect([chosen(press('n', ['ctrl'])), chosen(press('n', ['ctrl']), true)]).toEqual([undefined, 'new'])
    expect([chosen(press('w', ['ctrl'])), chosen(press('w', ['ctrl']), true)]).toEqual([undefined, 'close'])
    expect([keyOf('new', false), keyOf('new', true), keyOf('nextTab', false)]).toEqual(['Alt+N', 'Ctrl+N', 'Alt+PgDn'])
  })
  test('no two choices share a key, and each is one that can be asked for', () => {
    const keys = shortcuts.flatMap(({ keys: own, desktopKeys }) => [...own, ...(desktopKeys ?? [])])
    expect(new Set(keys).size).toBe(keys.length)
    for (const { choice } of shortcuts) expect(menuChoices).toContain(choice)
  })
})
