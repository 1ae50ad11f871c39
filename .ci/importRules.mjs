// Who may import what: one table for the linter and for the architecture test. Folders are matched longest first.

/** Pure helpers of models/ that the renderer may use at run time; models/README.md lists the same. */
export const rendererHelpers = [
  'models/actual/againstPlan',
  'models/actual/newMoney',
  'models/catalogue/outlook',
  'models/catalogue/path',
  'models/compare',
  'models/difference/causeTable',
  'models/equality/leagues',
  'models/equality/measure',
  'models/equality/places',
  'models/explain/pathParts',
  'models/layout',
  'models/fiscal/backtestRow',
  'models/fiscal/availableFunds',
  'models/fiscal/fundsLines',
  'models/fiscal/unitFigures',
  'models/fiscal/coverageMultiple',
  'models/fiscal/priorClaims',
  'models/fiscal/ratios',
  'models/fiscal/sharingClass',
  'models/partedTable',
  'models/population/backtest',
  'models/report/document',
  'models/report/markup',
  'models/report/pageRules',
  'models/scenario/accountForm',
  'models/scenario/beside',
  'models/scenario/canonical',
  'models/scenario/leverPaths',
  'models/scenario/levers',
  'models/scenario/merge',
  'models/scenario/movePath',
  'models/scenario/pieces',
  'models/scenario/sharingRules',
  'models/scenario/stack',
  'models/shared/fileStem',
  'models/shared/growth',
  'models/shared/rounding',
  'models/shared/shownNumber',
  'models/shared/visible',
  'models/structure',
  'models/target/contradiction',
  'models/target/states',
]

/** Texts of both languages: words, no code. What the service writes for people uses the window's own. */
export const textFiles = ['renderer/i18n/zh-CN.json', 'renderer/i18n/en.json']

/** Files of models/ where `as` is needed: unchecked array cells in inner loops, keys of a checked record, JSON that was checked. */
export const castsAllowed = [
  'models/catalogue/parse.ts',
  'models/catalogue/check.ts',
  'models/scenario/parse.ts',
  'models/scenario/apply.ts',
  'models/shared/unit.ts',
]

/** The one file of models/ that may name WebAssembly, which the language's own library does not declare. */
export const machineStarter = 'models/equation/machine/instance.ts'

/**
 * @typedef {{ layers: string[], typesOnly?: string[], packages: RegExp[] }} Rule
 * `layers` may be imported, `typesOnly` as types alone.
 * @type {Readonly<Record<string, Rule>>}
 */
export const importRules = {
  models: { layers: ['models'], packages: [/^zod$/] },
  'electron/contract': { layers: ['electron/contract'], typesOnly: ['models'], packages: [] },
  'electron/preload': { layers: ['electron/contract'], packages: [/^electron$/] },
  'electron/service': {
    layers: ['electron/service', 'electron/contract', 'models'],
    packages: [/^node:(?!http)/, /^(papaparse|zod)$/, /^hucre(\/xlsx)?$/, /^docx$/],
  },
  'electron/main': {
    layers: ['electron/main', 'electron/service', 'electron/contract'],
    typesOnly: ['models'],
    packages: [/^electron$/, /^node:(?!http)/],
  },
  'electron/browser': {
    layers: ['electron/browser', 'electron/service', 'electron/contract'],
    typesOnly: ['models'],
    packages: [/^node:/, /^ws$/],
  },
  'electron/cli': { layers: ['electron/cli', 'electron/service', 'electron/contract', 'models'], packages: [/^node:(?!http)/, /^zod$/] },
  renderer: {
    layers: ['renderer', 'electron/contract'],
    typesOnly: ['models'],
    packages: [/^(vue|pinia|chart\.js(\/helpers)?|vue-i18n|reka-ui|@tanstack\/vue-virtual|pinyin-match|svgcanvas)$/],
  },
}

/** Layer a path belongs to. @param {string} path from the project's root, with forward slashes */
export const layerOf = (path) =>
  Object.keys(importRules)
    .sort((a, b) => b.length - a.length)
    .find((layer) => path.startsWith(`${layer}/`))
