// The model's parts: catalogue, population kernel, runs, explanations.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nativeKernel } from './population.mjs'
import { medianOf, figure, report, skipped, time } from './report.mjs'
import { allowance, changed, everything } from './scenarios.mjs'

export function reportModel({ createModel, parseCatalogue, partsOf }, catalogue, folder) {
  const read = (name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })
  const manifest = read('catalogue.json')
  const parts = partsOf(manifest)
  if (!parts.ok) throw new Error('the manifest has faults')
  const files = [manifest, ...parts.value.map(read)]
  report(
    'catalogue: parse and check, warm',
    time(20, () => parseCatalogue(files), 5),
  )
  report(
    'model: compile the equations for a catalogue',
    time(20, () => createModel(catalogue), 5),
  )
}

/** Down to 103 banners, with the region's paths inherited and with paths of each banner's own, beside the same loops in C++. */
export function reportPopulation({ kernelInput, projectPopulation }, banners, plan) {
  const inherited = kernelInput(banners, plan)
  const shifted = (path, k) => path.map((value) => value + k / 1000)
  const leaves = inherited.leaves.map((leaf, k) => {
    const { e0Male, e0Female } = leaf.paths
    return { ...leaf, paths: { ...leaf.paths, e0Male: shifted(e0Male, k), e0Female: shifted(e0Female, k) } }
  })
  const native = nativeKernel()
  for (const [name, input, limit] of [
    ['population: 103 regions x 2 sexes x 101 ages x 15 years', inherited, 5],
    ['population: the same, every region with life expectancies of its own', { ...inherited, leaves, inherited: undefined }, undefined],
  ]) {
    const times = time(200, () => projectPopulation(input), 60)
    report(name, times, limit)
    if (native === undefined) skipped(`${name}: over C++ -O3`, 'no C++ compiler on this machine')
    else {
      const plainLoops = native.times(input, projectPopulation(input), 200, 60)
      report(`${name}: C++ -O3 (${native.compiler})`, plainLoops)
      figure(`${name}: over C++ -O3`, medianOf(times) / medianOf(plainLoops), 'times')
    }
  }
  native?.end()
}

const explained = ['margin/consolidated/2030', 'expenditure/preschool-aid/150000/2025', 'quantity/preschool-aid.aided-children/150400/2025']

export function reportRuns(program, catalogue, plan) {
  const { assembleResult, createModel, diagnose, explainPath, kernelInput, projectPopulation, runModel, simulate } = program
  const moved = (...changes) => changed(plan, catalogue, ...changes)
  const all = (k) => everything(plan, catalogue, k)
  report(
    'run: full, region and 12 leagues, everything moved',
    time(200, (k) => simulate(catalogue, all(k)), 100),
    5,
  )
  report(
    'run: default scenario',
    time(200, () => simulate(catalogue, plan), 50),
    5,
  )
  report(
    'run: one standard moved',
    time(200, (k) => simulate(catalogue, moved(['standard', 100 + k, allowance])), 50),
    1,
  )
  report(
    'run: fertility moved',
    time(200, (k) => simulate(catalogue, moved(['tfr', 1 + k * 1e-3])), 50),
  )
  report(
    'flags: causes of all, remedies of all',
    time(10, () => diagnose(catalogue, plan), 3),
  )
  for (const path of explained) if (!explainPath(catalogue, plan, path, 2).ok) throw new Error(`${path} cannot be opened`)
  report(
    'explain: one figure, two steps down',
    time(200, (k) => explainPath(catalogue, plan, explained[k % explained.length], 2), 30),
  )
  const inputs = Array.from({ length: 250 }, (_, k) => kernelInput(catalogue, all(k)))
  report(
    'stage: population kernel alone',
    time(200, (k) => projectPopulation(inputs[k]), 50),
  )
  const model = createModel(catalogue)
  report(
    'stage: population and equations',
    time(200, (k) => runModel(model, all(k)), 50),
  )
  const run = runModel(model, plan)
  report(
    'stage: assemble result, flags and evidence',
    time(200, () => assembleResult(model, run), 50),
  )
}
