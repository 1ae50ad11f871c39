// LibreOffice recalculating the workbook that the program exports, against the program itself on the same catalogue.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figure, report, root, skipped } from './report.mjs'

const cli = (...args) => {
  const begin = performance.now()
  const run = spawnSync(process.execPath, [join(root, 'out/main/cli.js'), ...args], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`${args[0]}: ${run.stderr}`)
  return performance.now() - begin
}

/** Milliseconds of each whole recalculation. */
function recalculated({ soffice, python }, folder, workbook, times) {
  const seconds = join(folder, 'seconds.json')
  const job = { file: workbook, out: join(folder, 'values.json'), times, seconds }
  const run = spawnSync(python, [join(root, 'tests/setup/recalculate.py'), soffice], {
    input: `${JSON.stringify(job)}\n`,
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`LibreOffice: ${run.stderr}`)
  return JSON.parse(readFileSync(seconds, 'utf8')).map((value) => value * 1000)
}

/** @param own milliseconds of the program's own full run with 103 banners. A workbook that cannot be made is said, and the rest goes on. */
export function reportSpreadsheet(office, own) {
  try {
    exportAndRecalculate(office, own)
  } catch (error) {
    skipped('export and LibreOffice', error.message.trim())
    process.exitCode = 1
  }
}

function exportAndRecalculate(office, own) {
  const folder = mkdtempSync(join(tmpdir(), 'liangli-bench-'))
  try {
    const [made, workbook] = [join(folder, 'catalogue'), join(folder, 'workbook.xlsx')]
    report('export: live workbook, region and 12 leagues, whole process', [cli('export', '--out', join(folder, 'small.xlsx'))])
    cli('synthesize', '--out', made, '--seed', '1')
    report('export: live workbook, 103 banners, whole process', [
      cli('export', '--catalogue', join(made, 'catalogue.json'), '--out', workbook),
    ])
    const name = 'LibreOffice: whole recalculation of the workbook, 103 banners'
    if (office === undefined) return skipped(name, 'no LibreOffice with a Python that speaks to it')
    const median = report(name, recalculated(office, folder, workbook, 3))
    figure('LibreOffice: its recalculation over a full run', median / own, 'times', { least: 40 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
