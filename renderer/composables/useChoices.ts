import type { MenuChoice } from '../../electron/contract/shortcuts'
import { useScenario } from '../stores/scenario'
import { useScreen, views } from '../stores/screen'
import { useTabs } from '../stores/tabs'
import { useTour } from '../stores/tour'
import { useFiles } from './useFiles'
import { usePaper } from './usePaper'

/** What menus, keys and buttons ask for, done in one place. */
export function useChoices() {
  const files = useFiles()
  const paper = usePaper()
  const scenario = useScenario()
  const screen = useScreen()
  const tabs = useTabs()
  const tour = useTour()
  const open = (dialog: NonNullable<typeof screen.dialog>) => (): void => {
    screen.dialog = dialog
  }
  const actions: Readonly<Record<Exclude<MenuChoice, `go:${string}`>, () => void>> = {
    new: files.create,
    open: open('shelf'),
    save: () => void files.save(),
    saveAs: open('save'),
    close: () => {
      files.close()
    },
    import: () => void files.importFile(),
    export: () => void files.exportFile(),
    workbook: open('workbook'),
    catalogue: open('catalogue'),
    print: () => void paper.print(),
    pdf: () => void paper.savePdf(),
    undo: scenario.undo,
    redo: scenario.redo,
    search: open('search'),
    changes: open('changes'),
    nextTab: () => {
      tabs.step(1)
    },
    previousTab: () => {
      tabs.step(-1)
    },
    // The page of the view that stands open.
    help: () => {
      screen.help(screen.dialog === 'help' ? screen.helpPage : screen.view)
    },
    shortcuts: open('shortcuts'),
    tour: tour.start,
    about: open('about'),
  }
  const isView = (choice: MenuChoice): choice is `go:${(typeof views)[number]}` => choice.startsWith('go:')
  function choose(choice: MenuChoice): void {
    if (isView(choice)) screen.go(views.find((view) => `go:${view}` === choice) ?? screen.view)
    else actions[choice]()
  }
  return { choose }
}
