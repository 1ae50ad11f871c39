/** Screens of the window, in the order of the navigation. */
export const viewNames = [
  'overview',
  'standards',
  'costs',
  'population',
  'fiscal',
  'targets',
  'equality',
  'flags',
  'comparison',
  'print',
] as const
export type ViewName = (typeof viewNames)[number]

/** What the native menu and the keys can ask of the window. */
export const menuChoices = [
  'new',
  'open',
  'save',
  'saveAs',
  'close',
  'import',
  'export',
  'workbook',
  'catalogue',
  'print',
  'pdf',
  'undo',
  'redo',
  'search',
  'changes',
  'nextTab',
  'previousTab',
  'help',
  'shortcuts',
  'tour',
  'about',
  ...viewNames.map((view) => `go:${view}` as const),
] as const
export type MenuChoice = (typeof menuChoices)[number]

export interface Shortcut {
  readonly choice: MenuChoice
  /** As Electron writes accelerators; the first is the one that menus and tips show. */
  readonly keys: readonly [string, ...string[]]
  /** A browser keeps these for itself. */
  readonly desktopKeys?: readonly string[]
  /** In a field these belong to the text. */
  readonly isTextKey?: boolean
}

/** The keys of both shells, once: the native menu, the window's own listener and the list that a user reads take them from here. */
export const shortcuts: readonly Shortcut[] = [
  { choice: 'new', keys: ['Alt+N'], desktopKeys: ['CmdOrCtrl+N'] },
  { choice: 'open', keys: ['CmdOrCtrl+O'] },
  { choice: 'save', keys: ['CmdOrCtrl+S'] },
  { choice: 'saveAs', keys: ['CmdOrCtrl+Shift+S'] },
  { choice: 'close', keys: ['Alt+W'], desktopKeys: ['CmdOrCtrl+W'] },
  { choice: 'print', keys: ['CmdOrCtrl+P'] },
  { choice: 'undo', keys: ['CmdOrCtrl+Z'], isTextKey: true },
  { choice: 'redo', keys: ['CmdOrCtrl+Y', 'CmdOrCtrl+Shift+Z'], isTextKey: true },
  { choice: 'search', keys: ['CmdOrCtrl+K'] },
  { choice: 'changes', keys: ['Alt+C'] },
  { choice: 'nextTab', keys: ['Alt+PageDown'] },
  { choice: 'previousTab', keys: ['Alt+PageUp'] },
  { choice: 'help', keys: ['F1'] },
  { choice: 'shortcuts', keys: ['Shift+F1', '?'], isTextKey: true },
  ...viewNames.map((view, k): Shortcut => ({ choice: `go:${view}`, keys: [`Alt+${String((k + 1) % 10)}`] })),
]
