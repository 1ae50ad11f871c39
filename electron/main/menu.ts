import type { MenuItemConstructorOptions } from 'electron'
import { shortcuts, viewNames, type MenuChoice } from '../contract/shortcuts'

type Words = Readonly<Record<string, string>>

/**
 * The native menu; every choice goes to the page, which does the same for its own buttons and keys. Keys that belong to the text
 * while a field has the focus are shown here and left to the page, which knows where the focus is.
 */
export function menuTemplate(words: Words, choose: (choice: MenuChoice) => void): readonly MenuItemConstructorOptions[] {
  const word = (key: string): string => words[key] ?? key
  const item = (choice: MenuChoice): MenuItemConstructorOptions => {
    const known = shortcuts.find((shortcut) => shortcut.choice === choice)
    const accelerator = known?.desktopKeys?.[0] ?? known?.keys[0]
    return {
      label: word(choice),
      ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: known?.isTextKey !== true }),
      click: () => {
        choose(choice)
      },
    }
  }
  const role = (name: NonNullable<MenuItemConstructorOptions['role']>): MenuItemConstructorOptions => ({ role: name, label: word(name) })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  return [
    {
      label: word('file'),
      submenu: [
        item('new'),
        item('open'),
        line,
        item('save'),
        item('saveAs'),
        item('close'),
        line,
        item('import'),
        item('export'),
        line,
        item('workbook'),
        item('catalogue'),
        line,
        item('print'),
        item('pdf'),
        line,
        role('quit'),
      ],
    },
    {
      label: word('edit'),
      submenu: [
        item('undo'),
        item('redo'),
        line,
        role('cut'),
        role('copy'),
        role('paste'),
        role('selectAll'),
        line,
        item('search'),
        item('changes'),
      ],
    },
    {
      label: word('view'),
      submenu: [
        ...viewNames.map((view) => item(`go:${view}`)),
        line,
        item('nextTab'),
        item('previousTab'),
        line,
        role('zoomIn'),
        role('zoomOut'),
        role('resetZoom'),
        role('togglefullscreen'),
      ],
    },
    { label: word('helpMenu'), submenu: [item('help'), item('shortcuts'), item('tour'), line, item('about')] },
  ]
}
