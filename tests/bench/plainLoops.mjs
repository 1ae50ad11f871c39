// What a full run computes of people and money, as plain loops in C++ -O3 on the same inputs: no flags, no evidence, no tables of a result.
import { nativeCosting } from './costing.mjs'
import { nativeKernel } from './population.mjs'
import { figure, medianOf, report, skipped } from './report.mjs'
import { everything } from './scenarios.mjs'

/** @param whole median of the full runs, milliseconds. */
export function reportPlainLoops({ costingOf, kernelInput, projectPopulation }, banners, plan, whole) {
  const scenario = everything(plan, banners, 0)
  const kernel = nativeKernel()
  const costing = nativeCosting(costingOf(banners, scenario), 200, 60)
  if (kernel === undefined || costing === undefined) {
    kernel?.end()
    skipped('103 banners as plain loops in C++ -O3', 'no C++ compiler on this machine')
    return
  }
  const input = kernelInput(banners, scenario)
  const people = kernel.times(input, projectPopulation(input), 200, 60)
  kernel.end()
  report(`population of 103 banners as a plain loop: C++ -O3 (${kernel.compiler})`, people)
  report(`costing of 103 banners as a plain loop: C++ -O3 (${costing.compiler})`, costing.times)
  figure('run: full, 103 banners, over the plain loop', whole / medianOf(costing.times), 'times', { limit: 8 })
  figure(
    'run: full, 103 banners, over the plain loops of its population and costing',
    whole / (medianOf(people) + medianOf(costing.times)),
    'times',
  )
}
