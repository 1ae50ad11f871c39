import type { MenuItemConstructorOptions } from 'electron'
import type { MenuChoice } from '../contract/commands'

type Words = Readonly<Record<string, string>>

/** The native menu; every choice goes to the page, which does the same for its own buttons and keys. */
export function menuTemplate(words: Words, choose: (choice: MenuChoice) => void): readonly MenuItemConstructorOptions[] {
  const item = (choice: MenuChoice, accelerator?: string): MenuItemConstructorOptions => ({
    label: words[choice] ?? choice,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => {
      choose(choice)
    },
  })
  return [
    {
      label: words['file'] ?? 'File',
      submenu: [
        item('new', 'CmdOrCtrl+N'),
        item('open', 'CmdOrCtrl+O'),
        { type: 'separator' },
        item('save', 'CmdOrCtrl+S'),
        item('saveAs', 'CmdOrCtrl+Shift+S'),
        { type: 'separator' },
        item('import'),
        item('export'),
        { type: 'separator' },
        item('workbook'),
        item('catalogue'),
        { type: 'separator' },
        item('print', 'CmdOrCtrl+P'),
        { type: 'separator' },
        { role: 'quit', label: words['quit'] ?? 'Quit' },
      ],
    },
    {
      label: words['edit'] ?? 'Edit',
      submenu: [
        item('undo', 'CmdOrCtrl+Z'),
        item('redo', 'CmdOrCtrl+Y'),
        { type: 'separator' },
        { role: 'cut', label: words['cut'] ?? 'Cut' },
        { role: 'copy', label: words['copy'] ?? 'Copy' },
        { role: 'paste', label: words['paste'] ?? 'Paste' },
      ],
    },
    {
      label: words['view'] ?? 'View',
      submenu: [
        { role: 'zoomIn', label: words['zoomIn'] ?? 'Zoom in' },
        { role: 'zoomOut', label: words['zoomOut'] ?? 'Zoom out' },
        { role: 'resetZoom', label: words['resetZoom'] ?? 'Actual size' },
        { role: 'togglefullscreen', label: words['fullScreen'] ?? 'Full screen' },
      ],
    },
    {
      label: words['helpMenu'] ?? 'Help',
      submenu: [item('help', 'F1')],
    },
  ]
}
