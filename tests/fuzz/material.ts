import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { knownOf, type Known } from '../../electron/service/actuals/known'
import { createAnswer, type Answer } from '../../electron/service/answer'
import { transferChooser } from '../../electron/service/files/chooser'
import { CatalogueLibrary } from '../../electron/service/catalogues/library'
import { createHandlers } from '../../electron/service/handlers'
import { openHousehold, type Household } from '../../electron/service/household'
import { inProcessPapers } from '../../electron/service/papers/maker'
import { inProcessRunner } from '../../electron/service/runner/inProcess'
import { parseCatalogue, partsOf, type CatalogueFile } from '../../models/catalogue/parse'
import type { Catalogue } from '../../models/catalogue/schema'
import { emptyScenario } from '../../models/scenario/canonical'
import type { Scenario } from '../../models/scenario/document'
import { parseScenario } from '../../models/scenario/parse'
import { simulate } from '../../models/simulate'
import { bytesOf } from './reader'

/** Sound files and a running service, to be attacked. */
export interface Material {
  readonly home: string
  readonly catalogue: Catalogue
  readonly catalogueFiles: readonly CatalogueFile[]
  /** Every scenario that is shipped or kept as a fixture, as text and as document. */
  readonly scenarios: readonly string[]
  readonly documents: readonly Scenario[]
  readonly plan: Scenario
  readonly known: Known
  readonly household: Household
  readonly answer: Answer
  /** What went wrong behind an answer of `internal`. */
  readonly troubles: unknown[]
  readonly workbooks: { readonly population: Uint8Array; readonly actuals: Uint8Array }
  readonly csv: { readonly population: Uint8Array; readonly actuals: Uint8Array }
  /** Two years of a folder of rates, by file name. */
  readonly rates: Readonly<Record<string, string>>
  end(): Promise<void>
}

const scenarioFolders = ['models/scenario/shipped', ...['v1', 'v2', 'v3'].map((version) => `tests/fixtures/scenarios/${version}`)]

/** @param root folder of the project */
export async function gather(root: string): Promise<Material> {
  const home = mkdtempSync(join(tmpdir(), 'liangli-fuzz-'))
  const { catalogue, catalogueFiles } = catalogueIn(join(root, 'models/catalogue/data/inner-mongolia-2020'))
  const scenarios = scenarioFolders.flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => readFileSync(join(root, folder, name), 'utf8')),
  )
  const documents = scenarios.map(documentIn)
  const plan = emptyScenario({ id: catalogue.id, version: catalogue.version, sha256: '0'.repeat(64) }, 'plan', '0')
  const known = knownOf(catalogue, simulate(catalogue, plan))
  const loaded = { catalogue, sha256: '0'.repeat(64) }
  const shipped = join(root, 'models/scenario/shipped')
  const household = await openHousehold({
    home,
    ownFolder: home,
    shipped,
    loaded: () => loaded,
    appVersion: '0',
    shell: 'browser',
    begun: 0,
  })
  const troubles: unknown[] = []
  const library = new CatalogueLibrary(join(home, 'catalogues'), join(root, 'models/catalogue/data/inner-mongolia-2020/catalogue.json'))
  const rest = {
    library,
    reopen: () => undefined,
    chooser: transferChooser,
    printer: undefined,
    appVersion: '0',
    engine: 'x',
    now: () => 0,
  }
  const handlers = createHandlers({ ...household, loaded, runner: inProcessRunner, papers: inProcessPapers, ...rest })
  const answer = createAnswer(handlers, { failed: (command, error) => troubles.push(new Error(`${command} failed`, { cause: error })) })
  return {
    home,
    catalogue,
    catalogueFiles,
    scenarios,
    documents,
    plan,
    known,
    household,
    answer,
    troubles,
    ...(await tablesOf()),
    rates: ratesIn(join(root, 'tests/fixtures/un-canada-1x1')),
    end: async () => {
      await household.keeping.windows.end()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function catalogueIn(folder: string): Pick<Material, 'catalogue' | 'catalogueFiles'> {
  const file = (name: string): CatalogueFile => ({ name, text: readFileSync(join(folder, name), 'utf8') })
  const manifest = file('catalogue.json')
  const parts = partsOf(manifest)
  if (!parts.ok) throw new Error('the manifest has faults')
  const catalogueFiles = [manifest, ...parts.value.map(file)]
  const parsed = parseCatalogue(catalogueFiles)
  if (!parsed.ok) throw new Error('the catalogue has faults')
  return { catalogue: parsed.value, catalogueFiles }
}

function documentIn(text: string): Scenario {
  const read = parseScenario(text, 'a')
  if (!read.ok) throw new Error('a scenario has faults')
  return read.value
}

/** Tables that are taken as they are. */
async function tablesOf(): Promise<Pick<Material, 'workbooks' | 'csv'>> {
  const people = [['年龄', '男', '女'], ...Array.from({ length: 101 }, (_, age) => [age, 5000 - 40 * age, 5100 - 41 * age])]
  const indicators = [
    ['id', 'indicator', 'unit', '2021', '2022'],
    ['hospital-beds', '', '', 6.94, 6.98],
  ]
  const counts = [
    ['id', 'unit', 'year', 'region total'],
    ['special-children-basic-living.orphans', '', 2021, 2],
    ['special-children-basic-living.orphans', '', 2022, 3],
  ]
  const csv = (rows: readonly (readonly (string | number)[])[]): Uint8Array => bytesOf(rows.map((row) => row.join()).join('\n'))
  return {
    workbooks: {
      population: await writeXlsx({ sheets: [{ name: '人口', rows: people }] }),
      actuals: await writeXlsx({
        sheets: [
          { name: 'a', rows: indicators },
          { name: 'b', rows: counts },
        ],
      }),
    },
    csv: { population: csv(people), actuals: csv(counts) },
  }
}

function ratesIn(folder: string): Readonly<Record<string, string>> {
  const names = ['base_population_1950.csv', 'nMx.csv', 'asfr.csv', 'srb.csv', 'net_migration.csv']
  const twoYears = (name: string): string => {
    const [head = '', ...rows] = readFileSync(join(folder, name), 'utf8').split('\n')
    return [head, ...rows.filter((row) => /(^|,)195[01],/.test(row))].join('\n')
  }
  return Object.fromEntries(names.map((name) => [name, twoYears(name)]))
}
